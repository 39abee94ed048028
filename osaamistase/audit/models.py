"""Who saw, changed, printed and took out what; and the chain that shows that nothing of it was changed or left out."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from osaamistase.database import Base, Moment, refuse_in_database


class AuditEvent(Base):
    """One thing done. `actor`: "user", "link" (a firm's) or "key" (a program's) with that one's number; or "machine":
    a command, with its words as the endpoint.

    `what`: view, change, print, export, sign-in, or refused: a sign-in that failed, by "nobody" with the number of
    the account that was tried, None where there is no such account. `about`: the numbers in the address, never what
    anyone wrote.
    """

    __tablename__ = "audit_events"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    at: Mapped[datetime] = mapped_column(Moment, index=True)
    actor: Mapped[str] = mapped_column(String(10))
    actor_id: Mapped[int | None] = mapped_column(index=True)
    what: Mapped[str] = mapped_column(String(10))
    endpoint: Mapped[str] = mapped_column(String(80))
    about: Mapped[dict[str, Any]] = mapped_column(JSON)
    request: Mapped[str] = mapped_column(String(64))


class AuditSeal(Base):
    """An event's place in the chain. `sha256` is over the one before and all of the event; see audit/chain.py.

    `company_id`: whose it was, found when it was sealed; no foreign key, for a firm that is erased leaves its trace.
    """

    __tablename__ = "audit_seals"

    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    event_id: Mapped[int] = mapped_column(ForeignKey("audit_events.id"), unique=True)
    company_id: Mapped[int | None] = mapped_column(index=True)
    sha256: Mapped[str] = mapped_column(String(64))


class AuditCut(Base):
    """Where the chain begins now: everything up to `position` was older than what is kept, and was let go of.

    `sha256`: the seal at that position, on which the next one rests. `kept_since`: events from then on are here.
    """

    __tablename__ = "audit_cuts"

    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sha256: Mapped[str] = mapped_column(String(64))
    kept_since: Mapped[datetime] = mapped_column(Moment)


refuse_in_database("audit_events", "keep_audit_events", "UPDATE", "TRUE", "what was done stays as it was")
refuse_in_database("audit_seals", "keep_audit_seals", "UPDATE", "TRUE", "a seal stays as it was set")
