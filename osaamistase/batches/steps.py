"""Many at once: mark actions all or none, and what a folder is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from osaamistase.batches.store import list_actions, list_newest_events
from osaamistase.plans.status import WrongStep, check_step
from osaamistase.plans.steps import take_step

MOST_PLANS = 100
CLAIM = timedelta(minutes=2)  # renewed after each plan
MOST_TRIES = 2
KEPT = timedelta(days=7)


@dataclass(frozen=True)
class Refusal:
    """An action that cannot take the step: its firm and title, why ("step" or "changed"), and the state it is in."""

    company: str
    title: str
    why: str
    status: str


class NotAll(ValueError):
    """Some cannot: nothing was changed."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__("not all")
        self.refusals = refusals


def mark_all(seen: Mapping[int, int], to: str, text: str, by_user_id: int, at: datetime, today: date) -> int:
    """Take every action a step on, or none. `seen`: by action, its newest event when the page was drawn.

    How many went on. Raises NotAll with every action that cannot, or that somebody has stepped since.
    """
    rows, events = list_actions(seen.keys()), list_newest_events(seen.keys())
    refusals = []
    for action, company in rows:
        if events.get(action.id, 0) != seen[action.id]:
            refusals.append(Refusal(company, action.title, "changed", action.status))
            continue
        try:
            check_step(action.status, to, text, None, today)
        except WrongStep:
            refusals.append(Refusal(company, action.title, "step", action.status))
    if refusals:
        raise NotAll(refusals)
    for action, _company in rows:
        take_step(action.id, to, text, None, by_user_id, at, today)
    return len(rows)
