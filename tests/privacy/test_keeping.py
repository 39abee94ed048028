"""What is kept of people is told as it is, and what is over goes and nothing else does."""

from datetime import datetime, timedelta
from html import unescape

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select, text

from osaamistase.accounts.models import PasswordLink, SignedIn
from osaamistase.cli.worker import DUTIES
from osaamistase.clock import HELSINKI, now
from osaamistase.database import Base, db, transaction
from osaamistase.mail.models import Message
from osaamistase.privacy.kept import all_kept
from osaamistase.privacy.steps import SWEEPS, let_go
from osaamistase.survey.models import Answer, Respondent
from osaamistase.survey.store import save_answers
from tests.page import PageClient
from tests.people import People, quick_answers


def test_every_kind_names_tables_that_are_there_and_a_sweep_that_is_known() -> None:
    for one in all_kept():
        assert set(one.tables) <= set(Base.metadata.tables), one.id
        assert not one.sweep or (one.sweep in SWEEPS and one.days > 0), one.id
        for words in (one.what, one.why, one.for_):
            assert words.keys() == {"fi", "sv", "en"}
            assert all(words.values())
    assert {one.sweep for one in all_kept() if one.sweep} == set(SWEEPS)


def test_no_column_with_an_address_or_a_persons_name_lies_in_a_table_that_is_not_told_of() -> None:
    told = {table for one in all_kept() for table in one.tables}
    personal = ("email", "recipient", "contact_name", "contact_phone", "phone", "responsible", "people")
    found = {
        table.name for table in Base.metadata.tables.values() for column in table.columns if column.name in personal
    }
    assert found <= told, found - told


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_page_tells_all_of_it_in_every_language(stranger: PageClient, language: str) -> None:
    page = stranger.get("/tietosuoja", headers={"Accept-Language": language}).get_data(as_text=True)
    shown = unescape(page)
    for one in all_kept():
        for words in (one.what, one.why, one.for_):
            assert words[language] in shown
    assert f'lang="{language}"' in page
    assert stranger.get("/saavutettavuus", headers={"Accept-Language": language}).status_code == 200


def test_what_is_over_goes_and_a_dry_run_only_tells_of_it(app: Flask, people: People, stranger: PageClient) -> None:
    firm, other = people.firm, people.other_firm
    with app.app_context(), transaction():
        for one in (firm, other):
            save_answers(one.respondent_id, quick_answers(), None, now())
            db.session.get_one(Respondent, one.respondent_id).email = "vastaaja@testi.example"
        for days in (80, 100):
            at = now() - timedelta(days=days)
            db.session.add(SignedIn(user_id=people.adviser_id, secret_sha256=str(days), started_at=at, seen_at=at, device=""))  # fmt: skip
            link = PasswordLink(user_id=people.adviser_id, token_sha256=str(days), created_at=at, expires_at=at + timedelta(days=60))  # fmt: skip
            db.session.add(link)
        for days, sent in ((400, True), (400, False), (10, True)):
            at = now() - timedelta(days=days)
            letter = Message(
                kind="receipt", about=None, to="v@testi.example", language="fi", subject="s", text="", html="",
                message_id=f"{days}{sent}", created_at=at, created_by_id=None, next_try_at=at,
            )  # fmt: skip
            letter.sent_at = at if sent else None
            db.session.add(letter)
        for one in (firm, other):
            letter = Message(
                kind="invitation", about=f"round-{one.round_id}", to="v@testi.example", language="fi", subject="s", text="",
                html="", message_id=f"round-{one.round_id}", created_at=now(), created_by_id=None, next_try_at=now(),
            )  # fmt: skip
            letter.sent_at = now()
            db.session.add(letter)
    stranger.post_form(firm.at("laheta"))
    later = now() + timedelta(days=31)
    wanted = {"sessions": 2, "password-links": 2, "respondents": 1, "letters": 1, "trace": 0}
    with app.app_context(), transaction():
        assert let_go(now(), really=False) == {
            "sessions": 1,
            "password-links": 1,
            "respondents": 0,
            "letters": 1,
            "trace": 0,
        }
        assert let_go(later, really=False) == wanted
        assert let_go(later, really=True) == wanted
        assert let_go(later, really=True) == dict.fromkeys(wanted, 0)
    with app.app_context():
        emails = dict(db.session.execute(select(Respondent.id, Respondent.email)).all())  # type: ignore[arg-type]
        assert emails[firm.respondent_id] == ""
        assert emails[other.respondent_id] == "vastaaja@testi.example"  # has not submitted yet
        assert db.session.scalar(select(func.count(Message.id))) == 4
        invited = (
            select(Message.to).where(Message.kind == "invitation").order_by(Message.about == f"round-{firm.round_id}")
        )
        assert list(db.session.scalars(invited)) == ["v@testi.example", ""]  # nor is it seen whom a letter went to
        assert db.session.scalar(select(func.count(Answer.id)).where(Answer.respondent_id == firm.respondent_id)) == len(quick_answers())  # fmt: skip
    assert stranger.get(firm.at("tase")).status_code == 200


def test_the_command_says_what_would_go_and_nothing_does(app: Flask, people: People) -> None:
    with app.app_context(), transaction():
        at = now() - timedelta(days=100)
        db.session.add(SignedIn(user_id=people.adviser_id, secret_sha256="x", started_at=at, seen_at=at, device=""))
    runner = app.test_cli_runner()
    assert "sessions: 1 would go" in runner.invoke(args=["retention", "--dry-run"]).stdout
    with app.app_context():
        assert db.session.scalar(text("SELECT count(*) FROM sessions")) == 1
    assert "sessions: 1 gone" in runner.invoke(args=["retention"]).stdout
    with app.app_context():
        assert db.session.scalar(text("SELECT count(*) FROM sessions")) == 0


@pytest.mark.parametrize(("hour", "kept"), [(1, 1), (2, 0)])
def test_the_worker_lets_go_of_what_is_over_once_a_night(
    app: Flask, people: People, monkeypatch: pytest.MonkeyPatch, hour: int, kept: int
) -> None:
    monkeypatch.setattr("osaamistase.cli.keeping._done", [])
    night = datetime(2026, 12, 10, hour, 30, tzinfo=HELSINKI)

    def one_over() -> None:
        with app.app_context(), transaction():
            at = night - timedelta(days=100)
            db.session.add(SignedIn(user_id=people.adviser_id, secret_sha256="x", started_at=at, seen_at=at, device=""))

    def left() -> int:
        with app.app_context(), time_machine.travel(night, tick=False):
            for duty in DUTIES:
                duty()
            return db.session.scalar(select(func.count(SignedIn.id))) or 0

    one_over()
    assert left() == kept
    if not kept:
        one_over()
        assert left() == 1  # this night it was done already
