"""Someone who saw eight quarters, knows the rules, and even who took part when, and solves: nobody is found out.

`scripts/attack` does the same on a thousand regions. Here some, and the same someone where one rule is off.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from osaamistase.disclosure import over_time
from osaamistase.disclosure.audit import Shown, least_free
from osaamistase.disclosure.coding import Told
from osaamistase.disclosure.suppression import Cell, Counts
from osaamistase.editions import figures as publishing
from tests.disclosure.reading import attack, seen
from tests.disclosure.regions import region
from tests.disclosure.whole import firms_found_out

Hidden = tuple[dict[Cell, None], ...]
WITHIN = 10.0  # points of a hundred in which no firm's score may be known
REGIONS = (400, 401, 403, 404, 405, 406)
# Small, lively regions, in which a rule that is off is found out soon.
LIVELY = range(40, 80)


# 475: of two firms it was certain while figures of 150 firms and more were not counted with the rest.
@pytest.mark.parametrize("seed", [*REGIONS, 8, 16, pytest.param(475, marks=pytest.mark.slow)])
def test_no_score_is_known_within_ten_points_and_no_need_for_certain(seed: int) -> None:
    here = region(seed)
    shown = list(seen(here))
    assert attack(here, "level", shown) >= WITHIN
    assert attack(here, "need", shown) >= WITHIN
    assert firms_found_out(here, "need", shown) == []
    assert firms_found_out(here, "rds", shown) == []


def test_without_counting_firms_whole_needs_are_certain() -> None:
    with patch.object(publishing, "certain", lambda *_: frozenset()):
        assert all(firms_found_out(here, "need", list(seen(here))) for here in map(region, (8, 16)))


def worst(what: str = "level", regions: range = LIVELY) -> float:
    """The narrowest range found in any of the regions."""
    found = 100.0
    for seed in regions:
        here = region(seed)
        found = min(found, attack(here, what, list(seen(here))))
        if found < WITHIN:
            break
    return found


@contextmanager
def without_audit() -> Iterator[None]:
    with patch.object(publishing, "_tells_too_much", lambda *_: None):
        yield


def test_without_the_threshold_and_what_protects_it_firms_are_found_out() -> None:
    def nothing(_tables: Sequence[Counts], _k: int, also: Sequence[Iterable[Cell]]) -> Hidden:
        return tuple(dict.fromkeys(more) for more in also)

    with without_audit(), patch.object(over_time, "hidden_together", nothing):
        assert worst() < WITHIN


def test_without_protecting_the_small_ones_firms_are_found_out() -> None:
    def only_small(tables: Sequence[Counts], k: int, also: Sequence[Iterable[Cell]]) -> Hidden:
        return tuple(
            dict.fromkeys([*more, *(cell for cell in _cells(table) if 0 < _count(table, cell) < k)])
            for table, more in zip(tables, also, strict=True)
        )

    with without_audit(), patch.object(over_time, "hidden_together", only_small):
        assert worst() < WITHIN


def test_without_waiting_for_k_to_move_firms_are_found_out() -> None:
    with without_audit(), patch.object(over_time, "_moved", lambda *_: 0):
        assert worst(regions=range(40)) < WITHIN


def test_with_exact_means_firms_are_found_out() -> None:
    def exact(total: Fraction, firms: int, _most: int, _k: int) -> Told:
        return Told(total / firms)

    def read_exactly(told: str, most: float, _k: int) -> tuple[float, float]:
        return float(told) * 100 / most, float(told) * 100 / most

    telling, reading = "osaamistase.editions.telling.mean", "tests.disclosure.reading.mean_range"
    with without_audit(), patch(telling, exact), patch(reading, read_exactly):
        assert worst() < WITHIN


def test_without_the_audit_firms_are_found_out_now_and_then() -> None:
    """What the rules by themselves let through in a few regions of a hundred."""
    with without_audit():
        assert worst(regions=range(138, 142)) < WITHIN


def _cells(table: Counts) -> list[Cell]:
    return [(r, c) for r in range(len(table) + 1) for c in range(len(table[0]) + 1)]


def _count(table: Counts, cell: Cell) -> int:
    rows = table if cell[0] == len(table) else [table[cell[0]]]
    return sum(sum(row) if cell[1] == len(row) else row[cell[1]] for row in rows)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_what_is_called_free_is_free_by_brute_force(data: st.DataObject) -> None:
    """Every unknown's smallest and largest value by a programme of its own, against the quick way."""
    firms = data.draw(st.lists(st.integers(1, 4), min_size=2, max_size=7))
    sums = [data.draw(st.integers(0, 100 * n)) for n in firms]
    shown = []
    for _ in range(data.draw(st.integers(1, 5))):
        places = sorted(data.draw(st.sets(st.integers(0, len(firms) - 1), min_size=1)))
        true = sum(sums[one] for one in places)
        shown.append(Shown(tuple(places), true - data.draw(st.integers(0, 30)), true + data.draw(st.integers(0, 30))))
    seen_at_all = sorted({one for line in shown for one in line.unknowns})
    matrix = np.array([[float(one in line.unknowns) for one in range(len(firms))] for line in shown])
    widths = []
    for place in seen_at_all:
        ends = []
        for sign in (1, -1):
            aim = np.zeros(len(firms))
            aim[place] = sign
            solved = linprog(
                aim,
                A_ub=np.vstack([matrix, -matrix]),
                b_ub=[line.high for line in shown] + [-line.low for line in shown],
                bounds=[(0, 100 * n) for n in firms],
            )
            ends.append(sign * solved.fun)
        widths.append(min(100.0, ends[1]) - max(0.0, ends[0] - 100 * (firms[place] - 1)))
    known = least_free(tuple(firms), tuple(sums), tuple(shown))
    if known is None:
        assert min(widths) >= 20 - 1e-3
    else:
        assert known.width == pytest.approx(min(widths), abs=1e-3)
