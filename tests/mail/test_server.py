"""What a server says, and what is made of it."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from osaamistase.mail import server
from osaamistase.mail.letters import letter_of
from osaamistase.mail.server import Failure, Line
from osaamistase.neighbours import MailSettings
from tests.mail.post import PostOffice, opened

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def a_letter(to: str = "y@testi.example") -> EmailMessage:
    return letter_of("Kinno", "posti@testi.example", to, "fi", "Hei", "Hei\n", "<p>Hei</p>\n", "<1@a.example>", NOON)


def send(to: MailSettings, *letters: EmailMessage) -> list[Failure | None]:
    with Line(to) as line:
        return [line.send(letter) for letter in letters]


def test_one_connection_carries_a_batch_and_one_refused_letter_harms_no_other(office: PostOffice) -> None:
    office.answers["eiole@testi.example"] = "550 5.1.1 eiole@testi.example: no such user"
    said = send(office.settings, a_letter(), a_letter("eiole@testi.example"), a_letter("toinen@testi.example"))
    assert said == [None, Failure("recipient 550", permanent=True), None]
    assert [letter["To"] for letter in office.letters] == ["y@testi.example", "toinen@testi.example"]


@pytest.mark.parametrize(
    ("place", "answer", "failure"),
    [
        ("y@testi.example", "451 4.7.1 later", Failure("recipient 451")),
        ("y@testi.example", "552 too full", Failure("recipient 552", permanent=True)),
        ("content", "452 too full", Failure("content 452")),
        ("content", "554 looks like spam", Failure("content 554", permanent=True)),
        ("sender", "550 you may not send", Failure("sender 550")),  # ours to mend, no fault of the recipient's
    ],
)  # fmt: skip
def test_only_a_5xx_about_this_letter_is_final(office: PostOffice, place: str, answer: str, failure: Failure) -> None:
    office.answers[place] = answer
    assert send(office.settings, a_letter()) == [failure]
    assert office.letters == []


def test_a_server_that_cannot_be_reached_is_tried_once_a_batch() -> None:
    with socket.socket() as nobody:  # bound, and not listening
        nobody.bind(("127.0.0.1", 0))
        to = MailSettings("127.0.0.1", nobody.getsockname()[1], "none", "posti@testi.example")
        assert send(to, a_letter(), a_letter()) == [Failure("connection"), Failure("connection")]


@contextmanager
def silent_after(words: bytes) -> Iterator[int]:
    """A server that says `words` to whoever comes, and then nothing; its port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        held: list[socket.socket] = []

        def serve() -> None:
            try:
                while True:
                    held.append(listening.accept()[0])
                    held[-1].sendall(words)
            except OSError:
                return

        import threading

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join()
            for one in held:
                one.close()


@pytest.mark.parametrize("words", [b"", b"220 hei\r\n250 hei\r\n"])
def test_a_server_that_falls_silent_is_waited_for_only_so_long(words: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "TIMEOUT", 0.2)
    with silent_after(words) as port:
        to = MailSettings("127.0.0.1", port, "none", "posti@testi.example")
        assert send(to, a_letter()) == [Failure("timeout")]


@pytest.mark.parametrize(("words", "reason"), [(b"554 go away\r\n", "server 554"), (b"421 busy\r\n", "server 421")])
def test_a_server_that_will_not_have_us_is_asked_again_later(words: bytes, reason: str) -> None:
    with silent_after(words) as port:
        assert send(MailSettings("127.0.0.1", port, "none", "posti@testi.example"), a_letter()) == [Failure(reason)]


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_that_nobody_vouches_for_is_refused_and_one_that_is_trusted_is_not(
    tls: ssl.SSLContext, certificate: Path, monkeypatch: pytest.MonkeyPatch, security: str
) -> None:
    with opened(PostOffice(), tls, at_once=security == "tls") as office:
        to = replace(office.settings, security=security)
        assert send(to, a_letter()) == [Failure("certificate")]
        assert office.letters == []
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert send(to, a_letter()) == [None]
        assert len(office.letters) == 1


def test_a_server_without_starttls_is_never_spoken_to_in_the_clear(office: PostOffice) -> None:
    assert send(replace(office.settings, security="starttls"), a_letter()) == [Failure("unsupported")]
    assert office.calls == 0


@pytest.mark.parametrize(
    ("user", "password", "said"),
    [
        ("posti", "oikea", None),
        ("posti", "väärä", Failure("settings")),
        ("posti", "vaara", Failure("login 535")),
        ("", "", None),
    ],
)
def test_it_signs_in_where_a_user_is_given(office: PostOffice, user: str, password: str, said: Failure | None) -> None:
    assert send(replace(office.settings, user=user, password=password), a_letter()) == [said]
