"""Whom a firm may be compared with, so that nobody learns another firm's figures (method.md section 8).

The class is the first of industry section × size, section, size, all firms that holds at least k firms besides the firm
itself. It stands as it was at the beginning of the quarter. What a firm sees changes from quarter to quarter only where
at least k others came, went or answered anew: what one of them did can never be read off a difference.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

STEPS = ("section_and_size", "section", "size", "all")


@dataclass(frozen=True)
class Member:
    """One sheet of one firm, with the class the firm then was in. `made_on`: the day it was drawn up."""

    company_id: int
    round_id: int
    sheet_id: int
    made_on: date
    section: str
    size_class: str
    level_index: Decimal


@dataclass(frozen=True)
class Group:
    """The others a firm is compared with, and the day from which they are the latest; never the firm itself."""

    step: str
    section: str
    size_class: str
    as_of: date
    others: tuple[Member, ...]


def quarter_of(day: date) -> date:
    """The first day of the quarter."""
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def peer_group(
    history: Sequence[Member], company_id: int, section: str, size: str, today: date, k: int
) -> Group | None:
    """The group for a firm of that section and size; None where no class was ever large enough.

    `history`: every sheet there was, in the order they were made.
    """
    others = [one for one in history if one.company_id != company_id]
    shown: Group | None = None
    for quarter in _quarters(others, today):
        latest = tuple(_latest(others, quarter))
        now = _first_large_enough(latest, section, size, quarter, k)
        # Also from one class to another: the two side by side must not tell of fewer than k firms.
        if now is not None and (shown is None or len(_movers(shown, now, latest)) >= k):
            shown = now
    return shown


def median(values: Iterable[Decimal], k: int) -> Decimal | None:
    """The middle value, or the mean of the two in the middle; None of fewer than k."""
    found = sorted(values)
    if len(found) < k:
        return None
    middle = len(found) // 2
    return found[middle] if len(found) % 2 else (found[middle - 1] + found[middle]) / 2


def _quarters(history: Sequence[Member], today: date) -> Iterator[date]:
    """The beginnings of quarters that have sheets before them, until today."""
    quarter = _next_quarter(history[0].made_on) if history else date.max
    while quarter <= today:
        yield quarter
        quarter = _next_quarter(quarter)


def _first_large_enough(latest: Sequence[Member], section: str, size: str, quarter: date, k: int) -> Group | None:
    for step in STEPS:
        others = tuple(one for one in latest if _belongs(one, step, section, size))
        if len(others) >= k:
            return Group(step, section, size, quarter, others)
    return None


def _latest(history: Sequence[Member], before: date) -> Iterable[Member]:
    """Each firm's latest round drawn up before that day: one firm, one vote."""
    found: dict[int, Member] = {}
    for one in history:
        known = found.get(one.company_id)
        if one.made_on < before and (known is None or one.round_id >= known.round_id):
            found[one.company_id] = one
    return found.values()


def _belongs(one: Member, step: str, section: str, size: str) -> bool:
    return (step in ("size", "all") or one.section == section) and (
        step in ("section", "all") or one.size_class == size
    )


def _movers(then: Group, now: Group, latest: Iterable[Member]) -> set[int]:
    """Those in either group that entered it, left it or answered anew since it was last published."""
    concerned = {one.company_id for one in (*then.others, *now.others)}
    return {one.company_id for one in latest if one.made_on >= then.as_of} & concerned


def _next_quarter(day: date) -> date:
    first = quarter_of(day)
    return date(first.year + first.month // 10, (first.month + 2) % 12 + 1, 1)
