"""What lies ahead at a firm and is not due yet, the nearest first. Facts and today's date in, a list out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from osaamistase.desk.due import WAIT_DAYS, FirmFacts, last_finished
from osaamistase.followup.schedule import SOON, months_after

KINDS = ("answers", "follow_up", "action", "new_round")  # of one day, in this order


@dataclass(frozen=True)
class Coming:
    """One thing to come on its `day`. Of an action also its title, who of the firm answers for it, and its status."""

    kind: str
    day: date
    round_id: int = 0
    plan_id: int = 0
    action_id: int = 0
    follow_up_id: int = 0
    title: str = ""
    who: str = ""
    status: str = ""
    ready: int = 0
    people: int = 0


def coming_of(firm: FirmFacts, today: date) -> tuple[Coming, ...]:
    """What is to come at one firm. What is due already (see due.py) is not here, so nothing is told twice."""
    found = [*_answers(firm, today), *_deadlines(firm, today), *_of_last_round(firm, today)]
    return tuple(sorted(found, key=lambda one: (one.day, KINDS.index(one.kind), one.action_id)))


def _answers(firm: FirmFacts, today: date) -> Iterator[Coming]:
    """Rounds just opened: the day their people may be reminded."""
    for one in firm.rounds:
        remind = one.opened + timedelta(days=WAIT_DAYS)
        if one.submitted is None and one.ready < max(1, one.people) and today < remind:
            yield Coming("answers", remind, round_id=one.id, ready=one.ready, people=one.people)


def _deadlines(firm: FirmFacts, today: date) -> Iterator[Coming]:
    for one in firm.actions:
        if one.open and one.deadline >= today:
            yield Coming(
                "action", one.deadline, plan_id=one.plan_id, action_id=one.id, title=one.title, who=one.responsible,
                status=one.status,
            )  # fmt: skip


def _of_last_round(firm: FirmFacts, today: date) -> Iterator[Coming]:
    """The days of follow-up after the one that is due, and the day the firm answers anew."""
    last = last_finished(firm)
    if last is None or last.submitted is None:
        return
    for place, (follow_up_id, due) in enumerate(last.follow_ups):
        if due - today > timedelta(days=SOON) or (place > 0 and due >= today):
            yield Coming("follow_up", due, last.id, last.plan_id or 0, follow_up_id=follow_up_id)
    again = months_after(last.submitted, last.again_after)
    if today < again and all(one.submitted is not None for one in firm.rounds):
        yield Coming("new_round", again, round_id=last.id)
