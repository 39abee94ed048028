"""Someone who keeps all that was ever shown, knows the rules, and even knows who took part when, and solves.

Every figure shown is an inequality over the values of the firms behind it: its steps and ends tell how far the sum may
lie from it. The smallest and largest value a firm may have follow by linear programming. Firms that
nothing shown tells apart are one unknown: their sum. Most are found to be free without a programme: where a straight
way from the truth that leaves all that is shown within its steps already moves a value far enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from osaamistase.disclosure.coding import WIDTH
from osaamistase.disclosure.programme import Array, Programme, matrix_of

_TOO_SMALL = 1e-6


@dataclass(frozen=True)
class Shown:
    """A sum over firms, by the places of the unknowns it adds up, and the smallest and largest it may be."""

    unknowns: tuple[int, ...]
    low: float
    high: float


@dataclass(frozen=True)
class Known:
    """The range in points that some firm's value is known to lie in, and the places of what was shown that tell it."""

    width: float
    by: tuple[int, ...]


@lru_cache(maxsize=256)  # an area of one competence has its figures: what is alike is tried once
def least_free(
    firms: tuple[int, ...], sums: tuple[float, ...], shown: tuple[Shown, ...], free: float = WIDTH
) -> Known | None:
    """What is known best of any firm's value, 0–100; None where all of them may lie anywhere in `free` points or more.

    `firms` and true `sums` of every unknown; the truth is only used to start from, and to find what is free.
    """
    if not shown:
        return None
    matrix = matrix_of([one.unknowns for one in shown], len(firms))
    used = np.flatnonzero(matrix.any(axis=0))
    matrix, n, s = matrix[:, used], np.array(firms, float)[used], np.array(sums, float)[used]
    act = matrix @ s
    low = np.minimum([one.low for one in shown], act)
    high = np.maximum([one.high for one in shown], act)
    suspects = _not_plainly_free(matrix, n, s, low, high, free)
    return _Values(matrix, n, low, high).least_free(suspects, s, free) if suspects else None


class _Values:
    """All that was shown, as a linear programme over the unknowns."""

    def __init__(self, matrix: Array, n: Array, low: Array, high: Array) -> None:
        self._programme = Programme(matrix, low - 1e-7, high + 1e-7, 100.0 * n)
        self._n = n

    def least_free(self, suspects: Sequence[int], truth: Array, free: float) -> Known | None:
        # What each was found able to be, by way of any other: a few aims by chance free most of them at once.
        least, most = truth.copy(), truth.copy()
        chance = np.random.default_rng(1)
        for _ in range(10):
            for sign in (1.0, -1.0):
                aim = np.zeros(len(self._n))
                aim[suspects] = sign * chance.choice([-1.0, 1.0], len(suspects))
                self._widen(aim, least, most)
        found: Known | None = None
        for place in suspects:
            if self._width(place, least, most) >= free:
                continue
            by: set[int] = set()
            for sign in (1.0, -1.0):
                aim = np.zeros(len(self._n))
                aim[place] = sign
                by |= self._widen(aim, least, most)
            width = self._width(place, least, most)
            if width < free - _TOO_SMALL and (found is None or width < found.width):
                found = Known(width, tuple(sorted(by)))
        return found

    def _width(self, place: int, least: Array, most: Array) -> float:
        """In which one of the firms lies whose sum lies between these."""
        return float(min(100.0, most[place]) - max(0.0, least[place] - 100.0 * (self._n[place] - 1)))

    def _widen(self, aim: Array, least: Array, most: Array) -> set[int]:
        """Solve for one aim; what every unknown is in the solution, it may be. Back comes what held the aim."""
        solved = self._programme.solve(aim)
        if solved is None:
            raise ArithmeticError("a linear programme was not solved")
        np.minimum(least, solved.values, out=least)
        np.maximum(most, solved.values, out=most)
        return {int(at) for at in np.flatnonzero(np.abs(solved.holds) > _TOO_SMALL)}


def _not_plainly_free(matrix: Array, n: Array, s: Array, low: Array, high: Array, free: float) -> list[int]:
    """Unknowns for which no straight way within all that is shown moves their sum by `free` points."""
    rows = len(matrix)
    both = np.hstack([matrix, -np.eye(rows)])
    point = np.concatenate([s, matrix @ s])
    least, most = np.concatenate([np.zeros(len(n)), low]), np.concatenate([100.0 * n, high])
    room = np.minimum(point - least, most - point) + 1e-3  # less is moved where less may be
    scaled = both * room
    square = scaled @ scaled.T
    square += 1e-9 * np.trace(square) / rows * np.eye(rows)
    across = np.linalg.solve(square, scaled[:, : len(n)])
    ways = -(scaled.T @ across)
    ways[np.arange(len(n)), np.arange(len(n))] += 1.0
    ways *= room[:, None]
    ways[len(n) :] = matrix @ ways[: len(n)]
    left = []
    for place in range(len(n)):
        way = ways[:, place]
        if abs(way[place]) < 1e-9:
            left.append(place)
            continue
        moving = np.abs(way) > 1e-12
        up = np.where(way > 0, most - point, point - least)[moving] / np.abs(way[moving])
        down = np.where(way > 0, point - least, most - point)[moving] / np.abs(way[moving])
        if (max(up.min(), 0) + max(down.min(), 0)) * abs(way[place]) < free:
            left.append(place)
    return left
