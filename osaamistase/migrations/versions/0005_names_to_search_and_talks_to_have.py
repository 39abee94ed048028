"""firms' names as they are searched for, and how much of a sheet calls for a talk"""

import json
import unicodedata
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

COMPANIES = sa.table(
    "companies", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("folded_name", sa.String)
)
SHEETS = sa.table(
    "sheets", sa.column("id", sa.Integer), sa.column("content", sa.Text), sa.column("to_talk", sa.Integer)
)
WHY = "a stored sheet never changes"


def upgrade() -> None:
    # Neither table is rebuilt, for others point at both: SQLite adds a column with a default in place.
    op.add_column("companies", sa.Column("folded_name", sa.String(length=480), nullable=False, server_default=""))
    for id_, name in op.get_bind().execute(sa.select(COMPANIES.c.id, COMPANIES.c.name)).all():
        folded = " ".join(unicodedata.normalize("NFC", name).casefold().split())
        op.execute(sa.update(COMPANIES).where(COMPANIES.c.id == id_).values(folded_name=folded))
    op.create_index("ix_companies_folded_name", "companies", ["folded_name", "business_id"], unique=False)
    _drop_guard()
    op.add_column("sheets", sa.Column("to_talk", sa.Integer(), nullable=False, server_default="0"))
    for (id_,) in op.get_bind().execute(sa.select(SHEETS.c.id)).all():  # one document at a time in memory
        content = op.get_bind().execute(sa.select(SHEETS.c.content).where(SHEETS.c.id == id_)).scalar_one()
        count = _to_talk(json.loads(content)["sheet"])
        op.execute(sa.update(SHEETS).where(SHEETS.c.id == id_).values(to_talk=count))
    _make_guard()


def downgrade() -> None:
    op.drop_column("sheets", "to_talk")
    op.drop_index("ix_companies_folded_name", table_name="companies")
    op.drop_column("companies", "folded_name")


def _to_talk(sheet: dict[str, Any]) -> int:
    gaps = set(sheet["gaps"])
    return sum(
        one["agreement_label"] == "erimielinen" or bool(one["check_first"] and one["id"] in gaps)
        for one in sheet["competences"]
    )


def _make_guard() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER keep_sheets BEFORE UPDATE ON sheets WHEN TRUE BEGIN SELECT RAISE(ABORT, '{WHY}'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION keep_sheets() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION "
        f"'{WHY}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN COALESCE(NEW, OLD); END $$"
    )
    op.execute("CREATE TRIGGER keep_sheets BEFORE UPDATE ON sheets FOR EACH ROW EXECUTE FUNCTION keep_sheets()")


def _drop_guard() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER keep_sheets")
    else:
        op.execute("DROP TRIGGER keep_sheets ON sheets")
        op.execute("DROP FUNCTION keep_sheets()")
