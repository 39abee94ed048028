"""Where a firm stands on its way from the first round to a plan that is followed up. Facts in, a value out."""

from dataclasses import dataclass
from datetime import date

from osaamistase.desk.due import FirmFacts, last_finished

STAGES = ("new", "answering", "answered", "drafted", "followed")


@dataclass(frozen=True)
class Standing:
    """`stage`: one of STAGES; `since`: the day it came there. While answering: how many of how many are ready."""

    stage: str
    since: date | None = None
    ready: int = 0
    people: int = 0


def standing_of(firm: FirmFacts | None) -> Standing:
    """`firm` None: nothing is known of it but its entry in the register. An open round counts before the rest."""
    open_rounds = [one for one in firm.rounds if one.submitted is None] if firm is not None else []
    if open_rounds:
        newest = max(open_rounds, key=lambda one: one.id)
        return Standing("answering", newest.opened, newest.ready, newest.people)
    last = last_finished(firm) if firm is not None else None
    if last is None:
        return Standing("new")
    if last.plan_id is None:
        return Standing("answered", last.submitted)
    return Standing("followed" if last.confirmed else "drafted", last.drafted)
