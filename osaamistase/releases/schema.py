"""The migrations that this release brings: which it knows, which code each fits, and the tables moved by them."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.script import ScriptDirectory
from flask import current_app

FOLDER = Path(__file__).resolve().parents[1] / "migrations"


def newest() -> str:
    """The revision that this version of the service works with; it names the release, too."""
    return known()[-1]


@cache
def known() -> Sequence[str]:
    """Every revision of this release, the oldest first."""
    return [one.revision for one in _scripts().walk_revisions()][::-1]


def knows(revision: str) -> bool:
    return revision in known()


@cache
def oldest_fit(revision: str) -> str | None:
    """The oldest revision whose code works on the tables at `revision`; None before anybody said so."""
    return floor_in(_scripts(), revision)


def floor_in(scripts: ScriptDirectory, revision: str) -> str | None:
    """The newest WORKS_WITH that a migration up to `revision` says. One that says none carries on the one before it."""
    for one in scripts.iterate_revisions(revision, "base"):
        said: str | None = getattr(one.module, "WORKS_WITH", None)
        if said is not None:
            return said
    return None


def bring_up(connection: Any, revision: str, *, in_one: bool = False) -> None:
    """Each migration in a transaction of its own; `in_one`: all inside the caller's."""
    command.upgrade(_config(connection, in_one), revision)


def take_away(connection: Any) -> None:
    """No table of ours is left, inside the caller's transaction."""
    command.downgrade(_config(connection, True), "base")


def _config(connection: Any, in_one: bool) -> Any:
    config = current_app.extensions["migrate"].migrate.get_config()
    config.attributes.update(connection=connection, in_one=in_one)
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(FOLDER))
