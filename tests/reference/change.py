"""Two rounds side by side, also across questionnaire versions: method.md section 7."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from tests.reference.exact import Exact, Scored
from tests.reference.rounding import four

Pair = tuple[Scored, Scored]
ENOUGH = Fraction(7, 10)


def change(first: Exact, second: Exact, replaces: Mapping[str, str]) -> dict[str, Any]:
    """`replaces`: a competence of the second questionnaire -> the one whose meaning it changed."""
    common = [one.id for one in second.heard if one.id in first.scored and one.id in second.scored]
    pairs = [(first.scored[one], second.scored[one]) for one in common]
    q = share(pairs, list(first.scored.values()))
    why_not = reason(q, first, second)
    return {
        "common": common,
        "added": [one.id for one in second.heard if one.id in second.scored and one.id not in first.scored],
        "removed": [one.id for one in first.heard if one.id in first.scored and one.id not in second.scored],
        "breaks": [
            {"id": one.id, "replaces": replaces[one.id]}
            for one in second.heard
            if one.id in replaces and replaces[one.id] in first.scored
        ],
        "q": four(q),
        "compared": why_not is None,
        "why_not": why_not,
        "totals": totals(pairs, why_not is None),
        "areas": [area(one, first, second, pairs) for one in second.areas],
        "competences": [competence(before, after) for before, after in pairs],
    }


def divided(above: Fraction, below: Fraction) -> Fraction | None:
    return above / below if below else None


def minus(left: Fraction | None, right: Fraction | None) -> Fraction | None:
    return None if left is None or right is None else left - right


def share(pairs: Sequence[Pair], all_of_first: Sequence[Scored]) -> Fraction | None:
    """q: how much of the first round's requirement both rounds speak of."""
    whole = sum((one.importance * one.target for one in all_of_first), Fraction(0))
    return divided(weighted(pairs, lambda before, _: before.target), whole)


def reason(q: Fraction | None, first: Exact, second: Exact) -> str | None:
    if q is None:
        return "no_requirement"
    if q < ENOUGH:
        return "few_common"
    if "no" in (first.total.shown, second.total.shown):
        return "totals_not_shown"
    return None


def weighted(pairs: Sequence[Pair], figure: Callable[[Scored, Scored], Fraction]) -> Fraction:
    """A sum with the weights of the first round."""
    return sum((before.importance * figure(before, after) for before, after in pairs), Fraction(0))


def totals(pairs: Sequence[Pair], compared: bool) -> dict[str, Any]:
    zero = Fraction(0)
    target_0 = weighted(pairs, lambda before, _: before.target)
    target_1 = weighted(pairs, lambda _, after: after.target)
    ka_0 = divided(100 * weighted(pairs, lambda before, _: min(before.current, before.target)), target_0)
    ka_fixed = divided(100 * weighted(pairs, lambda before, after: min(after.current, before.target)), target_0)
    ka_1 = divided(100 * weighted(pairs, lambda _, after: min(after.current, after.target)), target_1)
    gap_0 = weighted(pairs, lambda before, _: max(zero, before.target - before.current))
    left = weighted(pairs, lambda before, after: max(zero, before.target - after.current))
    figures = {
        "coverage_rate_first": ka_0,
        "coverage_rate_fixed": ka_fixed,
        "coverage_rate_second": ka_1,
        "competence_change": minus(ka_fixed, ka_0),
        "target_change": minus(ka_1, ka_fixed),
        "total_change": minus(ka_1, ka_0),
        "gap_closed": divided(100 * (gap_0 - left), gap_0),
    }
    return {name: four(figure) if compared else None for name, figure in figures.items()}


def area(area_id: str, first: Exact, second: Exact, pairs: Sequence[Pair]) -> dict[str, Any]:
    """The means of an area over its own common competences, where both rounds show it."""
    within = [pair for pair in pairs if pair[1].heard.area == area_id]
    q = share(within, [one for one in first.scored.values() if one.heard.area == area_id])
    before = first.areas.get(area_id)
    shown = before is not None and before.shown != "no" and second.areas[area_id].shown != "no"
    compared = shown and q is not None and q >= ENOUGH
    weights = weighted(within, lambda _, __: Fraction(1))
    n_0 = divided(weighted(within, lambda one, _: one.current), weights)
    n_1 = divided(weighted(within, lambda _, one: one.current), weights)
    t_0 = divided(weighted(within, lambda one, _: one.target), weights)
    t_1 = divided(weighted(within, lambda _, one: one.target), weights)
    figures = {
        "current_first": n_0,
        "current_second": n_1,
        "current_change": minus(n_1, n_0),
        "target_first": t_0,
        "target_second": t_1,
        "target_change": minus(t_1, t_0),
    }
    shown_figures = {name: four(figure) if compared else None for name, figure in figures.items()}
    return {"id": area_id, "q": four(q), "compared": compared, **shown_figures}


def competence(before: Scored, after: Scored) -> dict[str, Any]:
    moved = after.current - before.current
    many = len(before.heard.numbers) >= 3 and len(after.heard.numbers) >= 3
    return {
        "id": after.heard.id,
        "area": after.heard.area,
        "importance": four(before.importance),
        "current_first": four(before.current),
        "current_second": four(after.current),
        "current_change": four(moved),
        "target_first": four(before.target),
        "target_second": four(after.target),
        "target_change": four(after.target - before.target),
        "gap_first": four(before.gap),
        "gap_second": four(after.gap),
        "answers_first": len(before.heard.numbers),
        "answers_second": len(after.heard.numbers),
        "clear": abs(moved) >= (Fraction(1, 2) if many else 1),
    }
