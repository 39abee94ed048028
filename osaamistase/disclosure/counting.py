"""The same someone as in `audit`, who also knows that firms are counted whole: a share of eight firms tells a number.

What may hold of every unknown's count follows by integer programming. A mean that leaves a value free
may still go with a share that does not: in need is either 0 or 1, and so is what remains when others are known.
"""

from functools import lru_cache
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from osaamistase.disclosure.audit import Shown
from osaamistase.disclosure.programme import Programme, matrix_of

_AIMS = 6  # aims by chance, which free most unknowns at once
_NEARLY = 1e-6
_PATIENCE = 20  # seconds for one programme; what is not decided by then counts as known


@lru_cache(maxsize=256)
def certain(firms: tuple[int, ...], counts: tuple[int, ...], shown: tuple[Shown, ...], most: int) -> frozenset[int]:
    """The places of the unknowns of whose firms it is certain what each counts.

    `counts`: the true ones, 0 to `most` a firm; `shown` in the same unit. The truth is only used to start from.
    """
    if not shown:
        return frozenset()
    matrix = matrix_of([one.unknowns for one in shown], len(firms))
    used = np.flatnonzero(matrix.any(axis=0))
    whole, truth = most * np.array(firms, float)[used], np.array(counts, float)[used]
    act = matrix[:, used] @ truth
    low = np.minimum([ceil(one.low - _NEARLY) for one in shown], act)
    high = np.maximum([floor(one.high + _NEARLY) for one in shown], act)
    programme = Programme(matrix[:, used], low, high, whole, whole=True, patience=_PATIENCE)
    least, greatest = truth.copy(), truth.copy()
    chance = np.random.default_rng(1)
    for time in range(_AIMS):
        held = _held(least, greatest, whole, most)
        if not len(held):
            return frozenset()
        aim = np.zeros(len(used))
        # The other end of where each stands: all of them at once first, then some by chance.
        picked = held if not time else held[chance.random(len(held)) < 0.5]
        aim[picked] = np.where(truth[picked] > 0, 1.0, -1.0)
        _widen(programme, aim, least, greatest)
    for place in _held(least, greatest, whole, most):
        for sign in (1.0, -1.0):
            if place in _held(least, greatest, whole, most):
                aim = np.zeros(len(used))
                aim[place] = sign
                _widen(programme, aim, least, greatest)
    return frozenset(int(one) for one in used[_held(least, greatest, whole, most)])


def _held(
    least: NDArray[np.float64], greatest: NDArray[np.float64], whole: NDArray[np.float64], most: int
) -> NDArray[np.int64]:
    """Unknowns that were not found able to be otherwise: all nothing, all everything, or the one firm's one value."""
    alone = (whole == most) & (least == greatest)
    return np.flatnonzero((greatest == 0) | (least == whole) | alone)


def _widen(
    programme: Programme, aim: NDArray[np.float64], least: NDArray[np.float64], greatest: NDArray[np.float64]
) -> None:
    solved = programme.solve(aim)
    if solved is not None:
        found = np.round(solved.values)
        np.minimum(least, found, out=least)
        np.maximum(greatest, found, out=greatest)
