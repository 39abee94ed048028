"""How much hangs on one head (method.md section 5). Built from the main respondent's answers only."""

from dataclasses import dataclass
from fractions import Fraction

from osaamistase.scoring.answers import Frame, RoundAnswers, Value
from osaamistase.scoring.parameters import Parameters

_BASE = {0: 0, 1: 3, 2: 1, 3: 0}
_LEAVING_UNKNOWN = Fraction(1)


@dataclass(frozen=True)
class Holders:
    """`vulnerability` V is 0–5, or None when nobody said how many hold the competence."""

    count: int | None
    vulnerability: Fraction | None


def holders(area: str, competence: str, frame: Frame, round_: RoundAnswers) -> Holders:
    """Who carries a competence, by the main respondent."""
    main = next((person for person in round_.respondents if person.main), None)

    def said(rating: str) -> Value | None:
        return main.ratings.get(frame.place(rating, area, competence)) if main else None

    count = said("holders")
    if not isinstance(count, Fraction):
        return Holders(None, None)
    base = _BASE[int(count)]
    leaving, deputy = said("leaving"), said("deputy")
    if base == 0:
        return Holders(int(count), Fraction(0))
    exposure = base + (leaving if isinstance(leaving, Fraction) else _LEAVING_UNKNOWN)
    return Holders(int(count), max(Fraction(0), exposure - (deputy if isinstance(deputy, Fraction) else 0)))


def risk_class(risk: Fraction, method: Parameters) -> str:
    """The word for KR = w·V above zero."""
    if risk >= method.critical_risk:
        return "kriittinen"
    return "merkittava" if risk >= method.significant_risk else "seurattava"
