"""`doctor` on the database: there, new enough, with its tables, and with what nobody can work without."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import URL, func, make_url, select, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from osaamistase.accounts.models import User
from osaamistase.accounts.second_factor import unsealed
from osaamistase.cli.findings import Check, Finding, found, ok, on, wrong
from osaamistase.clock import now
from osaamistase.database import connect, db
from osaamistase.heartbeats.pulse import is_alive
from osaamistase.heartbeats.store import list_beats
from osaamistase.releases.fitting import PREPARE
from osaamistase.releases.guard import how_it_fits
from osaamistase.services.models import Service
from osaamistase.settings import Settings

_REMOTE = ("nfs", "cifs", "smb", "afs", "ceph", "gluster", "lustre", "fuse.sshfs", "fuse.gluster", "9p")
_ROOM = 200_000_000  # bytes: with less a copy of the database does not fit beside it
_APART = timedelta(seconds=5)


def check_database(app: Flask, settings: Settings) -> Iterator[Finding]:
    """From the outside in: where one thing is wrong, what stands on it is not looked at."""
    try:
        url = make_url(settings.database_url)
    except ArgumentError:
        yield wrong("database", "DATABASE_URL is no address: give postgresql://user:password@host/name")
        return
    kind = url.get_backend_name()
    if kind not in ("sqlite", "postgresql"):
        yield wrong("database", f"{kind} is not known here: give postgresql://… or nothing, for the embedded SQLite")
        return
    before = list(_file(url)) if kind == "sqlite" else []
    yield from before
    if any(one.level == "wrong" for one in before):
        return
    if "sqlalchemy" not in app.extensions:
        connect(app, settings.database_url, settings.database_wait)
    with app.app_context():
        try:
            yield from _inside(kind, settings.secret_key)
        except SQLAlchemyError as error:
            why = str(getattr(error, "orig", "") or error).splitlines()[0]
            yield wrong("database", f"does not answer ({why}): check DATABASE_URL, and that the server runs")
        finally:
            db.session.remove()
            db.engine.dispose()


def _inside(kind: str, key: str) -> Iterator[Finding]:
    yield from _version(kind)
    fit = list(_migrations())
    yield from fit
    checks: list[Check] = [_clock] if kind == "postgresql" else []
    if all(one.level == "ok" for one in fit):
        checks += [_catalogue, _administrator, on(_second_factors, key), _worker]
    yield from found(checks)


def _file(url: URL) -> Iterator[Finding]:
    """The file of SQLite: on a disk of this machine, with room, and ours to write."""
    if not url.database or url.database == ":memory:":
        yield wrong("database", "sqlite:// without a file forgets everything: give sqlite:////folder/osaamistase.db")
        return
    path = Path(url.database).absolute()
    if not path.exists():
        yield wrong("database", f"{path} is not there yet: {PREPARE}")
        return
    beside = [path, path.parent, *(one for end in ("-wal", "-shm") if (one := Path(f"{path}{end}")).exists())]
    for one in beside:
        if not os.access(one, os.W_OK):
            yield wrong("database", f"{one} cannot be written by this user: give it to the user that serves")
    kind = _file_system(path)
    if kind.startswith(_REMOTE):
        yield wrong(
            "database", f"{path} is on {kind}: SQLite loses data there; use a disk of this machine or PostgreSQL"
        )
    free = shutil.disk_usage(path.parent).free
    if free < max(_ROOM, 2 * path.stat().st_size):
        yield wrong("database", f"{free // 1_000_000} MB are free beside {path}: make room before saves are refused")


def _file_system(path: Path) -> str:
    """What the path's disk is, as Linux calls it; "" where nobody says."""
    best, kind = "", ""
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    for line in mounts.splitlines():
        _device, place, its_kind, *_rest = line.split(" ")
        place = place.replace("\\040", " ")
        if path.is_relative_to(place) and len(place) >= len(best):
            best, kind = place, its_kind
    return kind


def _version(kind: str) -> Iterator[Finding]:
    with db.engine.connect() as connection:
        if kind == "sqlite":
            if sqlite3.sqlite_version_info < (3, 35):
                yield wrong(
                    "database", f"SQLite {sqlite3.sqlite_version} is too old: 3.35 or newer comes with Debian 12"
                )
            else:
                yield ok("database", f"SQLite {sqlite3.sqlite_version}")
            return
        number = int(connection.scalar(text("SHOW server_version_num")) or 0)
        if number < 130000:
            yield wrong("database", f"PostgreSQL {number // 10000} is too old: 13 or newer is needed")
        else:
            yield ok("database", f"PostgreSQL {number // 10000}.{number % 10000}")


def _migrations() -> Iterator[Finding]:
    with db.engine.connect() as connection:
        fits = how_it_fits(connection)
    yield (ok if fits.serves else wrong)("tables", fits.what)


def _clock() -> Iterator[Finding]:
    before = now()
    theirs = db.session.scalar(text("SELECT clock_timestamp()"))
    apart = theirs.astimezone(UTC) - (before + (now() - before) / 2)
    if abs(apart) > _APART:
        seconds = round(apart.total_seconds())
        yield wrong("clock", f"the database's is {seconds:+} s from this machine's: let both be set by NTP")
    else:
        yield ok("clock", "goes with the database's")


def _catalogue() -> Iterator[Finding]:
    count = db.session.scalar(select(func.count()).select_from(Service)) or 0
    if not count:
        yield wrong("services", f"none are loaded, so that plans propose nothing: {PREPARE}")
    else:
        yield ok("services", f"{count} are loaded")


def _administrator() -> Iterator[Finding]:
    who = select(func.count()).where(User.role == "administrator", User.ended_at.is_(None))
    if not db.session.scalar(who):
        yield wrong("people", "no administrator can sign in: flask --app wsgi user add --role administrator")
    else:
        yield ok("people", "an administrator can sign in")


def _second_factors(key: str) -> Iterator[Finding]:
    """They are sealed under SECRET_KEY: of another machine's database none opens without that machine's."""
    kept = list(db.session.scalars(select(User.totp_secret).where(User.totp_secret != "", User.ended_at.is_(None))))
    shut = sum(unsealed(one, key) is None for one in kept)
    if shut and key:
        mend = (
            "give the one they were made under; where it is lost, people sign in with a code on paper, "
            "or user drop-second-factor lets them begin anew"
        )
        yield wrong("SECRET_KEY", f"{shut} of {len(kept)} second factors do not open with it: {mend}")


def _worker() -> Iterator[Finding]:
    beats, at = list_beats(), now()
    living = sum(is_alive(one.seen_at, at) for one in beats)
    if living:
        yield ok("worker", f"{living} heard of in the last minutes")
        return
    since = f"since {beats[0].seen_at:%d.%m.%Y %H:%M} UTC" if beats else "in the last hour"
    yield wrong("worker", f"none was heard of {since}: nothing is printed or mailed; run flask --app wsgi worker")
