"""An index is built beside those who write, and in a restore's own transaction where nobody else is."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import event, inspect, text

from osaamistase.app import create_app
from osaamistase.database import db
from osaamistase.releases.schema import FOLDER, bring_up, newest
from tests.conftest import settings_for
from tests.postgres import own_database

NEXT = f"{int(newest()) + 1:04}"
MIGRATION = f'''"""made up"""
from osaamistase.releases.building import create_index_beside

revision, down_revision, branch_labels, depends_on = "{NEXT}", "{newest()}", None, None

def upgrade():
    create_index_beside("ix_answers_made_up", "answers", ["saved_at"])
'''


@pytest.fixture(params=["sqlite", "postgresql"])
def app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """With one migration more, and no tables yet."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'empty.db'}"
    else:
        url = own_database(str(request.getfixturevalue("postgres_url")), "building")
    folder = tmp_path / "migrations"
    shutil.copytree(FOLDER, folder)
    (folder / "versions" / f"{NEXT}_made_up.py").write_text(MIGRATION, encoding="utf-8")
    app = create_app(settings_for(url))
    app.extensions["migrate"].migrate.directory = str(folder)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def indexes() -> set[object]:
    return {one["name"] for one in inspect(db.engine).get_indexes("answers")}


def test_an_index_is_built_beside_and_anew_where_it_was_left_half_built(app: Flask) -> None:
    upgrade(revision=newest())
    if db.engine.dialect.name == "postgresql":
        with db.engine.begin() as connection:
            connection.execute(text("CREATE INDEX ix_answers_made_up ON answers (turn)"))
    said: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda _c, _u, words, *_more: said.append(words))
    upgrade()
    (made,) = [words for words in said if words.startswith("CREATE INDEX")]
    assert ("CONCURRENTLY" in made) == (db.engine.dialect.name == "postgresql")
    (index,) = [one for one in inspect(db.engine).get_indexes("answers") if one["name"] == "ix_answers_made_up"]
    assert index["column_names"] == ["saved_at"]
    with db.engine.connect() as connection:
        assert connection.execute(text("SELECT version_num, works_with FROM alembic_version")).one()[0] == NEXT
    if db.engine.dialect.name == "postgresql":
        settings = [one for one in said if one.startswith("SET lock_timeout")]
        assert settings == ["SET lock_timeout = '60s'", "SET lock_timeout = '10s'"]


def test_in_the_transaction_of_a_restore_it_is_made_and_taken_back_with_all_the_rest(app: Flask) -> None:
    upgrade(revision=newest())
    with db.engine.connect() as connection, connection.begin() as whole:
        bring_up(connection, NEXT, in_one=True)
        whole.rollback()
    assert "ix_answers_made_up" not in indexes()
    with db.engine.begin() as connection:
        bring_up(connection, NEXT, in_one=True)
    assert "ix_answers_made_up" in indexes()
