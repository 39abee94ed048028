"""When a mail that did not go is tried again: soon at first, then ever more seldom, at last not any more."""

from datetime import datetime, timedelta

GAPS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440, 1440))


def next_try(tries: int, now: datetime) -> datetime | None:
    """When to try after `tries` (1 or more) tries that failed; None: it is given up, about 66 hours after the first."""
    return now + GAPS[tries - 1] if tries <= len(GAPS) else None
