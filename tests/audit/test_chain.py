"""The trace is a chain in which nothing can be changed or left out unseen."""

import sqlite3
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from osaamistase.audit.models import AuditEvent, AuditSeal
from osaamistase.clock import now
from osaamistase.database import db, transaction
from tests.audit.trail import sealed, verified
from tests.people import People


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
            assert isinstance(raw, sqlite3.Connection)
            raw.execute("PRAGMA foreign_keys=OFF")
        second = select(AuditSeal.event_id).where(AuditSeal.position == 2).scalar_subquery()
        unguarded(connection, lambda: connection.execute(delete(AuditEvent).where(AuditEvent.id == second)) and None)
        connection.commit()
        connection.invalidate()  # the next one begins as all do, with its keys held
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
