"""Digests, deadlines and hand-overs, out through a real server: once, on working days, in each one's language."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, update

from osaamistase.accounts.models import User
from osaamistase.cli.reminding import remind
from osaamistase.companies.models import Company
from osaamistase.database import db, transaction
from osaamistase.mail.models import Message
from osaamistase.plans.models import Action, ActionReminder
from osaamistase.settings import Settings
from osaamistase.survey.models import Round
from tests.conftest import signed_in
from tests.mail.post import PostOffice
from tests.page import PageClient
from tests.people import People, quick_answers
from tests.plans.page import read_plan
from tests.rounds.finished import finish

HOME = "https://osaamistase.testi.example/"
# Friday 27 November 2026, a quarter past nine in Helsinki.
FRIDAY = datetime(2026, 11, 27, 7, 15, tzinfo=UTC)


@pytest.fixture
def settings(app: Flask, office: PostOffice, monkeypatch: pytest.MonkeyPatch) -> Settings:
    from dataclasses import replace

    changed = replace(app.config["OSAAMISTASE"], mail=office.settings, address=HOME)
    monkeypatch.setitem(app.config, "OSAAMISTASE", changed)
    return changed


def run(app: Flask, settings: Settings, at: datetime) -> tuple[int, int, int]:
    with time_machine.travel(at, tick=False), app.app_context():
        return remind(settings)


def letters(app: Flask, kind: str) -> list[Message]:
    with app.app_context():
        return list(db.session.scalars(select(Message).where(Message.kind == kind).order_by(Message.id)))


@pytest.fixture
def waiting(app: Flask, people: People) -> None:
    """Both firms' rounds have been open for long."""
    with app.app_context(), transaction():
        db.session.execute(update(Round).values(opened_at=datetime(2026, 10, 1, tzinfo=UTC)))


@pytest.mark.usefixtures("waiting")
def test_a_digest_goes_once_a_working_day_to_whom_something_is_due(
    app: Flask, people: People, settings: Settings
) -> None:
    assert run(app, settings, datetime(2026, 11, 27, 4, 59, tzinfo=UTC)) == (0, 0, 0)  # 6.59 on the wall
    assert run(app, settings, FRIDAY) == (0, 0, 1)
    assert run(app, settings, FRIDAY) == (0, 0, 0)
    assert run(app, settings, datetime(2026, 11, 28, 9, 0, tzinfo=UTC)) == (0, 0, 0)  # Saturday
    assert run(app, settings, datetime(2026, 11, 30, 9, 0, tzinfo=UTC)) == (0, 0, 1)
    first = letters(app, "digest")[0]
    assert first.to == people.adviser_email
    assert first.subject == "Tänään odottaa 2 asiaa"
    for words in ("Testileipomo Oy", "Toinen Testi Oy", f"{HOME}tanaan"):
        assert words in first.text
        assert words in first.html


@pytest.mark.usefixtures("waiting")
def test_a_digest_speaks_its_readers_language_and_is_not_sent_to_whom_it_is_not_wanted(
    app: Flask, people: People, adviser: PageClient, settings: Settings
) -> None:
    adviser.post_form("/omat/muistutukset", {"digest": "y", "language": "en"})
    run(app, settings, FRIDAY)
    assert "things" in letters(app, "digest")[0].subject or "thing" in letters(app, "digest")[0].subject
    adviser.post_form("/omat/muistutukset", {"language": "en"})
    assert run(app, settings, datetime(2026, 11, 30, 9, 0, tzinfo=UTC)) == (0, 0, 0)


@pytest.mark.usefixtures("waiting")
def test_whoever_is_away_gets_none_and_the_stand_in_gets_theirs(app: Flask, people: People, settings: Settings) -> None:
    from tests.handover.test_handover import user_id

    cover = user_id(app, people.colleague_email)
    days = {"first": "2026-11-26", "last": "2026-12-31"}
    with time_machine.travel(FRIDAY, tick=False):
        answer = signed_in(app, people.adviser_email).post_form(
            "/poissaolot", {"user": str(people.adviser_id), "cover": str(cover), **days}
        )
    assert answer.status_code == 302
    assert run(app, settings, FRIDAY) == (0, 0, 1)
    assert [one.to for one in letters(app, "digest")] == [people.colleague_email]


@pytest.mark.usefixtures("waiting")
def test_an_address_that_no_letter_can_go_to_keeps_nobody_elses_digest_back(
    app: Flask, people: People, settings: Settings
) -> None:
    with app.app_context(), transaction():
        db.session.execute(update(User).where(User.id == people.adviser_id).values(email="jörgen@testi.example"))
        colleague = db.session.scalars(select(User).where(User.email == people.colleague_email)).one()
        db.session.execute(
            update(Company).where(Company.id == people.other_firm.company_id).values(adviser_id=colleague.id)
        )
    assert run(app, settings, FRIDAY) == (0, 0, 1)
    assert [one.to for one in letters(app, "digest")] == [people.colleague_email]


def test_nothing_due_is_no_letter(app: Flask, people: People, settings: Settings) -> None:
    with app.app_context(), transaction():
        db.session.execute(update(Round).values(opened_at=FRIDAY))
    assert run(app, settings, FRIDAY) == (0, 0, 0)


@pytest.fixture
def action(app: Flask, people: People, adviser: PageClient) -> int:
    """An action of a confirmed plan with its deadline on 11 December 2026."""
    finish(app, people.firm.round_id, quick_answers())
    plan = adviser.post_form(f"/kierrokset/{people.firm.round_id}/suunnitelma", page="/yritykset").headers["Location"]
    adviser.post_form(f"{plan}/vahvista")
    first = read_plan(adviser, plan).ids[0]
    with app.app_context(), transaction():
        db.session.execute(update(Action).where(Action.id == first).values(deadline=date(2026, 12, 11)))
    return first


def test_the_firms_own_person_is_reminded_once_a_deadline_and_can_stop_it(
    app: Flask, people: People, action: int, stranger: PageClient, settings: Settings, office: PostOffice
) -> None:
    page = people.firm.at(f"suunnitelma/{action}/muistutus")
    refused = stranger.post_form(page, {"email": "maija@testi.example"}, page=page)
    assert refused.status_code == 400
    assert "on suostunut" in refused.get_data(as_text=True)
    assert stranger.post_form(page, {"email": "ei osoite", "agreed": "y"}, page=page).status_code == 400
    assert stranger.post_form(page, {"email": "maija@testi.example", "agreed": "y"}, page=page).status_code == 302
    assert "Muistutus on päällä" in stranger.get(people.firm.at("suunnitelma")).get_data(as_text=True)

    assert run(app, settings, datetime(2026, 12, 3, 8, 0, tzinfo=UTC))[1] == 0
    assert run(app, settings, datetime(2026, 12, 4, 8, 0, tzinfo=UTC))[1] == 1
    assert run(app, settings, datetime(2026, 12, 7, 8, 0, tzinfo=UTC))[1] == 0
    (letter,) = letters(app, "deadline")
    assert (letter.to, letter.language) == ("maija@testi.example", "fi")
    assert "11.12.2026" in letter.text
    with app.app_context(), transaction():  # moved: told once more
        db.session.execute(update(Action).where(Action.id == action).values(deadline=date(2027, 1, 15)))
    assert run(app, settings, datetime(2027, 1, 8, 8, 0, tzinfo=UTC))[1] == 1

    found = re.search(rf"{HOME}(muistutukset/\S+/lopeta)", letter.text)
    assert found is not None
    address = "/" + found.group(1)
    assert "Lopetetaanko" in stranger.get(address).get_data(as_text=True)
    assert stranger.post_form(address, page=address).status_code == 302
    assert "ei enää muistuteta" in stranger.get(address).get_data(as_text=True)
    with app.app_context():
        assert db.session.get_one(ActionReminder, action).email == ""


@pytest.mark.parametrize("status", ["tehty", "hylatty"])
def test_what_is_done_is_not_reminded_of(
    app: Flask, people: People, action: int, adviser: PageClient, settings: Settings, status: str
) -> None:
    adviser.post_form(f"/toimenpiteet/{action}/muistutus", {"email": "maija@testi.example", "agreed": "y"})
    with app.app_context(), transaction():
        db.session.execute(update(Action).where(Action.id == action).values(status=status))
    assert run(app, settings, datetime(2026, 12, 4, 8, 0, tzinfo=UTC))[1] == 0


@pytest.mark.parametrize("token", ["1-0000", "x", "1", "999999999999-1", f"1-{'0' * 40}"])
def test_a_link_of_nobodys_making_stops_nothing(stranger: PageClient, token: str) -> None:
    assert stranger.get(f"/muistutukset/{token}/lopeta").status_code == 404


def test_who_got_firms_is_told_and_the_letters_go_out_through_the_server(
    app: Flask, people: People, adviser: PageClient, settings: Settings, office: PostOffice
) -> None:
    from tests.handover.test_handover import iso, user_id
    from tests.mail.post import deliver

    to = user_id(app, people.colleague_email)
    adviser.post_form(
        f"/yritykset/{people.firm.company_id}/siirra", {"to": str(to), "day": iso(0), "note": "salaisuus"}
    )
    assert run(app, settings, FRIDAY)[0] == 1
    assert run(app, settings, FRIDAY)[0] == 0
    with time_machine.travel(FRIDAY):
        deliver(app, office)
    (letter,) = office.letters
    assert letter["To"] == people.colleague_email
    body = letter.get_body(("plain",))
    assert body is not None
    assert "Testileipomo Oy" in body.get_content()
    assert "salaisuus" not in body.get_content()
    assert signed_in(app, people.colleague_email).get("/tanaan").status_code == 200
