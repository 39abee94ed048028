"""actions with kind, measure, cost, funding, evidence and a version; what happened to them, row by row"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

COLUMNS = {"kind": 14, "measure": 300, "cost": 120, "funding": 300}
WHY = "what was said stays; say it anew"


def upgrade() -> None:
    for name, length in COLUMNS.items():
        op.add_column("actions", sa.Column(name, sa.String(length=length), nullable=False, server_default=""))
    op.add_column("actions", sa.Column("evidence", sa.Text(), nullable=False, server_default=""))
    op.add_column("actions", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("actions", sa.Column("drafted", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("actions", sa.Column("passed_over", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("plans", sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("services", sa.Column("municipalities", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("services", sa.Column("headcount_most", sa.Integer(), nullable=True))
    op.execute(sa.text("UPDATE actions SET drafted = :yes WHERE competence_id IS NOT NULL").bindparams(yes=True))
    op.create_table(
        "action_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_user_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=12), nullable=True),
        sa.Column("wish", sa.String(length=12), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name=op.f("fk_action_events_action_id_actions")),
        sa.ForeignKeyConstraint(["by_user_id"], ["users.id"], name=op.f("fk_action_events_by_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_events")),
    )
    op.create_index(op.f("ix_action_events_action_id"), "action_events", ["action_id"], unique=False)
    # What was dropped with a reason is a rejected action from now on.
    op.execute("UPDATE actions SET status = 'hylatty' WHERE dropped_because IS NOT NULL")
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER keep_action_events BEFORE UPDATE ON action_events WHEN TRUE BEGIN "
            f"SELECT RAISE(ABORT, '{WHY}'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION keep_action_events() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TRUE THEN RAISE EXCEPTION "
        f"'{WHY}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN COALESCE(NEW, OLD); END $$"
    )
    op.execute(
        "CREATE TRIGGER keep_action_events BEFORE UPDATE ON action_events FOR EACH ROW EXECUTE FUNCTION "
        "keep_action_events()"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER keep_action_events")
    else:
        op.execute("DROP TRIGGER keep_action_events ON action_events")
        op.execute("DROP FUNCTION keep_action_events()")
    op.execute("UPDATE actions SET status = 'ehdotettu' WHERE status IN ('hylatty', 'siirretty')")
    op.drop_index(op.f("ix_action_events_action_id"), table_name="action_events")
    op.drop_table("action_events")
    op.drop_column("plans", "drafted_at")
    op.drop_column("services", "headcount_most")
    op.drop_column("services", "municipalities")
    for name in ("passed_over", "drafted", "version", "evidence", *reversed(COLUMNS)):
        op.drop_column("actions", name)
