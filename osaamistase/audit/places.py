"""Where something was done, as an address that a person can read. Pure."""

import re
from collections.abc import Mapping

_PART = re.compile(r"<(?:[^<>:]+:)?([^<>]+)>")


def place_of(rule: str, about: Mapping[str, object]) -> str:
    """A page's address with the numbers that were in it; "…" for a name, of which no trace is kept."""
    return _PART.sub(lambda part: str(about.get(part[1], "…")), rule)
