"""the region's figures: what each sheet brings, and the quarterly editions that are shown"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_LEVELS = ("level", "target", "gap", "priority", "need", "lacks")
_TOLD = ("level", "target", "gap", "priority", "need", "rds")


def upgrade() -> None:
    op.create_table(
        "contributions",
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(length=1), nullable=False),
        sa.Column("size_class", sa.String(length=10), nullable=False),
        sa.Column("municipality", sa.String(length=60), nullable=False),
        sa.Column("questionnaire", sa.String(length=60), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_up", sa.Boolean(), nullable=False),
        sa.Column("entered", sa.Integer(), nullable=True),
        sa.Column("left", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("fk_contributions_company_id_companies")),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_contributions_round_id_rounds")),
        sa.ForeignKeyConstraint(["sheet_id"], ["sheets.id"], name=op.f("fk_contributions_sheet_id_sheets")),
        sa.PrimaryKeyConstraint("sheet_id", name=op.f("pk_contributions")),
    )
    op.create_index(op.f("ix_contributions_company_id"), "contributions", ["company_id"], unique=False)
    op.create_index("ix_contributions_stay", "contributions", ["entered", "left"], unique=False)
    op.create_table(
        "scores",
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=8), nullable=False),
        *(sa.Column(name, sa.SmallInteger(), nullable=False) for name in _LEVELS),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["contributions.sheet_id"], name=op.f("fk_scores_sheet_id_contributions")
        ),
        sa.PrimaryKeyConstraint("sheet_id", "item", name=op.f("pk_scores")),
    )
    op.create_table(
        "editions",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("quarter_end", sa.Date(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("k", sa.Integer(), nullable=False),
        sa.Column("firms", sa.Integer(), nullable=True),
        sa.Column("questionnaires", sa.JSON(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("made_up", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_editions")),
        sa.UniqueConstraint("quarter_end", name=op.f("uq_editions_quarter_end")),
    )
    op.create_table(
        "edition_figures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=8), nullable=False),
        sa.Column("table_name", sa.String(length=14), nullable=False),
        sa.Column("row_name", sa.String(length=60), nullable=False),
        sa.Column("column_name", sa.String(length=14), nullable=False),
        sa.Column("state", sa.String(length=6), nullable=False),
        sa.Column("of", sa.Integer(), nullable=True),
        sa.Column("firms", sa.Integer(), nullable=True),
        *(sa.Column(name, sa.String(length=8), nullable=True) for name in _TOLD),
        sa.ForeignKeyConstraint(["edition"], ["editions.number"], name=op.f("fk_edition_figures_edition_editions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition_figures")),
        sa.UniqueConstraint(
            "edition", "item", "table_name", "row_name", "column_name", name=op.f("uq_edition_figures_edition")
        ),
    )
    op.create_index(
        "ix_edition_figures_cell", "edition_figures", ["table_name", "row_name", "column_name", "edition"], unique=False
    )
    _keep("editions", "keep_editions")
    _keep("edition_figures", "keep_edition_figures")


def downgrade() -> None:
    op.drop_table("edition_figures")
    op.drop_table("editions")
    op.drop_table("scores")
    op.drop_table("contributions")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION IF EXISTS keep_editions() CASCADE")
        op.execute("DROP FUNCTION IF EXISTS keep_edition_figures() CASCADE")


def _keep(table: str, name: str) -> None:
    why = "an edition never changes"
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TRUE THEN "
            f"RAISE EXCEPTION '{why}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
            "RETURN COALESCE(NEW, OLD); END $$"
        )
        op.execute(f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
    else:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} WHEN TRUE BEGIN SELECT RAISE(ABORT, '{why}'); END"
        )
