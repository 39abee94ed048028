"""The two sides of the balance sheet and the figures over them (method.md section 3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from osaamistase.scoring.parameters import Parameters

ZERO = Fraction(0)


@dataclass(frozen=True)
class Entry:
    """One scored competence. Levels 0–5, importance 1–5; `single_holder` when one person alone carries it."""

    current: Fraction
    target: Fraction
    importance: Fraction
    single_holder: bool = False

    @property
    def covered(self) -> Fraction:
        return min(self.current, self.target)

    @property
    def gap(self) -> Fraction:
        return max(ZERO, self.target - self.current)

    @property
    def surplus(self) -> Fraction:
        return max(ZERO, self.current - self.target)

    @property
    def priority(self) -> Fraction:
        """P = w·g, 0–25 (method.md section 4)."""
        return self.importance * self.gap


@dataclass(frozen=True)
class Balance:
    """Weighted sums in osaamispiste (op). Always held + gap = required + surplus."""

    covered: Fraction = ZERO
    gap: Fraction = ZERO
    surplus: Fraction = ZERO
    held_by_one: Fraction = ZERO
    importance: Fraction = ZERO
    level_max: int = 5

    @property
    def required(self) -> Fraction:
        return self.covered + self.gap

    @property
    def held(self) -> Fraction:
        return self.covered + self.surplus

    @property
    def total(self) -> Fraction:
        return self.held + self.gap

    @property
    def coverage_rate(self) -> Fraction | None:
        """KA in percent; None where nothing is required."""
        return 100 * self.covered / self.required if self.required else None

    @property
    def level_index(self) -> Fraction | None:
        """L in percent of the highest level; None where nothing is scored."""
        return 100 * self.held / (self.level_max * self.importance) if self.importance else None


def balance(entries: Iterable[Entry], method: Parameters) -> Balance:
    """Sum the scored competences of an area or of the firm."""
    covered = gap = surplus = held_by_one = importance = ZERO
    for entry in entries:
        covered += entry.importance * entry.covered
        gap += entry.importance * entry.gap
        surplus += entry.importance * entry.surplus
        importance += entry.importance
        if entry.single_holder:
            held_by_one += entry.importance * entry.covered
    return Balance(covered, gap, surplus, held_by_one, importance, method.level_max)


def band(coverage_rate: Fraction | None, method: Parameters) -> str | None:
    """The word for an unrounded coverage rate: 69.99 is still "kehittyva"."""
    if coverage_rate is None:
        return None
    return next(word for lowest, word in method.bands if coverage_rate >= lowest)
