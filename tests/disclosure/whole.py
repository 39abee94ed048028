"""Someone who counts firms whole: by integer programmes of their own, of whom is it certain what they count?"""

from collections.abc import Sequence
from math import ceil, floor

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

from osaamistase.editions.cells import Figure
from tests.disclosure.reading import balance_range, counts, share_range
from tests.disclosure.regions import Region, Stayed

Line = tuple[tuple[int, ...], float, float]  # unknowns, and between what their sum lies


def found_out(sizes: Sequence[int], truth: Sequence[int], lines: Sequence[Line], most: int = 1) -> list[int]:
    """Places of unknowns of so many firms, each 0 to `most`, of which it is certain that all count nothing, or most."""
    if not lines:
        return []
    matrix = np.zeros((len(lines), len(sizes)))
    for at, (places, _low, _high) in enumerate(lines):
        matrix[at, list(places)] = 1
    used = np.flatnonzero(matrix.any(axis=0))
    n = most * np.array(sizes)[used]
    told = LinearConstraint(
        csr_matrix(matrix[:, used]),
        [ceil(low - 1e-9) for _, low, _ in lines],
        [floor(high + 1e-9) for *_, high in lines],
    )

    def other(aim: np.ndarray) -> np.ndarray:
        solved = milp(aim, constraints=told, integrality=np.ones(len(n), int), bounds=Bounds(0, n))
        assert solved.status == 0, solved.message
        return np.round(solved.x)

    known = np.array(truth)[used]
    may_be_less, may_be_more = known < n, known > 0
    chance = np.random.default_rng(3)
    for _ in range(5):
        aim = np.where(may_be_less, 0.0, 1.0) - np.where(may_be_more, 0.0, 1.0)
        one = other(aim * chance.choice([0.0, 1.0], len(n)))
        may_be_less |= one < n
        may_be_more |= one > 0
    found = []
    for place in np.flatnonzero(~(may_be_less & may_be_more)):
        aim = np.zeros(len(n))
        aim[place] = -1.0 if may_be_less[place] else 1.0
        one = other(aim)
        may_be_less |= one < n
        may_be_more |= one > 0
        if not (may_be_less[place] and may_be_more[place]):
            found.append(int(used[place]))
    return found


def firms_found_out(region: Region, what: str, shown: Sequence[tuple[int, Figure]]) -> list[int]:
    """Of a region's firms, those of whom it is certain to whoever saw all that was shown that they are (not) in need.

    `what`: "need", or "rds", in whose unit a firm under its target counts 0, one on it 1 and one over it 2.
    """
    unknowns: dict[tuple[object, ...], list[Stayed]] = {}
    for one in region.answers:
        unknowns.setdefault((one.base, one.entered, one.left), []).append(one)
    keys, held = list(unknowns), list(unknowns.values())
    lines = []
    for edition, figure in shown:
        assert figure.told is not None
        places = tuple(place for place, key in enumerate(keys) if counts(key, figure, edition))
        firms = figure.told.firms
        low, high = share_range(figure.told.need, firms) if what == "need" else balance_range(figure.told.rds, firms)
        lines.append((places, low, high))
    needs = [sum(each.needs for each in one) for one in held]
    if what == "need":
        return found_out([len(one) for one in held], needs, lines)
    return found_out([len(one) for one in held], [len(one) - n for one, n in zip(held, needs, strict=True)], lines, 2)
