"""How alike the respondents see the current level: r_wg of James, Demaree & Wolf (method.md section 2)."""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from osaamistase.scoring.parameters import Parameters


@dataclass(frozen=True)
class Agreement:
    """`index` is r_wg (0–1) from three numbers up, else None; `label` is None below two numbers."""

    index: Fraction | None
    label: str | None

    @property
    def disagreeing(self) -> bool:
        return self.label == "erimielinen"


@lru_cache(maxsize=4096)
def agreement(numbers: tuple[int, ...], method: Parameters) -> Agreement:
    """Agreement of the numeric answers on the current level of one competence, in whatever order."""
    count = len(numbers)
    if count < 2:
        return Agreement(None, None)
    spread = max(numbers) - min(numbers)
    if count < method.index_from:
        return Agreement(None, "samansuuntainen" if spread <= method.pair_agrees_within else "erimielinen")
    index = max(Fraction(0), 1 - variance(numbers) / method.current_variance)
    if index < method.fairly_unanimous or spread >= method.disagreeing_range:
        return Agreement(index, "erimielinen")
    return Agreement(index, "yksimielinen" if index >= method.unanimous else "melko")


def variance(numbers: tuple[int, ...]) -> Fraction:
    """s² of at least two numbers, with n − 1."""
    count, total = len(numbers), sum(numbers)
    return Fraction(count * sum(number * number for number in numbers) - total * total, count * (count - 1))
