"""trainings and who attends them"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "trainings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("item", sa.String(length=8), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=160), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.String(length=80), nullable=True),
        sa.Column("cancelled_because", sa.Text(), nullable=True),
        sa.CheckConstraint("seats BETWEEN 1 AND 1000", name=op.f("ck_trainings_seats")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_trainings_created_by_id_users")),
        sa.ForeignKeyConstraint(["service_id"], ["services.id"], name=op.f("fk_trainings_service_id_services")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trainings")),
    )
    op.create_index(op.f("ix_trainings_day"), "trainings", ["day"], unique=False)
    op.create_table(
        "attendances",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("training_id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("standing", sa.String(length=8), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_user_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("persons BETWEEN 0 AND 1000", name=op.f("ck_attendances_persons")),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name=op.f("fk_attendances_action_id_actions")),
        sa.ForeignKeyConstraint(["by_user_id"], ["users.id"], name=op.f("fk_attendances_by_user_id_users")),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("fk_attendances_company_id_companies")),
        sa.ForeignKeyConstraint(["training_id"], ["trainings.id"], name=op.f("fk_attendances_training_id_trainings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendances")),
    )
    op.create_index(op.f("ix_attendances_company_id"), "attendances", ["company_id"], unique=False)
    op.create_index("ix_attendances_whose", "attendances", ["training_id", "company_id", "id"], unique=False)
    why = "what was written stays"
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION keep_attendances() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TRUE THEN "
            f"RAISE EXCEPTION '{why}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
            "RETURN COALESCE(NEW, OLD); END $$"
        )
        op.execute(
            "CREATE TRIGGER keep_attendances BEFORE UPDATE ON attendances "
            "FOR EACH ROW EXECUTE FUNCTION keep_attendances()"
        )
    else:
        op.execute(
            "CREATE TRIGGER keep_attendances BEFORE UPDATE ON attendances WHEN TRUE "
            f"BEGIN SELECT RAISE(ABORT, '{why}'); END"
        )


def downgrade() -> None:
    op.drop_table("attendances")
    op.drop_table("trainings")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION IF EXISTS keep_attendances() CASCADE")
