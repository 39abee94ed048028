"""How true a service is on a day."""

from datetime import date, timedelta

import pytest

from osaamistase.catalogue.states import ENDING_DAYS, UNCHECKED_DAYS, states_of

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("ends", "checked", "link", "states"),
    [
        (None, 0, "", {"valid"}),
        (None, UNCHECKED_DAYS, "ok", {"valid"}),
        (None, UNCHECKED_DAYS + 1, "", {"valid", "unchecked"}),
        (ENDING_DAYS, 0, "", {"valid", "ending"}),
        (ENDING_DAYS + 1, 0, "404", {"valid", "broken_link"}),
        (0, 0, "", {"valid", "ending"}),
        (-1, 999, "timeout", {"ended"}),
    ],
)
def test_states_hold_from_their_very_day(ends: int | None, checked: int, link: str, states: set[str]) -> None:
    until = None if ends is None else TODAY + timedelta(days=ends)
    assert states_of(until, TODAY - timedelta(days=checked), link, TODAY) == states
