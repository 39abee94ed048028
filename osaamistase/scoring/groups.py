"""Whether management and staff see the same (method.md section 2): only where each is a group, never one person."""

from fractions import Fraction

from osaamistase.scoring.answers import Place, RoundAnswers
from osaamistase.scoring.parameters import Parameters


def difference(place: Place, round_: RoundAnswers, method: Parameters) -> tuple[Fraction, Fraction] | None:
    """Management's and staff's mean at one place; None unless each has enough numbers to be shown as a group."""
    means = []
    for group in ("management", "staff"):
        found = [one.ratings.get(place) for one in round_.respondents if one.group == group]
        numbers = [value for value in found if isinstance(value, int)]
        if len(numbers) < method.group_shown_from:
            return None
        means.append(Fraction(sum(numbers), len(numbers)))
    return means[0], means[1]
