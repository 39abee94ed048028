"""One round in exact fractions: the balance sheet, the gap list, the key persons, coverage (method.md sections 3-6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.reference.answers import Heard, hear_all, respondents


@dataclass(frozen=True)
class Scored:
    """One competence with n, t and w: section 3."""

    heard: Heard
    current: Fraction
    target: Fraction
    importance: Fraction
    covered: Fraction
    gap: Fraction
    surplus: Fraction
    priority: Fraction
    risk: Fraction | None


@dataclass(frozen=True)
class Balance:
    """The sums of an area or of the firm, whether or not they may be shown."""

    covered: Fraction
    gap: Fraction
    surplus: Fraction
    required: Fraction
    held: Fraction
    held_by_one: Fraction
    weights: Fraction
    coverage_rate: Fraction | None
    level_index: Fraction | None
    answered: Fraction | None
    shown: str


@dataclass(frozen=True)
class Exact:
    """A whole round."""

    heard: list[Heard]
    scored: dict[str, Scored]
    areas: dict[str, Balance]
    total: Balance
    headcount: int
    respondents: int
    confidence: str


def key_person_risk(heard: Heard, importance: Fraction) -> Fraction | None:
    """KR = w·V (section 5); holders unanswered: no figure."""
    if heard.holders is None:
        return None
    b = {0: 0, 1: 3, 2: 1, 3: 0}[heard.holders]
    if b == 0:
        return Fraction(0)
    e = {"no": 0, "unknown": 1, "likely": 2, None: 1}[heard.leaving]
    d = 1 if heard.deputy else 0
    return importance * max(0, b + e - d)


def score(heard: Heard) -> Scored | None:
    n, t, w = heard.current, heard.target, heard.importance
    if not heard.applicable or n is None or t is None or w is None:
        return None
    zero = Fraction(0)
    gap = max(zero, t - n)
    return Scored(heard, n, t, w, min(n, t), gap, max(zero, n - t), w * gap, key_person_risk(heard, w))


def balance(heard: Sequence[Heard], scored: Sequence[Scored], limits: Sequence[tuple[Fraction, str]]) -> Balance:
    """Sections 3 and 6; `limits` say from which coverage on the figures are shown, and how."""
    zero = Fraction(0)
    required = sum((one.importance * one.target for one in scored), zero)
    held = sum((one.importance * one.current for one in scored), zero)
    covered = sum((one.importance * one.covered for one in scored), zero)
    weights = sum((one.importance for one in scored), zero)
    applicable = [one for one in heard if one.applicable]
    answered = Fraction(len(scored), len(applicable)) if applicable else None
    return Balance(
        covered=covered,
        gap=sum((one.importance * one.gap for one in scored), zero),
        surplus=sum((one.importance * one.surplus for one in scored), zero),
        required=required,
        held=held,
        held_by_one=sum((one.importance * one.covered for one in scored if one.heard.holders == 1), zero),
        weights=weights,
        coverage_rate=100 * covered / required if required else None,
        level_index=100 * held / (5 * weights) if weights else None,
        answered=answered,
        shown=next((word for limit, word in limits if answered is not None and answered >= limit), "no"),
    )


def confidence(answered: Fraction | None, people: int, headcount: int, talked: bool, heard: Sequence[Heard]) -> str:
    """Section 6."""
    need = min(3, headcount)
    agreements = [one.agreement for one in heard if one.agreement is not None]
    alike = [one for one in agreements if one >= Fraction(7, 10)]
    # Where fewer than three people are needed a talk takes the place of their agreement.
    settled = talked if need < 3 else bool(agreements) and Fraction(len(alike), len(agreements)) >= Fraction(2, 3)
    if answered is None or answered < Fraction(1, 2):
        return "D"
    if answered >= Fraction(8, 10) and people >= need and settled:
        return "A"
    if answered >= Fraction(6, 10) and (people >= min(2, headcount) or talked):
        return "B"
    return "C"


def exact(
    areas: Mapping[str, Sequence[str]], asked: Mapping[str, str], own: Sequence[str], document: Mapping[str, Any]
) -> Exact:
    heard = hear_all(areas, asked, own, document)
    scored = [one for one in map(score, heard) if one is not None]
    by_area = [(Fraction(8, 10), "yes"), (Fraction(1, 2), "indicative")]
    total = balance(heard, scored, [(Fraction(7, 10), "yes")])
    people, headcount = respondents(document), document["company"]["headcount"]
    return Exact(
        heard=heard,
        scored={one.heard.id: one for one in scored},
        areas={
            area: balance(
                [one for one in heard if one.area == area], [one for one in scored if one.heard.area == area], by_area
            )
            for area in areas
        },
        total=total,
        headcount=headcount,
        respondents=people,
        confidence=confidence(total.answered, people, headcount, bool(document.get("consensus")), heard),
    )
