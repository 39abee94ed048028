"""Two who edit one action: what the other saved meanwhile, beside what was just typed. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Clash:
    """One field that both changed: what stands there now, and what was typed."""

    field: str
    there: Any
    typed: Any


def clashes(there: Mapping[str, Any], typed: Mapping[str, Any], seen: int, version: int) -> list[Clash]:
    """The fields to choose between; none where the page was drawn from the newest version.

    `seen`: the version the page was drawn from. Fields that agree are no clash.
    """
    if seen == version:
        return []
    return [Clash(name, there[name], value) for name, value in typed.items() if there[name] != value]
