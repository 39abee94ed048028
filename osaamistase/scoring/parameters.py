"""The table of a method's numbers: its shape. A released method's own table is in the module of its name.

What stands there is shown on "Näin laskemme" and kept with every result.
"""

from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any

Bands = tuple[tuple[Fraction, str], ...]


@dataclass(frozen=True, eq=False)  # compared by identity: one table is one method version
class Parameters:
    """Thresholds of one method version. Levels are 0–5, importance 1–5, shares are fractions of one."""

    version: str
    level_max: int
    importance_max: int
    current_variance: Fraction  # σ² of an even spread over the options, method.md section 2
    index_from: int  # numbers from which there is an r_wg
    unanimous: Fraction
    fairly_unanimous: Fraction
    disagreeing_range: int  # levels
    pair_agrees_within: int  # levels between two answers that still count as alike
    bands: Bands  # lower bound of coverage rate in percent, highest first
    noise: Fraction  # a gap below this many levels is not offered to the plan
    urgent_priority: int
    urgent_importance: int
    important_priority: int
    reserve: int
    risk_by_holders: tuple[int, int, int, int]  # b(m) for 0, 1, 2 and 3+ holders
    leaving_unanswered: int  # e where nobody said: as unknown
    critical_risk: int
    significant_risk: int
    area_shown: Fraction
    area_indicative: Fraction
    total_shown: Fraction
    confidence_answered: tuple[Fraction, Fraction, Fraction]  # A, B, C
    agreeing_share: Fraction
    respondents_needed: int  # for A
    respondents_enough: int  # for B
    comparable: Fraction  # q from which totals of two rounds are compared, method.md section 7
    clear_from: int  # answers in both rounds from which the finer of the next two holds
    clear_change: Fraction  # levels
    clear_change_few: Fraction  # levels, with fewer answers
    group_shown_from: int  # answers from which a spread, or a group's mean, is shown
    draft_fewest: int
    draft_most: int

    def as_json(self) -> dict[str, Any]:
        """The table for keeping with a result: fractions in words such as "2/3", the rest as it stands."""
        return {one.name: _plain(getattr(self, one.name)) for one in fields(self)}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, Fraction) else value
