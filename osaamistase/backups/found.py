"""A table by what the database says of it, and how its columns go into a backup."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, Boolean, Connection, Date, DateTime, Integer, LargeBinary, Numeric, String, Table
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

from osaamistase.backups.kinds import Kind
from osaamistase.errors import BadFile

_KINDS: Sequence[tuple[type[TypeEngine[Any]], Kind]] = (
    (JSON, "json"), (Boolean, "flag"), (DateTime, "moment"), (Date, "day"), (LargeBinary, "bytes"),
    (Integer, "number"), (Numeric, "decimal"), (String, "text"),
)  # fmt: skip

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


def found_of(one: Table) -> Found:
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


def quoted(look: Look, name: str) -> str:
    return look.dialect.identifier_preparer.quote(name)


def reason_of(error: Exception) -> str:
    """The driver's own words without the values: PostgreSQL tells those in its details only."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    told = getattr(getattr(cause, "diag", None), "message_primary", None) or str(cause) or type(cause).__name__
    return str(told).splitlines()[0]
