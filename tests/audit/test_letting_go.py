"""The trace is kept for its time; what is left of the chain can still be verified, and shows what is done to it."""

from datetime import datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import delete, func, select

from osaamistase.audit.models import AuditCut, AuditEvent, AuditSeal
from osaamistase.clock import now
from osaamistase.database import db, transaction
from tests.audit.trail import sealed, verified
from tests.conftest import signed_in
from tests.people import People

LATER = timedelta(days=1827)


def count(app: Flask) -> tuple[int, int]:
    with app.app_context():
        return tuple(db.session.scalar(select(func.count()).select_from(one)) or 0 for one in (AuditEvent, AuditSeal))  # type: ignore[return-value]


def run(app: Flask, *words: str) -> str:
    done = app.test_cli_runner().invoke(args=["retention", *words])
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture
def later(trodden: Flask, people: People) -> tuple[Flask, datetime]:
    """Five years and a day later somebody has signed in again."""
    moment = now() + LATER
    with time_machine.travel(moment, tick=True):
        signed_in(trodden, people.adviser_email).get("/tanaan")
        assert sealed(trodden) > 0
    return trodden, moment


def test_what_is_younger_than_five_years_stays(trodden: Flask) -> None:
    before = count(trodden)
    with time_machine.travel(now() + timedelta(days=1820)):
        assert "trace: 0 gone" in run(trodden)
    assert count(trodden)[1] == before[1]


def test_what_is_over_goes_and_the_rest_is_still_a_chain(later: tuple[Flask, datetime], people: People) -> None:
    app, moment = later
    head = verified(app)[1].rsplit(" ", 1)[1]
    events, seals = count(app)
    with time_machine.travel(moment, tick=True):
        would = run(app, "--dry-run")
        assert count(app) == (events, seals)  # a dry run does nothing, and leaves no trace of its own
        gone = run(app)
        assert "trace: 0" not in gone
        assert would.replace("would go", "gone") == gone
        assert 0 < count(app)[1] < seals
        code, said, wrong = verified(app, "--head", head)
        assert (code, wrong) == (0, "")
        assert "what was older was let go of" in said
        signed_in(app, people.adviser_email)
        sealed(app)
        assert verified(app)[0] == 0
        assert "trace: 0 gone" in run(app)


@pytest.mark.parametrize("how", ["first of the rest", "cut"])
def test_taking_away_more_shows(later: tuple[Flask, datetime], how: str) -> None:
    app, moment = later
    with time_machine.travel(moment, tick=True):
        run(app)
        with app.app_context(), transaction():
            if how == "cut":
                db.session.execute(delete(AuditCut))
            else:
                first = select(func.min(AuditSeal.position)).scalar_subquery()
                db.session.execute(delete(AuditSeal).where(AuditSeal.position == first))
        code, _said, wrong = verified(app)
        assert code == 1
        assert wrong


def test_a_chain_of_which_all_is_over_goes_on_from_where_it_was(trodden: Flask, people: People) -> None:
    with time_machine.travel(now() + LATER, tick=True):
        run(trodden)
        assert count(trodden)[1] == 0
        signed_in(trodden, people.adviser_email)
        sealed(trodden)
        assert verified(trodden)[0] == 0


def test_a_seal_older_than_what_is_kept_is_told_to_be_perhaps_that(later: tuple[Flask, datetime]) -> None:
    app, moment = later
    with app.app_context():
        first = db.session.scalar(select(AuditSeal.sha256).where(AuditSeal.position == 1))
    with time_machine.travel(moment, tick=True):
        run(app)
        code, _said, wrong = verified(app, "--head", str(first))
    assert code == 1
    assert "older than what is kept since" in wrong
