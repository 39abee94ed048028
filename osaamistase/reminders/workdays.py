"""Working days in Finland: days in, days out."""

from datetime import date, timedelta
from functools import cache

import holidays

BEFORE = 7  # days before a deadline on which its reminder is due


@cache
def _off(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("FI", years=year))


def is_working_day(day: date) -> bool:
    """Not a weekend, a public holiday, Midsummer Eve or Christmas Eve, when offices are shut too."""
    return day.isoweekday() < 6 and day not in _off(day.year) and not _is_eve(day)


def reminder_day(deadline: date) -> date:
    """The working day on which a deadline is reminded of: a week before or the first after, at the last its own day."""
    day = deadline - timedelta(days=BEFORE)
    while day < deadline and not is_working_day(day):
        day += timedelta(days=1)
    return day


def _is_eve(day: date) -> bool:
    midsummer = day.month == 6 and 19 <= day.day <= 25 and day.isoweekday() == 5
    return midsummer or (day.month, day.day) == (12, 24)
