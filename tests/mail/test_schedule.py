"""When a mail is tried again."""

from datetime import UTC, datetime, timedelta

from osaamistase.mail.schedule import next_try

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def test_the_gaps_grow_from_a_minute_to_a_day_and_then_it_is_given_up() -> None:
    minutes = [(again - NOON) / timedelta(minutes=1) if (again := next_try(tries, NOON)) else None for tries in range(1, 11)]  # fmt: skip
    assert minutes == [1, 5, 15, 60, 240, 720, 1440, 1440, None, None]
