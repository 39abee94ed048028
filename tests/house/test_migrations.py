"""A migration that does not name the code it works with is one that the release before can live with (decisions/0022)."""

from collections.abc import Iterator
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import event

from osaamistase.app import create_app
from osaamistase.database import db
from osaamistase.releases.schema import FOLDER, known
from tests.conftest import settings_for
from tests.postgres import own_database
from tests.releases.breaking import shape_of, what_breaks
from tests.releases.first import FIRST


@pytest.fixture
def empty_app(postgres_url: str) -> Iterator[Flask]:
    app = create_app(settings_for(own_database(postgres_url, "claims")))
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def claims() -> dict[str, str | None]:
    scripts = ScriptDirectory(str(FOLDER))
    return {one: getattr(scripts.get_revision(one).module, "WORKS_WITH", None) for one in known()}


def test_a_migration_names_code_that_is_there_and_never_older_than_one_before_it_did() -> None:
    said = [(revision, floor) for revision, floor in claims().items() if floor is not None]
    assert said[0] == (FIRST, FIRST)
    assert all(floor in known() and floor <= revision for revision, floor in said)
    floors = [floor for _revision, floor in said]
    assert floors == sorted(set(floors))


def test_a_migration_that_names_none_breaks_nothing_of_the_release_before_it(empty_app: Flask) -> None:
    statements: list[str] = []
    with empty_app.app_context():

        @event.listens_for(db.engine, "before_cursor_execute")
        def note(_connection: Any, _cursor: Any, words: str, *_more: Any) -> None:
            statements.append(words)

        upgrade(revision=FIRST)
        for revision in known()[known().index(FIRST) + 1 :]:
            with db.engine.connect() as connection:
                before = shape_of(connection)
            statements.clear()
            upgrade(revision=revision)
            with db.engine.connect() as connection:
                broken = what_breaks(before, shape_of(connection), statements)
            assert claims()[revision] or not broken, f"{revision}: {broken}; mend it, or say WORKS_WITH"
        with db.engine.connect() as connection:
            assert {"alembic_version", "answers"} <= shape_of(connection).tables
