"""What waits for an adviser, firm by firm, the most urgent first. Facts and today's date in, a list out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from osaamistase.followup.schedule import SOON, months_after

# The most urgent first; the same order as on the page.
KINDS = (
    "action_late", "letter_failed", "firm_says", "firm_writes", "everyone_ready", "follow_up", "answers_waiting",
    "service_ends", "talk", "no_plan", "unconfirmed", "new_round",
)  # fmt: skip
WAIT_DAYS = 7  # how long a round is left alone before its people are reminded
SERVICE_DAYS = 60  # how long before a service ends its actions are looked at again
YEAR = 12  # months after which a firm answers anew, where its plan says nothing else
CLOSED = ("tehty", "hylatty")  # statuses of an action that ask for nothing more; every other one is open


@dataclass(frozen=True)
class RoundFacts:
    """A round that was not carried over. `reachable`: how many of those not ready a letter can go to.

    `to_talk` is of its newest sheet; `failed`: letters nobody got, as (id, day), the oldest first. `follow_ups`: those
    of its plan not held and not left out, as (id, day), the next one first; `again_after`: months to the next round.
    """

    id: int
    opened: date
    submitted: date | None = None
    people: int = 0
    ready: int = 0
    last_ready: date | None = None
    reachable: int = 0
    reminded: date | None = None
    failed: tuple[tuple[int, date], ...] = ()
    to_talk: int = 0
    talked: bool = False
    plan_id: int | None = None
    drafted: date | None = None
    confirmed: bool = False
    again_after: int = YEAR
    follow_ups: tuple[tuple[int, date], ...] = ()


@dataclass(frozen=True)
class ActionFacts:
    """An action of a plan with those of its services whose last day is known: {language: name} and that day.

    `said`: the day the firm told how far it is, while no step has answered that; `wrote`: the day it wrote of it, while
    nobody has done anything after that.
    """

    id: int
    plan_id: int
    title: str
    deadline: date
    status: str = "ehdotettu"
    said: date | None = None
    wrote: date | None = None
    responsible: str = ""
    services: tuple[tuple[str, dict[str, str], date], ...] = ()

    @property
    def open(self) -> bool:
        return self.status not in CLOSED


@dataclass(frozen=True)
class FirmFacts:
    id: int
    name: str
    adviser: str
    made_up: bool = False
    rounds: tuple[RoundFacts, ...] = ()
    actions: tuple[ActionFacts, ...] = ()


@dataclass(frozen=True)
class Due:
    """One thing to do. `since`: the day it goes by, told in its sentence; what else there is depends on the kind."""

    kind: str
    since: date
    round_id: int = 0
    plan_id: int = 0
    action_id: int = 0
    message_id: int = 0
    follow_up_id: int = 0
    title: str = ""
    service: dict[str, str] | None = None
    over: bool = False
    count: int = 0
    people: int = 0
    reachable: int = 0
    reminded: date | None = None

    @property
    def rank(self) -> tuple[int, date]:
        return KINDS.index(self.kind), self.since


@dataclass(frozen=True)
class FirmDue:
    """A firm with what is due there, the most urgent first."""

    firm: FirmFacts
    items: tuple[Due, ...]

    @property
    def first(self) -> tuple[Due, ...]:
        """The most urgent of each kind: ten late actions must not hide the visit that is due."""
        return tuple({one.kind: one for one in reversed(self.items)}.values())[::-1]

    @property
    def rest(self) -> tuple[Due, ...]:
        shown = set(map(id, self.first))
        return tuple(one for one in self.items if id(one) not in shown)


def due_list(firms: Iterable[FirmFacts], today: date) -> list[FirmDue]:
    """Only firms where something is due, by their most urgent thing: its kind, then its age, then the firm's name."""
    found = [FirmDue(firm, items) for firm in firms if (items := due_of(firm, today))]
    return sorted(found, key=lambda one: (one.items[0].rank, one.firm.name, one.firm.id))


def due_of(firm: FirmFacts, today: date) -> tuple[Due, ...]:
    """What is due at one firm on that day."""
    items = [*_late(firm, today), *_said(firm), *_services(firm, today), *_letters(firm), *_open_rounds(firm, today)]
    return tuple(sorted([*items, *_finished(firm, today)], key=lambda one: one.rank))


def last_finished(firm: FirmFacts) -> RoundFacts | None:
    """The firm's newest finished round."""
    done = [(one.submitted, one.id, one) for one in firm.rounds if one.submitted is not None]
    return max(done, key=lambda one: one[:2])[2] if done else None


def counts(firms: Iterable[FirmDue]) -> dict[str, int]:
    """How many things of each kind are due, the kinds in their order; a kind of which there are none is not there."""
    kinds = [item.kind for one in firms for item in one.items]
    return {kind: kinds.count(kind) for kind in KINDS if kind in kinds}


def only(firms: Iterable[FirmDue], kind: str) -> list[FirmDue]:
    """Where something of that kind is due, with nothing but that, the oldest first."""
    found = [FirmDue(one.firm, tuple(item for item in one.items if item.kind == kind)) for one in firms]
    return sorted((one for one in found if one.items), key=lambda one: one.items[0].since)


def _late(firm: FirmFacts, today: date) -> Iterator[Due]:
    for one in firm.actions:
        if one.open and one.deadline < today:
            yield Due("action_late", one.deadline, plan_id=one.plan_id, action_id=one.id, title=one.title)


def _said(firm: FirmFacts) -> Iterator[Due]:
    for one in firm.actions:
        if one.open and one.said is not None:
            yield Due("firm_says", one.said, plan_id=one.plan_id, action_id=one.id, title=one.title)
        if one.open and one.wrote is not None:
            yield Due("firm_writes", one.wrote, plan_id=one.plan_id, action_id=one.id, title=one.title)


def _services(firm: FirmFacts, today: date) -> Iterator[Due]:
    """One for each service of each plan, however many open actions it stands in."""
    soon = today + timedelta(days=SERVICE_DAYS)
    found = [
        (one.plan_id, service, name, ends, one)
        for one in firm.actions
        if one.open
        for service, name, ends in one.services
        if ends <= soon or ends < one.deadline
    ]
    found.sort(key=lambda one: (one[0], one[1], one[4].deadline, one[4].id))
    for _key, group in groupby(found, key=lambda one: one[:2]):
        same = list(group)
        plan_id, _service, name, ends, first = same[0]
        yield Due(
            "service_ends", ends, plan_id=plan_id, action_id=first.id, title=first.title, service=name,
            over=ends < today, count=len(same),
        )  # fmt: skip


def _letters(firm: FirmFacts) -> Iterator[Due]:
    for one in firm.rounds:
        if one.failed:
            yield Due(
                "letter_failed", one.failed[0][1], round_id=one.id, message_id=one.failed[0][0], count=len(one.failed)
            )


def _open_rounds(firm: FirmFacts, today: date) -> Iterator[Due]:
    for one in firm.rounds:
        if one.submitted is not None:
            continue
        if one.people and one.ready == one.people:
            yield Due("everyone_ready", one.last_ready or one.opened, round_id=one.id, people=one.people)
        elif today - one.opened >= timedelta(days=WAIT_DAYS):
            yield Due(
                "answers_waiting", one.opened, round_id=one.id, count=one.ready, people=one.people,
                reachable=one.reachable, reminded=one.reminded,
            )  # fmt: skip


def _finished(firm: FirmFacts, today: date) -> Iterator[Due]:
    """What the firm's last finished round asks for; what came before it is overtaken."""
    last = last_finished(firm)
    if last is None or last.submitted is None:
        return
    submitted = last.submitted
    overdue = today >= months_after(submitted, last.again_after)
    if last.to_talk and not last.talked and not overdue:
        yield Due("talk", submitted, round_id=last.id, count=last.to_talk)
    if last.plan_id is None and not overdue:  # of answers a year old no plan is drafted: the firm answers anew first
        yield Due("no_plan", submitted, round_id=last.id)
    elif last.plan_id is not None and not last.confirmed:
        yield Due("unconfirmed", last.drafted or submitted, round_id=last.id, plan_id=last.plan_id)
    for follow_up_id, due in last.follow_ups[:1]:
        if due - today <= timedelta(days=SOON):
            yield Due("follow_up", due, last.id, last.plan_id or 0, follow_up_id=follow_up_id, over=due < today)
    if overdue and all(one.submitted is not None for one in firm.rounds):
        yield Due("new_round", submitted, round_id=last.id, count=last.again_after)
