"""Load and save follow-ups, notes and what became of actions."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Row, delete, select

from osaamistase.accounts.models import User
from osaamistase.database import db
from osaamistase.errors import NotFound
from osaamistase.followup.models import FollowUp, NextRound, Note, NoteVersion, Outcome


def list_follow_ups(plan_id: int) -> Sequence[Row[FollowUp, Note | None]]:
    """A plan's follow-ups by day, each with its note where there is one."""
    query = select(FollowUp, Note).outerjoin(Note, Note.follow_up_id == FollowUp.id)
    return db.session.execute(query.where(FollowUp.plan_id == plan_id).order_by(FollowUp.due, FollowUp.id)).all()


def get_follow_up(follow_up_id: int) -> FollowUp:
    """Raises NotFound."""
    found = db.session.get(FollowUp, follow_up_id)
    if found is None:
        raise NotFound("follow-up")
    return found


def add_follow_ups(new: Sequence[FollowUp]) -> None:
    db.session.add_all(new)
    db.session.flush()


def find_note_of(follow_up_id: int) -> Note | None:
    return db.session.scalar(select(Note).where(Note.follow_up_id == follow_up_id))


def get_note(note_id: int, *, for_update: bool = False) -> Note:
    """Raises NotFound."""
    query = select(Note).where(Note.id == note_id)
    if for_update:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(query)
    if found is None:
        raise NotFound("note")
    return found


def add_note(note: Note) -> Note:
    db.session.add(note)
    db.session.flush()
    return note


def list_versions(note_id: int) -> Sequence[Row[NoteVersion, str]]:
    """A note's earlier versions with who wrote each, the newest first."""
    query = select(NoteVersion, User.name).join(User, User.id == NoteVersion.saved_by_id)
    return db.session.execute(query.where(NoteVersion.note_id == note_id).order_by(NoteVersion.version.desc())).all()


def add_version(version: NoteVersion) -> None:
    db.session.add(version)
    db.session.flush()


def list_outcomes(note_id: int) -> Sequence[Outcome]:
    return db.session.scalars(select(Outcome).where(Outcome.note_id == note_id)).all()


def list_outcomes_of_plan(plan_id: int) -> Sequence[Row[Outcome, date]]:
    """What became of a plan's actions, with the day of the visit, in the order of the days."""
    query = select(Outcome, Note.day).join(Note, Note.id == Outcome.note_id)
    query = query.join(FollowUp, FollowUp.id == Note.follow_up_id).where(FollowUp.plan_id == plan_id)
    return db.session.execute(query.order_by(Note.day, Note.id)).all()


def save_outcomes(note_id: int, outcomes: Sequence[Outcome]) -> None:
    """These instead of those before: the note's version keeps what stood there."""
    db.session.execute(delete(Outcome).where(Outcome.note_id == note_id))
    db.session.add_all(outcomes)
    db.session.flush()


def find_round_months(plan_id: int) -> int | None:
    return db.session.scalar(select(NextRound.months).where(NextRound.plan_id == plan_id))


def save_round_months(plan_id: int, months: int) -> None:
    db.session.merge(NextRound(plan_id=plan_id, months=months))
    db.session.flush()
