"""When a plan is looked at again, what was said on a visit, and what became of each action."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from osaamistase.database import Base, Moment, refuse_in_database


class FollowUp(Base):
    """A day on which a confirmed plan is looked at again. `months` after the first revision; None: added by hand."""

    __tablename__ = "follow_ups"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"), index=True)
    due: Mapped[date]
    months: Mapped[int | None] = mapped_column(default=None)
    skipped_because: Mapped[str | None] = mapped_column(Text, default=None)


class Note(Base):
    """What was said and seen with a firm on a day, in markdown; of a follow-up or on its own.

    `version` counts the savings; `held_at`: the visit is marked as held. A note stays open to change, and what another
    had written, or what stood there when the visit was held, is kept (NoteVersion).
    """

    __tablename__ = "notes"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    day: Mapped[date]
    how: Mapped[str] = mapped_column(String(12))
    people: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Moment)
    saved_at: Mapped[datetime] = mapped_column(Moment)
    saved_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    follow_up_id: Mapped[int | None] = mapped_column(ForeignKey("follow_ups.id"), unique=True, default=None)
    version: Mapped[int] = mapped_column(default=1)
    held_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    minutes: Mapped[int | None] = mapped_column(default=None)  # of work with the firm; None: not written down


class NoteVersion(Base):
    """A note as it stood before it was changed: `content` is JSON of everything typed."""

    __tablename__ = "note_versions"

    note_id: Mapped[int] = mapped_column(ForeignKey("notes.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime] = mapped_column(Moment)
    saved_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))


class Outcome(Base):
    """What became of one action by a visit: words, and how far it is taken into daily use, 0–4."""

    __tablename__ = "outcomes"
    __table_args__ = (CheckConstraint("adoption BETWEEN 0 AND 4", name="adoption"),)

    note_id: Mapped[int] = mapped_column(ForeignKey("notes.id"), primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("actions.id"), primary_key=True, index=True)
    text: Mapped[str] = mapped_column(Text)
    adoption: Mapped[int | None] = mapped_column(default=None)


class NextRound(Base):
    """After how many months the firm answers again, where the plan says another number than the usual."""

    __tablename__ = "next_rounds"

    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"), primary_key=True)
    months: Mapped[int]


refuse_in_database("note_versions", "keep_note_versions", "UPDATE", "TRUE", "what was written stays")
