"""How alike the respondents see the current level: r_wg of James, Demaree & Wolf (method.md section 2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from osaamistase.scoring.parameters import Parameters


@dataclass(frozen=True)
class Agreement:
    """`index` is r_wg (0–1) from three numbers up, else None; `label` is None below two numbers."""

    index: Fraction | None
    label: str | None

    @property
    def disagreeing(self) -> bool:
        return self.label == "erimielinen"


def agreement(numbers: Sequence[Fraction], method: Parameters) -> Agreement:
    """Agreement of the numeric answers on the current level of one competence."""
    count = len(numbers)
    if count < 2:
        return Agreement(None, None)
    spread = max(numbers) - min(numbers)
    if count == 2:
        return Agreement(None, "samansuuntainen" if spread <= 1 else "erimielinen")
    mean = sum(numbers, Fraction(0)) / count
    variance = sum(((number - mean) ** 2 for number in numbers), Fraction(0)) / (count - 1)
    index = max(Fraction(0), 1 - variance / method.current_variance)
    if index < method.fairly_unanimous or spread >= method.disagreeing_range:
        return Agreement(index, "erimielinen")
    return Agreement(index, "yksimielinen" if index >= method.unanimous else "melko")
