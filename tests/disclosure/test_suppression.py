"""Small counts stay hidden from whoever can add, subtract and solve equations (method.md section 8.1–8.3)."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from osaamistase.disclosure.suppression import hidden_cells, safe_k, with_totals
from tests.disclosure.linear import Shown, least_of, ranges


def shown(counts: list[list[int]], k: int = 5) -> Shown:
    hidden = hidden_cells(counts, k)
    return [
        [None if (r, c) in hidden else n for c, n in enumerate(row)] for r, row in enumerate(with_totals(counts))
    ]  # fmt: skip


def tables(most: int) -> st.SearchStrategy[list[list[int]]]:
    """Tables of one to six rows and columns, with many small and empty cells."""
    cell = st.one_of(st.just(0), st.integers(1, 6), st.integers(0, most))
    sides = st.tuples(st.integers(1, 6), st.integers(1, 6))
    return sides.flatmap(
        lambda size: st.lists(st.lists(cell, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0])
    )


def test_the_worked_example_hides_four_cells_and_no_total() -> None:
    assert shown([[7, 6, 2], [9, 5, 6]]) == [[7, None, None, 15], [9, None, None, 20], [16, 11, 8, 35]]
    assert hidden_cells([[7, 6, 2], [9, 5, 6]], 5) == {
        (0, 2): "threshold", (0, 1): "protects", (1, 2): "protects", (1, 1): "protects",
    }  # fmt: skip


def test_two_small_ones_do_not_protect_each_other() -> None:
    table = shown([[1, 1, 20, 30], [9, 9, 9, 9]])
    assert table[0].count(None) >= 3  # 1 + 1 = 2 would tell both


def test_a_lonely_row_hides_its_total_or_more_than_one_cell() -> None:
    assert shown([[3, 0, 0]])[0][3] is None
    assert shown([[3, 0, 0]])[0][1:3] == [0, 0]  # empty is shown as empty


def test_what_is_left_of_a_whole_is_not_a_few() -> None:
    assert shown([[20, 3]])[0] == [None, None, 23]


def test_nothing_small_hides_nothing() -> None:
    assert hidden_cells([[5, 0, 12], [10, 7, 5]], 5) == {}
    assert hidden_cells([[0, 0], [0, 0]], 5) == {}


@settings(max_examples=300, deadline=None)
@given(tables(40), st.sampled_from([3, 5, 10]))
@pytest.mark.slow
def test_of_a_count_hidden_by_the_threshold_every_value_stays_possible(counts: list[list[int]], k: int) -> None:
    reasons = hidden_cells(counts, k)
    found = ranges(shown(counts, k))
    for cell, reason in reasons.items():
        if reason == "threshold":
            least, most = found[cell]
            assert least <= least_of(with_totals(counts), cell) + 1e-6, (cell, least)
            assert most >= k - 1 - 1e-6, (cell, most)


@settings(max_examples=200, deadline=None)
@given(tables(40))
def test_only_what_must_be_is_hidden_by_the_threshold_and_empty_cells_never(counts: list[list[int]]) -> None:
    table, hidden = with_totals(counts), hidden_cells(counts, 5)
    for r, row in enumerate(table):
        for c, count in enumerate(row):
            assert (hidden.get((r, c)) == "threshold") == (0 < count < 5)
            assert count or (r, c) not in hidden


def test_without_the_secondary_rule_the_same_reader_finds_the_small_ones() -> None:
    table: Shown = [[7, 6, None, 15], [9, 5, 6, 20], [16, 11, 8, 35]]
    assert ranges(table)[0, 2] == (2.0, 2.0)


def test_a_hidden_number_may_be_anything_where_nothing_adds_up_to_it() -> None:
    assert ranges([[None, None], [None, None]])[0, 0] == (1.0, math.inf)


@pytest.mark.parametrize(
    ("given_k", "k"),
    [(5, 5), (3, 3), (2, 3), (1, 3), (0, 5), (-7, 5), (None, 5), ("3", 5), (True, 5), (4.0, 5), (12, 12)],
)
def test_a_broken_threshold_means_five_and_none_is_below_three(given_k: object, k: int) -> None:
    assert safe_k(given_k) == k


@pytest.mark.parametrize("counts", [[], [[]], [[1, 2], [3]], [[-1]]])
def test_what_is_no_table_is_refused(counts: list[list[int]]) -> None:
    with pytest.raises(ValueError, match="a table"):
        hidden_cells(counts, 5)
