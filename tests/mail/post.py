"""A real SMTP server of a test's own, and letters for it."""

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from flask import Flask

from osaamistase.cli.mail import Delivery
from osaamistase.clock import now
from osaamistase.database import transaction
from osaamistase.mail.models import Message
from osaamistase.mail.steps import queue_letter
from osaamistase.mail.store import get_message
from osaamistase.mail.writing import Facts, Kind
from osaamistase.neighbours import MailSettings

FACTS = Facts(
    company="Testileipomo Äö & Åke Oy",
    organisation="Kinno",
    adviser="Testi Neuvoja",
    adviser_email="neuvoja@testi.example",
    adviser_phone="040 000 0000",
    address="https://osaamistase.testi.example/kysely/" + "a" * 43,
    minutes=15,
    until="1.2.2027",
    main=True,
    made_up=False,
)


class PostOffice:
    """Keeps every letter that arrives. `answers`: what it says to a recipient, or to "content", instead of yes."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.answers: dict[str, str] = {}
        self.calls = 0
        self.pause = 0.0
        self.port = 0

    @property
    def settings(self) -> MailSettings:
        return MailSettings("127.0.0.1", self.port, "none", "posti@testi.example")

    async def handle_MAIL(self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]) -> str:  # fmt: skip
        self.calls += 1
        await asyncio.sleep(self.pause)
        envelope.mail_from = address
        return self.answers.get("sender", "250 OK")

    async def handle_RCPT(self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]) -> str:  # fmt: skip
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        if "content" in self.answers:
            return self.answers["content"]
        assert isinstance(envelope.content, bytes)
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        return "250 OK"


class _AtAnyPort(Controller):
    """Listens at a port that the system chooses, when told port 0."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def opened(office: PostOffice, tls: ssl.SSLContext | None = None, at_once: bool = False) -> Iterator[PostOffice]:
    """The office at work, at its port of last time; `tls`: with STARTTLS, or `at_once` from the first byte."""
    how = {"ssl_context": tls} if at_once else {"tls_context": tls, "require_starttls": tls is not None}
    login = {"authenticator": _may_send, "auth_require_tls": False}
    controller = _AtAnyPort(office, hostname="127.0.0.1", port=office.port, **how, **login)
    controller.start()
    office.port = controller.port
    try:
        yield office
    finally:
        controller.stop()


def _may_send(_server: SMTP, _session: Session, _envelope: Envelope, _way: str, said: LoginPassword) -> AuthResult:
    return AuthResult(success=said == LoginPassword(b"posti", b"oikea"), handled=False)


def queue(app: Flask, to: str = "yrittaja@testi.example", kind: Kind = "invitation", language: str = "fi") -> int:
    """A letter that waits; its id."""
    with app.app_context(), transaction():
        return queue_letter(kind, to, language, "round-12", None, now(), **FACTS).id


def kept(app: Flask, message_id: int) -> Message:
    """The letter as the database has it now."""
    with app.app_context():
        return get_message(message_id)


def deliver(app: Flask, office: PostOffice, size: int = 20) -> None:
    """Everything that is due, as the command does it."""
    delivery = Delivery(office.settings, "Kinno Ääkkönen", size)
    with app.app_context():
        while delivery.batch(lambda: False):
            pass
    assert not delivery.unrecorded


def parts(letter: EmailMessage) -> tuple[str, str]:
    """Plain text and HTML of a letter that arrived."""
    plain, html = letter.get_body(("plain",)), letter.get_body(("html",))
    assert isinstance(plain, EmailMessage)
    assert isinstance(html, EmailMessage)
    return plain.get_content().replace("\r\n", "\n"), html.get_content().replace("\r\n", "\n")
