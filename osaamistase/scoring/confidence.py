"""How much is answered and how far the figures can be trusted (method.md section 6)."""

from collections.abc import Sequence
from fractions import Fraction

from osaamistase.scoring.parameters import Parameters


def answered(scored: int, applicable: int) -> Fraction | None:
    """Share of applicable competences that are scored; None where nothing applies."""
    return Fraction(scored, applicable) if applicable else None


def area_shown(share: Fraction | None, method: Parameters) -> str:
    """Whether an area's figures may be shown: yes, indicative or no."""
    if share is None or share < method.area_indicative:
        return "no"
    return "yes" if share >= method.area_shown else "indicative"


def total_shown(share: Fraction | None, method: Parameters) -> bool:
    return share is not None and share >= method.total_shown


def confidence(
    share: Fraction | None,
    respondents: int,
    headcount: int,
    agreements: Sequence[Fraction],
    talked_through: bool,
    method: Parameters,
) -> str:
    """The letter A–D printed beside every total. `agreements` are the r_wg there are."""
    lowest_a, lowest_b, lowest_c = method.confidence_answered
    if share is None or share < lowest_c:
        return "D"
    need = min(method.respondents_needed, headcount)
    agreed = talked_through if need < method.respondents_needed else _mostly_agreeing(agreements, method)
    if share >= lowest_a and respondents >= need and agreed:
        return "A"
    if share >= lowest_b and (respondents >= min(method.respondents_enough, headcount) or talked_through):
        return "B"
    return "C"


def _mostly_agreeing(agreements: Sequence[Fraction], method: Parameters) -> bool:
    # Nothing to compare is no proof of agreement, so an empty list does not earn an A.
    agreeing = sum(index >= method.unanimous for index in agreements)
    return bool(agreements) and Fraction(agreeing, len(agreements)) >= method.agreeing_share
