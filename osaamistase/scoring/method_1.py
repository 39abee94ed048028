"""Method 1, released. A later method is a module of its own beside this one; this one is never edited."""

from fractions import Fraction

from osaamistase.scoring.parameters import Parameters

METHOD_1 = Parameters(
    version="1",
    level_max=5,
    importance_max=5,
    current_variance=Fraction(35, 12),
    index_from=3,
    unanimous=Fraction(70, 100),
    fairly_unanimous=Fraction(50, 100),
    disagreeing_range=3,
    pair_agrees_within=1,
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
    respondents_enough=2,
    comparable=Fraction(70, 100),
    clear_from=3,
    clear_change=Fraction(1, 2),
    clear_change_few=Fraction(1),
    group_shown_from=3,
    draft_fewest=5,
    draft_most=7,
)
