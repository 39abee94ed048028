"""How much hangs on one head (method.md section 5). Built from the main respondent's answers only."""

from dataclasses import dataclass
from fractions import Fraction

from osaamistase.scoring.answers import Frame, RoundAnswers, Value
from osaamistase.scoring.parameters import Parameters


@dataclass(frozen=True)
class Holders:
    """`vulnerability` V is 0–5, or None when nobody said how many hold the competence.

    `base`, `leaving` and `deputy` are what it was made of: V = base + leaving − deputy, at least 0.
    """

    count: int | None
    vulnerability: int | None
    base: int = 0
    leaving: int = 0
    deputy: int = 0


def holders(area: str, competence: str, frame: Frame, round_: RoundAnswers, method: Parameters) -> Holders:
    """Who carries a competence, by the main respondent."""
    main = next((person for person in round_.respondents if person.main), None)

    def said(rating: str) -> Value | None:
        return main.ratings.get(frame.place(rating, area, competence)) if main else None

    count = said("holders")
    if not isinstance(count, int):
        return Holders(None, None)
    base = method.risk_by_holders[count]
    if base == 0:
        return Holders(count, 0)
    leaving, deputy = said("leaving"), said("deputy")
    exposed = leaving if isinstance(leaving, int) else method.leaving_unanswered
    covered = deputy if isinstance(deputy, int) else 0
    return Holders(count, max(0, base + exposed - covered), base, exposed, covered)


def risk_class(risk: Fraction, method: Parameters) -> str:
    """The word for KR = w·V above zero."""
    if risk >= method.critical_risk:
        return "kriittinen"
    return "merkittava" if risk >= method.significant_risk else "seurattava"
