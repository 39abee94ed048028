"""The tables brought up to this release while others go on serving, or left as they are where that would break them."""

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import current_app
from sqlalchemy import Connection, make_url
from sqlalchemy.exc import OperationalError

from osaamistase.cli.telling import refuse
from osaamistase.database import as_writer, db
from osaamistase.releases.fitting import Fit, left_behind, told_to_wait
from osaamistase.releases.guard import how_it_fits
from osaamistase.releases.schema import bring_up, known, newest, oldest_fit
from osaamistase.releases.store import find_other_users, find_revision, find_running

_WAIT = "300ms"  # for a lock; everybody who wants that table waits behind us so long, and then goes on
_PAUSE = 1.0  # seconds until we ask again, half as much or as much again
_GIVES_UP = 180.0  # seconds: a backup that is being made has ended by then
_LOCK = 0x6F7361616D697374  # whoever changes the tables holds it
_BUSY = ("55P03", "40P01")  # PostgreSQL: not within _WAIT; two that waited for each other


class _AnotherPrepares(Exception):
    """Somebody else is changing the tables at this moment."""


def bring_tables_up(others_may_fail: bool) -> Fit:
    """Ends the command with a sentence where others would break, or somebody holds a table for too long."""
    db.session.remove()
    until = time.monotonic() + _GIVES_UP
    while True:
        try:
            return _brought_up(others_may_fail)
        except (OperationalError, _AnotherPrepares) as error:
            if not _is_busy(error):
                raise
            if time.monotonic() > until:
                refuse("prepare: somebody holds on to the tables (a long backup?); run it again after that")
            time.sleep(_PAUSE * random.uniform(0.5, 1.5))  # noqa: S311  so that two do not meet again


def _brought_up(others_may_fail: bool) -> Fit:
    with db.engine.connect() as look:
        fits, stands = how_it_fits(look), find_revision(look)
    if fits.newer and not fits.serves:
        refuse(f"prepare: the tables {fits.what}")
    if fits.serves:
        return fits
    if stands is not None and oldest_fit(stands) != oldest_fit(newest()) and not others_may_fail:
        _refuse_to_break()
    with as_writer(), _hasty() as connection:
        bring_up(connection, newest())
        return how_it_fits(connection)


def _refuse_to_break() -> None:
    floor = oldest_fit(newest())
    if db.engine.dialect.name == "sqlite":
        db.engine.dispose()
        if find_other_users(make_url(current_app.config["OSAAMISTASE"].database_url).database or ""):
            refuse(
                f"prepare: the tables at {newest()} fit no release before {floor}, and another process has the "
                "database open: end the web server and the workers, then run prepare again. Nothing was changed. "
                "--others-may-fail does not ask."
            )
        return
    with db.engine.connect() as look:
        running = find_running(look)
    if behind := left_behind(running, floor, known()):
        refuse(f"prepare: {told_to_wait(running, behind, newest(), floor)}")


@contextmanager
def _hasty() -> Iterator[Connection]:
    """A connection that waits for no lock as long as others would notice, and the only one that changes tables."""
    with db.engine.connect() as connection:
        if connection.dialect.name != "postgresql":
            yield connection
            return
        connection.detach()  # so that it ends with the block, and all it holds with it
        connection.exec_driver_sql(f"SET lock_timeout = '{_WAIT}'")
        # Asked, not waited for: who waits inside a statement holds up an index that another builds.
        if not connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({_LOCK})").scalar():
            raise _AnotherPrepares
        connection.commit()
        yield connection


def _is_busy(error: OperationalError | _AnotherPrepares) -> bool:
    why = getattr(error, "orig", None)
    return why is None or getattr(why, "sqlstate", None) in _BUSY or "database is locked" in str(why)


others_may_fail = click.option(
    "--others-may-fail", is_flag=True, help="Change the tables even where releases at work on them cannot go on."
)
