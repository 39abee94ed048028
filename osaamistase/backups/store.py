"""Any table by what the database says of it: read row by row in the order of its key, and filled again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    ColumnElement,
    Connection,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    String,
    Table,
    Text,
    bindparam,
    cast,
    collate,
    exists,
    func,
    insert,
    select,
    text,
    type_coerce,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import ForeignKeyConstraint, sort_tables_and_constraints
from sqlalchemy.types import TypeEngine

from osaamistase.backups.kinds import Kind
from osaamistase.errors import BadFile
from osaamistase.releases.store import REVISIONS

_KINDS: Sequence[tuple[type[TypeEngine[Any]], Kind]] = (
    (JSON, "json"), (Boolean, "flag"), (DateTime, "moment"), (Date, "day"), (LargeBinary, "bytes"),
    (Integer, "number"), (Numeric, "decimal"), (String, "text"),
)  # fmt: skip
_AT_ONCE = 500  # rows; of a table with files in it one, for each may be large

Look = Connection


@dataclass(frozen=True)
class Found:
    """A table as the database has it. Columns come key first, then by name: that is alike wherever it was made."""

    table: Table
    kinds: Mapping[str, Kind]
    key: Sequence[str]

    @property
    def name(self) -> str:
        return self.table.name


def get_kind(look: Look) -> str:
    return look.dialect.name


def list_tables(look: Look) -> list[Found]:
    """Every table, those first that others point at. Raises BadFile where one is of a make that no migration makes."""
    metadata = MetaData()
    metadata.reflect(bind=look)
    told = sort_tables_and_constraints(list(metadata.tables.values()))  # type: ignore[no-untyped-call]
    return [_found(one) for one, _constraints in told if one is not None and one.name != REVISIONS]


def _found(one: Table) -> Found:
    key = [part.name for part in one.primary_key]
    if not key:
        raise BadFile(one.name, "has no primary key, so that its rows have no order; give it one or move it elsewhere")
    rest = sorted(part.name for part in one.columns if part.name not in key)
    return Found(one, {name: _kind(one, name) for name in (*key, *rest)}, key)


def _kind(one: Table, name: str) -> Kind:
    for type_, kind in _KINDS:
        if isinstance(one.columns[name].type, type_):
            return kind
    raise BadFile(f"{one.name}.{name}", f"is of a type that backups do not know: {one.columns[name].type!r}")


def list_filled(look: Look, tables: Sequence[Found]) -> list[str]:
    """The names of those with any row."""
    return [one.name for one in tables if look.scalar(select(exists().select_from(one.table)))]


def add_lock(look: Look, tables: Sequence[Found], mode: str) -> None:
    """Until the transaction ends nobody alters these tables. SQLite's transactions need no lock for that."""
    if look.dialect.name == "postgresql" and tables:
        names = ", ".join(_quoted(look, one.name) for one in tables)
        look.execute(text(f"LOCK TABLE {names} IN {mode} MODE"))


def list_rows(look: Look, one: Found) -> Iterator[Sequence[Any]]:
    """Rows in the order of their key, byte by byte of texts, whatever the database's own order of letters is."""
    on_postgresql = look.dialect.name == "postgresql"
    asked: list[ColumnElement[Any]] = []
    for name, kind in one.kinds.items():
        part = one.table.columns[name]
        if kind == "json":
            asked.append(cast(part, Text) if on_postgresql else type_coerce(part, Text))
        else:
            asked.append(part)
    order = [
        collate(one.table.columns[name], "C")
        if on_postgresql and one.kinds[name] == "text"
        else one.table.columns[name]
        for name in one.key
    ]
    at_once = 1 if "bytes" in one.kinds.values() else _AT_ONCE
    with look.execute(select(*asked).order_by(*order).execution_options(yield_per=at_once)) as rows:
        yield from rows


def add_rows(look: Look, one: Found, rows: Sequence[Mapping[str, Any]]) -> None:
    """Raises BadFile where the database takes one of them not, with its reason and nothing of what stands in them."""
    on_postgresql = look.dialect.name == "postgresql"
    values: dict[str, Any] = {}
    for name, kind in one.kinds.items():
        if kind != "json":
            values[name] = bindparam(f"v_{name}", type_=one.table.columns[name].type)
        elif on_postgresql:
            values[name] = cast(bindparam(f"v_{name}", type_=Text()), JSON)
        else:
            values[name] = type_coerce(bindparam(f"v_{name}", type_=Text()), Text)
    try:
        look.execute(insert(one.table).values(values), [{f"v_{name}": row[name] for name in one.kinds} for row in rows])
    except (DBAPIError, OverflowError, ValueError) as error:
        raise BadFile(one.name, f"the database does not take a row of it: {_reason(error)}") from None


def _reason(error: Exception) -> str:
    """The driver's own words without the values: PostgreSQL tells those in its details only."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    told = getattr(getattr(cause, "diag", None), "message_primary", None) or str(cause) or type(cause).__name__
    return str(told).splitlines()[0]


def remove_guards(look: Look, tables: Sequence[Found]) -> list[str]:
    """For this transaction: no trigger refuses a row, and rows may come before those they point at.

    What brings the guards back, statement by statement.
    """
    if look.dialect.name == "postgresql":
        return _remove_guards_of_postgresql(look, tables)
    triggers = look.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")).all()
    for name, _words in triggers:
        look.exec_driver_sql(f"DROP TRIGGER {_quoted(look, name)}")
    look.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    return [*(words for _name, words in triggers), "PRAGMA defer_foreign_keys = OFF"]


def _remove_guards_of_postgresql(look: Look, tables: Sequence[Found]) -> list[str]:
    back = []
    for one in tables:
        name = _quoted(look, one.name)
        for constraint in _pointing_in_a_circle(tables, one.table):
            which = f"ALTER TABLE {name} ALTER CONSTRAINT {_quoted(look, str(constraint.name))}"
            look.execute(text(f"{which} DEFERRABLE INITIALLY DEFERRED"))
            back.append(f"{which} NOT DEFERRABLE")
        look.execute(text(f"ALTER TABLE {name} DISABLE TRIGGER USER"))
        back.append(f"ALTER TABLE {name} ENABLE TRIGGER USER")
    return ["SET CONSTRAINTS ALL IMMEDIATE", *back]


def _pointing_in_a_circle(tables: Sequence[Found], one: Table) -> list[ForeignKeyConstraint]:
    """Those that no order of tables satisfies: at itself, or at a table that is filled after it."""
    after = {found.name for found in tables[[found.name for found in tables].index(one.name) :]}
    return [
        constraint
        for constraint in one.foreign_key_constraints
        if constraint.referred_table.name in after and not constraint.deferrable
    ]


def add_guards(look: Look, statements: Sequence[str]) -> None:
    """The guards stand again. Raises BadFile where a row points at one that is not there."""
    try:
        if look.dialect.name == "sqlite":
            astray = look.exec_driver_sql("PRAGMA foreign_key_check").first()
            if astray is not None:
                raise BadFile(str(astray[0]), f"a row points at one of {astray[2]} that is not there")
        for statement in statements:
            look.exec_driver_sql(statement)
    except DBAPIError as error:
        raise BadFile("file", f"rows do not fit together: {_reason(error)}") from None


def save_numbering(look: Look, tables: Sequence[Found]) -> None:
    """New rows get numbers after those that are there. SQLite looks for itself."""
    if look.dialect.name != "postgresql":
        return
    for one in tables:
        for name in one.key:
            if one.kinds[name] != "number":
                continue
            asked = select(func.pg_get_serial_sequence(_quoted(look, one.name), name))
            sequence = look.scalar(asked)
            highest = look.scalar(select(func.max(one.table.columns[name])))
            if sequence is not None and highest is not None:
                # Unlike setval() this is taken back with the transaction.
                look.exec_driver_sql(f"ALTER SEQUENCE {sequence} RESTART WITH {highest + 1}")


def _quoted(look: Look, name: str) -> str:
    return look.dialect.identifier_preparer.quote(name)
