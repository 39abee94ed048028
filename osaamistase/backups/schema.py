"""The tables at a revision, made by the project's own migrations inside the caller's transaction."""

from typing import Any

from alembic import command
from alembic.script import ScriptDirectory
from flask import current_app


def newest() -> str:
    """The revision that this version of the service works with."""
    return str(_scripts().get_current_head())


def knows(revision: str) -> bool:
    return revision in {one.revision for one in _scripts().walk_revisions()}


def bring_up(connection: Any, revision: str) -> None:
    command.upgrade(_config(connection), revision)


def take_away(connection: Any) -> None:
    """No table of ours is left."""
    command.downgrade(_config(connection), "base")


def _config(connection: Any = None) -> Any:
    config = current_app.extensions["migrate"].migrate.get_config()
    config.attributes["connection"] = connection
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())
