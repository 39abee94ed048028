"""`flask --app wsgi mail deliver`: takes waiting mails to the SMTP server, for as long as it is let run."""

import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event

import click
import structlog
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy.exc import SQLAlchemyError

from osaamistase.cli.telling import refuse
from osaamistase.clock import now
from osaamistase.database import db, transaction
from osaamistase.mail.letters import BadLetter, letter_of
from osaamistase.mail.models import Message
from osaamistase.mail.server import Failure, Line
from osaamistase.mail.steps import claim_due, record
from osaamistase.mail.store import save_unclaimed
from osaamistase.neighbours import MailSettings
from osaamistase.settings import Settings

log = structlog.get_logger()
mail = AppGroup("mail", help="Mails that wait in the database.")

ENDING = (signal.SIGTERM, signal.SIGINT)
_ended = Event()
PAUSE = 5  # seconds between looks into the database
MARGIN = timedelta(minutes=2)  # no letter is begun when its claim ends so soon: another sender could take it too


@mail.command("deliver")
@click.option("--once", is_flag=True, help="Send what is due now and end, for cron.")
def deliver(once: bool) -> None:
    """Send waiting mails until ended (SIGTERM or Ctrl-C, which wait for the letter at hand)."""
    settings: Settings = current_app.config["OSAAMISTASE"]
    if settings.mail_state == "demo":
        refuse("DEMO=1: the demonstration sends nothing to anyone")
    if settings.mail is None:
        refuse("no mail server is named; set SMTP_HOST and MAIL_FROM")
    delivery = Delivery(settings.mail, settings.organisation)
    with signals_held():
        while True:
            more = delivery.batch(end_is_wanted)
            if ended_within(0 if more or once else PAUSE) or (once and not more):
                break
    if delivery.unrecorded:
        log.error("mail_outcomes_lost", messages=[message.id for message, _failure in delivery.unrecorded])


@dataclass
class Delivery:
    """One sender. `unrecorded`: what became of letters that an absent database could not be told yet."""

    server: MailSettings
    sender_name: str
    size: int = 20
    unrecorded: list[tuple[Message, Failure | None]] = field(default_factory=list)

    def batch(self, end_is_wanted: Callable[[], bool]) -> bool:
        """Claim and send one batch; whether there may be more. A database that is away is logged, never raised."""
        try:
            self._record()
            with transaction():
                claimed = claim_due(self.size, now())
            db.session.remove()  # what was claimed stays readable whatever becomes of later transactions
            self._send(claimed, end_is_wanted)
            return bool(claimed)
        except SQLAlchemyError as error:
            log.warning("mail_database_away", kind=type(error).__name__)
            return False
        finally:
            db.session.remove()

    def _send(self, claimed: Sequence[Message], end_is_wanted: Callable[[], bool]) -> None:
        """No transaction is open while a server is spoken with; each outcome is kept in one of its own."""
        left = deque(claimed)
        with Line(self.server) as line:
            while left and not end_is_wanted() and _claim_holds(left[0]):
                self.unrecorded.append((left[0], self._try(line, left.popleft())))
                self._record()
        if left:
            with transaction():
                save_unclaimed(left)

    def _try(self, line: Line, message: Message) -> Failure | None:
        try:
            letter = letter_of(
                self.sender_name, self.server.sender, message.to, message.language, message.subject, message.text,
                message.html, message.message_id, now(),
            )  # fmt: skip
        except BadLetter:
            return Failure("letter", permanent=True)
        return line.send(letter)

    def _record(self) -> None:
        while self.unrecorded:
            message, failure = self.unrecorded[0]
            with transaction():
                again = record(message, failure, now())
            del self.unrecorded[0]
            _tell(message, failure, given_up=again is None)


def _claim_holds(message: Message) -> bool:
    return message.claimed_until is not None and now() < message.claimed_until - MARGIN


def _tell(message: Message, failure: Failure | None, given_up: bool) -> None:
    """Into the log: ids and codes, nothing of anyone."""
    if failure is None:
        log.info("mail_sent", message=message.id, kind=message.kind)
        return
    tries = message.tries + 1
    log.warning("mail_failed", message=message.id, reason=failure.reason, tries=tries, given_up=given_up)


@contextmanager
def signals_held() -> Iterator[None]:
    """SIGTERM and SIGINT are noted until they are asked for, so that they never cut a letter or a print in two.

    By handlers and not by a mask: a thread that some library started would not wear the mask, and end us all.
    """
    _ended.clear()
    before = {one: signal.signal(one, _note) for one in ENDING}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def end_is_wanted() -> bool:
    return _ended.is_set()


def ended_within(seconds: float) -> bool:
    """Wait that long, or until told to end; whether we were."""
    return _ended.wait(seconds)


def _note(_signal: int, _frame: object) -> None:
    _ended.set()
