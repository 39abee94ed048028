"""Load and save mails, and share them out between senders."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Update, func, or_, select, update

from osaamistase.database import db
from osaamistase.errors import NotFound
from osaamistase.mail.letters import sent_as
from osaamistase.mail.models import WITHDRAWN, Message


class Unsent(NamedTuple):
    """How many mails still wait, and how many were given up."""

    waiting: int
    given_up: int


def add_message(new: Message) -> Message:
    db.session.add(new)
    db.session.flush()
    return new


def get_message(message_id: int) -> Message:
    """Raises NotFound."""
    found = db.session.get(Message, message_id)
    if found is None:
        raise NotFound("message")
    return found


def list_messages(limit: int) -> Sequence[Message]:
    """The newest first."""
    return db.session.scalars(select(Message).order_by(Message.id.desc()).limit(limit)).all()


def list_messages_about(about: str) -> Sequence[Message]:
    """Every mail about one thing ("round-12"), the newest first."""
    return db.session.scalars(select(Message).where(Message.about == about).order_by(Message.id.desc())).all()


def find_unsent() -> Unsent:
    """Counts of what has not been sent."""
    given_up = func.count(Message.failed_at)
    row = db.session.execute(select(func.count() - given_up, given_up).where(_unsent())).one()
    return Unsent(row[0], row[1])


def list_claimed(limit: int, now: datetime, until: datetime) -> Sequence[Message]:
    """Mails whose time has come, the longest waiting first, kept from every other sender until `until`.

    Several senders may ask at once: PostgreSQL skips what another is just taking, SQLite's writers queue from BEGIN.
    """
    free = or_(Message.claimed_until.is_(None), Message.claimed_until <= now)
    query = (
        select(Message)
        .where(_waiting(), Message.next_try_at <= now, free)
        .order_by(Message.next_try_at, Message.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    claimed = db.session.scalars(query).all()
    for message in claimed:
        message.claimed_until = until
    db.session.flush()
    return claimed


def save_sent(message_id: int, at: datetime) -> None:
    """A server took it. What was written is emptied: its link is a key, and nobody needs it here any more."""
    _save(
        update(Message)
        .where(Message.id == message_id)
        .values(sent_at=at, failed_at=None, claimed_until=None, last_error="", text="", html="")
    )


def save_failure(message: Message, reason: str, tries: int, next_try_at: datetime | None, at: datetime) -> None:
    """It did not go. `next_try_at` None: given up. Where another sender has claimed it since, nothing changes."""
    claim = Message.claimed_until == message.claimed_until
    values = {"claimed_until": None, "last_error": reason[:200], "tries": tries}
    when = {"failed_at": at} if next_try_at is None else {"next_try_at": next_try_at}
    _save(update(Message).where(Message.id == message.id, _waiting(), claim).values(values | when))


def save_unclaimed(messages: Iterable[Message]) -> None:
    """Claimed and not tried after all: others may take them at once."""
    for message in messages:
        claim = Message.claimed_until == message.claimed_until
        _save(update(Message).where(Message.id == message.id, claim).values(claimed_until=None))


def save_dropped(about: str, to: str, at: datetime) -> None:
    """Letters that wait for someone who is no longer written to: given up, and their words gone."""
    theirs = update(Message).where(Message.about == about, Message.to == sent_as(to), Message.sent_at.is_(None))
    _save(theirs.values(failed_at=at, last_error=WITHDRAWN, text="", html=""))


def save_retry_now(message_id: int, now: datetime) -> bool:
    """Try again from the beginning, also what was given up.

    False: no such mail, it was sent or withdrawn, or nobody keeps its address any more.
    """
    unsent = update(Message).where(Message.id == message_id, _unsent(), Message.to != "")
    return _save(unsent.values(next_try_at=now, tries=0, failed_at=None)) == 1


def _unsent() -> ColumnElement[bool]:
    return Message.sent_at.is_(None) & (Message.last_error != WITHDRAWN)


def _waiting() -> ColumnElement[bool]:
    return Message.sent_at.is_(None) & Message.failed_at.is_(None)


def _save(change: Update) -> int:
    done = db.session.execute(change.execution_options(synchronize_session=False))
    return int(getattr(done, "rowcount", 0))
