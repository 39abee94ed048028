"""A cache that never grows beyond its size."""

from collections.abc import Callable

import pytest

from osaamistase.web.recent import Recent


def test_what_was_asked_for_last_stays() -> None:
    recent: Recent[str, int] = Recent(2)
    made: list[str] = []

    def make(name: str) -> Callable[[], int]:
        return lambda: made.append(name) or len(made)

    for name in ("a", "b", "a", "c", "a", "b"):
        recent.get(name, make(name))
    assert made == ["a", "b", "c", "b"]
    assert len(recent) == 2


def test_what_fails_is_not_kept() -> None:
    recent: Recent[str, float] = Recent(2)
    with pytest.raises(ZeroDivisionError):
        recent.get("a", lambda: 1 / 0)
    assert len(recent) == 0
