"""What refuses rows of its own accord (triggers, foreign keys), put aside while tables are filled, and back again."""

from collections.abc import Sequence

from sqlalchemy import Table, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import ForeignKeyConstraint

from osaamistase.backups.found import Found, Look, quoted, reason_of
from osaamistase.errors import BadFile


def remove_guards(look: Look, tables: Sequence[Found]) -> list[str]:
    """For this transaction: no trigger refuses a row, and rows may come before those they point at.

    What brings the guards back, statement by statement.
    """
    if look.dialect.name == "postgresql":
        return _remove_guards_of_postgresql(look, tables)
    triggers = look.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")).all()
    for name, _words in triggers:
        look.exec_driver_sql(f"DROP TRIGGER {quoted(look, name)}")
    look.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    return [*(words for _name, words in triggers), "PRAGMA defer_foreign_keys = OFF"]


def _remove_guards_of_postgresql(look: Look, tables: Sequence[Found]) -> list[str]:
    back = []
    for one in tables:
        name = quoted(look, one.name)
        for constraint in _pointing_in_a_circle(tables, one.table):
            which = f"ALTER TABLE {name} ALTER CONSTRAINT {quoted(look, str(constraint.name))}"
            look.execute(text(f"{which} DEFERRABLE INITIALLY DEFERRED"))
            back.append(f"{which} NOT DEFERRABLE")
        look.execute(text(f"ALTER TABLE {name} DISABLE TRIGGER USER"))
        back.append(f"ALTER TABLE {name} ENABLE TRIGGER USER")
    return ["SET CONSTRAINTS ALL IMMEDIATE", *back]


def _pointing_in_a_circle(tables: Sequence[Found], one: Table) -> list[ForeignKeyConstraint]:
    """Those that no order of tables satisfies: at itself, or at a table that is filled after it."""
    after = {found.name for found in tables[[found.name for found in tables].index(one.name) :]}
    return [
        constraint
        for constraint in one.foreign_key_constraints
        if constraint.referred_table.name in after and not constraint.deferrable
    ]


def add_guards(look: Look, statements: Sequence[str]) -> None:
    """The guards stand again. Raises BadFile where a row points at one that is not there."""
    try:
        if look.dialect.name == "sqlite":
            astray = look.exec_driver_sql("PRAGMA foreign_key_check").first()
            if astray is not None:
                raise BadFile(str(astray[0]), f"a row points at one of {astray[2]} that is not there")
        for statement in statements:
            look.exec_driver_sql(statement)
    except DBAPIError as error:
        raise BadFile("file", f"rows do not fit together: {reason_of(error)}") from None
