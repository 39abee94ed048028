"""How much is answered and how far the figures can be trusted (method.md section 6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Condition:
    """One condition of a confidence letter: what was found (None: nothing to go by), what is wanted, if it is so."""

    name: str
    found: Fraction | int | None
    wanted: Fraction | int
    met: bool


def conditions(
    share: Fraction | None,
    respondents: int,
    headcount: int,
    agreements: Sequence[Fraction],
    talked_through: bool,
    method: Parameters,
) -> dict[str, tuple[Condition, ...]]:
    """What each letter asks for. `agreements` are the competences' r_wg, as many as there are."""
    lowest_a, lowest_b, lowest_c = method.confidence_answered
    need, enough = min(method.respondents_needed, headcount), min(method.respondents_enough, headcount)
    alike = (
        Condition("talked", int(talked_through), 1, talked_through)
        if need < method.respondents_needed
        else _agreeing(agreements, method)
    )
    several = Condition("respondents", respondents, need, respondents >= need)
    some = Condition("respondents_or_talked", respondents, enough, respondents >= enough or talked_through)
    return {
        "A": (_answered(share, lowest_a), several, alike),
        "B": (_answered(share, lowest_b), some),
        "C": (_answered(share, lowest_c),),
    }


def confidence(found: Mapping[str, Sequence[Condition]]) -> str:
    """The first letter whose conditions are all met, A, B or C; D where none is."""
    return next((letter for letter, wanted in found.items() if all(one.met for one in wanted)), "D")


def _answered(share: Fraction | None, limit: Fraction) -> Condition:
    return Condition("answered", share, limit, share is not None and share >= limit)


def _agreeing(agreements: Sequence[Fraction], method: Parameters) -> Condition:
    # Nothing to compare is no proof of agreement, so an empty list does not earn an A.
    agreeing = sum(index >= method.unanimous for index in agreements)
    share = Fraction(agreeing, len(agreements)) if agreements else None
    return Condition("agreeing", share, method.agreeing_share, share is not None and share >= method.agreeing_share)
