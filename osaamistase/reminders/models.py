"""What an adviser wants to be told of, what was told, and the secret address of a calendar."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from osaamistase.database import Base


class Wish(Base):
    """An adviser's own settings; without a row: a digest in Finnish, and no calendar.

    `calendar_sha256`: of the secret in the calendar's address, None while there is none.
    """

    __tablename__ = "reminder_wishes"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    digest: Mapped[bool] = mapped_column(default=True)
    language: Mapped[str] = mapped_column(String(2), default="fi")
    calendar_sha256: Mapped[str | None] = mapped_column(String(64), unique=True, default=None)


class Digest(Base):
    """The digest of a day was written to an adviser: once, however many workers there are."""

    __tablename__ = "digests"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
