"""For migrations: what takes long on a large table is built while others go on writing."""

from collections.abc import Sequence
from typing import Any

from alembic import op

_LONGEST = "60s"  # it waits for those who were in the middle of something; meanwhile nobody waits for it


def create_index_beside(name: str, table: str, columns: Sequence[str], **more: Any) -> None:
    """An index on a table that is in use. On PostgreSQL it is no part of the migration's transaction.

    So it stands alone in its migration: begun anew, that one first takes away what was left half-built.
    """
    context = op.get_context()
    one_transaction = context.config is not None and context.config.attributes.get("in_one")
    if context.dialect.name != "postgresql" or one_transaction:
        op.create_index(name, table, list(columns), **more)
        return
    with context.autocommit_block():
        connection = op.get_bind()
        usual = connection.exec_driver_sql("SHOW lock_timeout").scalar()
        op.execute(f"SET lock_timeout = '{_LONGEST}'")
        try:
            op.drop_index(name, table, if_exists=True, postgresql_concurrently=True)
            op.create_index(name, table, list(columns), postgresql_concurrently=True, **more)
        finally:
            op.execute(f"SET lock_timeout = '{usual}'")
