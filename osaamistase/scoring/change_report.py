"""The comparison of two rounds as the JSON document that `compare` prints and the change page shows."""

from fractions import Fraction
from typing import Any

from osaamistase.scoring.change import AreaChange, Change, Pair, Totals
from osaamistase.scoring.figures import json_number
from osaamistase.scoring.parameters import Parameters


def change_report(change: Change) -> dict[str, Any]:
    """Every figure to four decimals; one that may not be compared, or has no divisor, is None."""
    compared = change.why_not is None
    return {
        "method": change.method.version,
        "first": {"method": change.first.method.version, **change.first.about},
        "second": {"method": change.second.method.version, **change.second.about},
        "common": [one.second.id for one in change.pairs],
        "added": list(change.added),
        "removed": list(change.removed),
        "breaks": [{"id": new, "replaces": old} for new, old in change.breaks],
        "q": json_number(change.q),
        "compared": compared,
        "why_not": change.why_not,
        "totals": _totals(change.totals) if compared else dict.fromkeys(_totals(change.totals)),
        "areas": [_area(one) for one in change.areas],
        "competences": [_competence(one, change.method) for one in change.pairs],
    }


def _totals(totals: Totals) -> dict[str, float | None]:
    return {
        "coverage_rate_first": json_number(totals.first),
        "coverage_rate_fixed": json_number(totals.fixed),
        "coverage_rate_second": json_number(totals.second),
        "competence_change": json_number(totals.competence),
        "target_change": json_number(totals.targets),
        "total_change": json_number(totals.total),
        "gap_closed": json_number(totals.gap_closed),
    }


def _area(area: AreaChange) -> dict[str, Any]:
    then, now, wanted_then, wanted_now = area.means or (None, None, None, None)
    return {
        "id": area.id,
        "q": json_number(area.q),
        "compared": area.means is not None,
        "current_first": json_number(then),
        "current_second": json_number(now),
        "current_change": json_number(_difference(then, now)),
        "target_first": json_number(wanted_then),
        "target_second": json_number(wanted_now),
        "target_change": json_number(_difference(wanted_then, wanted_now)),
    }


def _difference(then: Fraction | None, now: Fraction | None) -> Fraction | None:
    return None if then is None or now is None else now - then


def _competence(pair: Pair, method: Parameters) -> dict[str, Any]:
    first, second = pair.first, pair.second
    return {
        "id": second.id,
        "area": second.area,
        "importance": json_number(pair.weight),
        "current_first": json_number(first.current),
        "current_second": json_number(second.current),
        "current_change": json_number(pair.current),
        "target_first": json_number(first.target),
        "target_second": json_number(second.target),
        "target_change": json_number(pair.target),
        "gap_first": json_number(max(Fraction(0), first.target - first.current)),
        "gap_second": json_number(max(Fraction(0), second.target - second.current)),
        "answers_first": first.answers,
        "answers_second": second.answers,
        "clear": pair.clear(method),
    }
