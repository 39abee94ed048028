"""The sheet of the contract, printed from the exact figures of a round."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from tests.reference.answers import Heard
from tests.reference.exact import Balance, Exact, Scored, exact
from tests.reference.rounding import four

FIGURES = (
    "covered",
    "gap",
    "surplus",
    "required",
    "held",
    "balance",
    "held_by_one",
    "coverage_rate",
    "level_index",
    "band",
)


def sheet(
    areas: Mapping[str, Sequence[str]], asked: Mapping[str, str], own: Sequence[str], document: Mapping[str, Any]
) -> dict[str, Any]:
    return printed(exact(areas, asked, own, document))


def printed(result: Exact) -> dict[str, Any]:
    return {
        "totals": figures(result.total),
        "areas": [
            {"id": area, **figures(sums), "answered": four(sums.answered), "shown": sums.shown}
            for area, sums in result.areas.items()
        ],
        "competences": [competence(result, heard) for heard in result.heard],
        "gaps": gaps(result),
        "key_persons": key_persons(result),
        "answered": four(result.total.answered),
        "respondents": result.respondents,
        "confidence": result.confidence,
    }


def figures(sums: Balance) -> dict[str, Any]:
    """The ten figures, all of them null where coverage is too thin (section 6)."""
    if sums.shown == "no":
        return dict.fromkeys(FIGURES)
    return {
        "covered": four(sums.covered),
        "gap": four(sums.gap),
        "surplus": four(sums.surplus),
        "required": four(sums.required),
        "held": four(sums.held),
        "balance": four(sums.held + sums.gap),
        "held_by_one": four(sums.held_by_one),
        "coverage_rate": four(sums.coverage_rate),
        "level_index": four(sums.level_index),
        "band": band(sums.coverage_rate),
    }


def band(rate: Fraction | None) -> str | None:
    """On the unrounded figure (section 3)."""
    if rate is None:
        return None
    if rate < 50:
        return "heikko"
    if rate < 70:
        return "kehittyva"
    return "hyva" if rate < 90 else "vahva"


def competence(result: Exact, heard: Heard) -> dict[str, Any]:
    scored = result.scored.get(heard.id)
    area = result.areas[heard.area]
    state = "unscored" if heard.applicable else "not_applicable"
    # An area with a scored competence has a coverage; below 0.8 a talk comes first (section 4).
    thin = area.answered is not None and area.answered < Fraction(8, 10)
    return {
        "id": heard.id,
        "state": "scored" if scored else state,
        "current": four(heard.current),
        "target": four(heard.target),
        "importance": four(heard.importance),
        "covered": four(scored.covered) if scored else None,
        "gap": four(scored.gap) if scored else None,
        "surplus": four(scored.surplus) if scored else None,
        "priority": four(scored.priority) if scored else None,
        "class": gap_class(scored) if scored else None,
        "check_first": scored is not None and (heard.label == "erimielinen" or thin),
        "agreement": four(heard.agreement),
        "agreement_label": heard.label,
        "key_person_risk": four(scored.risk) if scored else None,
    }


def gap_class(scored: Scored) -> str:
    """Section 4, in the order of its list; a gap below half a level has a class and no place in the plan."""
    if scored.priority >= 8 and scored.importance >= 4:
        return "kiireellinen"
    if scored.priority >= 4:
        return "tarkea"
    if scored.priority > 0:
        return "seurattava"
    return "reservi" if scored.surplus >= 1 else "kunnossa"


def gaps(result: Exact) -> list[str]:
    def rank(one: Scored) -> tuple[Fraction, Fraction, Fraction, Fraction, str]:
        # A risk without a figure ranks as none.
        return -one.priority, -one.importance, -(one.risk or Fraction(0)), one.current, one.heard.id

    offered = [one for one in result.scored.values() if one.gap >= Fraction(1, 2)]
    return [one.heard.id for one in sorted(offered, key=rank)]


def key_persons(result: Exact) -> list[dict[str, Any]]:
    if result.headcount == 1:  # one finding, shown elsewhere, and no list (section 5)
        return []
    risks = [(one.risk, one.heard.id) for one in result.scored.values() if one.risk]
    return [
        {"id": competence_id, "risk": four(risk), "class": risk_class(risk)}
        for risk, competence_id in sorted(risks, key=lambda pair: (-pair[0], pair[1]))
    ]


def risk_class(risk: Fraction) -> str:
    if risk >= 15:
        return "kriittinen"
    return "merkittava" if risk >= 8 else "seurattava"
