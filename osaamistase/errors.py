"""Refusals the service knows how to say. Each carries what the reader needs to mend it."""

from collections.abc import Callable
from typing import Any, TypeVar

Value = TypeVar("Value")


class BadSetting(SystemExit):
    """Stops the start with one line that says which setting and how to mend it."""


class Misfit(SystemExit):
    """Stops the start with one line: code and tables are of releases that do not go together, and what to do."""


class Reading:
    """Settings are read one by one; what is refused is noted, and something harmless stands in its place."""

    def __init__(self) -> None:
        self.refused: list[str] = []

    def __call__(self, instead: Value, read: Callable[..., Value], *given: Any) -> Value:
        try:
            return read(*given)
        except BadSetting as why:
            self.refused.append(str(why))
            return instead


class BadFile(ValueError):
    """A file from outside is unfit: `where` in it, and `what` to mend, both for a technical reader."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")
        self.where = where
        self.what = what


class NotFound(LookupError):
    """No such thing for this person; the page says 404 and tells nothing more."""


class SignedOut(Exception):
    """Whoever sent a form is not signed in any more; the page keeps what was typed and says how to go on."""


class Refused(ValueError):
    """A rule says no. `sentence` is a translated sentence with a way on; `closed`: the page's own door is shut."""

    closed = False

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Taken(ValueError):
    """Another row holds this value already; `field` says which."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field
