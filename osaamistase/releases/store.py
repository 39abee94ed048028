"""What a database says of the releases that are at work on it."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing

from sqlalchemy import Connection, column, inspect, select, table, text

from osaamistase.releases.signing import SIGN

REVISIONS = "alembic_version"


def find_revision(look: Connection) -> str | None:
    """The migration that the tables stand at; None where none ever ran."""
    there = look.dialect.has_table(look, REVISIONS)
    return look.scalar(select(column("version_num")).select_from(table(REVISIONS))) if there else None


def find_oldest_fit(look: Connection) -> str | None:
    """The oldest revision whose code works with the tables; None where the database does not say so."""
    if "works_with" not in {one["name"] for one in inspect(look).get_columns(REVISIONS)}:
        return None
    return look.scalar(select(column("works_with")).select_from(table(REVISIONS)))


def find_running(look: Connection) -> Mapping[str, int]:
    """How many connections each release has to this PostgreSQL database, this process among them."""
    query = text(
        "SELECT substr(application_name, :after), count(*) FROM pg_stat_activity "
        "WHERE datname = current_database() AND starts_with(application_name, :sign) GROUP BY 1"
    )
    rows = look.execute(query, {"after": len(SIGN) + 1, "sign": SIGN}).all()
    return {str(release): int(many) for release, many in rows}


def find_other_users(path: str) -> bool:
    """Whether any other connection has this SQLite file open. The caller's own are closed by then."""
    with closing(sqlite3.connect(path, timeout=0.5, isolation_level=None)) as one:
        try:
            # Nobody may leave the write-ahead log while another is in it; whoever comes next enters it again.
            one.execute("PRAGMA journal_mode=DELETE")
            one.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            return True
    return False
