"""Two tables that share the totals of their columns, seen side by side: solved together, nothing small is told."""

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from osaamistase.disclosure.suppression import Counts, hidden_cells, hidden_together, with_totals

K = 5
Key = tuple[int, int, int]


def regions() -> st.SearchStrategy[tuple[list[list[int]], list[list[int]]]]:
    """Firms, each in a row of either table and a column of both."""
    firm = st.tuples(st.integers(0, 4), st.integers(0, 3), st.integers(0, 2))
    return st.lists(firm, min_size=1, max_size=70).map(
        lambda firms: (
            [[sum(a == row and c == column for a, _b, c in firms) for column in range(3)] for row in range(5)],
            [[sum(b == row and c == column for _a, b, c in firms) for column in range(3)] for row in range(4)],
        )
    )


def possible(tables: tuple[Counts, Counts], hidden: tuple[set[tuple[int, int]], ...], key: Key) -> tuple[float, float]:
    """The smallest and largest value a hidden count may have, by linear programming over both tables at once."""
    totalled = [with_totals(table) for table in tables]
    keys = [(n, r, c) for n, table in enumerate(totalled) for r, row in enumerate(table) for c in range(len(row))]
    at = {one: place for place, one in enumerate(keys)}
    rows, values = [], []
    for n, table in enumerate(totalled):
        tall, wide = len(table), len(table[0])
        lines = [[(r, c) for c in range(wide)] for r in range(tall)] + [
            [(r, c) for r in range(tall)] for c in range(wide)
        ]
        for line in lines:
            equation = np.zeros(len(keys))
            for cell in line:
                equation[at[n, *cell]] = -1 if cell == line[-1] else 1
            rows.append(equation)
            values.append(0)
    for column in range(len(totalled[0][0])):
        equation = np.zeros(len(keys))
        equation[at[0, len(totalled[0]) - 1, column]], equation[at[1, len(totalled[1]) - 1, column]] = 1, -1
        rows.append(equation)
        values.append(0)
    bounds = []
    for n, r, c in keys:
        value = totalled[n][r][c]
        bounds.append((1, None) if (r, c) in hidden[n] and value else (value, value))
    found = []
    for sign in (1, -1):
        aim = np.zeros(len(keys))
        aim[at[key]] = sign
        solved = linprog(aim, A_eq=np.array(rows), b_eq=values, bounds=bounds, method="highs")
        assert solved.status in (0, 3)
        found.append(sign * solved.fun if solved.status == 0 else math.inf)
    return found[0], found[1]


def everything(tables: tuple[Counts, Counts]) -> tuple[set[tuple[int, int]], ...]:
    return tuple({(r, c) for r in range(len(one) + 1) for c in range(len(one[0]) + 1)} for one in tables)


@settings(max_examples=60, deadline=None)
@given(regions())
@pytest.mark.slow
def test_side_by_side_every_value_of_a_small_count_stays_possible(tables: tuple[Counts, Counts]) -> None:
    reasons = hidden_together(tables, K)
    hidden = tuple(set(one) for one in reasons)
    for n in range(2):
        for cell, reason in reasons[n].items():
            if reason == "threshold":
                low, high = possible(tables, hidden, (n, *cell))
                least, _most = possible(tables, everything(tables), (n, *cell))
                assert low <= least + 1e-6
                assert high >= K - 1 - 1e-6


@settings(max_examples=60, deadline=None)
@given(regions())
def test_what_one_hides_of_the_shared_totals_both_hide(tables: tuple[Counts, Counts]) -> None:
    first, second = hidden_together(tables, K)
    columns = range(len(tables[0][0]) + 1)
    assert [(5, c) in first for c in columns] == [(4, c) in second for c in columns]


def test_each_alone_would_tell_what_both_together_must_hide() -> None:
    """Two small totals of columns, hidden in one table and all but told by the rows of the other."""
    first, second = [[2, 9], [0, 9]], [[2, 18]]
    alone = [set(hidden_cells(one, K)) for one in (first, second)]
    together = hidden_together((first, second), K)
    assert any(set(one) != seen for one, seen in zip(together, alone, strict=True)) or all(
        len(one) > 1 for one in together
    )
    for n, r in product(range(2), range(2)):
        if (r, 0) in together[n] and together[n][r, 0] == "threshold":
            low, high = possible((first, second), tuple(set(one) for one in together), (n, r, 0))
            assert (low, high) != (2, 2)
