"""Where log lines go."""

from contextlib import suppress
from typing import Any

import structlog


class Lines(structlog.PrintLogger):
    """One line an event on standard output. Where a full disk takes no line, the answer to the person still goes."""

    def msg(self, message: str) -> None:
        with suppress(OSError):
            super().msg(message)

    log = debug = info = warn = warning = fatal = failure = err = error = critical = exception = msg


def lines(*_names: Any) -> Lines:
    return Lines()


def note(event: str, **facts: object) -> None:
    """One line for whoever runs the service: numbers and places, never what a person wrote."""
    structlog.get_logger().error(event, **facts)
