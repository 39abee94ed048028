"""Whom a firm is compared with: never itself, never fewer than k, and the same ones until k of them have changed."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings

from osaamistase.disclosure.peers import Member, median, quarter_of
from tests.disclosure.histories import (
    ASKER,
    K,
    firms,
    histories,
    seen,
    sheet,
    sheets,
    thresholds,
)  # fmt: skip


@pytest.mark.parametrize(
    ("history", "step"),
    [
        (sheets(2, 3, 4, 5, 6), "section_and_size"),
        (sheets(2, 3, 4, 5) + sheets(6, size="pieni"), "section"),
        (sheets(2, 3, 4, 5) + sheets(6, section="G"), "size"),
        (sheets(2, 3, 4) + sheets(5, size="pieni") + sheets(6, section="G"), "all"),
        (sheets(2, 3, 4, 5) + sheets(6, size="pieni") + sheets(7, section="G"), "section"),
    ],
)
def test_the_first_class_with_five_others_is_taken(history: list[Member], step: str) -> None:
    found = seen(history)
    assert found is not None
    assert found.step == step
    assert (found.section, found.size_class, found.as_of) == ("C", "mikro", date(2026, 10, 1))


def test_the_narrowest_class_that_is_large_enough_holds_its_own_firms_alone() -> None:
    history = sheets(2, 3, 4, 5, 6) + sheets(7, 8, section="G", size="pieni")
    assert firms(seen(history)) == [2, 3, 4, 5, 6]
    wider = sheets(2, 3, 4) + sheets(5, 6, size="pieni") + sheets(7, section="G")
    assert firms(seen(wider)) == [2, 3, 4, 5, 6]


def test_the_firm_itself_is_neither_shown_nor_counted() -> None:
    assert seen(sheets(ASKER, 2, 3, 4, 5)) is None
    assert firms(seen(sheets(ASKER, 2, 3, 4, 5, 6))) == [2, 3, 4, 5, 6]


def test_where_no_class_is_large_enough_there_is_none() -> None:
    assert seen([]) is None
    assert seen(sheets(2, 3) + sheets(4, section="G") + sheets(5, size="pieni")) is None


@pytest.mark.parametrize("k", [3, 4, 8])
def test_the_threshold_is_the_one_given(k: int) -> None:
    others = list(range(2, k + 2))
    assert seen(sheets(*others[1:]), k=k) is None
    assert firms(seen(sheets(*others), k=k)) == others


@pytest.mark.parametrize(
    ("made_on", "from_day"),
    [
        (date(2026, 1, 1), date(2026, 4, 1)), (date(2026, 3, 31), date(2026, 4, 1)),
        (date(2026, 4, 1), date(2026, 7, 1)), (date(2026, 9, 30), date(2026, 10, 1)),
        (date(2026, 10, 1), date(2027, 1, 1)), (date(2026, 12, 31), date(2027, 1, 1)),
    ],
)  # fmt: skip
def test_a_sheet_counts_from_the_first_day_of_the_next_quarter(made_on: date, from_day: date) -> None:
    history = sheets(2, 3, 4, 5, 6, made_on=made_on)
    assert seen(history, date.fromordinal(from_day.toordinal() - 1)) is None
    found = seen(history, from_day)
    assert found is not None
    assert found.as_of == from_day


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2026, 1, 1), date(2026, 1, 1)), (date(2026, 3, 31), date(2026, 1, 1)),
        (date(2026, 6, 30), date(2026, 4, 1)), (date(2026, 8, 15), date(2026, 7, 1)),
        (date(2026, 12, 31), date(2026, 10, 1)),
    ],
)  # fmt: skip
def test_a_quarter_begins_in_january_april_july_or_october(day: date, first: date) -> None:
    assert quarter_of(day) == first


def test_a_firm_votes_once_with_the_newest_sheet_of_its_latest_round() -> None:
    first, again = sheet(2, round_id=20, sheet_id=20), sheet(2, round_id=20, sheet_id=21)
    later = sheet(2, round_id=30, sheet_id=30)
    old_round_talked_of_late = sheet(2, round_id=20, sheet_id=40)
    assert seen([first, again, *sheets(3, 4, 5)]) is None
    found = seen([first, again, later, old_round_talked_of_late, *sheets(3, 4, 5, 6)])
    assert found is not None
    assert [one.sheet_id for one in found.others if one.company_id == 2] == [30]
    talked = seen([first, again, *sheets(3, 4, 5, 6)])
    assert talked is not None
    assert [one.sheet_id for one in talked.others if one.company_id == 2] == [21]


def test_a_firm_that_moved_to_another_class_is_no_more_in_its_old_one() -> None:
    moved = [sheet(7), sheet(7, date(2026, 9, 1), "G", round_id=70, sheet_id=70)]
    assert firms(seen(sheets(2, 3, 4, 5, 6) + moved)) == [2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("numbers", "middle"),
    [
        ([5, 1, 4, 2, 3], "3"), ([6, 1, 5, 2, 4, 3], "3.5"), ([1, 1, 1, 1, 100], "1"), ([1, 2, 3, 4], None), ([], None),
        ([1, 2, 3, 4, 5, 6, 100], "4"),
    ],
)  # fmt: skip
def test_the_middle_of_five_or_more_and_nothing_of_fewer(numbers: list[int], middle: str | None) -> None:
    assert median(map(Decimal, numbers), K) == (None if middle is None else Decimal(middle))


@given(histories, thresholds)
@settings(deadline=None)
def test_whatever_happened_there_are_k_others_each_once_and_never_the_firm_itself(
    history: list[Member], k: int
) -> None:
    found = seen(history, date(2027, 2, 1), k)
    if found is not None:
        assert ASKER not in firms(found)
        assert len(set(firms(found))) == len(found.others) >= k
        assert all(one.made_on < found.as_of for one in found.others)
