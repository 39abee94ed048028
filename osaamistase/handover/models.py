"""Firms go from one adviser to another, and one stands in for another who is away."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from osaamistase.database import Base, Moment


class Handover(Base):
    """A firm is another adviser's from `day` on. `done_at`: it has gone over; `cancelled_at`: it never will.

    `told_at`: a letter says so.
    """

    __tablename__ = "handovers"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    day: Mapped[date]
    note: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    done_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    cancelled_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    told_at: Mapped[datetime | None] = mapped_column(Moment, default=None)


class Absence(Base):
    """From `first` to `last`, both included, `cover_id` stands in for `user_id`. `ended_at`: called off."""

    __tablename__ = "absences"
    __table_args__ = (CheckConstraint("first_day <= last_day", name="days"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    cover_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    first: Mapped[date] = mapped_column("first_day")
    last: Mapped[date] = mapped_column("last_day")
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    ended_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
