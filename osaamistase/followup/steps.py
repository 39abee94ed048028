"""Steps inside the caller's transaction: a plan's first confirmation sets its days, and a note is saved, never lost."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from osaamistase.clock import HELSINKI
from osaamistase.followup.models import FollowUp, Note, NoteVersion, Outcome
from osaamistase.followup.schedule import follow_up_days
from osaamistase.followup.store import (
    add_follow_ups,
    add_note,
    add_version,
    find_note_of,
    get_follow_up,
    get_note,
    list_follow_ups,
    list_outcomes,
    save_outcomes,
)
from osaamistase.plans.models import Revision
from osaamistase.plans.steps import confirm_plan
from osaamistase.plans.store import get_plan


@dataclass(frozen=True)
class Typed:
    """What stands on a note's page. `outcomes`: by action, words and how far it is in daily use (0–4 or None);
    `minutes` of work.
    """

    day: date
    how: str
    people: str
    text: str
    outcomes: Mapping[int, tuple[str, int | None]]
    minutes: int | None = None

    @property
    def said(self) -> dict[int, tuple[str, int | None]]:
        return {action: (text, level) for action, (text, level) in self.outcomes.items() if text or level is not None}


class Clashing(Exception):
    """Somebody saved the note since the page was drawn; `note` as it stands now."""

    def __init__(self, note: Note) -> None:
        super().__init__("note")
        self.note = note


def confirm_and_follow(plan_id: int, by_user_id: int, at: datetime, agreed: bool) -> Revision:
    """Confirm a revision; the plan's first also sets the days of follow-up. Raises NothingToDo."""
    revision = confirm_plan(plan_id, by_user_id, at, agreed)
    if not list_follow_ups(plan_id):
        days = follow_up_days(at.astimezone(HELSINKI).date())
        add_follow_ups([FollowUp(plan_id=plan_id, due=due, months=months) for months, due in days.items()])
    return revision


def begin_note(company_id: int, follow_up_id: int | None, typed: Typed, by_user_id: int, at: datetime) -> Note:
    """The first saving of a note. Raises Clashing where a follow-up's note was begun by another meanwhile."""
    if follow_up_id is not None:
        get_plan(get_follow_up(follow_up_id).plan_id, for_update=True)
        known = find_note_of(follow_up_id)
        if known is not None:
            raise Clashing(known)
    note = add_note(
        Note(
            company_id=company_id, follow_up_id=follow_up_id, day=typed.day, how=typed.how, people=typed.people,
            text=typed.text, created_at=at, saved_at=at, saved_by_id=by_user_id, minutes=typed.minutes,
        )
    )  # fmt: skip
    _keep_outcomes(note.id, typed)
    return note


def save_note(note_id: int, seen: int, typed: Typed, by_user_id: int, at: datetime) -> Note:
    """Save a note again. Raises Clashing where `seen` is not its newest version: nothing is changed then.

    What somebody else wrote, or what stood there when the visit was held, is kept as a version before it is changed.
    """
    note = get_note(note_id, for_update=True)
    before = content_of(note)
    if before == _content(typed):
        return note
    if seen != note.version:
        raise Clashing(note)
    if note.saved_by_id != by_user_id or (note.held_at is not None and note.saved_at <= note.held_at):
        add_version(
            NoteVersion(
                note_id=note.id, version=note.version, content=before, saved_at=note.saved_at,
                saved_by_id=note.saved_by_id,
            )
        )  # fmt: skip
    note.day, note.how, note.people, note.text = typed.day, typed.how, typed.people, typed.text
    note.minutes = typed.minutes
    note.saved_at, note.saved_by_id, note.version = at, by_user_id, note.version + 1
    _keep_outcomes(note.id, typed)
    return note


def hold(note: Note, at: datetime) -> None:
    """The visit has been held; said again, the first moment stays."""
    note.held_at = note.held_at or at


def content_of(note: Note) -> str:
    """Everything typed on a note's page, in one way of writing."""
    found = {one.action_id: (one.text, one.adoption) for one in list_outcomes(note.id)}
    return _content(Typed(note.day, note.how, note.people, note.text, found, note.minutes))


def _content(typed: Typed) -> str:
    document: dict[str, Any] = {
        "day": typed.day.isoformat(), "how": typed.how, "people": typed.people, "text": typed.text,
        "outcomes": {str(action): list(said) for action, said in typed.said.items()}, "minutes": typed.minutes,
    }  # fmt: skip
    return json.dumps(document, ensure_ascii=False, sort_keys=True)


def _keep_outcomes(note_id: int, typed: Typed) -> None:
    rows = [
        Outcome(note_id=note_id, action_id=action, text=text, adoption=level)
        for action, (text, level) in typed.said.items()
    ]
    save_outcomes(note_id, rows)
