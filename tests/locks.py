"""A database that another holds on to: what a save meets while a backup, a repair or a stuck program has it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg
from flask import Flask
from sqlalchemy import make_url


def url_of(app: Flask) -> str:
    return str(app.config["OSAAMISTASE"].database_url)


@contextmanager
def locked(url: str, table: str = "answers") -> Iterator[None]:
    """No answer (or row of another `table`) can be saved inside the block: SQLite's one writer is another, PostgreSQL's table is locked whole."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(make_url(url).database or "", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
            other.execute("ROLLBACK")
    else:
        with psycopg.connect(url.replace("+psycopg", "")) as another:
            another.execute(f"LOCK TABLE {table}")
            yield
            another.rollback()
