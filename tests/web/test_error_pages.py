"""When the database is away or a permit has run out: nobody is told that it was saved, nothing typed is lost."""

import re
import shutil
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from werkzeug.test import TestResponse

from osaamistase.app import create_app
from osaamistase.clock import now
from osaamistase.companies.models import Company
from osaamistase.database import db, transaction
from osaamistase.settings import BadSetting, from_environment
from osaamistase.survey.answering import Place
from osaamistase.survey.store import list_kept, save_answers
from tests.conftest import settings_for
from tests.locks import locked, url_of
from tests.page import PageClient
from tests.people import People, quick_answers

JSON = {"Accept": "application/json"}
OWN = {"Sec-Fetch-Site": "same-origin"}
ANSWER = {"subject": "TYO", "rating": "current", "value": "3"}
EMPTY_SECRET = {"SECRET_KEY": "s" * 40}


@pytest.fixture
def hurried(app: Flask) -> Iterator[Flask]:
    """The same service on the same database, waiting for it one second."""
    other = create_app(replace(app.config["OSAAMISTASE"], database_wait=1))
    yield other
    with other.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def alone(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The service with no database behind it."""
    if request.param == "sqlite":
        (folder := tmp_path / "gone").mkdir()
        app = create_app(settings_for(f"sqlite:///{folder / 'x.db'}"))
        shutil.rmtree(folder)
    else:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        app = create_app(settings_for(f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def answers_of(app: Flask, people: People) -> dict[Place, str]:
    with app.app_context():
        return {at: one.value for at, one in list_kept(people.firm.respondent_id).items()}


def hidden_in(response: TestResponse) -> dict[str, str]:
    form = response.get_data(as_text=True).split("<main")[1]
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form))


def test_a_save_that_finds_the_database_locked_says_so_and_goes_through_later(
    app: Flask, hurried: Flask, people: People
) -> None:
    client = PageClient(hurried)
    token = client.token(people.firm.at())
    headers = {**JSON, **OWN, "X-CSRFToken": token}
    with locked(url_of(app)):
        response = client.client.post(people.firm.at("vastaus"), data=ANSWER, headers=headers)
    assert response.status_code == 503
    assert response.headers["Retry-After"].isdecimal()
    assert response.json is not None
    assert response.json.keys() == {"error"}
    assert answers_of(app, people) == {}
    assert client.client.post(people.firm.at("vastaus"), data=ANSWER, headers=headers).status_code == 200
    assert answers_of(app, people) == {Place("TYO", "current"): "3"}


def test_a_page_that_finds_it_locked_comes_back_in_the_firms_language_with_all_that_was_typed(
    app: Flask, hurried: Flask, people: People
) -> None:
    with app.app_context(), transaction() as session:
        company = session.get(Company, people.firm.company_id)
        assert company is not None
        company.language = "sv"
    client, address = PageClient(hurried), people.firm.at("alueet/TYO")
    typed = {"q_TYO_current": "2", "q_TYO_note": 'mietitty "pitkään" & <hartaasti>'}
    with locked(url_of(app)):
        response = client.post_form(address, typed, page=people.firm.at())
    page = response.get_data(as_text=True)
    assert response.status_code == 503
    assert "Retry-After" in response.headers
    assert '<html lang="sv">' in page
    assert "Tallennettu" not in page
    assert f'action="{address}"' in page
    again = {name: value.replace("&#34;", '"').replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") for name, value in hidden_in(response).items()}  # fmt: skip
    assert again.keys() == {"csrf_token", *typed}
    assert client.client.post(address, data=again).status_code == 302
    assert answers_of(app, people) == {Place("TYO", "current"): "2", Place("TYO", "note"): typed["q_TYO_note"]}


def test_without_a_database_every_page_says_so_and_no_page_needs_it(alone: Flask) -> None:
    client = PageClient(alone)
    with client.client.session_transaction() as session:
        session.update({"_user_id": "1", "_fresh": True})
    for address in ("/yritykset", "/kysely/" + "a" * 43, "/alue", "/nain-laskemme", "/kirjaudu"):
        response = client.get(address)
        assert response.status_code == 503, address
        assert f'href="{address}"' in response.get_data(as_text=True)
    missing = client.get("/ei-ole")
    assert missing.status_code == 404
    assert "Sivua ei löydy" in missing.get_data(as_text=True)


def test_the_expired_permit_is_said_even_without_a_database_and_a_password_never_comes_back(alone: Flask) -> None:
    client = PageClient(alone)
    typed = {"email": "neuvoja@testi.example", "password": "salainen-sana"}
    expired = client.client.post("/kirjaudu", data={**typed, "csrf_token": "vanha"}, headers=OWN)
    away = client.post_form("/kirjaudu", typed)
    assert (expired.status_code, away.status_code) == (400, 503)
    for response in (expired, away):
        assert hidden_in(response).keys() == {"csrf_token", "email"}
        assert "salainen-sana" not in response.get_data(as_text=True)


def test_a_statement_that_is_wrong_is_our_fault_and_does_not_pass(tmp_path: Path) -> None:
    app = create_app(settings_for(f"sqlite:///{tmp_path / 'no-tables.db'}"))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    assert PageClient(app).get("/kysely/" + "a" * 43).status_code == 500
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def test_a_save_whose_permit_ran_out_gets_a_new_one_and_goes_through(
    app: Flask, people: People, stranger: PageClient
) -> None:
    address = people.firm.at("vastaus")
    refused = stranger.client.post(address, data=ANSWER, headers={**JSON, **OWN, "X-CSRFToken": "vanha"})
    assert refused.status_code == 400
    assert refused.json is not None
    token = refused.json["csrf_token"]
    saved = stranger.client.post(address, data=ANSWER, headers={**JSON, **OWN, "X-CSRFToken": token})
    assert saved.status_code == 200
    assert answers_of(app, people) == {Place("TYO", "current"): "3"}


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "https://muualla.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}]
)  # fmt: skip
def test_another_site_gets_no_permit(people: People, stranger: PageClient, headers: dict[str, str]) -> None:
    response = stranger.client.post(people.firm.at("vastaus"), data=ANSWER, headers={**JSON, **headers})
    assert response.status_code == 400
    assert response.json is not None
    assert response.json.keys() == {"error"}


def test_another_sites_form_leaves_nothing_to_press_but_a_link(people: People, stranger: PageClient) -> None:
    response = stranger.client.post(people.firm.at("laheta"), data={"x": "y"}, headers={"Origin": "https://m.example"})
    main = response.get_data(as_text=True).split("<main")[1]
    assert response.status_code == 400
    assert "<form" not in main


def test_a_save_after_the_submit_is_told_so_in_json(app: Flask, people: People, stranger: PageClient) -> None:
    with app.app_context(), transaction():
        save_answers(people.firm.respondent_id, quick_answers(), None, now())
    token = stranger.token(people.firm.at())
    stranger.post_form(people.firm.at("laheta"))
    response = stranger.client.post(
        people.firm.at("vastaus"), data={**ANSWER, "csrf_token": token}, headers={**JSON, **OWN}
    )
    assert response.status_code == 409
    assert response.json is not None
    assert "jo lähetetty" in response.json["error"]


def test_both_databases_are_waited_for_ten_seconds(app: Flask) -> None:
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            assert db.session.execute(text("PRAGMA busy_timeout")).scalar() == 10_000
        else:
            assert db.session.execute(text("SHOW lock_timeout")).scalar() == "10s"
        db.session.remove()


def test_how_long_is_a_setting_and_a_broken_one_stops_the_start() -> None:
    assert from_environment(EMPTY_SECRET).database_wait == 10
    assert from_environment({**EMPTY_SECRET, "DATABASE_WAIT": "2"}).database_wait == 2
    for given in ("0", "-1", "61", "kaksi", "1.5"):
        with pytest.raises(BadSetting, match="DATABASE_WAIT="):
            from_environment({**EMPTY_SECRET, "DATABASE_WAIT": given})
