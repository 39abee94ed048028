"""The two sides of the balance sheet and the figures over them (method.md section 3)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from math import lcm

from osaamistase.scoring.parameters import Parameters

ZERO = Fraction(0)


@dataclass(frozen=True, eq=False)  # by identity: equal ones are one and the same, see entry()
class Entry:
    """One scored competence. Levels 0–5, importance 1–5; `single_holder` when one person alone carries it."""

    current: Fraction
    target: Fraction
    importance: Fraction
    single_holder: bool = False

    @cached_property
    def _missing(self) -> Fraction:
        return self.target - self.current

    @cached_property
    def covered(self) -> Fraction:
        return self.current if self._missing.numerator > 0 else self.target

    @cached_property
    def gap(self) -> Fraction:
        return self._missing if self._missing.numerator > 0 else ZERO

    @cached_property
    def surplus(self) -> Fraction:
        return ZERO if self._missing.numerator > 0 else -self._missing

    @cached_property
    def priority(self) -> Fraction:
        """P = w·g, 0–25 (method.md section 4)."""
        return self.importance * self.gap

    @cached_property
    def covered_points(self) -> Fraction:
        """w·k in op."""
        return self.importance * self.covered

    @cached_property
    def surplus_points(self) -> Fraction:
        """w·y in op."""
        return self.importance * self.surplus


def entry(current: Fraction, target: Fraction, importance: Fraction, *, single_holder: bool) -> Entry:
    """The entry of these levels: made once, for firms answer alike more often than not."""
    return _entry(
        current.numerator, current.denominator, target.numerator, target.denominator,
        importance.numerator, importance.denominator, single_holder,
    )  # fmt: skip


@lru_cache(maxsize=16384)
def _entry(n: int, of_n: int, t: int, of_t: int, w: int, of_w: int, single_holder: bool) -> Entry:
    # By whole numbers, as a Fraction is slow to hash.
    return Entry(Fraction(n, of_n), Fraction(t, of_t), Fraction(w, of_w), single_holder)


@dataclass(frozen=True)
class Balance:
    """Weighted sums in osaamispiste (op). Always held + gap = required + surplus. `importance` is Σw."""

    covered: Fraction
    gap: Fraction
    surplus: Fraction
    held_by_one: Fraction
    importance: Fraction
    level_max: int

    @cached_property
    def required(self) -> Fraction:
        return self.covered + self.gap

    @cached_property
    def held(self) -> Fraction:
        return self.covered + self.surplus

    @cached_property
    def total(self) -> Fraction:
        return self.held + self.gap

    @cached_property
    def coverage_rate(self) -> Fraction | None:
        """KA in percent; None where nothing is required."""
        return 100 * self.covered / self.required if self.required else None

    @cached_property
    def level_index(self) -> Fraction | None:
        """L in percent of the highest level; None where nothing is scored."""
        return 100 * self.held / (self.level_max * self.importance) if self.importance else None


def balance(entries: Iterable[Entry], method: Parameters) -> Balance:
    """Sum the scored competences of an area or of the firm."""
    found = list(entries)
    return Balance(
        covered=summed(one.covered_points for one in found),
        gap=summed(one.priority for one in found),
        surplus=summed(one.surplus_points for one in found),
        held_by_one=summed(one.covered_points for one in found if one.single_holder),
        importance=summed(one.importance for one in found),
        level_max=method.level_max,
    )


def added(parts: Iterable[Balance], method: Parameters) -> Balance:
    """The firm's sums out of its areas'."""
    found = list(parts)
    return Balance(
        covered=summed(one.covered for one in found),
        gap=summed(one.gap for one in found),
        surplus=summed(one.surplus for one in found),
        held_by_one=summed(one.held_by_one for one in found),
        importance=summed(one.importance for one in found),
        level_max=method.level_max,
    )


def summed(numbers: Iterable[Fraction]) -> Fraction:
    """The exact sum. Like denominators are added as whole numbers first: nearly all of them are alike."""
    found: Counter[int] = Counter()
    for number in numbers:
        found[number.denominator] += number.numerator
    common = lcm(*found)
    return Fraction(sum(total * (common // denominator) for denominator, total in found.items()), common)


def band(coverage_rate: Fraction | None, method: Parameters) -> str | None:
    """The word for an unrounded coverage rate: 69.99 is still "kehittyva"."""
    if coverage_rate is None:
        return None
    return next(word for lowest, word in method.bands if coverage_rate >= lowest)
