"""The worker as it is run: a process of its own that prints what waits, survives what falls and ends when told."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from osaamistase.clock import now
from osaamistase.database import db, transaction
from osaamistase.prints.models import Document, PrintJob
from osaamistase.prints.store import add_job
from osaamistase.settings import ROOT
from scripts.prepared import Prepared, flask

PATIENCE = 90  # seconds
LONG = "<!doctype html><html lang='fi'><head><title>Testi</title></head><body>" + "<p>Sana sanaa seuraa.</p>" * 2500


def environment(app: Flask) -> dict[str, str]:
    return {**os.environ, "DATABASE_URL": app.config["OSAAMISTASE"].database_url}


@contextmanager
def running(app: Flask) -> Iterator[Prepared]:
    process = Prepared(["flask", "--app", "wsgi", "worker"], environment(app))
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def put(app: Flask, subject: str, html: str = "<h1>Testi</h1>") -> None:
    with app.app_context(), transaction():
        add_job(subject, "fi", html, now(), None)


def count(app: Flask, table: type[Document] | type[PrintJob]) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table)) or 0


def claimed(app: Flask) -> bool:
    with app.app_context():
        return bool(db.session.scalar(select(PrintJob.id).where(PrintJob.claimed_until.is_not(None))))


def wait_for(true: Callable[[], object]) -> None:
    """For as long as starting and a long page may take on a machine with much else to do."""
    for _time in range(20 * PATIENCE):
        if true():
            return
        time.sleep(0.05)
    raise AssertionError(f"it did not come about in {PATIENCE} seconds")


def test_once_prints_what_waits_and_ends(app: Flask) -> None:
    for number in range(3):
        put(app, f"testi-{number}")
    done = flask(environment(app), "worker", "--once")
    assert (done.returncode, done.stderr) == (0, "")
    assert (count(app, Document), count(app, PrintJob)) == (3, 0)


@pytest.mark.slow
def test_what_a_killed_worker_had_in_hand_is_printed_by_the_next(app: Flask) -> None:
    put(app, "pitka", LONG)
    with running(app) as first:
        wait_for(lambda: claimed(app))
        first.kill()
        first.wait()
    assert (count(app, Document), count(app, PrintJob)) == (0, 1)
    with app.app_context(), transaction():  # its claim ends
        db.session.execute(update(PrintJob).values(claimed_until=now()))
    with running(app):
        wait_for(lambda: count(app, Document) == 1)
    assert count(app, PrintJob) == 0


def test_told_to_end_it_finishes_the_page_at_hand(app: Flask) -> None:
    put(app, "pitka", LONG)
    with running(app) as process:
        wait_for(lambda: claimed(app))
        process.terminate()
        assert process.wait(timeout=PATIENCE) == 0
    assert (count(app, Document), count(app, PrintJob)) == (1, 0)


def test_two_workers_share_what_waits_and_print_nothing_twice(app: Flask) -> None:
    for number in range(12):
        put(app, f"testi-{number}")
    with running(app), running(app):
        wait_for(lambda: count(app, PrintJob) == 0)
    assert count(app, Document) == 12


def test_nothing_but_the_worker_loads_the_press() -> None:
    """The web process stays small, and a page is never kept waiting by a print."""
    allowed = {"osaamistase/cli/worker.py", "osaamistase/cli/folders.py", "osaamistase/prints/press.py"}
    allowed |= {"osaamistase/cli/check_machine.py"}  # doctor prints one page
    found = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "osaamistase").rglob("*.py")
        if "weasyprint" in (text := Path(path).read_text(encoding="utf-8")) or "prints.press" in text
    }
    assert found <= allowed
