"""The tables of a filled database can be taken back revision by revision, on both databases."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from osaamistase.database import db
from osaamistase.releases.schema import known
from tests.backups.conftest import Place


@pytest.mark.slow
def test_every_migration_is_taken_back_with_rows_in_every_table(
    kind: str, good: Path, new_base: Callable[[str], Place]
) -> None:
    place = new_base(kind)
    place.done("restore", good)
    assert all(place.rows().values())
    with place.app.app_context():
        for revision in [*known()[:-1][::-1], "base"]:
            downgrade(revision=revision)
            db.session.remove()
            assert revision == "base" or place.rows()["users"] > 0
        assert set(inspect(db.engine).get_table_names()) == {"alembic_version"}
        upgrade()
    assert place.rows()["alembic_version"] == 1
