"""The balance picture: both columns equally tall, every part in proportion, no label on another."""

from itertools import pairwise
from typing import Any

import pytest
from flask import Flask
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from osaamistase.results.chart_balance import HEIGHT, Segment, balance_columns
from tests.results.drawing import drawn, picture, plain, texts

LINE = 16.5  # drawing units a line of 13-point text needs
ROUNDING = 0.02
figures = st.decimals(0, 1500, places=4).map(float)


def totals(covered: float, gap: float, surplus: float) -> dict[str, Any]:
    return {"covered": covered, "gap": gap, "surplus": surplus, "balance": round(covered + gap + surplus, 4)}


def columns_of(covered: float, gap: float, surplus: float) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    columns = balance_columns(totals(covered, gap, surplus))
    assert columns is not None
    return columns


def test_the_worked_example_is_drawn_in_proportion() -> None:
    left, right = columns_of(40, 27, 3)  # method.md section 9: 70 in all
    assert [(one.kind, one.value) for one in left] == [("gap", 27), ("surplus", 3), ("covered", 40)]
    assert [(one.kind, one.value) for one in right] == [("surplus", 3), ("gap", 27), ("covered", 40)]
    assert [one.height for one in left] == pytest.approx([HEIGHT * part / 70 for part in (27, 3, 40)], abs=ROUNDING)
    assert left[-1].y == right[-1].y  # what is covered stands level on both sides


@settings(deadline=None)
@given(figures, figures, figures)
def test_both_columns_are_whole_and_equally_tall(covered: float, gap: float, surplus: float) -> None:
    assume(covered + gap + surplus > 0)
    for column in columns_of(covered, gap, surplus):
        assert sum(one.value for one in column) == pytest.approx(covered + gap + surplus)
        assert column[0].y == 0
        for above, below in pairwise(column):
            assert above.y + above.height == pytest.approx(below.y, abs=ROUNDING)
        assert column[-1].y + column[-1].height == pytest.approx(HEIGHT, abs=ROUNDING)


@settings(deadline=None)
@given(figures, figures, figures)
def test_no_label_stands_on_another(covered: float, gap: float, surplus: float) -> None:
    assume(covered + gap + surplus > 0)
    for column in columns_of(covered, gap, surplus):
        labels = [one.label_y for one in column]
        assert all(below - above >= LINE for above, below in pairwise(labels))


@settings(deadline=None)
@given(figures, figures, figures)
def test_a_label_stands_beside_its_part_or_as_little_below_as_may_be(
    covered: float, gap: float, surplus: float
) -> None:
    assume(covered + gap + surplus > 0)
    for column in columns_of(covered, gap, surplus):
        pushed = 0.0
        for below, one in zip(reversed(range(len(column))), column, strict=True):
            middle = one.y + one.height / 2 + 5
            room_below = 225 - 17 * below  # the last label ends above the sums under the columns
            assert one.label_y == pytest.approx(max(min(middle, room_below), pushed), abs=2 * ROUNDING)
            assert one.label_y <= room_below + 2 * ROUNDING
            pushed = one.label_y + 17


@pytest.mark.parametrize(
    ("covered", "gap", "surplus", "kinds"),
    [(5, 0, 0, ["covered"]), (0, 5, 0, ["gap"]), (0, 0, 5, ["surplus"]), (5, 5, 0, ["gap", "covered"])],
)
def test_a_part_that_is_nothing_is_not_drawn(covered: float, gap: float, surplus: float, kinds: list[str]) -> None:
    left, right = columns_of(covered, gap, surplus)
    assert [one.kind for one in left] == kinds
    assert {one.kind for one in right} == set(kinds)


def test_totals_that_are_not_shown_or_nothing_at_all_give_no_picture() -> None:
    assert balance_columns(dict.fromkeys(("covered", "gap", "surplus", "balance"))) is None
    assert balance_columns(totals(0, 0, 0)) is None


def test_the_picture_speaks_for_itself_and_the_tables_hold_its_figures(drawing_app: Flask) -> None:
    whole = {**totals(40, 27, 3), "held_by_one": 20, "required": 67}
    html = drawn(
        drawing_app, "chart_balance", "balance_picture(columns, totals)", columns=columns_of(40, 27, 3), totals=whole
    )
    words = texts(picture(html))
    assert {"vaje 27", "reservi 3", "käytössä 40", "kattamatta 27", "vapaa 3", "katettu 40"} <= set(words)
    assert words.count("yhteensä 70 op") == 2
    tables = plain(drawn(drawing_app, "sheet", "balance_tables(totals)", totals=whole))
    assert all(one in tables for one in ("40,0", "27,0", "3,0", "70,0"))
