"""Trainings that are planned for a need, and which firms are asked, come and came."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from osaamistase.database import Base, Moment, refuse_in_database


class Training(Base):
    """One day of training for an area or a competence (`item`). Cancelled, it stays, with the reason.

    `departed_firms`, `departed_persons`: who came of firms that were erased since.
    """

    __tablename__ = "trainings"
    __table_args__ = (CheckConstraint("seats BETWEEN 1 AND 1000", name="seats"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    title: Mapped[str] = mapped_column(String(200))
    item: Mapped[str] = mapped_column(String(8))
    day: Mapped[date] = mapped_column(index=True)
    place: Mapped[str] = mapped_column(String(160))
    seats: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(Moment)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    service_id: Mapped[str | None] = mapped_column(ForeignKey("services.id"), default=None)
    cancelled_because: Mapped[str | None] = mapped_column(Text, default=None)
    departed_firms: Mapped[int] = mapped_column(default=0, server_default="0")
    departed_persons: Mapped[int] = mapped_column(default=0, server_default="0")


class Attendance(Base):
    """A firm's standing at a training as somebody wrote it down; the newest row counts, the earlier ones stay.

    `persons`: how many come or came, 0 otherwise; `action_id`: the done action that it became in the firm's plan.
    """

    __tablename__ = "attendances"
    __table_args__ = (
        CheckConstraint("persons BETWEEN 0 AND 1000", name="persons"),
        Index("ix_attendances_whose", "training_id", "company_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    training_id: Mapped[int] = mapped_column(ForeignKey("trainings.id"))
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    standing: Mapped[str] = mapped_column(String(8))
    persons: Mapped[int]
    at: Mapped[datetime] = mapped_column(Moment)
    by_user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    action_id: Mapped[int | None] = mapped_column(ForeignKey("actions.id"), default=None)


refuse_in_database("attendances", "keep_attendances", "UPDATE", "TRUE", "what was written stays")
