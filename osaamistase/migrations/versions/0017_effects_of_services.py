"""how levels stand after a service was used"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "service_uses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.String(length=80), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("before_sheet_id", sa.Integer(), nullable=False),
        sa.Column("after_sheet_id", sa.Integer(), nullable=False),
        sa.Column("serves", sa.JSON(), nullable=False),
        sa.Column("rose", sa.Boolean(), nullable=False),
        sa.Column("entered", sa.Integer(), nullable=False),
        sa.Column("left", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["after_sheet_id"], ["sheets.id"], name=op.f("fk_service_uses_after_sheet_id_sheets")),
        sa.ForeignKeyConstraint(
            ["before_sheet_id"], ["sheets.id"], name=op.f("fk_service_uses_before_sheet_id_sheets")
        ),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("fk_service_uses_company_id_companies")),
        sa.ForeignKeyConstraint(["service_id"], ["services.id"], name=op.f("fk_service_uses_service_id_services")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_uses")),
    )
    op.create_index("ix_service_uses_whose", "service_uses", ["service_id", "company_id"], unique=False)
    op.create_index(op.f("ix_service_uses_company_id"), "service_uses", ["company_id"], unique=False)
    op.create_table(
        "edition_effects",
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=6), nullable=False),
        sa.Column("of", sa.Integer(), nullable=False),
        sa.Column("firms", sa.Integer(), nullable=False),
        sa.Column("rose", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(["edition"], ["editions.number"], name=op.f("fk_edition_effects_edition_editions")),
        sa.ForeignKeyConstraint(["service_id"], ["services.id"], name=op.f("fk_edition_effects_service_id_services")),
        sa.PrimaryKeyConstraint("edition", "service_id", name=op.f("pk_edition_effects")),
    )
    why = "an edition never changes"
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION keep_edition_effects() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TRUE THEN "
            f"RAISE EXCEPTION '{why}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
            "RETURN COALESCE(NEW, OLD); END $$"
        )
        op.execute(
            "CREATE TRIGGER keep_edition_effects BEFORE UPDATE ON edition_effects "
            "FOR EACH ROW EXECUTE FUNCTION keep_edition_effects()"
        )
    else:
        op.execute(
            "CREATE TRIGGER keep_edition_effects BEFORE UPDATE ON edition_effects WHEN TRUE "
            f"BEGIN SELECT RAISE(ABORT, '{why}'); END"
        )


def downgrade() -> None:
    op.drop_table("edition_effects")
    op.drop_table("service_uses")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION IF EXISTS keep_edition_effects() CASCADE")
