"""What whoever runs the service sees: a number for each request, log lines without anyone in them, measurements."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text

from osaamistase.accounts.guard import ADVISER, open_to
from osaamistase.app import create_app
from osaamistase.clock import now
from osaamistase.database import db
from osaamistase.heartbeats.store import save_beat
from osaamistase.releases.schema import newest
from tests.conftest import settings_for, signed_in
from tests.page import PageClient
from tests.people import PASSWORD, People

TOKEN = "m" * 32


@pytest.fixture
def watched(app: Flask) -> Iterator[Flask]:
    """The same database, watched as in earnest: every request told, slow queries from the first millisecond."""
    with app.app_context():
        url = db.engine.url.render_as_string(hide_password=False)
    settings = replace(settings_for(url), log_requests=True, slow_query_ms=1, metrics_token=TOKEN, proxies=1)
    made = create_app(settings)
    made.testing = True
    made.config["PROPAGATE_EXCEPTIONS"] = False

    @made.get("/vika")
    @open_to(ADVISER)
    def broken() -> str:
        name = "Salainen Nimi Oy"
        raise RuntimeError("it broke") from ValueError(db.session.execute(text("SELECT 1")).scalar() and len(name))

    yield made
    with made.app_context():
        db.session.remove()
        db.engine.dispose()


def told(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith("{")]


def measured(client: PageClient) -> dict[str, float]:
    answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    return {
        f"{one.name}{sorted(one.labels.items())}": one.value
        for family in text_string_to_metric_families(answer.get_data(as_text=True))
        for one in family.samples
    }


def test_a_request_is_told_by_its_endpoint_and_number_and_never_by_its_address(
    watched: Flask, people: People, capsys: pytest.CaptureFixture[str]
) -> None:
    client = PageClient(watched)
    capsys.readouterr()
    answer = client.get(people.firm.at("alueet"))
    number = answer.headers["X-Request-ID"]
    assert re.fullmatch(r"[0-9a-f]{16}", number)
    (line,) = [one for one in told(capsys) if one["event"] == "request"]
    assert line["request"] == number
    assert (line["endpoint"], line["method"], line["status"]) == ("survey.hub", "GET", 200)
    assert 0 < line["queries"] <= 2  # type: ignore[operator]


def test_the_proxys_number_is_kept_where_it_is_one(watched: Flask, app: Flask) -> None:
    def number(service: Flask, given: str) -> str:
        return PageClient(service).get("/kirjaudu", headers={"X-Request-ID": given}).headers["X-Request-ID"]

    assert number(watched, "abc-12345678") == "abc-12345678"
    assert number(watched, 'x y"{}') != 'x y"{}'
    assert number(app, "abc-12345678") != "abc-12345678"  # nobody in front whose word is believed


def test_the_page_of_a_fault_names_the_number_that_the_log_has(
    watched: Flask, people: People, capsys: pytest.CaptureFixture[str]
) -> None:
    client = signed_in(watched, people.adviser_email)
    capsys.readouterr()
    answer = client.get("/vika")
    assert answer.status_code == 500
    number = answer.headers["X-Request-ID"]
    assert number in answer.get_data(as_text=True)
    (line,) = [one for one in told(capsys) if one["event"] == "unexpected_error"]
    assert line["request"] == number
    assert "it broke" in str(line["exception"])


def test_no_line_of_a_whole_day_holds_anything_of_anyone(
    watched: Flask, people: People, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = "Kirjoitettua salaisuutta 4711"
    client = PageClient(watched)
    client.post_form("/kirjaudu", {"email": people.adviser_email, "password": "väärä salasana 99"})
    client.post_form(f"/kirjaudu?next=/yritykset?haku={typed}", {"email": people.adviser_email, "password": PASSWORD})
    client.get(f"/yritykset?haku={typed}")
    client.get("/yritykset?haku=Testileipomo")
    client.get(f"/yritykset/{people.firm.company_id}")
    client.post_form("/yritykset/uusi", {"name": typed, "contact_name": typed}, page="/yritykset/uusi")
    note = f"/yritykset/{people.firm.company_id}/muistiinpanot/uusi"
    client.post_form(note, {"text": typed, "people": typed, "day": "1.10.2026", "how": "visit"}, page=note)
    client.get("/vika")
    client.get("/ei/ole/" + typed)
    client.client.open("/kirjaudu", method="SALAISUUTTA")
    firm = PageClient(watched)
    firm.get(people.firm.at("alueet/TYO"))
    firm.get("/kysely/" + "x" * 43)
    firm.post_form(people.firm.at("alueet/TYO"), {"q_TYO_importance": typed}, page=people.firm.at("alueet/TYO"))
    PageClient(watched).get("/salasana/" + "y" * 43)
    lines = capsys.readouterr().out
    assert lines.count('"event": "request"') > 12
    secret = (
        typed, "Kirjoitettua", people.adviser_email, "testi.example", "Testileipomo", "Testi Yrittäjä", PASSWORD,
        "väärä salasana", "SALAISUUTTA", people.firm.token, "x" * 43, "y" * 43, "127.0.0.1", "9000001-1",
    )  # fmt: skip
    assert [one for one in secret if one in lines] == []


def test_a_slow_query_is_told_with_its_words_and_not_with_what_was_in_it(
    watched: Flask, people: People, capsys: pytest.CaptureFixture[str]
) -> None:
    with watched.test_request_context("/kirjaudu"):
        watched.preprocess_request()
        slow = "SELECT :secret || count(*) FROM (WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM n WHERE x < 90000) SELECT x FROM n) AS many"
        db.session.execute(text(slow), {"secret": "Salainen Nimi"})
    (line,) = [one for one in told(capsys) if one["event"] == "slow_query" and "WITH RECURSIVE" in str(one["words"])]
    assert "Salainen" not in json.dumps(line)
    assert line["ms"]


def test_measurements_are_for_who_has_the_key_and_tell_of_requests_and_of_what_waits(
    watched: Flask, app: Flask, people: People
) -> None:
    assert PageClient(app).get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 404
    client = PageClient(watched)
    for headers in ({}, {"Authorization": "Bearer wrong"}):
        assert client.client.get("/metrics", headers=headers).status_code == 404
    counted = "osaamistase_requests_total[('endpoint', 'survey.welcome'), ('method', 'GET'), ('status', '200')]"
    before = measured(client).get(counted, 0)
    client.get(people.firm.at())
    after = measured(client)
    assert after[counted] == before + 1
    assert after["osaamistase_request_seconds_count[('endpoint', 'survey.welcome')]"] >= 1
    assert after["osaamistase_letters_waiting[]"] == 0
    assert "osaamistase_worker_seen_timestamp_seconds[]" in after
    assert not [name for name in after if people.firm.token in name]


def test_ready_means_the_tables_of_this_release_and_tells_of_the_worker(app: Flask) -> None:
    client = PageClient(app)
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(
            text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, works_with VARCHAR(32))")
        )
        connection.execute(text("INSERT INTO alembic_version VALUES ('0001', NULL)"))
    try:
        answer = client.get("/readyz")
        assert answer.status_code == 503
        told = answer.get_json()
        assert told["status"] == "tables of another release"
        assert told["tables"].startswith(f"are at 0001 and this release needs {newest()}: run flask")
        with app.app_context(), db.engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :new"), {"new": newest()})
        assert client.get("/readyz").get_json() == {"status": "ready", "worker": "away"}
        with app.app_context():
            save_beat("test", now(), now())
        assert client.get("/readyz").get_json() == {"status": "ready", "worker": "alive"}
    finally:
        with app.app_context(), db.engine.begin() as connection:
            connection.execute(text("DROP TABLE alembic_version"))
