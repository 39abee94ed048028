"""A demonstration in which every table has rows, so that no table and no kind of column goes unrehearsed."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from flask_migrate import upgrade
from sqlalchemy import JSON, Column, Connection, Table, func, insert, select

from osaamistase.audit.chain import BEGIN
from osaamistase.audit.models import AuditCut, AuditEvent
from osaamistase.audit.steps import seal
from osaamistase.clock import now
from osaamistase.database import Base, Moment, db, transaction
from osaamistase.demo.fill import fill
from osaamistase.prints.store import add_document
from osaamistase.services.catalogue import read_catalogue
from osaamistase.services.store import save_catalogue
from osaamistase.settings import ROOT

WORD = 'ä\u2028”\\"\n🙂 '  # what a line of JSON could stumble over
_SAMPLES: Mapping[type, Any] = {
    str: WORD, int: 1, bool: True, bytes: bytes(range(256)), dict: {"ä": [1, 2.5, None, "\n"]},
    date: date(2026, 2, 28), datetime: datetime(2026, 10, 25, 1, 30, 0, 120, UTC), Decimal: Decimal("-1.2500"),
}  # fmt: skip


def fill_demo(firms: int) -> None:
    """The tables, the catalogue, the demonstration, one print, and a made-up row for every table that has none."""
    upgrade()
    with transaction():
        save_catalogue(read_catalogue((ROOT / "catalogue" / "services.toml").read_bytes()), now())
    fill(firms)
    with transaction() as session:
        done = {
            "at": now(),
            "actor": "user",
            "actor_id": 1,
            "what": "view",
            "endpoint": "desk.today",
            "about": {"ä": 1},
        }
        session.add(AuditEvent(**done, request="0123456789abcdef"))
        session.add(
            AuditCut(position=0, sha256=BEGIN, kept_since=now())
        )  # nothing was let go of, and the chain is whole
        session.flush()
        seal()
    with transaction():
        add_document("sheet-1", "fi", b"%PDF-1.7 \x00\xff made up", now(), None)
    with transaction() as session:
        connection = session.connection()
        for table in Base.metadata.sorted_tables:
            if not connection.scalar(select(func.count()).select_from(table)):
                _add_row(connection, table)
        assert all(connection.scalar(select(func.count()).select_from(one)) for one in Base.metadata.sorted_tables)
    db.session.remove()


def _add_row(connection: Connection, table: Table) -> None:
    row = {column.name: _value(connection, column) for column in table.columns if column.name != "id"}
    connection.execute(insert(table), row)


def _value(connection: Connection, column: Column[Any]) -> Any:
    for key in column.foreign_keys:
        return connection.scalar(select(func.min(key.column)))
    kind = {JSON: dict, Moment: datetime}.get(type(column.type)) or column.type.python_type
    return WORD[: column.type.length] if kind is str and getattr(column.type, "length", None) else _SAMPLES[kind]
