"""Let go of what is over, kind by kind; each tells how many rows that are."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Delete, String, Update, cast, delete, func, literal, select, update

from osaamistase.accounts.models import PasswordLink, SignedIn
from osaamistase.database import db
from osaamistase.mail.models import Message
from osaamistase.survey.models import Respondent, Round

_OVER = Message.sent_at.is_not(None) | Message.failed_at.is_not(None)
_OF_ANSWERING = ("invitation", "reminder", "receipt")  # letters whose addresses tell who was asked to answer


def remove_sessions(before: datetime, *, really: bool) -> int:
    """Sign-ins of browsers not seen since then."""
    return _removed(SignedIn, SignedIn.seen_at < before, really)


def remove_password_links(before: datetime, *, really: bool) -> int:
    """Links to set a password that ran out before then."""
    return _removed(PasswordLink, PasswordLink.expires_at < before, really)


def remove_messages(before: datetime, *, really: bool) -> int:
    """Letters written before then that went or were given up."""
    return _removed(Message, (Message.created_at < before) & _OVER, really)


def remove_respondents(before: datetime, *, really: bool) -> int:
    """The addresses of who answered in rounds submitted before then: the answers stay, whose they were does not.

    A round that was carried over has none to keep: they went along to the next.
    """
    done = select(Round.id).where((Round.submitted_at < before) | Round.carried_to_id.is_not(None))
    whose = (Respondent.round_id.in_(done), Respondent.email != "")
    if really:
        letters = done.with_only_columns(literal("round-") + cast(Round.id, String))
        told = (Message.about.in_(letters), Message.kind.in_(_OF_ANSWERING), _OVER)
        _changed(update(Message).where(*told).values(to=""))
        return _changed(update(Respondent).where(*whose).values(email=""))
    return db.session.scalar(select(func.count(Respondent.id)).where(*whose)) or 0


SWEEPS: dict[str, Callable[..., int]] = {
    "sessions": remove_sessions, "password_links": remove_password_links, "messages": remove_messages,
    "respondents": remove_respondents,
}  # fmt: skip


def _removed(table: Any, over: Any, really: bool) -> int:
    if really:
        return _changed(delete(table).where(over))
    return db.session.scalar(select(func.count()).select_from(table).where(over)) or 0


def _changed(statement: Delete | Update) -> int:
    done = db.session.execute(statement.execution_options(synchronize_session=False))
    return int(getattr(done, "rowcount", 0))
