"""What people did leaves a trace, in a chain in which nothing can be changed or left out unseen."""

import json
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from osaamistase.audit.models import AuditEvent, AuditSeal
from osaamistase.audit.steps import seal
from osaamistase.clock import now
from osaamistase.database import db, transaction
from osaamistase.survey.store import save_answers
from tests.accounts.keys import bearer, key_of
from tests.conftest import signed_in
from tests.page import PageClient
from tests.people import PASSWORD, People, quick_answers
from tests.signin.test_sign_in import with_factor


def events(app: Flask) -> list[tuple[str, str, str, dict[str, int]]]:
    with app.app_context():
        found = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
        return [(one.actor, one.what, one.endpoint, one.about) for one in found]


def sealed(app: Flask) -> int:
    with app.app_context(), transaction():
        return seal()


def verified(app: Flask, *words: str) -> tuple[int, str, str]:
    done = app.test_cli_runner().invoke(args=["audit", "verify", *words])
    return done.exit_code, done.stdout.strip(), done.stderr.strip()


@pytest.fixture
def trodden(app: Flask, people: People) -> Flask:
    """A little of everything was done, and sealed."""
    adviser = signed_in(app, people.adviser_email)
    adviser.get(f"/yritykset/{people.firm.company_id}")
    adviser.post_form(f"/kierrokset/{people.firm.round_id}/yhdessa", page="/yritykset")
    adviser.get(f"/kysely/{people.firm.round_id}/kysymykset.pdf")
    manager = signed_in(app, people.manager_email)
    manager.get("/palvelut/vie.xlsx")
    assert sealed(app) > 5
    return app


def test_who_saw_changed_printed_and_took_out_what_is_kept(trodden: Flask, people: People) -> None:
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


def test_the_chain_is_whole_and_its_head_can_be_written_down(trodden: Flask) -> None:
    code, said, wrong = verified(trodden)
    assert (code, wrong) == (0, "")
    head = said.rsplit(" ", 1)[1]
    assert len(head) == 64
    with trodden.app_context(), transaction():
        db.session.add(AuditEvent(at=now(), actor="user", actor_id=1, what="view", endpoint="x", about={}, request=""))
    sealed(trodden)
    assert verified(trodden, "--head", head)[0] == 0
    assert verified(trodden, "--head", "0" * 64)[0] == 1


@pytest.mark.parametrize("how", ["words", "firm", "gone", "both gone", "inserted", "swapped", "cut"])
def test_whatever_is_done_to_it_shows(trodden: Flask, how: str) -> None:
    head = verified(trodden)[1].rsplit(" ", 1)[1]
    with trodden.app_context(), db.engine.begin() as connection:
        unguarded(connection, lambda: spoil(connection, how))
    code, _said, wrong = verified(trodden, *(("--head", head) if how == "cut" else ()))
    assert code == 1
    assert wrong


def test_an_event_whose_row_alone_is_gone_shows_with_its_place(trodden: Flask) -> None:
    """The database's own tools may leave a seal of nothing behind."""
    with trodden.app_context(), db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        else:
            raw = connection.connection.dbapi_connection
            assert raw is not None
            raw.execute("PRAGMA foreign_keys=OFF")  # type: ignore[attr-defined]
        second = select(AuditSeal.event_id).where(AuditSeal.position == 2).scalar_subquery()
        unguarded(connection, lambda: connection.execute(delete(AuditEvent).where(AuditEvent.id == second)) and None)
        connection.commit()
        if connection.dialect.name != "postgresql":
            raw.execute("PRAGMA foreign_keys=ON")  # type: ignore[union-attr]
    code, _said, wrong = verified(trodden)
    assert code == 1
    assert wrong.startswith("position 2, ")


def unguarded(connection: Connection, change: Callable[[], None]) -> None:
    """Who owns the database can take its guards away; the chain shows it nevertheless."""
    guards = {"keep_audit_events": "audit_events", "keep_audit_seals": "audit_seals"}
    if connection.dialect.name == "postgresql":
        for turn in ("DISABLE", "ENABLE"):
            for name, table in guards.items():
                connection.execute(text(f"ALTER TABLE {table} {turn} TRIGGER {name}"))
            if turn == "DISABLE":
                change()
        return
    words = "SELECT name, sql FROM sqlite_master WHERE name IN ('keep_audit_events', 'keep_audit_seals')"
    kept = connection.execute(text(words)).all()
    for name, _sql in kept:
        connection.execute(text(f"DROP TRIGGER {name}"))
    change()
    for _name, sql in kept:
        connection.execute(text(sql))


def spoil(connection: Connection, how: str) -> None:
    run = connection.execute
    second = run(select(AuditSeal.event_id).where(AuditSeal.position == 2)).scalar_one()
    position, last = run(
        select(AuditSeal.position, AuditSeal.event_id).order_by(AuditSeal.position.desc())
    ).first() or (0, 0)
    if how == "words":
        run(update(AuditEvent).where(AuditEvent.id == second).values(actor_id=4711))
    elif how == "firm":
        run(update(AuditSeal).where(AuditSeal.position == 2).values(company_id=4711))
    elif how == "inserted":
        values = {
            "at": now(),
            "actor": "user",
            "actor_id": 1,
            "what": "view",
            "endpoint": "x",
            "about": {},
            "request": "",
        }
        made = run(insert(AuditEvent).values(**values)).inserted_primary_key
        assert made is not None
        run(insert(AuditSeal).values(position=position + 1, event_id=made[0], company_id=None, sha256="1" * 64))
    elif how == "swapped":
        run(delete(AuditSeal).where(AuditSeal.position == position))
        run(update(AuditSeal).where(AuditSeal.position == 2).values(event_id=last))
    else:
        run(delete(AuditSeal).where(AuditSeal.position == (position if how == "cut" else 2)))
        if how != "gone":
            run(delete(AuditEvent).where(AuditEvent.id == (last if how == "cut" else second)))


def test_nobody_changes_an_event_through_the_service(trodden: Flask) -> None:
    with trodden.app_context(), pytest.raises(IntegrityError), transaction():
        db.session.execute(update(AuditEvent).values(what="view"))
    with trodden.app_context(), pytest.raises(IntegrityError), transaction():
        db.session.execute(update(AuditSeal).values(company_id=None))


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


def test_what_commits_late_gets_its_place_and_a_long_chain_is_not_read_again(
    app: Flask, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("osaamistase.audit.store.LOOKED_BACK", 3)

    def add(number: int | None = None) -> None:
        event = AuditEvent(at=now(), actor="user", actor_id=1, what="view", endpoint="x", about={}, request="")
        if number is not None:
            event.id = number
        db.session.add(event)

    with app.app_context(), transaction():
        for number in (1001, 1002, 1004, 1005, 1006, 1007):
            add(number)
    assert sealed(app) == 6
    with app.app_context(), transaction():
        add(1003)  # before the three that are looked back at
    assert sealed(app) == 0
    with app.app_context(), transaction():
        db.session.execute(delete(AuditEvent).where(AuditEvent.id == 1003))
        add(1008)
    assert sealed(app) == 1
    assert verified(app)[0] == 0
