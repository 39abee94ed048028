"""Any table by what the database says of it: read row by row in the order of its key, and filled again."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    MetaData,
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
)  # fmt: skip
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import sort_tables_and_constraints

from osaamistase.backups.found import Found, Look, found_of, quoted, reason_of
from osaamistase.errors import BadFile
from osaamistase.releases.store import REVISIONS

_AT_ONCE = 500  # rows; of a table with files in it one, for each may be large


def get_kind(look: Look) -> str:
    return look.dialect.name


def list_tables(look: Look) -> list[Found]:
    """Every table, those first that others point at. Raises BadFile where one is of a make that no migration makes."""
    metadata = MetaData()
    metadata.reflect(bind=look)
    told = sort_tables_and_constraints(list(metadata.tables.values()))  # type: ignore[no-untyped-call]
    return [found_of(one) for one, _constraints in told if one is not None and one.name != REVISIONS]


def list_filled(look: Look, tables: Sequence[Found]) -> list[str]:
    """The names of those with any row."""
    return [one.name for one in tables if look.scalar(select(exists().select_from(one.table)))]


def add_lock(look: Look, tables: Sequence[Found], mode: str) -> None:
    """Until the transaction ends nobody alters these tables. SQLite's transactions need no lock for that."""
    if look.dialect.name == "postgresql" and tables:
        names = ", ".join(quoted(look, one.name) for one in tables)
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
        raise BadFile(one.name, f"the database does not take a row of it: {reason_of(error)}") from None


def save_numbering(look: Look, tables: Sequence[Found]) -> None:
    """New rows get numbers after those that are there. SQLite looks for itself."""
    if look.dialect.name != "postgresql":
        return
    for one in tables:
        for name in one.key:
            if one.kinds[name] != "number":
                continue
            asked = select(func.pg_get_serial_sequence(quoted(look, one.name), name))
            sequence = look.scalar(asked)
            highest = look.scalar(select(func.max(one.table.columns[name])))
            if sequence is not None and highest is not None:
                # Unlike setval() this is taken back with the transaction.
                look.exec_driver_sql(f"ALTER SEQUENCE {sequence} RESTART WITH {highest + 1}")
