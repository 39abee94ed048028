"""When a plan is looked at again. Days in, days out."""

from calendar import monthrange
from datetime import date, timedelta

MONTHS = (3, 6, 12)  # after the first confirmed revision
ADOPTION_FROM = 6  # months: before that, nothing has had time to become daily use
ROUND_MONTHS = (12, 24)  # when the firm may answer anew; the first is the usual
SOON = 7  # days before a follow-up from which it is told of
STATES = ("held", "skipped", "late", "today", "coming")


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the month's last where it has no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def follow_up_days(confirmed: date) -> dict[int, date]:
    """By months, the days of follow-up: on Saturday and Sunday nobody is visited, so the Monday after."""
    return {months: _working(months_after(confirmed, months)) for months in MONTHS}


def state_of(due: date, held: bool, skipped: bool, today: date) -> str:
    """One of STATES."""
    if held:
        return "held"
    if skipped:
        return "skipped"
    return "late" if due < today else "today" if due == today else "coming"


def _working(day: date) -> date:
    return day + timedelta(days=8 - day.isoweekday()) if day.isoweekday() > 5 else day
