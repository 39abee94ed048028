"""Firms that came over, told in as few sentences as they were handed over in. Values in, values out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Received:
    """Firms that came from one adviser with the same words."""

    giver: str
    note: str
    companies: tuple[Any, ...]


def together(rows: Iterable[tuple[Any, str, str]]) -> list[Received]:
    """`rows`: firm, from whom, note. Sixty firms handed over at once are one line, not sixty."""
    found: dict[tuple[str, str], list[Any]] = {}
    for company, giver, note in rows:
        found.setdefault((giver, note), []).append(company)
    return [Received(giver, note, tuple(companies)) for (giver, note), companies in found.items()]
