"""From the database to a real SMTP server: once, with the right words, whatever is away in between."""

import threading
import time
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from osaamistase.app import create_app
from osaamistase.cli import mail
from osaamistase.cli.mail import Delivery
from osaamistase.clock import now
from osaamistase.database import db, transaction
from osaamistase.mail.models import Message
from osaamistase.mail.steps import claim_due
from osaamistase.mail.store import get_message, save_retry_now
from osaamistase.neighbours import MailSettings
from tests.conftest import settings_for
from tests.mail.post import FACTS, PostOffice, deliver, kept, opened, parts, queue


@pytest.mark.parametrize(("language", "subject"), [("fi", "Yrityksesi osaamiskysely"), ("sv", "Kompetensenkät för ditt företag")])  # fmt: skip
def test_a_mail_arrives_with_both_parts_and_is_not_kept(
    app: Flask, office: PostOffice, language: str, subject: str
) -> None:
    message_id = queue(app, language=language)
    waiting = kept(app, message_id)
    assert str(FACTS["address"]) in waiting.text
    deliver(app, office)
    (letter,) = office.letters
    plain, page = parts(letter)
    assert (plain.strip(), page.strip()) == (waiting.text.strip(), waiting.html.strip())
    assert "Testileipomo Äö & Åke Oy" in plain
    assert "Testileipomo Äö &amp; Åke Oy" in page
    assert f'<html lang="{language}">' in page
    assert (letter["Subject"], letter["Message-ID"]) == (subject, waiting.message_id)
    assert str(letter["From"]) == "Kinno Ääkkönen <posti@testi.example>"
    sent = kept(app, message_id)
    assert (sent.text, sent.html, sent.last_error, sent.claimed_until) == ("", "", "", None)
    assert sent.sent_at is not None
    deliver(app, office)
    assert len(office.letters) == 1


def test_a_dead_server_makes_a_mail_wait_ever_longer_and_a_new_one_gets_it_once(app: Flask) -> None:
    office, message_id = PostOffice(), queue(app)
    with opened(office):
        pass  # its port is known, and nobody is there any more
    deliver(app, office)
    first = kept(app, message_id)
    assert (first.tries, first.last_error, first.sent_at, first.failed_at) == (1, "connection", None, None)
    assert timedelta(seconds=50) < first.next_try_at - now() <= timedelta(minutes=1)
    deliver(app, office)
    assert kept(app, message_id).tries == 1  # not before its time
    with time_machine.travel(now() + timedelta(minutes=2)):
        deliver(app, office)
        second = kept(app, message_id)
        assert second.tries == 2
        assert timedelta(minutes=4) < second.next_try_at - now() <= timedelta(minutes=5)
    with opened(office), time_machine.travel(now() + timedelta(minutes=10)):
        deliver(app, office)
        deliver(app, office)
    assert [letter["Message-ID"] for letter in office.letters] == [first.message_id]


def test_a_recipient_who_is_not_there_is_given_up_with_the_reason_and_without_the_address(
    app: Flask, office: PostOffice
) -> None:
    message_id = queue(app)
    office.answers["yrittaja@testi.example"] = "550 5.1.1 <yrittaja@testi.example> no such user"
    with capture_logs() as said:
        deliver(app, office)
    message = kept(app, message_id)
    assert (message.last_error, message.tries, message.sent_at) == ("recipient 550", 1, None)
    assert message.failed_at is not None
    assert said == [
        {"event": "mail_failed", "log_level": "warning", "message": message_id, "reason": "recipient 550", "tries": 1, "given_up": True}
    ]  # fmt: skip
    office.answers.clear()
    with time_machine.travel(now() + timedelta(days=9)):
        deliver(app, office)
    assert office.letters == []
    with app.app_context(), transaction():
        assert save_retry_now(message_id, now())
    deliver(app, office)
    assert len(office.letters) == 1


def test_a_server_that_says_later_is_asked_later_until_the_mail_is_given_up(app: Flask, office: PostOffice) -> None:
    message_id, start, passed = queue(app), now(), []
    office.answers["content"] = "451 4.7.1 later"
    for _try in range(9):
        with time_machine.travel(kept(app, message_id).next_try_at + timedelta(seconds=1)):
            deliver(app, office)
        passed.append((kept(app, message_id).tries, kept(app, message_id).failed_at is None))
    assert passed == [*((tries, True) for tries in range(1, 9)), (9, False)]
    message = kept(app, message_id)
    assert message.last_error == "content 451"
    assert message.failed_at is not None
    assert timedelta(hours=65) < message.failed_at - start < timedelta(hours=66)


def test_a_letter_that_cannot_be_made_is_given_up_and_holds_nobody_else_up(app: Flask, office: PostOffice) -> None:
    bad, good = queue(app), queue(app)
    with app.app_context(), transaction():
        get_message(bad).subject = "Hei\nBcc: muu@testi.example"
    deliver(app, office)
    assert kept(app, bad).last_error == "letter"
    assert kept(app, bad).failed_at is not None
    assert kept(app, good).sent_at is not None
    assert len(office.letters) == 1


def test_two_senders_at_once_send_each_letter_once(app: Flask, office: PostOffice) -> None:
    for number in range(50):
        queue(app, f"yrittaja{number}@testi.example")
    office.pause, start, sent = 0.004, threading.Barrier(2), [0, 0]

    def run(sender: int) -> None:
        delivery = Delivery(office.settings, "Kinno", size=3)
        with app.app_context():
            start.wait()
            while delivery.batch(lambda: False):
                sent[sender] += 1

    with capture_logs() as said:
        senders = [threading.Thread(target=run, args=(number,)) for number in range(2)]
        for one in senders:
            one.start()
        for one in senders:
            one.join()
    assert sorted(str(letter["To"]) for letter in office.letters) == sorted(f"yrittaja{number}@testi.example" for number in range(50))  # fmt: skip
    assert {one["event"] for one in said} == {"mail_sent"}
    assert min(sent) > 2  # both were at it


def test_what_one_sender_is_just_claiming_no_other_gets(app: Flask) -> None:
    ids = [queue(app) for _one in range(5)]
    claiming, asked = threading.Event(), threading.Event()
    first: list[int] = []

    def claim_slowly() -> None:
        with app.app_context(), transaction():
            first.extend(one.id for one in claim_due(2, now()))
            claiming.set()
            asked.wait(5)
            time.sleep(0.2)  # the other's question is on its way before this ends

    slow = threading.Thread(target=claim_slowly)
    slow.start()
    claiming.wait(5)
    asked.set()
    with app.app_context(), transaction():
        second = [one.id for one in claim_due(5, now())]
    slow.join()
    assert (first, second) == (ids[:2], ids[2:])


def test_what_a_sender_claimed_before_it_was_killed_is_sent_later(app: Flask, office: PostOffice) -> None:
    message_id = queue(app)
    with app.app_context(), transaction():
        assert len(claim_due(9, now())) == 1
    deliver(app, office)
    assert office.letters == []
    with time_machine.travel(now() + timedelta(minutes=11)):
        deliver(app, office)
        deliver(app, office)
    assert len(office.letters) == 1
    assert kept(app, message_id).sent_at is not None


def test_no_letter_is_begun_when_its_claim_is_about_to_end(
    app: Flask, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    message_id = queue(app)
    monkeypatch.setattr(mail, "MARGIN", timedelta(minutes=11))
    with app.app_context():
        assert Delivery(office.settings, "Kinno").batch(lambda: False)
    message = kept(app, message_id)
    assert (office.letters, message.tries, message.claimed_until) == ([], 0, None)


def test_an_end_between_two_letters_frees_the_rest(app: Flask, office: PostOffice) -> None:
    first, second = queue(app), queue(app)
    with app.app_context():
        Delivery(office.settings, "Kinno").batch(lambda: len(office.letters) == 1)
    assert kept(app, first).sent_at is not None
    assert (kept(app, second).sent_at, kept(app, second).claimed_until) == (None, None)


def test_a_database_that_goes_away_after_the_server_took_a_letter_is_told_when_it_is_back(
    app: Flask, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = queue(app), queue(app)
    delivery, real, away = Delivery(office.settings, "Kinno"), mail.record, True

    def record(message: Message, *rest: object) -> object:
        again = real(message, *rest)  # type: ignore[arg-type]
        if away:
            raise OperationalError("", None, Exception("gone"))
        return again

    monkeypatch.setattr(mail, "record", record)
    with app.app_context():
        with capture_logs() as said:
            assert not delivery.batch(lambda: False)
            assert not delivery.batch(lambda: False)
        assert [one["event"] for one in said] == ["mail_database_away"] * 2
        assert len(office.letters) == len(delivery.unrecorded) == 1
        away = False
        delivery.batch(lambda: False)
    assert kept(app, first).sent_at is not None
    assert len(office.letters) == 1
    with time_machine.travel(now() + timedelta(minutes=11)):
        deliver(app, office)
    assert kept(app, second).sent_at is not None
    assert len(office.letters) == 2


def test_a_database_without_tables_or_without_a_place_does_not_end_the_sender(tmp_path_factory: pytest.TempPathFactory) -> None:  # fmt: skip
    for url in ("sqlite://", "sqlite:////nowhere/at/all.db", "postgresql+psycopg://nobody@127.0.0.1:1/nothing"):
        lost = create_app(settings_for(url))
        with lost.app_context(), capture_logs() as said:
            delivery = Delivery(MailSettings("127.0.0.1", 1, "none", "posti@testi.example"), "Kinno")
            assert not delivery.batch(lambda: False)
            db.engine.dispose()
        assert [one["event"] for one in said] == ["mail_database_away"]
