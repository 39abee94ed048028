"""A mail is written down, claimed by a sender, and its outcome kept: each step inside the caller's transaction."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Unpack
from urllib.parse import urlsplit

from osaamistase.mail.letters import checked_address, new_message_id
from osaamistase.mail.models import Message
from osaamistase.mail.schedule import next_try
from osaamistase.mail.server import Failure
from osaamistase.mail.store import add_message, list_claimed, save_failure, save_sent
from osaamistase.mail.writing import Facts, Kind, letter

CLAIM = timedelta(minutes=10)  # how long a sender that ended in the middle keeps its mails from the others


def queue_letter(
    kind: Kind, to: str, language: str, about: str | None, by_user_id: int | None, now: datetime, **facts: Unpack[Facts]
) -> Message:
    """Write a letter and let it wait for a sender. Raises BadLetter where no mail could go to `to`."""
    subject, text, html = letter(kind, language, **facts)
    return add_message(
        Message(
            kind=kind, about=about, to=checked_address(to), language=language, subject=subject, text=text, html=html,
            message_id=new_message_id(urlsplit(facts["address"]).hostname or ""), created_at=now,
            created_by_id=by_user_id, next_try_at=now,
        )
    )  # fmt: skip


def queue_written(
    kind: str,
    to: str,
    language: str,
    words: tuple[str, str, str],
    home: str,
    now: datetime,
    about: str | None = None,
) -> Message:
    """Let a letter wait whose subject, text and HTML are written. Raises BadLetter where no mail could go to `to`."""
    subject, text, html = words
    return add_message(
        Message(
            kind=kind, about=about, to=checked_address(to), language=language, subject=subject, text=text, html=html,
            message_id=new_message_id(urlsplit(home).hostname or ""), created_at=now, created_by_id=None,
            next_try_at=now,
        )
    )  # fmt: skip


def claim_due(limit: int, now: datetime) -> Sequence[Message]:
    """Up to `limit` mails for this sender alone, for as long as CLAIM."""
    return list_claimed(limit, now, now + CLAIM)


def record(message: Message, failure: Failure | None, now: datetime) -> datetime | None:
    """Keep what became of a claimed mail; when it is tried next, or None: never."""
    if failure is None:
        save_sent(message.id, now)
        return None
    tries = message.tries + 1
    again = None if failure.permanent else next_try(tries, now)
    save_failure(message, failure.reason, tries, again, now)
    return again
