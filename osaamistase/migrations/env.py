"""Runs migrations on the application's own engine. Every migration is one transaction, on SQLite too."""

from typing import Any, Literal

from alembic import context
from flask import current_app
from sqlalchemy import Connection, text

from osaamistase.database import Moment
from osaamistase.releases.schema import floor_in


def render_item(kind: str, item: Any, _autogen: Any) -> str | Literal[False]:
    """Write our own column type as the plain type it is, so that a migration never depends on today's code."""
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    return False


def keep_floor(*, ctx: Any, heads: Any, **_rest: Any) -> None:
    """In each migration's own transaction: what code the tables fit from now on (docs/decisions/0022)."""
    for head in heads:
        floor = floor_in(ctx.script, head)
        if floor is not None:
            ctx.connection.execute(text("UPDATE alembic_version SET works_with = :floor"), {"floor": floor})


def run() -> None:
    """On the connection that the caller hands over, inside its transaction, else on one of its own."""
    given = context.config.attributes.get("connection")
    if given is not None:
        run_on(given)
        return
    with current_app.extensions["migrate"].db.engine.connect() as connection:
        run_on(connection)


def run_on(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=current_app.extensions["migrate"].db.metadata,
        render_item=render_item,
        render_as_batch=True,
        compare_type=True,
        transaction_per_migration=True,
        on_version_apply=keep_floor,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
