"""How true a service is on a day. Values only."""

from collections.abc import Sequence
from datetime import date, timedelta

from osaamistase.services.models import Service, ServiceChange

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


def successors(service: Service, services: Sequence[Service], today: date) -> tuple[list[Service], list[Service]]:
    """What may take a service's place today: first those that help with some of the same, then the others."""
    mine = {one.competence_id for one in service.competences}
    there = [one for one in services if one.id != service.id and one.lasts(today)]
    near = [one for one in there if mine & {link.competence_id for link in one.competences}]
    near.sort(key=lambda one: (-len(mine & {link.competence_id for link in one.competences}), one.position))
    return near, [one for one in there if one not in near]


def before_the_end(changes: Sequence[ServiceChange]) -> str | None:
    """Until when a service lasted before it was last ended, "" where no end was known; None where it was not ended.

    `changes`: of the service, the newest first.
    """
    for one in changes:
        if one.field == "valid_until":
            return one.then if one.now and (not one.then or one.then > one.now) else None
    return None
