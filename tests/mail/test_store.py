"""What other rooms ask of the mails: those about one thing, the newest, how many wait, once more please."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from osaamistase.clock import now
from osaamistase.database import transaction
from osaamistase.errors import NotFound
from osaamistase.mail.letters import BadLetter
from osaamistase.mail.models import Message
from osaamistase.mail.server import Failure
from osaamistase.mail.steps import claim_due, queue_letter, record
from osaamistase.mail.store import (
    add_message,
    find_unsent,
    get_message,
    list_messages,
    list_messages_about,
    save_dropped,
    save_retry_now,
    save_unclaimed,
)
from tests.mail.post import FACTS, kept, queue


def test_mails_are_found_by_what_they_are_about_the_newest_first(app: Flask) -> None:
    first, second = queue(app), queue(app, kind="reminder")
    with app.app_context(), transaction():
        other = queue_letter("receipt", "y@testi.example", "fi", None, None, now(), **FACTS).id
    with app.app_context():
        assert [one.id for one in list_messages_about("round-12")] == [second, first]
        assert [one.id for one in list_messages(2)] == [other, second]
        assert (get_message(second).kind, get_message(second).about) == ("reminder", "round-12")
        with pytest.raises(NotFound):
            get_message(other + 1)


def test_what_waits_and_what_was_given_up_are_counted_apart(app: Flask) -> None:
    for _one in range(3):
        queue(app)
    with app.app_context():
        assert find_unsent() == (3, 0)
        with transaction():
            sent, given_up = claim_due(2, now())
            record(sent, None, now())
            record(given_up, Failure("recipient 550", permanent=True), now())
        assert find_unsent() == (1, 1)


def test_an_address_that_no_mail_can_go_to_is_refused_before_it_waits(app: Flask) -> None:
    with pytest.raises(BadLetter):
        queue(app, "yrittaja@testi.example\nBcc: muu@testi.example")
    with app.app_context():
        assert list_messages(9) == []


def test_each_message_id_is_there_once(app: Flask) -> None:
    with app.app_context():
        known = get_message(queue(app))
        twin = Message(
            kind="receipt", about=None, to="y@testi.example", language="fi", subject="", text="", html="",
            message_id=known.message_id, created_at=now(), created_by_id=None, next_try_at=now(),
        )  # fmt: skip
        with pytest.raises(IntegrityError), transaction():
            add_message(twin)


def test_once_more_starts_from_the_beginning_and_never_for_what_was_sent(app: Flask) -> None:
    message_id = queue(app)
    with app.app_context():
        with transaction():
            record(claim_due(1, now())[0], Failure("recipient 550", permanent=True), now())
            assert claim_due(1, now()) == []
        with transaction():
            assert save_retry_now(message_id, now())
        with transaction():
            again = claim_due(1, now())
            assert [(one.id, one.tries, one.failed_at) for one in again] == [(message_id, 0, None)]
            record(again[0], None, now())
            assert not save_retry_now(message_id, now())
            assert not save_retry_now(message_id + 1, now())
    assert kept(app, message_id).sent_at is not None


def test_what_was_claimed_and_not_tried_is_free_at_once(app: Flask) -> None:
    queue(app)
    with app.app_context(), transaction():
        claimed = claim_due(1, now())
        assert claim_due(1, now()) == []
        save_unclaimed(claimed)
        assert len(claim_due(1, now())) == 1


def test_a_failure_told_after_the_claim_went_to_another_changes_nothing(app: Flask) -> None:
    message_id, slow = queue(app), now()
    with app.app_context():
        with transaction():
            first = claim_due(1, slow)[0]
        with app.app_context(), transaction():
            later = first.claimed_until
            assert later is not None
            assert [one.id for one in claim_due(1, later)] == [message_id]
        with transaction():
            record(first, Failure("timeout"), now())
    message = kept(app, message_id)
    assert (message.tries, message.last_error) == (0, "")
    assert message.claimed_until is not None
    assert message.claimed_until > later


def test_a_letter_withdrawn_with_whom_it_was_for_is_neither_sent_again_nor_counted_as_failed(app: Flask) -> None:
    message_id = queue(app)
    with app.app_context():
        with transaction():
            record(claim_due(1, now())[0], Failure("recipient 450", permanent=False), now())
            save_dropped("round-12", "yrittaja@testi.example", now())
        with transaction():
            assert find_unsent() == (0, 0)
            assert not save_retry_now(message_id, now())
            assert claim_due(1, now() + timedelta(days=1)) == []


def test_a_letter_whose_address_is_kept_no_more_is_not_sent_again(app: Flask) -> None:
    message_id = queue(app)
    with app.app_context(), transaction():
        record(claim_due(1, now())[0], Failure("recipient 550", permanent=True), now())
        get_message(message_id).to = ""
        assert not save_retry_now(message_id, now())
