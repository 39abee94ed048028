"""A draft plan from the gap list and the service catalogue. Pure: gaps, offers and a date in; actions out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from osaamistase.plans.rules import FEWEST, KEY_PERSON_MONTHS, KEY_PERSONS_MOST, MONTHS, MOST, SERVICES_MOST, TALK


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
    """A catalogue service as drafting sees it. `serves` maps competence id to closeness, 0 the closest.

    `municipalities`: only firms of these, all where there are none; `headcount_most`: only firms up to that size.
    """

    id: str
    kind: str
    kind_position: int
    offered_to: str
    primary: bool
    position: int
    valid_until: date | None
    serves: Mapping[str, int]
    municipalities: tuple[str, ...] = ()
    headcount_most: int | None = None


@dataclass(frozen=True)
class Firm:
    """What of a firm decides which services are for it."""

    municipality: str = ""
    headcount: int = 1


@dataclass(frozen=True)
class DraftAction:
    """An action for one gap. `unmet`: no service of the region answers it by the deadline, talk or not.

    `passed_over`: the services that serve the competence and are not offered, each with why, one of rules.PASSED_OVER.
    """

    gap: Gap
    deadline: date
    services: tuple[str, ...]
    unmet: bool
    passed_over: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Risk:
    """Competences of one area that hang on one or two people; `risk` 0–25."""

    area: str
    competences: tuple[str, ...]
    class_: str
    risk: float
    holders: int


def draft(gaps: Sequence[Gap], offers: Sequence[Offer], today: date, firm: Firm = Firm()) -> tuple[DraftAction, ...]:
    """Actions for the first gaps, in their order: five, and two more where they are more than "seurattava"."""
    chosen = list(gaps[:FEWEST]) + [gap for gap in gaps[FEWEST:MOST] if gap.class_ != "seurattava"]
    return tuple(_action(gap, offers, today, firm) for gap in chosen)


def key_person_actions(risks: Sequence[Risk], today: date) -> tuple[tuple[Risk, date], ...]:
    """The areas that get a deputy or a written instruction, each with its deadline, the largest risk first."""
    worst = sorted((one for one in risks if one.class_ in KEY_PERSON_MONTHS), key=lambda one: (-one.risk, one.area))
    return tuple((one, months_after(today, KEY_PERSON_MONTHS[one.class_])) for one in worst[:KEY_PERSONS_MOST])


def _action(gap: Gap, offers: Sequence[Offer], today: date, firm: Firm) -> DraftAction:
    deadline = months_after(today, MONTHS[gap.class_])
    answering = fitting(gap, offers, deadline, today, firm)
    offered = [one for one in answering if _may(one, gap)][:SERVICES_MOST]
    return DraftAction(
        gap,
        deadline,
        tuple(one.id for one in offered),
        not answering,
        tuple(
            (
                one.id,
                why_not(one, deadline, today, firm)
                or ("enough" if one in answering and _may(one, gap) else "talk_first"),
            )
            for one in _by_fit(gap, offers)
            if one not in offered
        ),
    )


def _may(one: Offer, gap: Gap) -> bool:
    return not gap.check_first or one.kind == TALK


def fitting(gap: Gap, offers: Sequence[Offer], deadline: date, today: date, firm: Firm = Firm()) -> list[Offer]:
    """The services for a gap, in a sensible order: the closest fit first, then talk before course before money."""
    return [one for one in _by_fit(gap, offers) if why_not(one, deadline, today, firm) is None]


def why_not(offer: Offer, deadline: date, today: date, firm: Firm) -> str | None:
    """Why a service is not for this firm by that deadline; None where it is."""
    if offer.offered_to != "firms":
        return "not_for_firms"
    if offer.valid_until is not None and offer.valid_until < deadline:
        return "ended" if offer.valid_until < today else "ends_before"
    towns = {one.casefold() for one in offer.municipalities}
    if towns and firm.municipality and firm.municipality.casefold() not in towns:
        return "elsewhere"
    return "too_large" if offer.headcount_most is not None and firm.headcount > offer.headcount_most else None


def _by_fit(gap: Gap, offers: Sequence[Offer]) -> list[Offer]:
    found = [one for one in offers if gap.competence in one.serves]
    return sorted(found, key=lambda one: (not one.primary, one.serves[gap.competence], one.kind_position, one.position))


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or that month's last day."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(day.day, (following - date.resolution).day))
