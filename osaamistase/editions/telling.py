"""Sums over firms as figures that may be read, and what a reader knows of the sums from them. Pure."""

from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Literal

from osaamistase.disclosure.coding import Told, balance, balance_reach, mean, mean_reach, share, share_reach

THOUSAND = 1000
Kind = Literal["level", "target", "gap", "priority", "need", "rds"]
KINDS: tuple[Kind, ...] = ("level", "target", "gap", "priority", "need", "rds")
MOST = {"level": 5, "target": 5, "gap": 5, "priority": 25}  # the largest value of a mean


@dataclass(frozen=True)
class Sums:
    """Over firms: how many, and sums in thousandths of a level (`priority`: of a point); how many are in need, over
    and under their target (n > t, n < t).
    """

    firms: int = 0
    level: int = 0
    target: int = 0
    gap: int = 0
    priority: int = 0
    need: int = 0
    over: int = 0
    under: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


@dataclass(frozen=True)
class ToldFigures:
    """A cell's figures in words for storing: a number with a point, "<" or ">" before an end; shares see `coding`."""

    firms: int
    level: str
    target: str
    gap: str
    priority: str
    need: str
    rds: str


def tell(sums: Sums, k: int) -> ToldFigures:
    """The figures of at least k firms as they may be read."""
    n = sums.firms
    means = {kind: written(mean(Fraction(getattr(sums, kind), THOUSAND), n, most, k)) for kind, most in MOST.items()}
    return ToldFigures(n, **means, need=share(sums.need, n), rds=written(balance(sums.over, sums.under, n)))


def value(sums: Sums, kind: Kind) -> float:
    """The sum over firms in points of a hundred a firm."""
    if kind == "need":
        return 100.0 * sums.need
    if kind == "rds":
        return 50.0 * (sums.firms + sums.over - sums.under)
    return float(getattr(sums, kind)) / (10 * MOST[kind])


def reach(told: ToldFigures, kind: Kind) -> tuple[float, float]:
    """Between what that sum must lie, for whoever reads the figures and knows how they are told."""
    if kind == "need":
        low, high = share_reach(told.need, told.firms)
        return float(100 * low), float(100 * high)
    figure = read(getattr(told, kind))
    low, high = balance_reach(figure, told.firms) if kind == "rds" else mean_reach(figure, told.firms, MOST[kind])
    return float(low), float(high)


def written(told: Told) -> str:
    """A decimal number with a point; "<" before a lower end, ">" before an upper one."""
    return {-1: "<", 0: "", 1: ">"}[told.end] + f"{float(told.about):.4f}".rstrip("0").rstrip(".")


def read(text: str) -> Told:
    """What `written` wrote."""
    end = {"<": -1, ">": 1}.get(text[0], 0)
    return Told(Fraction(text[1:] if end else text), end)
