"""What `doctor` finds: a word for how bad it is, what it is about, and a sentence with the mend."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial, update_wrapper
from typing import Any, Literal


@dataclass(frozen=True)
class Finding:
    """`wrong` must be mended, a `warning` is for somebody to think about, `ok` was looked at."""

    level: Literal["ok", "warning", "wrong"]
    about: str
    what: str

    @property
    def line(self) -> str:
        return f"{self.level}: {self.about}: {' '.join(self.what.split())}"


Check = Callable[[], Iterable[Finding]]


def ok(about: str, what: str) -> Finding:
    return Finding("ok", about, what)


def warning(about: str, what: str) -> Finding:
    return Finding("warning", about, what)


def wrong(about: str, what: str) -> Finding:
    return Finding("wrong", about, what)


def on(check: Any, *about: object) -> Check:
    """The check of those very settings, still by its name."""
    return update_wrapper(partial(check, *about), check)


def found(checks: Iterable[Check]) -> Iterator[Finding]:
    """What all of them find. One that falls is a finding itself, and the rest are made all the same."""
    for check in checks:
        try:
            yield from check()
        except Exception as error:  # whatever is broken here, the other findings are wanted the more
            name = check.__name__.replace("_", " ").strip()
            yield wrong(name, f"could not be looked at ({type(error).__name__}); mend what stands above it first")
