"""A database of an installation, for whatever looks at it."""

from pathlib import Path

import pytest

from tests.cli.installation import SOUND, flask
from tests.postgres import own_database


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of its own, with the tables as migrations make them, and the catalogue."""
    if request.param == "sqlite":
        made = f"sqlite:///{tmp_path / 'own.db'}"
    else:
        made = own_database(str(request.getfixturevalue("postgres_url")), "doctor")
    assert flask({**SOUND, "DATABASE_URL": made}, "prepare").returncode == 0
    return made
