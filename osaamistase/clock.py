"""The one place that knows what time it is. Rules never call it; routes and commands hand the time on."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

HELSINKI = ZoneInfo("Europe/Helsinki")


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The date a person in Kouvola reads on the wall."""
    return now().astimezone(HELSINKI).date()
