"""Every table comes from a migration: up, down with rows in, and no difference from the models. On both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import create_engine, inspect, text

from osaamistase.app import create_app
from osaamistase.database import Base, db, transaction
from tests.conftest import settings_for
from tests.people import make_people


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'empty.db'}"
    else:
        server = str(request.getfixturevalue("postgres_url"))
        url = server.rsplit("/", 1)[0] + "/migrations"
        engine = create_engine(server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text("DROP DATABASE IF EXISTS migrations"))
            connection.execute(text("CREATE DATABASE migrations"))
        engine.dispose()
    app = create_app(settings_for(url))
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def test_migrations_make_the_very_tables_of_the_models_and_take_them_away_with_rows_in(empty_app: Flask) -> None:
    with empty_app.app_context():
        upgrade()
        with db.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, Base.metadata) == []
        assert _guards() == _guards_of_models(empty_app)
        with transaction():
            make_people()
        db.session.remove()
        downgrade(revision="base")
        assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
        upgrade()
        assert set(inspect(db.engine).get_table_names()) == {*Base.metadata.tables, "alembic_version"}


def _guards() -> dict[str, str]:
    """Every trigger in the database with the words that decide."""
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    if db.engine.dialect.name == "postgresql":
        query = (
            "SELECT tgname, pg_get_triggerdef(t.oid) || prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = tgfoid "
            "WHERE NOT tgisinternal"
        )
    with db.engine.connect() as connection:
        return {name: " ".join(words.split()) for name, words in connection.execute(text(query))}


def _guards_of_models(app: Flask) -> dict[str, str]:
    """The same, where the models made the tables; then everything is as it was after the migrations."""
    db.session.remove()
    downgrade(revision="base")
    Base.metadata.create_all(db.engine)
    found = _guards()
    Base.metadata.drop_all(db.engine)
    upgrade()
    return found
