"""`prepare` on tables of other releases: what it does to them, and what it says."""

import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import downgrade
from sqlalchemy import create_engine, text

from osaamistase.app import create_app
from osaamistase.cli import upgrading
from osaamistase.database import db
from osaamistase.errors import Misfit
from osaamistase.releases.schema import newest, oldest_fit
from osaamistase.releases.store import find_other_users, find_running
from tests.conftest import settings_for
from tests.faults.hosts import wait_for
from tests.locks import locked
from tests.postgres import own_database
from tests.releases.first import BEFORE


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'own.db'}"
    return own_database(str(request.getfixturevalue("postgres_url")), "upgrading")


@pytest.fixture
def app(url: str) -> Iterator[Flask]:
    """On tables that `prepare` made."""
    app = create_app(settings_for(url))
    assert prepared(app) == (0, "")
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def prepared(app: Flask, *words: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["prepare", *words])
    return result.exit_code, result.output


def stands(app: Flask) -> tuple[str, str | None]:
    with app.app_context(), db.engine.connect() as connection:
        row = connection.execute(text("SELECT version_num, works_with FROM alembic_version")).one()
    return row[0], row[1]


def test_tables_a_release_behind_are_brought_up_and_say_what_code_they_fit(app: Flask) -> None:
    with app.app_context():
        downgrade(revision=BEFORE)
        db.session.remove()
        db.engine.dispose()
    assert prepared(app) == (0, "")
    assert stands(app) == (newest(), oldest_fit(newest()))
    assert prepared(app) == (0, "")  # and there is nothing to do


def test_tables_of_a_newer_release_are_left_alone_whether_they_fit_or_not(app: Flask) -> None:
    for floor, code, told in (
        (newest(), 0, "works with them all the same: bring that release here, too. Nothing was changed."),
        ("9998", 2, "prepare: the tables are at 9999, of a newer release"),
    ):
        put(app, "9999", floor)
        said = prepared(app)
        assert (said[0], told in said[1]) == (code, True), said
        assert stands(app) == ("9999", floor)


def test_a_server_does_not_begin_on_tables_that_it_does_not_fit_and_begins_where_it_does(app: Flask, url: str) -> None:
    for stands, floor, told in (
        (BEFORE, None, "osaamistase: the tables are at .* and this release needs .*: run flask --app wsgi prepare"),
        ("9999", "9998", "osaamistase: the tables are at 9999, .* and fit none before 9998: install that release"),
    ):
        put(app, stands, floor)
        with pytest.raises(Misfit, match=told):
            create_app(settings_for(url))
    put(app, "9999", newest())
    create_app(settings_for(url))
    nobody = create_app(replace(settings_for("postgresql+psycopg://nobody@127.0.0.1:1/none"), database_wait=1))
    assert nobody.test_client().get("/readyz").status_code == 503  # it may come while we serve


def put(app: Flask, revision: str, floor: str | None) -> None:
    with app.app_context(), db.engine.begin() as connection:
        row = {"revision": revision, "floor": floor}
        connection.execute(text("UPDATE alembic_version SET version_num = :revision, works_with = :floor"), row)


def test_who_holds_the_tables_makes_it_ask_again_and_in_the_end_say_so(
    app: Flask, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upgrading, "_PAUSE", 0.05)
    monkeypatch.setattr(upgrading, "_GIVES_UP", 0.5)
    impatient = create_app(replace(settings_for(url), database_wait=1))
    with app.app_context():
        downgrade(revision=BEFORE)
        db.session.remove()
        db.engine.dispose()
    with locked(url, "alembic_version"):
        code, told = prepared(impatient, "--others-may-fail")
    assert (code, "somebody holds on to the tables" in told) == (2, True), told
    release = threading.Event()

    def hold() -> None:
        with locked(url, "alembic_version"):
            release.wait(1.0)

    monkeypatch.setattr(upgrading, "_GIVES_UP", 60)
    holder = threading.Thread(target=hold)
    holder.start()
    time.sleep(0.2)
    assert prepared(impatient, "--others-may-fail")[0] == 0
    holder.join()
    assert stands(app)[0] == newest()
    with impatient.app_context():
        db.engine.dispose()


def test_on_sqlite_whoever_else_has_the_file_open_is_seen_and_stops_a_change_that_could_break_them(
    tmp_path: Path,
) -> None:
    path = str(tmp_path / "own.db")
    app = create_app(settings_for(f"sqlite:///{path}"))
    assert prepared(app) == (0, "")
    with app.app_context():
        downgrade(revision=BEFORE)
        db.session.remove()
        db.engine.dispose()
    assert not find_other_users(path)
    with closing(sqlite3.connect(path)) as other:
        other.execute("SELECT count(*) FROM users").fetchall()  # it stands between two requests
        assert find_other_users(path)
        code, told = prepared(app)
        assert (code, "end the web server and the workers" in told) == (2, True)
        with closing(sqlite3.connect(path)) as look:
            assert look.execute("SELECT version_num FROM alembic_version").fetchall() == [(BEFORE,)]
    assert prepared(app) == (0, "")
    with closing(sqlite3.connect(path)) as look:
        assert look.execute("PRAGMA journal_mode").fetchall() == [("wal",)]
    with app.app_context():
        db.engine.dispose()


def test_on_postgresql_every_connection_says_of_which_release_it_is(postgres_url: str) -> None:
    url = own_database(postgres_url, "signing")
    app, stranger = create_app(settings_for(url)), create_engine(url)

    def seen_by_a_stranger() -> Mapping[str, int]:
        with stranger.connect() as strange:  # within one transaction PostgreSQL tells the same again
            return find_running(strange)

    with app.app_context():
        with db.engine.connect() as one, db.engine.connect() as other:
            other.execute(text("SELECT 1"))
            assert find_running(one) == {newest(): 2}
            assert seen_by_a_stranger() == {newest(): 2}
        db.engine.dispose()
    wait_for(lambda: seen_by_a_stranger() == {}, seconds=20)  # its process there ends a moment later
    stranger.dispose()
