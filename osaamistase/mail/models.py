"""Mails that wait for a server, and the trace of those it took."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from osaamistase.database import Base, Moment

WITHDRAWN = "withdrawn"  # in last_error: whom it was for is no longer written to


class Message(Base):
    """One mail to one person. Once sent its words are gone: the link in them is a key."""

    __tablename__ = "messages"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    kind: Mapped[str] = mapped_column(String(20))
    about: Mapped[str | None] = mapped_column(String(40), index=True)
    to: Mapped[str] = mapped_column("recipient", String(254), repr=False)
    language: Mapped[str] = mapped_column(String(2))
    subject: Mapped[str] = mapped_column(String(200), repr=False)
    text: Mapped[str] = mapped_column(Text, repr=False)
    html: Mapped[str] = mapped_column(Text, repr=False)
    # The RFC 5322 Message-ID, made once: a mail that arrives a second time is recognised by it.
    message_id: Mapped[str] = mapped_column(String(200), unique=True)
    created_at: Mapped[datetime] = mapped_column(Moment)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    next_try_at: Mapped[datetime] = mapped_column(Moment)
    tries: Mapped[int] = mapped_column(default=0)
    claimed_until: Mapped[datetime | None] = mapped_column(Moment, default=None)
    sent_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    failed_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    last_error: Mapped[str] = mapped_column(String(200), default="")
