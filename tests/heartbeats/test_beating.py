"""A worker says that it lives: cheaply, also in the middle of long work, and never at the cost of the work."""

import time
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask

from osaamistase.cli import beating, worker
from osaamistase.cli.beating import Pulse, forget_silent
from osaamistase.clock import now
from osaamistase.database import Base, db
from osaamistase.heartbeats.pulse import ALIVE, EVERY, KEPT, is_alive
from osaamistase.heartbeats.store import find_newest_beat, list_beats, save_beat
from osaamistase.mail.store import find_unsent
from tests.locks import locked
from tests.mail.post import PostOffice, opened, queue
from tests.prints.test_worker import running, wait_for


def newest(app: Flask) -> datetime | None:
    with app.app_context():
        return find_newest_beat()


def count(app: Flask) -> int:
    with app.app_context():
        return len(list_beats())


@pytest.mark.slow
def test_two_workers_each_leave_a_row_and_one_killed_is_no_longer_believed_after_a_while(app: Flask) -> None:
    assert newest(app) is None
    began = now()
    with running(app) as first, running(app):
        wait_for(lambda: count(app) == 2)
        first.kill()
        first.wait()
    seen = newest(app)
    assert seen is not None
    assert began <= seen <= now()
    assert is_alive(seen, seen + ALIVE - timedelta(seconds=1))
    assert not is_alive(seen, seen + ALIVE)
    assert not is_alive(None, began)


def test_the_same_worker_writes_once_a_minute_and_keeps_when_it_started(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    pulse, kept = Pulse(), []

    def keep(name: str, started_at: datetime, at: datetime) -> bool:
        kept.append(at)
        return save_beat(name, started_at, at)

    monkeypatch.setattr(beating, "save_beat", keep)
    with app.app_context():
        for _time in range(1000):
            pulse.beat()
        (before,) = [(one.started_at, one.seen_at) for one in list_beats()]
        db.session.remove()
        assert len(kept) == 1
        later = time.monotonic() + EVERY.total_seconds()
        monkeypatch.setattr(time, "monotonic", lambda: later)
        pulse.beat()
        (after,) = [(one.started_at, one.seen_at) for one in list_beats()]
    assert len(kept) == 2
    assert after[0] == before[0]
    assert after[1] > before[1]


def test_rows_of_workers_long_silent_go_and_no_others(app: Flask) -> None:
    with app.app_context():
        for name, age in (("gone", KEPT), ("silent", KEPT - timedelta(seconds=30)), ("alive", timedelta(0))):
            assert save_beat(name, now() - age, now() - age)
        assert forget_silent in worker.DUTIES
        assert forget_silent() is False
        assert [one.name for one in list_beats()] == ["alive", "silent"]


def test_who_holds_the_table_keeps_a_worker_half_a_second_and_the_row_comes_after(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beating, "AGAIN", timedelta(0))
    pulse = Pulse()
    with app.app_context():
        with locked(app.config["OSAAMISTASE"].database_url, "heartbeats"):
            began = time.monotonic()
            pulse.beat()
            assert time.monotonic() - began < 1
        assert find_newest_beat() is None
        db.session.remove()
        pulse.beat()
        assert find_newest_beat() is not None


def test_without_its_table_a_worker_works_on(app: Flask) -> None:
    table = [Base.metadata.tables["heartbeats"]]
    with app.app_context():
        Base.metadata.drop_all(db.engine, tables=table)
        try:
            Pulse().beat()
        finally:
            Base.metadata.create_all(db.engine, tables=table)
        assert find_newest_beat() is None


def test_between_two_letters_it_is_felt_so_that_a_slow_mail_server_does_not_look_like_a_dead_worker(app: Flask) -> None:
    beats: list[int] = []
    with opened(PostOffice()) as office, app.app_context():
        for _time in range(3):
            queue(app)
        settings = replace(app.config["OSAAMISTASE"], mail=office.settings)
        *_prints, deliver = worker._tasks(settings, False, lambda: beats.append(len(office.letters)))
        while deliver():
            pass
        assert find_unsent() == (0, 0)
    assert beats == [0, 1, 2]
