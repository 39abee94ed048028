"""talks, and sheets by number with what figures over many firms need"""

import json
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

GUARDS = (
    ("sheets", "keep_sheets", "UPDATE", "TRUE", "a stored sheet never changes"),
    ("talks", "keep_talks", "UPDATE", "TRUE", "what was said stays; say it anew"),
)
SHEETS = sa.table(
    "sheets",
    sa.column("id", sa.Integer),
    sa.column("content", sa.Text),
    sa.column("industry_section", sa.String),
    sa.column("size_class", sa.String),
    sa.column("level_index", sa.Numeric(7, 4)),
)


def upgrade() -> None:
    # area_results goes first and comes back last: SQLite cannot rebuild a table that others point at.
    kept = op.get_bind().execute(sa.text("SELECT sheet_id, area, mean_gap FROM area_results")).all()
    op.drop_table("area_results")
    _drop_guard("sheets", "keep_sheets")
    # A rebuilt table may lose its guard: on both databases it is taken off before and put on after.
    with op.batch_alter_table("sheets") as sheets:
        sheets.add_column(sa.Column("number", sa.Integer(), nullable=False, server_default="1"))
        sheets.add_column(sa.Column("industry_section", sa.String(length=1), nullable=False, server_default=""))
        sheets.add_column(sa.Column("size_class", sa.String(length=10), nullable=False, server_default=""))
        sheets.add_column(sa.Column("level_index", sa.Numeric(precision=7, scale=4), nullable=True))
        sheets.drop_constraint("uq_sheets_round_id", type_="unique")
        sheets.create_unique_constraint("uq_sheets_round_id", ["round_id", "number"])
    levels = _fill_sheets()
    op.create_table(
        "area_results",
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(length=3), nullable=False),
        sa.Column("mean_gap", sa.Numeric(precision=6, scale=4), nullable=False),
        sa.Column("mean_level", sa.Numeric(precision=6, scale=4), nullable=False),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheets.id"], name=op.f("fk_area_results_sheet_id_sheets")),
        sa.PrimaryKeyConstraint("sheet_id", "area", name=op.f("pk_area_results")),
    )
    results = sa.table(
        "area_results",
        sa.column("sheet_id", sa.Integer),
        sa.column("area", sa.String),
        sa.column("mean_gap", sa.Numeric(6, 4)),
        sa.column("mean_level", sa.Numeric(6, 4)),
    )
    rows = [
        {"sheet_id": sheet, "area": area, "mean_gap": Decimal(str(gap)), "mean_level": levels[sheet, area]}
        for sheet, area, gap in kept
    ]
    if rows:
        op.bulk_insert(results, rows)
    op.create_table(
        "talks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("current", sa.Integer(), nullable=True),
        sa.Column("target", sa.Integer(), nullable=True),
        sa.Column("importance", sa.Integer(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_talks_round_id_rounds")),
        sa.ForeignKeyConstraint(["written_by_id"], ["users.id"], name=op.f("fk_talks_written_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talks")),
    )
    op.create_index(op.f("ix_talks_round_id"), "talks", ["round_id"], unique=False)
    for guard in GUARDS:
        _make_guard(*guard)


def downgrade() -> None:
    """Only the first sheet of a round has a place in the tables before this; later ones and talks are lost."""
    for table, name, *_rest in GUARDS:
        _drop_guard(table, name)
    op.drop_index(op.f("ix_talks_round_id"), table_name="talks")
    op.drop_table("talks")
    op.execute("DELETE FROM area_results WHERE sheet_id IN (SELECT id FROM sheets WHERE number > 1)")
    op.execute("DELETE FROM sheets WHERE number > 1")
    kept = op.get_bind().execute(sa.text("SELECT sheet_id, area, mean_gap FROM area_results")).all()
    op.drop_table("area_results")
    with op.batch_alter_table("sheets") as sheets:
        sheets.drop_constraint("uq_sheets_round_id", type_="unique")
        for column in ("level_index", "size_class", "industry_section", "number"):
            sheets.drop_column(column)
        sheets.create_unique_constraint("uq_sheets_round_id", ["round_id"])
    results = op.create_table(
        "area_results",
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(length=3), nullable=False),
        sa.Column("mean_gap", sa.Numeric(precision=6, scale=4), nullable=False),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheets.id"], name=op.f("fk_area_results_sheet_id_sheets")),
        sa.PrimaryKeyConstraint("sheet_id", "area", name=op.f("pk_area_results")),
    )
    rows = [{"sheet_id": sheet, "area": area, "mean_gap": Decimal(str(gap))} for sheet, area, gap in kept]
    if rows:
        op.bulk_insert(results, rows)
    _make_guard(*GUARDS[0])


def _fill_sheets() -> dict[tuple[int, str], Decimal]:
    """Read what the new columns hold out of the stored documents; the mean current level of each area."""
    levels: dict[tuple[int, str], Decimal] = {}
    for id_, content in op.get_bind().execute(sa.select(SHEETS.c.id, SHEETS.c.content)).all():
        document = json.loads(content)
        company, sheet = document["company"], document["sheet"]
        own = document["answers"].get("own", {})
        lines = [one for one in sheet["competences"] if one["state"] == "scored" and one["id"] not in own]
        op.execute(
            sa.update(SHEETS)
            .where(SHEETS.c.id == id_)
            .values(
                industry_section=company["industry"]["section"],
                size_class=company["size_class"],
                level_index=_mean(lines, 20) if lines and sheet["totals"]["covered"] is not None else None,
            )
        )
        for area in {one["area"] for one in lines}:
            levels[id_, area] = _mean([one for one in lines if one["area"] == area])
    return levels


def _mean(lines: list[dict[str, Any]], times: int = 1) -> Decimal:
    """Σwn/Σw of stored lines, that many times."""
    weights = [Decimal(str(one["importance"])) for one in lines]
    held = sum(weight * Decimal(str(one["current"])) for weight, one in zip(weights, lines, strict=True))
    return round(times * held / sum(weights), 4)


def _make_guard(table: str, name: str, event: str, when: str, why: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, '{why}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {when} THEN RAISE EXCEPTION "
        f"'{why}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN COALESCE(NEW, OLD); END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")


def _drop_guard(table: str, name: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"DROP TRIGGER {name}")
    else:
        op.execute(f"DROP TRIGGER {name} ON {table}")
        op.execute(f"DROP FUNCTION {name}()")
