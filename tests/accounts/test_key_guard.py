"""What a key opens and what it never does: every refusal is a problem for a program to read, and no secret is logged."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta

import psycopg
import pytest
from flask import Flask
from sqlalchemy import update
from werkzeug.test import TestResponse

from osaamistase.accounts.models import ApiToken
from osaamistase.accounts.tokens import new_secret
from osaamistase.clock import now, today
from osaamistase.database import db, transaction
from tests.accounts.keys import bearer, change_person, kept_keys, key_of, service_with_pages_for_keys
from tests.conftest import signed_in
from tests.locks import locked
from tests.page import PageClient
from tests.people import People
from tests.test_queries import counted

WHO = "/api/kuka"


@pytest.fixture
def service(app: Flask) -> Iterator[Flask]:
    other = service_with_pages_for_keys(app)
    yield other
    with other.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def key(app: Flask, people: People) -> str:
    return key_of(app, people.manager_email)


def problem(response: TestResponse, status: int) -> dict[str, object]:
    assert response.status_code == status
    assert response.mimetype == "application/problem+json"
    assert "Location" not in response.headers
    assert response.headers["Cache-Control"] == "no-store"
    told = response.get_json(force=True)
    assert told.keys() == {"type", "title", "status", "detail"}
    assert told["status"] == status
    assert isinstance(told["title"], str)
    assert told["detail"]
    return dict(told)


def no_key(response: TestResponse) -> None:
    problem(response, 401)
    assert response.headers["WWW-Authenticate"] == "Bearer"
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("address", [WHO, "/luvut.csv"])
def test_a_living_key_is_let_in_as_its_owner_and_leaves_no_cookie(
    service: Flask, people: People, key: str, address: str
) -> None:
    client = service.test_client()
    response = client.get(address, headers=bearer(key))
    assert response.status_code == 200
    assert response.json == {"email": people.manager_email, "role": "manager"}
    assert "Set-Cookie" not in response.headers
    head = client.head(address, headers=bearer(key))
    assert (head.status_code, head.data) == (200, b"")
    assert client.get("/alue").status_code == 302  # nobody was signed in by it


def test_a_stranger_is_told_of_keys_and_never_sent_to_sign_in(service: Flask, people: People) -> None:
    for address in (WHO, "/luvut.csv"):
        for accept in ("text/html", "application/json", "*/*"):
            no_key(service.test_client().get(address, headers={"Accept": accept}))


@pytest.mark.parametrize(
    "header",
    [
        "Bearer", "Bearer ", "Bearer osa_", "Bearer " + "x" * 43, "Bearer osa_" + "x" * 42, "Bearer osa_" + "x" * 44,
        "Bearer osa_" + "x" * 43, "Bearer osa_" + "ä" * 43, "Bearer osa_" + "x" * 500, "Bearer " + "x" * 100_000,
        "Bearer osa_" + "x" * 42 + "\x00", "Bearer \xff\xfe", "Bearer 'osa_" + "x" * 43 + "'", "bearer\tosa_" + "x" * 43,
        "Basic eDp5", "Basic \xff", "Digest", "osa_" + "x" * 43,
    ],
)  # fmt: skip
def test_a_header_that_is_no_key_is_refused_and_breaks_nothing(service: Flask, people: People, header: str) -> None:
    no_key(service.test_client().get(WHO, environ_overrides={"HTTP_AUTHORIZATION": header}))


def test_a_key_does_not_pass_in_the_address_or_with_another_beside_it(service: Flask, key: str) -> None:
    client = service.test_client()
    no_key(client.get(f"{WHO}?access_token={key}"))
    no_key(client.get(WHO, headers=[("Authorization", f"Bearer {key}"), ("Authorization", f"Bearer {key}")]))
    no_key(client.get(WHO, headers={"Authorization": f"Basic {key}"}))


def test_a_key_that_was_ended_or_has_expired_opens_nothing(app: Flask, service: Flask, people: People) -> None:
    client = service.test_client()
    no_key(client.get(WHO, headers=bearer(key_of(app, people.manager_email, at=now() - timedelta(days=30)))))
    almost = key_of(app, people.manager_email, at=now() - timedelta(days=29, hours=23))
    assert client.get(WHO, headers=bearer(almost)).status_code == 200
    with app.app_context(), transaction():
        db.session.execute(update(ApiToken).values(ended_at=now()))
    no_key(client.get(WHO, headers=bearer(almost)))


def test_an_ended_key_is_refused_from_the_press_on(
    app: Flask, service: Flask, people: People, key: str, manager: PageClient
) -> None:
    manager.post_form(f"/omat-avaimet/{kept_keys(app)[0].id}/lopeta", page="/omat-avaimet")
    no_key(service.test_client().get(WHO, headers=bearer(key)))


def test_a_key_opens_what_its_owner_may_today(app: Flask, service: Flask, people: People, key: str) -> None:
    client = service.test_client()
    no_key(client.get("/api/neuvojille", headers=bearer(key)))
    no_key(client.get(WHO, headers=bearer(key_of(app, people.administrator_email))))
    change_person(app, people.manager_email, role="adviser")
    no_key(client.get(WHO, headers=bearer(key)))
    assert client.get("/api/neuvojille", headers=bearer(key)).status_code == 200
    change_person(app, people.manager_email, role="manager", ended_at=now())
    no_key(client.get(WHO, headers=bearer(key)))
    assert kept_keys(app)[0].last_used_on == today()


def test_a_key_opens_nothing_that_is_not_declared_for_keys(service: Flask, people: People, key: str) -> None:
    client = service.test_client()
    for address in ("/api/ei-avaimille", "/alue", "/omat-avaimet", "/yritykset", "/tanaan", "/palvelut/vie.xlsx"):
        problem(client.get(address, headers=bearer(key)), 403)
    assert client.get(f"/kysely/{people.firm.round_id}/alueet", headers=bearer(key)).status_code == 404
    assert client.get("/nain-laskemme", headers=bearer(key)).status_code == 200  # open to anyone anyway


def test_a_key_only_reads(app: Flask, service: Flask, people: People, key: str) -> None:
    client = service.test_client()
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        response = client.open(WHO, method=method, headers=bearer(key))
        problem(response, response.status_code)
        assert response.status_code in (400, 405)
    browser = signed_in(service, people.manager_email)
    token = browser.token("/nain-laskemme")
    problem(browser.client.post(WHO, data={"csrf_token": token}, headers=bearer(key)), 405)
    assert browser.post_form(WHO, page="/nain-laskemme").status_code == 200  # the session alone may
    assert kept_keys(app)[0].last_used_on is None


def test_a_browser_opens_the_same_page_by_its_session(service: Flask, people: People, key: str) -> None:
    manager = signed_in(service, people.manager_email)
    assert manager.get(WHO).json == {"email": people.manager_email, "role": "manager"}
    assert manager.get(WHO, headers={"Authorization": "Basic eDp5"}).status_code == 200  # a proxy's own
    no_key(manager.client.get(WHO, headers=bearer(new_secret())))  # a key that is named is asked
    adviser = signed_in(service, people.adviser_email)
    problem(adviser.client.get(WHO), 403)
    assert "Tämä sivu ei ole sinulle" in adviser.get("/luvut.csv").get_data(as_text=True)
    assert adviser.get(WHO, headers=bearer(key)).json == {"email": people.manager_email, "role": "manager"}


@pytest.mark.parametrize("status", [400, 404, 429, 500, 503])
def test_whatever_goes_wrong_is_a_problem_for_a_program_and_a_page_for_a_person(
    service: Flask, people: People, key: str, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    client, manager = service.test_client(), signed_in(service, people.manager_email)
    for response in (client.get(f"/vika/{status}", headers=bearer(key)), manager.client.get(f"/api/vika/{status}")):
        assert "salaisuus" not in str(problem(response, status))
        assert status != 429 or response.headers["Retry-After"] == "7"
    page = manager.client.get(f"/vika/{status}")
    assert (page.status_code, page.mimetype) == (status, "text/html")
    assert key not in capsys.readouterr().out


def test_what_is_not_there_is_a_problem_too_in_the_language_asked_for(service: Flask, people: People, key: str) -> None:
    client = service.test_client()
    for address in ("/api", "/api/", "/api/ei-ole"):
        problem(client.get(address), 404)
    english = client.get("/ei-ole", headers={**bearer(key), "Accept-Language": "en"})
    assert problem(english, 404)["title"] == "There is nothing at this address"
    assert client.get("/apina").mimetype == "text/html"


def test_without_its_table_a_database_error_is_a_problem_with_a_time(
    app: Flask, service: Flask, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sqlalchemy.exc import OperationalError

    def away(_sha256: str) -> None:
        raise OperationalError("", {}, Exception("gone"))

    monkeypatch.setattr("osaamistase.accounts.steps.find_token", away)
    response = service.test_client().get(WHO, headers=bearer(key))
    problem(response, 503)
    assert response.headers["Retry-After"].isdecimal()


def test_the_day_of_use_is_kept_once_a_day(app: Flask, service: Flask, key: str) -> None:
    client = service.test_client()
    for day in (None, today() - timedelta(days=1)):
        with app.app_context(), transaction():
            db.session.execute(update(ApiToken).values(last_used_on=day))
        with counted(service) as said:
            assert client.get(WHO, headers=bearer(key)).status_code == 200
        assert sum(one.startswith("UPDATE") for one in said) == 1
        assert kept_keys(app)[0].last_used_on == today()
        with counted(service) as said:
            assert client.get(WHO, headers=bearer(key)).status_code == 200
        assert len(said) == 1
        assert said[0].startswith("SELECT")


def test_a_refused_key_is_not_said_to_be_used(app: Flask, service: Flask, people: People, key: str) -> None:
    service.test_client().get("/api/neuvojille", headers=bearer(key))
    service.test_client().get("/alue", headers=bearer(key))
    assert kept_keys(app)[0].last_used_on is None


@contextmanager
def nobody_writes(url: str) -> Iterator[None]:
    """Keys can be read inside the block but not changed."""
    if url.startswith("sqlite"):
        with locked(url):
            yield
    else:
        with closing(psycopg.connect(url.replace("+psycopg", ""))) as other:
            other.execute("LOCK TABLE api_tokens IN SHARE MODE")
            yield
            other.rollback()


def test_a_locked_database_stops_no_reader_and_the_day_is_kept_later(
    app: Flask, service: Flask, people: People, key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    client = service.test_client()
    assert client.get(WHO, headers=bearer(new_secret())).status_code == 401  # the first connection is not the wait
    with nobody_writes(str(app.config["OSAAMISTASE"].database_url)):
        before = now()
        assert client.get(WHO, headers=bearer(key)).status_code == 200
        assert now() - before < timedelta(seconds=0.9)  # less than a save waits
    said = capsys.readouterr().out
    assert "use of a key not kept" in said
    assert key not in said
    assert people.manager_email not in said
    assert kept_keys(app)[0].last_used_on is None
    assert client.get(WHO, headers=bearer(key)).status_code == 200
    assert kept_keys(app)[0].last_used_on == today()


def test_a_failed_try_leaves_no_secret_in_the_log(
    service: Flask, people: People, capsys: pytest.CaptureFixture[str]
) -> None:
    secret, client = new_secret(), service.test_client()
    client.get(WHO, headers=bearer(secret))
    client.post(WHO, headers=bearer(secret))
    client.get("/alue", headers=bearer(secret))
    client.get("/ei-ole", headers=bearer(secret))
    said = capsys.readouterr()
    assert secret[4:] not in said.out + said.err
