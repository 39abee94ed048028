"""Spans for a collector: they arrive, hold nothing of anyone, and a collector that is gone is nobody's trouble."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from osaamistase.accounts.guard import ADVISER, open_to
from osaamistase.app import create_app
from osaamistase.cli.check_machine import check_collector
from osaamistase.cli.worker import _unharmed, print_next
from osaamistase.database import db
from osaamistase.settings import ROOT, gathered
from scripts.serving import Server
from tests.conftest import settings_for, signed_in
from tests.faults.firms import make_firms
from tests.monitoring.collector import Collector, collecting
from tests.page import PageClient
from tests.people import PASSWORD, People


@pytest.fixture
def collector() -> Iterator[Collector]:
    with collecting() as made:
        yield made


def traced_at(app: Flask, address: str) -> Iterator[Flask]:
    with app.app_context():
        url = db.engine.url.render_as_string(hide_password=False)
    made = create_app(replace(settings_for(url), log_requests=True, tracing=address))
    made.testing = True
    made.config["PROPAGATE_EXCEPTIONS"] = False

    @made.get("/vika")
    @open_to(ADVISER)
    def broken() -> str:
        raise RuntimeError("Salainen Nimi Oy")

    yield made
    with made.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def traced(app: Flask, collector: Collector) -> Iterator[Flask]:
    """The same database, its requests told to the collector."""
    yield from traced_at(app, collector.address)


@pytest.fixture
def nobody_there() -> Iterator[str]:
    """An address at which nothing answers: taken, and not listened at."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


def facts(span: Span) -> dict[str, str | int]:
    return {one.key: one.value.string_value or one.value.int_value for one in span.attributes}


def sent(app: Flask) -> None:
    assert app.extensions["spans"].send()


def test_a_request_is_a_span_with_its_number_and_its_queries_are_within_it(
    traced: Flask, collector: Collector, people: People
) -> None:
    answer = PageClient(traced).get(people.firm.at("alueet"))
    sent(traced)
    (span,) = collector.named("GET survey.hub")
    assert facts(span) == {
        "http.request.method": "GET", "http.response.status_code": 200, "osaamistase.endpoint": "survey.hub",
        "osaamistase.request": answer.headers["X-Request-ID"], "osaamistase.queries": facts(span)["osaamistase.queries"],
    }  # fmt: skip
    assert span.kind == Span.SPAN_KIND_SERVER
    within = [one for one in collector.spans() if one.parent_span_id == span.span_id]
    assert len(within) == facts(span)["osaamistase.queries"] > 0
    for one in within:
        assert one.trace_id == span.trace_id
        assert span.start_time_unix_nano <= one.end_time_unix_nano <= span.end_time_unix_nano
        assert str(facts(one)["db.query.text"]).startswith(one.name)
    (resource,) = {json.dumps(sorted(a.key for a in part.resource.attributes)) for one in collector.sent for part in one.resource_spans}  # fmt: skip
    assert (
        resource
        == '["service.instance.id", "service.name", "telemetry.sdk.language", "telemetry.sdk.name", "telemetry.sdk.version"]'
    )


def test_no_span_of_a_whole_day_holds_anything_of_anyone(traced: Flask, collector: Collector, people: People) -> None:
    typed = "Kirjoitettua salaisuutta 4711"
    agent = {"User-Agent": "Selain Salaisuus/4711", "traceparent": f"00-{'4711' * 8}-{'4711' * 4}-01", "baggage": f"a={'4711' * 4}"}  # fmt: skip
    client = PageClient(traced)
    client.post_form("/kirjaudu", {"email": people.adviser_email, "password": "väärä salasana 99"}, headers=agent)
    client.post_form(f"/kirjaudu?next=/yritykset?haku={typed}", {"email": people.adviser_email, "password": PASSWORD})
    client.get(f"/yritykset?haku={typed}", headers=agent)
    client.get("/yritykset?haku=Testileipomo")
    client.get(f"/yritykset/{people.firm.company_id}")
    client.post_form("/yritykset/uusi", {"name": typed, "contact_name": typed}, page="/yritykset/uusi")
    note = f"/yritykset/{people.firm.company_id}/muistiinpanot/uusi"
    client.post_form(note, {"text": typed, "people": typed, "day": "1.10.2026", "how": "visit"}, page=note)
    client.get("/vika")
    client.get("/ei/ole/" + typed)
    client.client.open("/kirjaudu", method="SALAISUUTTA")
    firm = PageClient(traced)
    firm.get(people.firm.at("alueet/TYO"), headers=agent)
    firm.get("/kysely/" + "x" * 43)
    firm.post_form(people.firm.at("alueet/TYO"), {"q_TYO_importance": typed}, page=people.firm.at("alueet/TYO"))
    firm.post_form(people.firm.at("alueet/TYO"), {"q_TYO_importance": "4"}, page=people.firm.at("alueet/TYO"))
    PageClient(traced).get("/salasana/" + "y" * 43)
    PageClient(traced).get("/api/v1/luvut", headers={"Authorization": "Bearer osa_" + "z" * 43})
    sent(traced)
    names = {one.name for one in collector.spans()}
    assert {
        "POST signin.sign_in",
        "GET survey.area",
        "GET none",
        "GET broken",
        "other none",
        "INSERT",
    } <= names
    assert len(collector.spans()) > 60
    told = "".join(str(one) for one in collector.sent)
    secret = (
        typed, "Kirjoitettua", "SALAISUUTTA", "Salaisuus", "4711" * 3, people.adviser_email, "testi.example", "Testileipomo", "Salainen Nimi",
        "Testi Yrittäjä", PASSWORD, "väärä", people.firm.token, "x" * 43, "y" * 43, "z" * 43, "127.0.0.1", "9000001-1", "/kysely/",
        "localhost", "Werkzeug", "haku=", "exception",
    )  # fmt: skip
    assert [one for one in secret if one in told] == []
    (fault,) = collector.named("GET broken")
    assert (fault.status.code, fault.status.message, len(fault.events)) == (2, "", 0)


def test_a_job_of_the_worker_is_a_span_where_there_was_something_to_do(
    traced: Flask, collector: Collector, people: People
) -> None:
    def fails() -> bool:
        raise RuntimeError("Salainen Nimi Oy")

    with traced.app_context():
        assert not _unharmed(print_next)
        assert not _unharmed(fails)
    adviser = signed_in(traced, people.adviser_email)
    adviser.post_form(f"/kierrokset/{people.firm.round_id}/yhdessa", page="/yritykset")
    assert adviser.client.get(f"/kysely/{people.firm.round_id}/kysymykset.pdf").status_code == 202
    with traced.app_context():
        assert _unharmed(print_next)
    sent(traced)
    assert [one.status.code for one in collector.named("worker fails")] == [2]
    assert len(collector.named("worker print_next")) == 1
    assert "Salainen" not in str(collector.sent)


def test_a_collector_that_is_gone_slows_and_fails_no_request_and_is_told_of_once(
    app: Flask, nobody_there: str, people: People, capsys: pytest.CaptureFixture[str]
) -> None:
    for made in traced_at(app, nobody_there):
        client = PageClient(made)
        client.get(people.firm.at("alueet"))
        capsys.readouterr()
        begun = time.monotonic()
        statuses = {client.get(people.firm.at("alueet")).status_code for _ in range(20)}
        assert statuses == {200}
        assert time.monotonic() - begun < 10
        made.extensions["spans"].send()
        client.get(people.firm.at("alueet"))
        made.extensions["spans"].send()
        out = capsys.readouterr()
        assert [json.loads(one)["event"] for one in out.out.splitlines() if "span" in one] == ["spans_not_taken"]
        assert out.err == ""


@pytest.mark.parametrize("there", [True, False])
def test_a_web_server_tells_from_each_of_its_processes_and_ends_in_time(
    collector: Collector, nobody_there: str, tmp_path: Path, there: bool
) -> None:
    url = f"sqlite:///{tmp_path / 'service.db'}"
    (firm,) = make_firms(url, 1)
    environment = {
        "DATABASE_URL": url, "SECRET_KEY": "n" * 40, "DEMO": "", "INSECURE_COOKIES_ON_LOOPBACK": "1", "OTEL_BSP_SCHEDULE_DELAY": "200",
        "OTEL_EXPORTER_OTLP_ENDPOINT": collector.address if there else nobody_there, "OTEL_EXPORTER_OTLP_HEADERS": "x-avain=abc",
        "GUNICORN_CMD_ARGS": "--config deploy/gunicorn.conf.py",
    }  # fmt: skip
    import urllib.request

    server = Server("wsgi:app", environment, 2, prepared=True)
    with server:
        for _ in range(8):
            with urllib.request.urlopen(f"http://127.0.0.1:{server.port}{firm.at()}", timeout=20) as answer:
                assert answer.status == 200
        begun = time.monotonic()
    assert time.monotonic() - begun < 12
    assert len(collector.named("GET survey.welcome")) == (8 if there else 0)
    assert all(one.get("x-avain") == "abc" for one in collector.headers)


def test_without_a_collector_nothing_of_it_is_loaded() -> None:
    code = "import sys, wsgi; print([m for m in sys.modules if m.startswith(('opentelemetry', 'google.protobuf'))])"
    given = {
        **os.environ,
        "SECRET_KEY": "n" * 40,
        "DATABASE_URL": "sqlite://",
        "DEMO": "",
        "OTEL_EXPORTER_OTLP_ENDPOINT": "",
    }
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, env=given, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "given", ["collector:4318", "ftp://a.example", "https://a:b@c.example", "http://a.example?x=1", "http:// a"]
)
def test_an_address_that_is_none_is_refused_at_the_start_without_being_told(given: str) -> None:
    _settings, refused = gathered({"SECRET_KEY": "n" * 40, "OTEL_EXPORTER_OTLP_ENDPOINT": given})
    (sentence,) = refused
    assert sentence.startswith("OTEL_EXPORTER_OTLP_ENDPOINT is no address")
    assert given not in sentence


def test_libraries_that_are_not_there_are_told_with_the_one_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("osaamistase.neighbours.find_spec", lambda _name: None)
    given = {"SECRET_KEY": "n" * 40, "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318/"}
    assert "requirements/tracing.txt" in gathered(given)[1][0]
    monkeypatch.undo()
    settings, refused = gathered(given)
    assert (settings.tracing, refused) == ("http://127.0.0.1:4318", [])


def test_the_doctor_tells_whether_the_collector_answers(collector: Collector, nobody_there: str) -> None:
    def levels(address: str) -> list[str]:
        return [one.level for one in check_collector(replace(settings_for("sqlite://"), tracing=address))]

    assert levels("") == []
    assert levels(collector.address) == ["ok"]
    assert levels(f"{collector.address}/v1/traces") == ["warning"]
    assert levels(nobody_there) == ["warning"]
    assert collector.spans() == []
