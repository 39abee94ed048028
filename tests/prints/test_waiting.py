"""A page leaves its print to the worker, says how far it is, and gives the same bytes ever after."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from osaamistase.cli import worker
from osaamistase.cli.worker import print_next
from osaamistase.clock import now
from osaamistase.database import db, transaction
from osaamistase.prints import press
from osaamistase.prints.models import Document, PrintJob
from osaamistase.prints.steps import CLAIM, MOST_TRIES, claim_next, clear_passing
from osaamistase.prints.store import add_job
from tests.page import PageClient
from tests.people import People


@pytest.fixture
def address(people: People) -> str:
    return people.firm.at("kysymykset.pdf")


def jobs(app: Flask) -> list[PrintJob]:
    with app.app_context():
        return list(db.session.scalars(select(PrintJob).order_by(PrintJob.id)))


def put(app: Flask, *subjects: str) -> None:
    with app.app_context(), transaction():
        for subject in subjects:
            add_job(subject, "fi", "<h1>Testi</h1>", now(), None)


def test_the_web_leaves_a_print_to_the_worker_once_however_many_ask(
    app: Flask, stranger: PageClient, address: str
) -> None:
    for _ in range(20):
        answer = stranger.client.get(address)
        assert (answer.status_code, answer.headers["Refresh"]) == (202, "1")
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Tulostetta valmistellaan" in answer.get_data(as_text=True)
    assert len(jobs(app)) == 1
    first = stranger.get(address)
    assert (first.status_code, first.mimetype, first.data[:5]) == (200, "application/pdf", b"%PDF-")
    assert jobs(app) == []
    assert stranger.client.get(address).data == first.data


def test_who_waits_is_told_how_many_are_before(app: Flask, stranger: PageClient, address: str) -> None:
    put(app, "eka", "toka")
    assert "Edellä on 2 tulostetta." in stranger.client.get(address).get_data(as_text=True)


def test_a_print_that_no_worker_takes_says_so_and_asks_less_often(
    app: Flask, stranger: PageClient, address: str
) -> None:
    stranger.client.get(address)
    with app.app_context(), transaction():
        db.session.execute(update(PrintJob).values(asked_at=now() - timedelta(seconds=30)))
    answer = stranger.client.get(address)
    assert (answer.status_code, answer.headers["Refresh"]) == (202, "5")
    assert "kestää tavallista kauemmin" in answer.get_data(as_text=True)


def test_what_the_press_cannot_print_is_given_up_told_and_begun_anew(
    app: Flask, stranger: PageClient, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def jammed(_html: str, _folder: object) -> bytes:
        raise ValueError("jammed")

    stranger.client.get(address)
    with monkeypatch.context() as patched, app.app_context():
        patched.setattr(press, "printed", jammed)
        assert [print_next() for _ in range(MOST_TRIES + 1)] == [True] * MOST_TRIES + [False]
    answer = stranger.client.get(address)
    assert answer.status_code == 503
    assert "Tulostus ei onnistunut" in answer.get_data(as_text=True)
    with app.app_context(), transaction():
        db.session.execute(update(PrintJob).values(failed_at=now() - timedelta(minutes=1)))
    assert stranger.get(address).data.startswith(b"%PDF-")


def test_a_page_claimed_by_a_worker_that_fell_is_free_when_its_claim_ends(app: Flask) -> None:
    put(app, "eka")
    with app.app_context():
        with transaction():
            first = claim_next(now())
        assert first is not None
        with transaction():
            assert claim_next(now()) is None
        with transaction():
            again = claim_next(now() + CLAIM)
        assert again is not None
        assert again.tries == 2


def test_a_page_that_fells_every_worker_is_given_up(app: Flask) -> None:
    put(app, "eka", "toka")
    with app.app_context(), transaction():
        found = [claim_next(now() + turn * CLAIM) for turn in range(MOST_TRIES)]
        assert [one.subject for one in found if one] == ["eka"] * MOST_TRIES
        after = claim_next(now() + (MOST_TRIES + 1) * CLAIM)
        assert after is not None
        assert after.subject == "toka"
    assert [one.failed_at is not None for one in jobs(app)] == [True, False]


def test_the_print_of_what_may_still_change_goes_after_a_day(app: Flask) -> None:
    with app.app_context():
        with transaction():
            add_job("luonnos", "fi", "<h1>Testi</h1>", now(), now() + timedelta(days=1))
        assert print_next()
        for duty in worker.DUTIES:
            duty()
        assert db.session.scalar(select(func.count()).select_from(Document)) == 1
        db.session.rollback()
        with transaction():
            db.session.execute(update(Document).values(until=now()))
        for duty in worker.DUTIES:
            duty()
        assert db.session.scalar(select(func.count()).select_from(Document)) == 0


def test_a_print_given_up_is_told_of_for_a_day_and_then_forgotten(app: Flask) -> None:
    with app.app_context():
        with transaction():
            add_job("rikki", "fi", "<h1>Testi</h1>", now(), None)
            db.session.execute(update(PrintJob).values(failed_at=now() - timedelta(hours=23)))
            clear_passing(now())
        assert len(jobs(app)) == 1
        with transaction():
            clear_passing(now() + timedelta(hours=2))
    assert jobs(app) == []
