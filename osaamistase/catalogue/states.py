"""How true a service is on a day. Values only."""

from datetime import date, timedelta

UNCHECKED_DAYS = 183  # half a year without anyone looking whether it is still so
ENDING_DAYS = 60
STATES = ("valid", "ending", "ended", "unchecked", "broken_link")


def states_of(valid_until: date | None, checked_on: date, link_state: str, today: date) -> frozenset[str]:
    """Which of STATES hold; an ended service is nothing else: nobody needs to check it."""
    if valid_until is not None and valid_until < today:
        return frozenset({"ended"})
    found = {"valid"}
    if valid_until is not None and valid_until <= today + timedelta(days=ENDING_DAYS):
        found.add("ending")
    if today - checked_on > timedelta(days=UNCHECKED_DAYS):
        found.add("unchecked")
    if link_state not in ("", "ok"):
        found.add("broken_link")
    return frozenset(found)
