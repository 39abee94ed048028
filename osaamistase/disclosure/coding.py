"""How exactly a figure over firms is told (method.md section 8.4, and beyond it).

Rules on who may be counted are not enough: of five firms whose mean is 0, everyone's figure is known, and the
difference of two exact means tells what lies between. So means are told in steps and their ends as "less than" and
"more than": wide enough that five firms below the lower end may still hold any value over twenty points of a hundred.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

WIDTH = 20  # points of a hundred that any one firm's value must be able to lie in
STEP = 2  # points of a hundred: a tenth of a level
MANY = 100  # firms from which shares are told in finer steps


@dataclass(frozen=True)
class Told:
    """A figure as it is told: `about` it, or below (`end` −1) or above (1) it. In the figure's own unit."""

    about: Fraction
    end: int = 0


def ends(k: int) -> int:
    """So many points of a hundred are told as an end, at either: WIDTH shared by k firms, in whole steps."""
    return ceil(WIDTH / k / STEP) * STEP


def mean(total: Fraction, firms: int, most: int, k: int) -> Told:
    """The mean of a value from 0 to `most` over firms; `total`: their sum, in the value's unit."""
    points = Fraction(100) * total / (firms * most)
    end = ends(k)
    unit = Fraction(most, 100)
    if points < end:
        return Told(end * unit, -1)
    if points > 100 - end:
        return Told((100 - end) * unit, 1)
    return Told(_to_step(points, STEP) * unit)


def share(count: int, firms: int) -> str:
    """A share of firms in words for storing: a percentage, "few" (fewer than three), "most" (all but two at the most),
    "below" (10 %) or "above" (90 %). None and all are told no more exactly than one or two, and all but them.
    """
    if count <= 2:
        return "few"
    if firms - count <= 2:
        return "most"
    percent = _to_step(Fraction(100 * count, firms), 10 if firms < MANY else 5)
    return "below" if percent < 10 else "above" if percent > 90 else str(percent)


def balance(over: int, under: int, firms: int) -> Told:
    """RDS = 100·(over − under)/firms in tens; from ±80 on as an end, "over 70", and 70 is what lies
    just below (method.md section 8).

    An end always holds two scores at the least: that of five firms all are under their target is not to be told from
    four of them being so.
    """
    score, end = Fraction(100 * (over - under), firms), _end(firms)
    if abs(score) >= end:
        return Told(Fraction(end - 10 if score > 0 else 10 - end), 1 if score > 0 else -1)
    return Told(Fraction(max(10 - end, min(end - 10, _to_step(score, 10)))))


def mean_reach(told: Told, firms: int, most: int) -> tuple[Fraction, Fraction]:
    """Between what the sum over firms must lie for its mean to be told so, in points of a hundred."""
    points = told.about * 100 / most
    if told.end:
        return (firms * points, Fraction(100 * firms)) if told.end > 0 else (Fraction(0), firms * points)
    half = Fraction(STEP, 2)
    return firms * max(Fraction(0), points - half), firms * min(Fraction(100), points + half)


def share_reach(told: str, firms: int) -> tuple[Fraction, Fraction]:
    """Between what a number of firms must lie for their share to be told so."""
    if told == "few":
        return Fraction(0), Fraction(2)
    if told == "most":
        return Fraction(firms - 2), Fraction(firms)
    half = Fraction(5 if firms < MANY else Fraction(5, 2))
    low, high = {"below": (Fraction(0), 10 - half), "above": (90 + half, Fraction(100))}.get(told) or (
        int(told) - half,
        int(told) + half,
    )
    return max(Fraction(0), firms * low / 100), min(Fraction(firms), firms * high / 100)


def balance_reach(told: Told, firms: int) -> tuple[Fraction, Fraction]:
    """Between what the sum over firms must lie, of 0 for each that is under, 50 for on and 100 for over its target."""
    end = Fraction(_end(firms))
    low = -end if told.about == 10 - end else told.about - 5
    high = end if told.about == end - 10 else told.about + 5
    if told.end:
        low, high = (end, Fraction(100)) if told.end > 0 else (Fraction(-100), -end)
    return firms * (max(low, Fraction(-100)) + 100) / 2, firms * (min(high, Fraction(100)) + 100) / 2


def _end(firms: int) -> int:
    """The RDS from which on it is told as an end: one firm fewer must be one too."""
    return min(80, floor(Fraction(100 * (firms - 1), firms * 10)) * 10)


def _to_step(points: Fraction, step: int) -> int:
    """The nearest whole step, halves away from zero."""
    steps = abs(points) / step
    nearest = floor(steps + Fraction(1, 2)) * step
    return nearest if points >= 0 else -nearest
