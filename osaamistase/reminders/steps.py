"""What is told by itself: digests, deadlines, hand-overs. Each letter is written with the mark that it was, at once."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from osaamistase.clock import HELSINKI
from osaamistase.desk.due import FirmDue, due_list
from osaamistase.desk.store import list_firms_to_follow
from osaamistase.handover.models import Absence
from osaamistase.handover.steps import apply_due, covered
from osaamistase.handover.store import list_running, list_untold
from osaamistase.mail.letters import BadLetter
from osaamistase.mail.steps import queue_written
from osaamistase.reminders import writing
from osaamistase.reminders.store import add_digest, get_wish, list_readers, list_to_remind, save_reminded
from osaamistase.reminders.workdays import BEFORE, is_working_day, reminder_day
from osaamistase.web.log import note

FROM_HOUR = 7  # on the wall in Helsinki


def is_time(at: datetime) -> bool:
    """Whether letters may go: on working days from seven."""
    local = at.astimezone(HELSINKI)
    return is_working_day(local.date()) and local.hour >= FROM_HOUR


def write_digests(at: datetime, home: str, organisation: str) -> int:
    """The day's digest to each adviser to whom something is due and who wants it; how many were written.

    Whoever is away gets none: it goes with the stand-in's.
    """
    day = at.astimezone(HELSINKI).date()
    running, written = list_running(day), 0
    away = {one.user_id for one in running}
    for user, wish in list_readers(day):
        if not add_digest(user.id, day) or user.id in away or (wish is not None and not wish.digest):
            continue
        firms = due_of_adviser(user.id, running, day)
        if firms:
            language = wish.language if wish is not None else "fi"
            words = writing.digest(language, firms, home, organisation)
            written += _queued("digest", user.email, language, words, home, at)
    return written


def due_of_adviser(user_id: int, running: Sequence[Absence], day: date) -> list[FirmDue]:
    """What is due at a person's own firms and at those of whom they stand in for."""
    return due_list(list_firms_to_follow(adviser_ids=[user_id, *covered(user_id, running)]), day)


def write_deadlines(at: datetime, address: Callable[[int], str], home: str, organisation: str) -> int:
    """To each firm's own person who agreed, once a deadline; how many were written."""
    day, written = at.astimezone(HELSINKI).date(), 0
    for action, reminder, company, adviser, plan in list_to_remind(day + timedelta(days=BEFORE), day):
        if reminder_day(action.deadline) > day:
            continue
        facts = {"name": adviser.name, "email": adviser.email, "phone": adviser.phone, "made_up": company.made_up}
        words = writing.deadline(
            plan.language, company.name, action.title, action.deadline, facts, address(action.id), organisation
        )
        save_reminded(action.id, action.deadline)
        written += _queued("deadline", reminder.email, plan.language, words, home, at, f"round-{plan.round_id}")
    return written


def write_handovers(at: datetime, home: str, organisation: str) -> int:
    """Hand over the firms whose day has come, and tell those who got any; how many letters were written."""
    apply_due(at, at.astimezone(HELSINKI).date())
    letters: dict[tuple[int, str], list[str]] = {}
    people, written = {}, 0
    for handover, company, giver, taker in list_untold():
        letters.setdefault((handover.to_id, giver), []).append(company)
        people[handover.to_id] = taker
        handover.told_at = at
    for (taker_id, giver), companies in letters.items():
        language = get_wish(taker_id).language
        words = writing.handed_over(language, companies, giver, home, organisation)
        written += _queued("handover", people[taker_id], language, words, home, at)
    return written


def _queued(
    kind: str, to: str, language: str, words: tuple[str, str, str], home: str, at: datetime, about: str | None = None
) -> bool:
    """False where no letter can go to that address: the others get theirs all the same."""
    try:
        queue_written(kind, to, language, words, home, at, about)
    except BadLetter:
        note("letter_not_written", kind=kind)
        return False
    return True
