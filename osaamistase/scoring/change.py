"""What changed from one round to the next, with competence and targets told apart (method.md section 7).

Everything is weighted with the first round's importance: a firm that rates its needs anew has not learned by it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction

from osaamistase.scoring.balance import ZERO, summed
from osaamistase.scoring.parameters import Parameters
from osaamistase.scoring.scored import Line, Scored


@dataclass(frozen=True)
class Pair:
    """One competence scored in both rounds; `weight` is the first round's importance."""

    first: Line
    second: Line

    @property
    def weight(self) -> Fraction:
        return self.first.importance

    @property
    def current(self) -> Fraction:
        return self.second.current - self.first.current

    @property
    def target(self) -> Fraction:
        return self.second.target - self.first.target

    def clear(self, method: Parameters) -> bool:
        """Whether the current level moved by more than chance would: the more answered, the finer."""
        many = min(self.first.answers, self.second.answers) >= method.clear_from
        return abs(self.current) >= (method.clear_change if many else method.clear_change_few)


@dataclass(frozen=True)
class Totals:
    """KA0, KAfix and KA1 in percent; their differences in percentage points; the share of the gap closed in percent.

    None where the divisor is 0.
    """

    first: Fraction | None
    fixed: Fraction | None
    second: Fraction | None
    gap_closed: Fraction | None

    @property
    def competence(self) -> Fraction | None:
        return None if self.fixed is None or self.first is None else self.fixed - self.first

    @property
    def targets(self) -> Fraction | None:
        return None if self.fixed is None or self.second is None else self.second - self.fixed

    @property
    def total(self) -> Fraction | None:
        return None if self.second is None or self.first is None else self.second - self.first


@dataclass(frozen=True)
class AreaChange:
    """An area's weighted mean levels over its common competences; `means` is None where they are not compared."""

    id: str
    q: Fraction | None
    means: tuple[Fraction, Fraction, Fraction, Fraction] | None  # current then, now; target then, now


@dataclass(frozen=True)
class Change:
    """Two rounds side by side. `why_not` says why totals are not compared: None where they are."""

    method: Parameters
    first: Scored
    second: Scored
    pairs: tuple[Pair, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    breaks: tuple[tuple[str, str], ...]
    q: Fraction | None
    why_not: str | None
    totals: Totals
    areas: tuple[AreaChange, ...]


def compare(first: Scored, second: Scored) -> Change:
    """The change from `first` to `second`, by the later round's method."""
    method = second.method
    pairs = tuple(
        Pair(first.lines[one], line) for one, line in second.lines.items() if _same(first.lines.get(one), line)
    )
    common = {one.second.id for one in pairs}
    q = _share(pairs, first.lines.values())
    return Change(
        method=method,
        first=first,
        second=second,
        pairs=pairs,
        added=tuple(one for one in second.lines if one not in common),
        removed=tuple(one for one in first.lines if one not in common),
        breaks=tuple((one, old) for one, old in second.replaces.items() if old in first.lines),
        q=q,
        why_not=_why_not(q, first, second, method),
        totals=totals(pairs),
        areas=tuple(_area(area, pairs, first, second, method) for area in second.shown),
    )


def _same(then: Line | None, now: Line) -> bool:
    """An id is for ever, but a firm may give the place of an own competence to another one."""
    return then is not None and then.own == now.own


def totals(pairs: Collection[Pair]) -> Totals:
    """The firm's change over its common competences, exact: competence + targets = total."""
    wanted = _weighted((one, one.first.target) for one in pairs)
    missing = _weighted((one, max(ZERO, one.first.target - one.first.current)) for one in pairs)
    still = _weighted((one, max(ZERO, one.first.target - one.second.current)) for one in pairs)
    return Totals(
        first=_percent(_weighted((one, min(one.first.current, one.first.target)) for one in pairs), wanted),
        fixed=_percent(_weighted((one, min(one.second.current, one.first.target)) for one in pairs), wanted),
        second=_percent(
            _weighted((one, min(one.second.current, one.second.target)) for one in pairs),
            _weighted((one, one.second.target) for one in pairs),
        ),
        gap_closed=_percent(missing - still, missing),
    )


def _why_not(q: Fraction | None, first: Scored, second: Scored, method: Parameters) -> str | None:
    if q is None:
        return "no_requirement"
    if q < method.comparable:
        return "few_common"
    return None if first.totals_shown and second.totals_shown else "totals_not_shown"


def _area(id_: str, pairs: Iterable[Pair], first: Scored, second: Scored, method: Parameters) -> AreaChange:
    mine = [one for one in pairs if one.second.area == id_]
    q = _share(mine, [line for line in first.lines.values() if line.area == id_])
    if q is None or q < method.comparable or not (first.shown.get(id_) and second.shown[id_]):
        return AreaChange(id_, q, None)
    weight = summed(one.weight for one in mine)
    levels = (
        _weighted((one, one.first.current) for one in mine),
        _weighted((one, one.second.current) for one in mine),
        _weighted((one, one.first.target) for one in mine),
        _weighted((one, one.second.target) for one in mine),
    )
    return AreaChange(id_, q, (levels[0] / weight, levels[1] / weight, levels[2] / weight, levels[3] / weight))


def _share(common: Iterable[Pair], all_: Iterable[Line]) -> Fraction | None:
    """q: how much of the first round's requirement the common competences make up; None where nothing was required."""
    whole = summed(one.importance * one.target for one in all_)
    return summed(one.weight * one.first.target for one in common) / whole if whole else None


def _weighted(numbers: Iterable[tuple[Pair, Fraction]]) -> Fraction:
    return summed(pair.weight * number for pair, number in numbers)


def _percent(part: Fraction, whole: Fraction) -> Fraction | None:
    return 100 * part / whole if whole else None
