"""Whoever reads a table, knows the rules and can solve equations: what may a hidden number be?"""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linprog

Shown = Sequence[Sequence[int | None]]


def ranges(shown: Shown, least: int = 1) -> dict[tuple[int, int], tuple[float, float]]:
    """Of each hidden number of a table with totals (its last row and column) the smallest and largest possible value.

    A hidden number is `least` at the least, as an empty cell is shown as empty.
    """
    hidden = [(r, c) for r, row in enumerate(shown) for c, value in enumerate(row) if value is None]
    place = {cell: at for at, cell in enumerate(hidden)}
    left, right = _sums(shown, place)
    found = {}
    for cell in hidden:
        ends = []
        for sign in (1, -1):
            aim = np.zeros(len(hidden))
            aim[place[cell]] = sign
            solved = linprog(aim, A_eq=left, b_eq=right, bounds=[(least, None)] * len(hidden), method="highs")
            assert solved.status in (0, 3), solved.message
            ends.append(sign * solved.fun if solved.status == 0 else float("inf"))
        found[cell] = (ends[0], ends[1])
    return found


def _sums(shown: Shown, place: dict[tuple[int, int], int]) -> tuple[np.ndarray, np.ndarray]:
    """Every row and column adds up to its last number: one equation each."""
    rows, columns = len(shown), len(shown[0])
    lines = [[(r, c) for c in range(columns)] for r in range(rows)]
    lines += [[(r, c) for r in range(rows)] for c in range(columns)]
    left, right = np.zeros((len(lines), len(place))), np.zeros(len(lines))
    for at, line in enumerate(lines):
        for cell in line:
            sign = -1.0 if cell == line[-1] else 1.0
            value = shown[cell[0]][cell[1]]
            if value is None:
                left[at, place[cell]] += sign
            else:
                right[at] -= sign * value
    return left, right


def least_of(table: Sequence[Sequence[int]], cell: tuple[int, int]) -> int:
    """The least a cell that is not empty can hold: one firm, and a total one for each cell of it that is not empty."""
    last_row, last_column = len(table) - 1, len(table[0]) - 1
    rows = range(last_row) if cell[0] == last_row else [cell[0]]
    columns = range(last_column) if cell[1] == last_column else [cell[1]]
    return sum(table[row][column] > 0 for row in rows for column in columns)
