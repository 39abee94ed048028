"""The one table of the method's numbers. What stands here is shown on "Näin laskemme" and kept with every result.

A new method version is a new table beside this one; a released table is never edited.
"""

from fractions import Fraction
from typing import NamedTuple


class Parameters(NamedTuple):
    """Thresholds of one method version. Levels are 0–5, importance 1–5, shares are fractions of one."""

    version: str
    level_max: int
    importance_max: int
    current_variance: Fraction  # σ² of an even spread over the options, method.md section 2
    unanimous: Fraction
    fairly_unanimous: Fraction
    disagreeing_range: int
    bands: tuple[tuple[Fraction, str], ...]  # lower bound of coverage rate in percent, highest first
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
    respondents_needed: int
    draft_most: int


METHOD_1 = Parameters(
    version="1",
    level_max=5,
    importance_max=5,
    current_variance=Fraction(35, 12),
    unanimous=Fraction(70, 100),
    fairly_unanimous=Fraction(50, 100),
    disagreeing_range=3,
    bands=(
        (Fraction(90), "vahva"),
        (Fraction(70), "hyva"),
        (Fraction(50), "kehittyva"),
        (Fraction(0), "heikko"),
    ),
    noise=Fraction(1, 2),
    urgent_priority=8,
    urgent_importance=4,
    important_priority=4,
    reserve=1,
    risk_by_holders=(0, 3, 1, 0),
    leaving_unanswered=1,
    critical_risk=15,
    significant_risk=8,
    area_shown=Fraction(80, 100),
    area_indicative=Fraction(50, 100),
    total_shown=Fraction(70, 100),
    confidence_answered=(Fraction(80, 100), Fraction(60, 100), Fraction(50, 100)),
    agreeing_share=Fraction(2, 3),
    respondents_needed=3,
    draft_most=7,
)
