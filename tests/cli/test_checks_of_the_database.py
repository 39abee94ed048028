"""What `doctor` tells of the database: tables, worker, clock, disk."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, text

from osaamistase.app import create_app
from osaamistase.cli import check_database
from osaamistase.cli.check_database import _clock, _file_system, _worker
from osaamistase.clock import now
from osaamistase.database import db
from osaamistase.heartbeats.pulse import ALIVE
from osaamistase.heartbeats.store import save_beat
from osaamistase.releases.schema import newest
from osaamistase.settings import ROOT
from tests.conftest import settings_for


def test_tables_of_another_release_are_told_with_the_way_on(url: str) -> None:
    engine = create_engine(url)
    for stands, told in (
        ("0017", "run flask --app wsgi prepare"),
        ("9999", "fit none before 9998: install that release"),
    ):
        with engine.begin() as connection:
            row = {"stands": stands, "floor": "9998"}
            connection.execute(text("UPDATE alembic_version SET version_num = :stands, works_with = :floor"), row)
        found_ = list(check_database.check_database(Flask(__name__), settings_for(url)))
        assert [one.about for one in found_ if one.about != "clock"] == ["database", "tables"]
        (tables,) = [one for one in found_ if one.level == "wrong"]
        assert f"are at {stands}" in tables.what
        assert told in tables.what
    with engine.begin() as connection:  # a newer one, that this one works with
        row = {"floor": newest()}
        connection.execute(text("UPDATE alembic_version SET version_num = '9999', works_with = :floor"), row)
    found_ = list(check_database.check_database(Flask(__name__), settings_for(url)))
    (tables,) = [one for one in found_ if one.about == "tables"]
    assert (tables.level, "bring that release here, too" in tables.what) == ("ok", True)
    engine.dispose()


def test_a_worker_silent_for_minutes_is_told_with_when_it_was_last_heard_of(app: Flask) -> None:
    with app.app_context():
        assert save_beat("silent", now() - ALIVE, now() - ALIVE)
        (one,) = _worker()
        db.session.remove()
        assert one.level == "wrong"
        assert "since " in one.what
        assert save_beat("alive", now(), now())
        assert [one.level for one in _worker()] == ["ok"]


def test_a_clock_apart_from_the_databases_is_told(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    app = create_app(settings_for(postgres_url))
    with app.app_context():
        assert [one.level for one in _clock()] == ["ok"]
        monkeypatch.setattr(check_database, "now", lambda: now() + timedelta(minutes=3))
        (one,) = _clock()
        assert (one.level, "-180 s" in one.what) == ("wrong", True)
        db.session.remove()
        db.engine.dispose()


def test_the_kind_of_a_disk_is_that_of_the_nearest_mount() -> None:
    assert _file_system(Path("/proc/self/status")) == "proc"
    assert _file_system(Path("/proc")) == "proc"
    assert _file_system(ROOT) not in ("", "proc")
