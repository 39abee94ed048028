"""Quarters and their ends. Pure."""

from collections.abc import Iterator
from datetime import date, timedelta


def ends_between(first: date, last_given: date | None, today: date) -> Iterator[date]:
    """The last days of the quarters that are over, from the one `first` lies in; after the last that was given."""
    end = quarter_end(first)
    while end < today:
        if last_given is None or end > last_given:
            yield end
        end = quarter_end(end + timedelta(days=1))


def quarter_end(day: date) -> date:
    """The last day of the quarter a day lies in."""
    month = 3 * ((day.month - 1) // 3) + 3
    return date(day.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def quarter_name(end: date) -> str:
    """ "III/2026" for the quarter that ends on 30.9.2026."""
    return f"{('I', 'II', 'III', 'IV')[(end.month - 1) // 3]}/{end.year}"
