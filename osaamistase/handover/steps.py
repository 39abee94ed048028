"""Steps inside the caller's transaction: hand firms over, and say who stands in for whom."""

from collections.abc import Sequence
from datetime import date, datetime

from osaamistase.handover.models import Absence, Handover
from osaamistase.handover.store import (
    add_absence,
    add_handovers,
    get_handover,
    list_absences,
    list_advisers,
    list_due,
    list_running,
    list_waiting,
    save_adviser,
)


class CannotHandOver(ValueError):
    """`why`: "nobody" (no such adviser), "same", "past", "none" (no firm)."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class CannotBeAway(ValueError):
    """`why`: "nobody", "same", "order", "past", "cover_away", "twice"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def hand_over(
    firms: Sequence[tuple[int, int]], to_id: int, day: date, note: str, by_user_id: int, at: datetime, today: date
) -> int:
    """`firms`: (firm, its adviser). From the day on they are `to_id`'s, at once where it is today.

    How many firms; those that are `to_id`'s already stay as they are. Raises CannotHandOver.
    """
    firms = [(company_id, from_id) for company_id, from_id in firms if from_id != to_id]
    if to_id not in {one.id for one in list_advisers()}:
        raise CannotHandOver("nobody")
    if day < today:
        raise CannotHandOver("past")
    if not firms:
        raise CannotHandOver("none")
    add_handovers(
        [
            Handover(
                company_id=company_id, from_id=from_id, to_id=to_id, day=day, note=note, made_at=at,
                made_by_id=by_user_id,
            )
            for company_id, from_id in firms
        ]
    )  # fmt: skip
    apply_due(at, today)
    return len(firms)


def apply_due(at: datetime, today: date) -> list[Handover]:
    """Hand over every firm whose day has come; those that went over now. To whom has left by then, none goes."""
    found = list(list_due(today))
    able = {one.id for one in list_advisers()} if found else set()
    for one in found:
        if one.to_id in able:
            save_adviser(one.company_id, one.to_id)
            one.done_at = at
        else:
            one.cancelled_at = at
    return [one for one in found if one.done_at is not None]


def cancel_handover(handover_id: int, at: datetime) -> Handover:
    """Call off what has not happened yet; what has, stays."""
    found = get_handover(handover_id)
    if found.done_at is None:
        found.cancelled_at = found.cancelled_at or at
    return found


def cancel_together(from_id: int, to_id: int, day: date, at: datetime) -> int:
    """Call off every hand-over to come of that day and hand; how many."""
    found = list_waiting(from_id, to_id, day)
    for one in found:
        one.cancelled_at = at
    return len(found)


def be_away(user_id: int, cover_id: int, first: date, last: date, by_user_id: int, at: datetime, today: date) -> None:
    """Raises CannotBeAway."""
    able = {one.id for one in list_advisers()}
    if user_id not in able or cover_id not in able:
        raise CannotBeAway("nobody")
    if user_id == cover_id:
        raise CannotBeAway("same")
    if first > last:
        raise CannotBeAway("order")
    if last < today:
        raise CannotBeAway("past")
    for one in _overlapping(first, last, today):
        if one.user_id == user_id:
            raise CannotBeAway("twice")
        if one.user_id == cover_id:
            raise CannotBeAway("cover_away")
    add_absence(
        Absence(user_id=user_id, cover_id=cover_id, first=first, last=last, made_at=at, made_by_id=by_user_id)
    )  # fmt: skip


def covered_by(user_id: int, today: date) -> list[int]:
    """For whom somebody stands in today."""
    return covered(user_id, list_running(today))


def covered(user_id: int, running: Sequence[Absence]) -> list[int]:
    """For whom somebody stands in while those absences last, and for whom these stood in, who are away themselves."""
    found: list[int] = []
    waiting = [user_id]
    while waiting:
        cover = waiting.pop(0)
        for one in running:
            if one.cover_id == cover and one.user_id not in (user_id, *found):
                found.append(one.user_id)
                waiting.append(one.user_id)
    return found


def _overlapping(first: date, last: date, today: date) -> list[Absence]:
    return [one for one, _away, _cover in list_absences(today) if one.first <= last and one.last >= first]
