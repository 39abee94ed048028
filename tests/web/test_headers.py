"""What every answer tells the browser, whatever kind of answer it is."""

import re

import pytest
from flask import Flask

from tests.page import PageClient
from tests.people import People

KINDS = {
    "/kirjaudu": 200, "/ei/ole": 404, "/": 302, "/static/site.css": 200, "/healthz": 200, "/api/v1/luvut": 401,
    "/metrics": 404,
}  # fmt: skip


@pytest.mark.parametrize(("address", "status"), KINDS.items())
def test_every_kind_of_answer_carries_the_same_protection(app: Flask, address: str, status: int) -> None:
    answer = PageClient(app).client.get(address, buffered=True)
    assert answer.status_code == status
    policy = dict(part.split(" ", 1) for part in answer.headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert not [part for part in policy.values() if "unsafe" in part or "*" in part or "http" in part]
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert policy["report-uri"] == "/csp-ilmoitus"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Server" not in answer.headers
    assert "X-Powered-By" not in answer.headers


def test_pages_are_kept_by_nobody_on_the_way(people: People, adviser: PageClient) -> None:
    assert adviser.get(f"/yritykset/{people.firm.company_id}").headers["Cache-Control"] == "no-store"


def test_no_page_needs_a_script_or_style_in_itself(app: Flask, people: People, adviser: PageClient) -> None:
    """So the policy names our own files alone and needs no nonces."""
    for page in ("/tanaan", f"/yritykset/{people.firm.company_id}", "/palvelut", "/oma-tunnus/koodi"):
        text = adviser.get(page).get_data(as_text=True)
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", text), page


def test_with_secure_cookies_the_browser_is_told_to_stay_on_https(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "SESSION_COOKIE_SECURE", True)
    answer = app.test_client().get("/kirjaudu", base_url="https://osaamistase.testi.example")
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert "Secure" in answer.headers["Set-Cookie"]


def test_reports_go_to_ourselves_by_a_name_where_browsers_take_one(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser that reads report-to passes report-uri over, and on http it takes no name for anything."""
    plain = app.test_client().get("/kirjaudu")
    assert "report-to" not in plain.headers["Content-Security-Policy"]
    assert "Reporting-Endpoints" not in plain.headers
    monkeypatch.setitem(app.config, "SESSION_COOKIE_SECURE", True)
    answer = app.test_client().get("/kirjaudu", base_url="https://osaamistase.testi.example")
    assert answer.headers["Content-Security-Policy"].endswith("; report-uri /csp-ilmoitus; report-to csp")
    assert answer.headers["Reporting-Endpoints"] == 'csp="/csp-ilmoitus"'


@pytest.mark.parametrize("host", ["paha.example", "paha.example:80", "osaamistase.testi.example.paha.example"])
def test_a_forged_host_is_told_in_no_letter_and_no_redirect(app: Flask, people: People, host: str) -> None:
    answer = app.test_client().get("/yritykset", headers={"Host": host})
    assert answer.status_code in (302, 400)
    assert host not in answer.headers.get("Location", "")
