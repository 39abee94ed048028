"""Working days in Finland, and the day a deadline is reminded of."""

from datetime import date

import pytest

from osaamistase.reminders.workdays import is_working_day, reminder_day


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 11, 28), date(2026, 11, 29), date(2026, 12, 6), date(2026, 12, 24), date(2026, 12, 25),
        date(2027, 1, 1), date(2027, 1, 6), date(2027, 3, 26), date(2027, 3, 29), date(2027, 5, 6), date(2027, 6, 25),
        date(2026, 6, 19), date(2028, 6, 23), date(2029, 6, 22), date(2030, 6, 21), date(2026, 5, 1),
    ],
)  # fmt: skip
def test_weekends_holidays_and_the_two_eves_are_off(day: date) -> None:
    assert not is_working_day(day)


@pytest.mark.parametrize("day", [date(2026, 11, 27), date(2026, 12, 23), date(2027, 1, 7), date(2027, 6, 18), date(2026, 12, 31)])  # fmt: skip
def test_the_days_around_them_are_not(day: date) -> None:
    assert is_working_day(day)


@pytest.mark.parametrize(
    ("deadline", "day"),
    [
        (date(2026, 12, 11), date(2026, 12, 4)),  # Friday to Friday
        (date(2026, 12, 12), date(2026, 12, 7)),  # 5.12. is a Saturday, 6.12. Independence Day
        (date(2027, 1, 2), date(2026, 12, 28)),  # 26.12. and 27.12. are a weekend
        (date(2026, 12, 31), date(2026, 12, 28)),  # Christmas Eve, Christmas, and a weekend
    ],
)
def test_a_week_before_or_the_first_working_day_after(deadline: date, day: date) -> None:
    assert reminder_day(deadline) == day


def test_never_after_the_deadline_itself() -> None:
    assert all(reminder_day(date(2026, 12, day)) <= date(2026, 12, day) for day in range(1, 32))
