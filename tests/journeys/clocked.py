"""The service with a clock of its own: it is always the moment that the file named by CLOCK says (ISO 8601, UTC).

Served by gunicorn as `tests.journeys.clocked:app`; commands run on it as `flask --app tests.journeys.clocked …`.
"""

import os
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import time_machine

from osaamistase.app import create_app


class Clock:
    """Moves the whole process to the moment in the file; from there time runs on."""

    def __init__(self, file: Path) -> None:
        self._file, self._said = file, ""
        self._travel: time_machine.travel | None = None

    def set(self) -> None:
        said = self._file.read_text(encoding="ascii")
        if said == self._said:
            return
        if self._travel is not None:
            self._travel.stop()
        self._travel, self._said = time_machine.travel(datetime.fromisoformat(said), tick=True), said
        self._travel.start()


clock = Clock(Path(os.environ["CLOCK"]))
clock.set()
app = create_app()
_served = app.wsgi_app


def _on_time(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    clock.set()
    return _served(environ, start_response)


app.wsgi_app = _on_time  # type: ignore[method-assign]
