"""The days on which a plan is looked at again."""

from datetime import date, timedelta

import pytest

from osaamistase.followup.schedule import follow_up_days, months_after, state_of

TODAY = date(2026, 11, 24)


def test_days_are_three_six_and_twelve_months_on_and_never_on_a_weekend() -> None:
    assert follow_up_days(date(2026, 11, 24)) == {
        3: date(2027, 2, 24),
        6: date(2027, 5, 24),
        12: date(2027, 11, 24),
    }
    assert follow_up_days(date(2026, 11, 28))[6] == date(2027, 5, 28)
    assert follow_up_days(date(2026, 11, 27))[3] == date(2027, 3, 1)  # 27.2. is a Saturday
    assert follow_up_days(date(2026, 11, 28))[3] == date(2027, 3, 1)  # 28.2. is a Sunday


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 31), 24, date(2028, 12, 31)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
    ],
)
def test_a_month_without_that_day_ends_with_its_last(day: date, months: int, after: date) -> None:
    assert months_after(day, months) == after


def test_what_is_held_or_left_out_is_so_whatever_the_day() -> None:
    for days in (-1, 0, 1):
        due = TODAY + timedelta(days=days)
        assert state_of(due, True, True, TODAY) == "held"
        assert state_of(due, False, True, TODAY) == "skipped"
    assert [state_of(TODAY + timedelta(days=days), False, False, TODAY) for days in (-1, 0, 1)] == [
        "late", "today", "coming",
    ]  # fmt: skip
