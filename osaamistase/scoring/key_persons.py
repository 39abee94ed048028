"""How much hangs on one head (method.md section 5). Built from the main respondent's answers only."""

from dataclasses import dataclass
from fractions import Fraction

from osaamistase.scoring.answers import Frame, RoundAnswers, Value
from osaamistase.scoring.parameters import Parameters


@dataclass(frozen=True)
class Holders:
    """`vulnerability` V is 0–5, or None when nobody said how many hold the competence."""

    count: int | None
    vulnerability: Fraction | None


def holders(area: str, competence: str, frame: Frame, round_: RoundAnswers, method: Parameters) -> Holders:
    """Who carries a competence, by the main respondent."""
    main = next((person for person in round_.respondents if person.main), None)

    def said(rating: str) -> Value | None:
        return main.ratings.get(frame.place(rating, area, competence)) if main else None

    count = said("holders")
    if not isinstance(count, Fraction):
        return Holders(None, None)
    base = method.risk_by_holders[int(count)]
    leaving, deputy = said("leaving"), said("deputy")
    if base == 0:
        return Holders(int(count), Fraction(0))
    exposure = Fraction(base) + (leaving if isinstance(leaving, Fraction) else Fraction(method.leaving_unanswered))
    return Holders(int(count), max(Fraction(0), exposure - (deputy if isinstance(deputy, Fraction) else 0)))


def risk_class(risk: Fraction, method: Parameters) -> str:
    """The word for KR = w·V above zero."""
    if risk >= method.critical_risk:
        return "kriittinen"
    return "merkittava" if risk >= method.significant_risk else "seurattava"
