"""services with a person who keeps them true, a successor, a version and what their address said; what was changed"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

WHY = "what was changed stays told"


def upgrade() -> None:
    op.add_column("services", sa.Column("responsible_id", sa.Integer(), nullable=True))
    op.add_column("services", sa.Column("replaced_by_id", sa.String(length=80), nullable=True))
    op.add_column("services", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("services", sa.Column("link_checked_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("services", sa.Column("link_state", sa.String(length=60), nullable=False, server_default=""))
    op.create_table(
        "service_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_user_id", sa.Integer(), nullable=True),
        sa.Column("field", sa.String(length=20), nullable=False),
        sa.Column("then", sa.Text(), nullable=False),
        sa.Column("now", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_user_id"], ["users.id"], name=op.f("fk_service_changes_by_user_id_users")),
        sa.ForeignKeyConstraint(["service_id"], ["services.id"], name=op.f("fk_service_changes_service_id_services")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_changes")),
    )
    op.create_index(op.f("ix_service_changes_service_id"), "service_changes", ["service_id"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER keep_service_changes BEFORE UPDATE ON service_changes WHEN TRUE BEGIN "
            f"SELECT RAISE(ABORT, '{WHY}'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION keep_service_changes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION "
        f"'{WHY}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN COALESCE(NEW, OLD); END $$"
    )
    op.execute(
        "CREATE TRIGGER keep_service_changes BEFORE UPDATE ON service_changes FOR EACH ROW EXECUTE FUNCTION "
        "keep_service_changes()"
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_service_changes_service_id"), table_name="service_changes")
    op.drop_table("service_changes")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION keep_service_changes()")
    for name in ("link_state", "link_checked_at", "version", "replaced_by_id", "responsible_id"):
        op.drop_column("services", name)
