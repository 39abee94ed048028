"""What people did leaves a trace; who may read it finds what it tells."""

import json

import pytest
from flask import Flask
from sqlalchemy import select, text

from osaamistase.audit.models import AuditEvent
from osaamistase.clock import now
from osaamistase.database import db, transaction
from osaamistase.survey.store import save_answers
from tests.accounts.keys import bearer, key_of
from tests.audit.trail import events, sealed, verified
from tests.conftest import signed_in
from tests.page import PageClient
from tests.people import PASSWORD, People, quick_answers
from tests.signin.test_sign_in import with_factor


def test_who_saw_changed_printed_and_took_out_what_is_kept(trodden: Flask, people: People, adviser: PageClient) -> None:
    adviser.get(f"/kysely/{people.firm.round_id}/kysymykset.pdf")
    kept = events(trodden)
    firm = people.firm
    assert ("user", "sign-in", "signin.sign_in", {}) in kept
    assert ("user", "view", "desk.company", {"company_id": firm.company_id}) in kept
    assert [one for one in kept if one[1] == "change" and one[3] == {"round_id": firm.round_id}]
    assert [one for one in kept if one[1] == "print" and one[3] == {"round_id": firm.round_id}]
    assert [one for one in kept if one[1] == "export" and one[2] == "exchange.workbook"]


def test_a_firm_leaves_a_trace_where_it_submits_and_prints_and_not_with_every_answer(
    app: Flask, people: People, stranger: PageClient
) -> None:
    stranger.get(people.firm.at("alueet/TYO"))
    with app.app_context(), transaction():
        save_answers(people.firm.respondent_id, quick_answers(), None, now())
    stranger.post_form(people.firm.at("laheta"))
    kept = events(app)
    assert kept == [("link", "change", "results.submit", {"link_id": people.firm.link_id})]
    assert people.firm.token not in json.dumps(kept)


def test_a_refused_page_and_a_public_one_leave_none(app: Flask, people: People, adviser: PageClient) -> None:
    before = events(app)
    adviser.get("/tunnukset")
    adviser.get("/yritykset/999999")
    adviser.get("/tietosuoja")
    PageClient(app).get("/nain-laskemme")
    PageClient(app).get("/yritykset")
    assert events(app) == before


def test_a_sign_in_that_failed_leaves_whose_account_was_tried_and_nothing_that_was_typed(
    app: Flask, people: People, administrator: PageClient
) -> None:
    secret, _codes = with_factor(app, people.adviser_email)
    before, client = len(events(app)), PageClient(app)
    client.post_form("/kirjaudu", {"email": people.adviser_email, "password": "väärä lause"})
    client.post_form("/kirjaudu", {"email": "eiole@testi.example", "password": "väärä lause"})
    client.post_form("/kirjaudu", {"email": people.adviser_email, "password": PASSWORD})
    client.post_form("/kirjaudu/koodi", {"code": "000000"}, page="/kirjaudu/koodi")
    with app.app_context():
        kept = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()[before:]
    assert [(one.actor, one.actor_id, one.what, one.endpoint, one.about) for one in kept] == [
        ("nobody", people.adviser_id, "refused", "signin.sign_in", {}),
        ("nobody", None, "refused", "signin.sign_in", {}),
        ("nobody", people.adviser_id, "refused", "signin.second", {}),
    ]
    sealed(app)
    assert verified(app)[0] == 0
    page = administrator.get("/loki?mita=refused").get_data(as_text=True)
    assert page.count("<tr>") == 4
    assert page.count("joku tunnuksella Testi adviser") == 2
    assert page.count("joku ilman tunnusta") == 1
    assert "eiole" not in page
    assert administrator.get(f"/loki?kuka={people.adviser_id}").get_data(as_text=True).count("<tr>") == 3
    assert secret not in page


def test_who_goes_on_where_an_account_must_wait_leaves_a_trace_of_every_try(app: Flask, people: People) -> None:
    before, client = len(events(app)), PageClient(app)
    for _ in range(12):
        client.post_form("/kirjaudu", {"email": people.adviser_email, "password": "väärä lause"})
    assert [one[:2] for one in events(app)[before:]] == [("nobody", "refused")] * 12


def test_a_program_leaves_the_trace_of_whose_key_it_has(app: Flask, people: People) -> None:
    key = key_of(app, people.manager_email)
    before = len(events(app))
    assert PageClient(app).get("/api/v1/neljannekset", headers=bearer(key)).status_code == 200
    assert [one[:3] for one in events(app)[before:]] == [("key", "export", "api.editions")]


def test_who_guesses_codes_until_the_account_must_wait_leaves_a_trace_of_that_too(app: Flask, people: People) -> None:
    with_factor(app, people.adviser_email)
    client = PageClient(app)
    client.post_form("/kirjaudu", {"email": people.adviser_email, "password": PASSWORD})
    before = len(events(app))
    for _ in range(11):
        client.post_form("/kirjaudu/koodi", {"code": "000000"}, page="/kirjaudu/koodi")
    assert [one[:2] for one in events(app)[before:]] == [("nobody", "refused")] * 11


def test_a_change_and_its_trace_are_kept_together_or_not_at_all(
    app: Flask, people: People, adviser: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_event: AuditEvent) -> None:
        raise RuntimeError

    monkeypatch.setattr("osaamistase.audit.guard.add_event", fails)
    answer = adviser.post_form(f"/kierrokset/{people.firm.round_id}/yhdessa", page="/yritykset")
    assert answer.status_code == 500
    with app.app_context():
        together = db.session.scalar(text("SELECT count(*) FROM respondents WHERE together_at IS NOT NULL"))
    assert together == 0


def test_the_administrator_finds_by_person_kind_firm_and_day(trodden: Flask, people: People) -> None:
    administrator = signed_in(trodden, people.administrator_email)

    def rows(asked: str) -> int:
        return administrator.get(f"/loki?{asked}").get_data(as_text=True).count("<tr>")

    everything = rows("")
    assert 0 < rows(f"kuka={people.adviser_id}") < everything
    assert rows("mita=export") == 2
    assert 0 < rows("ytunnus=9000001-1") < everything
    assert rows("ytunnus=9000018-5") == rows("ytunnus=ei-ole") == 0
    assert rows("asti=1.1.2026") == 0
    assert rows("alkaen=1.1.2026") >= everything
    page = administrator.get("/loki?alkaen=roska").get_data(as_text=True)
    assert "muodossa 24.11.2026" in page
    assert "Testileipomo Oy" in administrator.get("/loki?ytunnus=9000001-1").get_data(as_text=True)


def test_long_logs_come_in_pages(app: Flask, people: People, administrator: PageClient) -> None:
    with app.app_context(), transaction():
        for _ in range(150):
            db.session.add(AuditEvent(at=now(), actor="user", actor_id=people.adviser_id, what="view", endpoint="x", about={}, request=""))  # fmt: skip
    first = administrator.get(f"/loki?kuka={people.adviser_id}").get_data(as_text=True)
    assert first.count("<tr>") == 101
    older = first.split('href="/loki?ennen=')[1].split('"')[0].replace("&amp;", "&")
    assert administrator.get(f"/loki?ennen={older}").get_data(as_text=True).count("<tr>") == 51
    everything = administrator.get("/loki").get_data(as_text=True).count("<tr>")
    for odd in ("0", "x", "-1", "9" * 20, "٣"):
        assert administrator.get(f"/loki?ennen={odd}").get_data(as_text=True).count("<tr>") == everything
