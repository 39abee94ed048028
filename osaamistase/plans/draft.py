"""A draft plan from the gap list and the service catalogue. Pure: gaps, offers and a date in; actions out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from osaamistase.scoring.method_1 import METHOD_1

FEWEST, MOST = METHOD_1.draft_fewest, METHOD_1.draft_most  # actions in a draft: method.md section 4
SERVICES_MOST = 3
MONTHS = {"kiireellinen": 3, "tarkea": 6, "seurattava": 12}
_TALK = "advice"


@dataclass(frozen=True)
class Gap:
    """One line of the gap list: levels 0–5, priority 0–25."""

    competence: str
    class_: str
    current: float
    target: float
    priority: float
    check_first: bool
    explanation: str


@dataclass(frozen=True)
class Offer:
    """A catalogue service as drafting sees it. `serves` maps competence id to closeness, 0 the closest."""

    id: str
    kind: str
    kind_position: int
    offered_to: str
    primary: bool
    position: int
    valid_until: date | None
    serves: Mapping[str, int]


@dataclass(frozen=True)
class DraftAction:
    """An action for one gap. `unmet`: no service of the region answers it by the deadline, talk or not."""

    gap: Gap
    deadline: date
    services: tuple[str, ...]
    unmet: bool


def draft(gaps: Sequence[Gap], offers: Sequence[Offer], today: date) -> tuple[DraftAction, ...]:
    """Actions for the first gaps, in their order: five, and two more where they are more than "seurattava"."""
    chosen = list(gaps[:FEWEST]) + [gap for gap in gaps[FEWEST:MOST] if gap.class_ != "seurattava"]
    return tuple(_action(gap, offers, today) for gap in chosen)


def _action(gap: Gap, offers: Sequence[Offer], today: date) -> DraftAction:
    deadline = months_after(today, MONTHS[gap.class_])
    answering = fitting(gap, offers, deadline)
    offered = [one for one in answering if not gap.check_first or one.kind == _TALK]
    return DraftAction(gap, deadline, tuple(one.id for one in offered[:SERVICES_MOST]), not answering)


def fitting(gap: Gap, offers: Sequence[Offer], deadline: date) -> list[Offer]:
    """The services for a gap, in a sensible order: the closest fit first, then talk before course before money.

    A service that ends before the deadline, or is not for running firms, is left out.
    """
    found = [
        offer
        for offer in offers
        if gap.competence in offer.serves
        and offer.offered_to == "firms"
        and (offer.valid_until is None or offer.valid_until >= deadline)
    ]
    return sorted(found, key=lambda one: (not one.primary, one.serves[gap.competence], one.kind_position, one.position))


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or that month's last day."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(day.day, (following - date.resolution).day))
