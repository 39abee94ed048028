"""What a document from outside must look like: the checks that the readers of answers and of sheets share."""

from collections.abc import Collection, Mapping
from typing import Any, TypeGuard

from osaamistase.errors import BadFile

_LONGEST = 40
_MANY_BITS = 120  # above this a number is too long to show, and far above it too long for Python to write


def table(value: Any, where: str, allowed: Collection[str] | None = None) -> Mapping[str, Any]:
    """The object at that place; with `allowed`, one that holds no other names. Raises BadFile."""
    if not isinstance(value, dict):
        raise BadFile(where, f"must be an object, not {short(value)}")
    if allowed is not None:
        for key in value:
            if key not in allowed:
                raise BadFile(f"{where}.{short_key(key)}", f"unknown name; known here: {', '.join(sorted(allowed))}")
    return value


def is_int(value: Any) -> TypeGuard[int]:
    """Whether it is a whole number: true and false are none."""
    return isinstance(value, int) and not isinstance(value, bool)


def short(value: Any) -> str:
    """What stands there, in a few plain signs of one line."""
    # Never the repr of a nested value: it may be as deep as the stack.
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    if isinstance(value, int) and value.bit_length() > _MANY_BITS:
        return "a number of too many digits"
    text = "nothing" if value is None else ascii(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."


def short_key(key: str) -> str:
    """A name as part of a place."""
    return short(key)[1:-1]
