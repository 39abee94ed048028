"""One database session a request, one `with transaction():` that commits. SQLite and PostgreSQL behave alike."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, TypeVar

from flask import Flask, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DDL, DateTime, Engine, Insert, MetaData, Update, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm import DeclarativeBase, MappedAsDataclass, Session
from sqlalchemy.types import TypeDecorator

View = TypeVar("View", bound=Callable[..., Any])
_writing: ContextVar[bool] = ContextVar("writing", default=False)
_before_commit: list[Callable[[], None]] = []
_ASIDE = 200  # milliseconds: so long a write that may as well be left out waits for the database


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True):
    """Every table. Constraints carry names, so that both databases and every migration can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Moment(TypeDecorator[datetime]):
    """A moment in UTC that comes back with its time zone from either database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


# What was loaded stays readable after a commit: nothing is fetched again while a page is drawn.
# Only the metadata is shared: Flask-SQLAlchemy's own model base does not take dataclass mappings on SQLAlchemy 2.1.
db = SQLAlchemy(metadata=Base.metadata, session_options={"expire_on_commit": False})


def before_commit(hook: Callable[[], None]) -> None:
    """Let `hook` write into every transaction before it commits; with it or not at all."""
    if hook not in _before_commit:
        _before_commit.append(hook)


@contextmanager
def transaction() -> Iterator[Session]:
    """The only commit: all of the block is kept, or none of it."""
    if not _writing.get() and db.session().in_transaction():
        db.session.commit()  # a page that only read so far: SQLite's reader must end before it may begin as a writer
    token = _writing.set(True)
    try:
        yield db.session()
        for hook in _before_commit:
            hook()
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        _writing.reset(token)


@contextmanager
def as_writer() -> Iterator[None]:
    """Every transaction that begins inside is a writer's from its start: on SQLite it might not become one later."""
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


@contextmanager
def one_look() -> Iterator[Connection]:
    """Whatever is read here is as it stood at one moment, however long it takes and whoever writes meanwhile."""
    token = _writing.set(False)
    try:
        with db.engine.connect().execution_options(whole_tables=True) as connection:
            if connection.dialect.name == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with connection.begin():  # on SQLite a reader of the write-ahead log keeps what it saw first
                yield connection
    finally:
        _writing.reset(token)


@contextmanager
def aside(patience: int = _ASIDE) -> Iterator[Connection]:
    """A connection of its own for one small write that nobody waits for, committed at the end of the block.

    What the request has read so far stays as it is. Raises OperationalError where the database is not free within
    `patience` milliseconds. Such a write is not forced to the disk: a power cut may take the last of them.
    """
    token = _writing.set(False)
    try:
        with db.engine.connect() as connection:
            if connection.dialect.name != "sqlite":
                connection.exec_driver_sql(
                    f"SET LOCAL lock_timeout = '{patience}ms'; SET LOCAL synchronous_commit = off"
                )
                yield connection
                connection.commit()
                return
            raw = connection.connection.dbapi_connection
            assert isinstance(raw, sqlite3.Connection)
            (usual,) = raw.execute("PRAGMA busy_timeout").fetchone()
            try:
                raw.execute(f"PRAGMA busy_timeout={patience}")
                raw.execute("PRAGMA synchronous=NORMAL")
                yield connection
                connection.commit()
            finally:
                connection.rollback()
                raw.execute("PRAGMA synchronous=FULL")
                raw.execute(f"PRAGMA busy_timeout={usual}")
    finally:
        _writing.reset(token)


def write_aside(statement: Update | Insert, patience: int = _ASIDE) -> bool:
    """One small change aside: where it cannot be made in so many milliseconds, it is not. Whether it was made."""
    try:
        with aside(patience) as connection:
            connection.execute(statement)
        return True
    except (OperationalError, InterfaceError):
        return False


def upsert(table: type[Base], dialect: str) -> Any:
    """An INSERT that can go on to ON CONFLICT, in the words of the database at hand."""
    return (postgresql if dialect == "postgresql" else sqlite).insert(table)


def refuse_in_database(table: str, name: str, event_: str, when: str, why: str) -> None:
    """A trigger that stops `event_` on a row for which `when` (SQL over OLD and NEW) is true, whoever asks.

    It is made with the table; a migration that makes or copies the table makes it too (tests/test_migrations.py).
    """
    on_sqlite = f"CREATE TRIGGER {name} BEFORE {event_} ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, '{why}'); END"
    on_postgresql = (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {when} THEN RAISE EXCEPTION '{why}' "
        f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN COALESCE(NEW, OLD); END $$; "
        f"CREATE TRIGGER {name} BEFORE {event_} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )
    for dialect, words in (("sqlite", on_sqlite), ("postgresql", on_postgresql)):
        made = DDL(words.replace("%", "%%")).execute_if(dialect=dialect)  # type: ignore[no-untyped-call]
        event.listen(Base.metadata.tables[table], "after_create", made)
    gone = DDL(f"DROP FUNCTION IF EXISTS {name}() CASCADE").execute_if(dialect="postgresql")  # type: ignore[no-untyped-call]
    event.listen(Base.metadata.tables[table], "before_drop", gone)


def reads_first(view: View) -> View:
    """Mark a view that takes a form and only reads until it saves, if it does: nobody who writes waits for it."""
    view.reads_first = True  # type: ignore[attr-defined]
    return view


def connect(app: Flask, url: str, wait: int = 10) -> None:
    """Tie the application to its database. Who finds it locked or gone waits `wait` seconds, then OperationalError."""
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    # hide_parameters: what people wrote stays out of error messages, and so out of the log.
    options: dict[str, Any] = {"hide_parameters": True}
    if url.startswith("postgresql"):
        patience = {"connect_timeout": wait, "options": f"-c lock_timeout={wait}s"}
        options |= {"pool_pre_ping": True, "connect_args": patience}
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options
    db.init_app(app)
    with app.app_context():
        _make_sqlite_keep_its_promises(db.engine, wait)

    @app.before_request
    def a_post_writes() -> None:
        view = app.view_functions.get(request.endpoint or "")
        reads = request.method in ("GET", "HEAD", "OPTIONS") or getattr(view, "reads_first", False)
        _writing.set(not reads)


def _make_sqlite_keep_its_promises(engine: Engine, wait: int) -> None:
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        # The driver's own transaction handling leaves half a failed migration behind: we say BEGIN ourselves.
        connection.isolation_level = None
        # SQLite's own lower() knows only ASCII; a search for "ääkkös" must find "Ääkkös Oy".
        connection.create_function("lower", 1, lambda text: text.lower() if text else text, deterministic=True)
        for pragma in (f"busy_timeout={wait * 1000}", "journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A reader that turns writer fails at once when another wrote meanwhile, so writers queue from the start.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")
