"""days of follow-up, notes of visits, what became of actions, and when the firm answers anew"""

from calendar import monthrange
from datetime import date, datetime, timedelta, timezone

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

WHY = "what was written stays"


def upgrade() -> None:
    op.create_table(
        "follow_ups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=True),
        sa.Column("skipped_because", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_follow_ups_plan_id_plans")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_ups")),
    )
    op.create_index(op.f("ix_follow_ups_plan_id"), "follow_ups", ["plan_id"], unique=False)
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("how", sa.String(length=12), nullable=False),
        sa.Column("people", sa.String(length=300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by_id", sa.Integer(), nullable=False),
        sa.Column("follow_up_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("fk_notes_company_id_companies")),
        sa.ForeignKeyConstraint(["follow_up_id"], ["follow_ups.id"], name=op.f("fk_notes_follow_up_id_follow_ups")),
        sa.ForeignKeyConstraint(["saved_by_id"], ["users.id"], name=op.f("fk_notes_saved_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
        sa.UniqueConstraint("follow_up_id", name=op.f("uq_notes_follow_up_id")),
    )
    op.create_index(op.f("ix_notes_company_id"), "notes", ["company_id"], unique=False)
    op.create_table(
        "note_versions",
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["note_id"], ["notes.id"], name=op.f("fk_note_versions_note_id_notes")),
        sa.ForeignKeyConstraint(["saved_by_id"], ["users.id"], name=op.f("fk_note_versions_saved_by_id_users")),
        sa.PrimaryKeyConstraint("note_id", "version", name=op.f("pk_note_versions")),
    )
    op.create_table(
        "outcomes",
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("adoption", sa.Integer(), nullable=True),
        sa.CheckConstraint("adoption BETWEEN 0 AND 4", name=op.f("ck_outcomes_adoption")),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name=op.f("fk_outcomes_action_id_actions")),
        sa.ForeignKeyConstraint(["note_id"], ["notes.id"], name=op.f("fk_outcomes_note_id_notes")),
        sa.PrimaryKeyConstraint("note_id", "action_id", name=op.f("pk_outcomes")),
    )
    op.create_index(op.f("ix_outcomes_action_id"), "outcomes", ["action_id"], unique=False)
    op.create_table(
        "next_rounds",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_next_rounds_plan_id_plans")),
        sa.PrimaryKeyConstraint("plan_id", name=op.f("pk_next_rounds")),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER keep_note_versions BEFORE UPDATE ON note_versions WHEN TRUE BEGIN "
            f"SELECT RAISE(ABORT, '{WHY}'); END"
        )
    else:
        op.execute(
            "CREATE FUNCTION keep_note_versions() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TRUE THEN RAISE "
            f"EXCEPTION '{WHY}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN COALESCE(NEW, OLD); END $$"
        )
        op.execute(
            "CREATE TRIGGER keep_note_versions BEFORE UPDATE ON note_versions FOR EACH ROW EXECUTE FUNCTION "
            "keep_note_versions()"
        )
    _days_of_confirmed_plans()


def downgrade() -> None:
    op.drop_table("next_rounds")
    op.drop_index(op.f("ix_outcomes_action_id"), table_name="outcomes")
    op.drop_table("outcomes")
    op.drop_table("note_versions")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION keep_note_versions()")
    op.drop_index(op.f("ix_notes_company_id"), table_name="notes")
    op.drop_table("notes")
    op.drop_index(op.f("ix_follow_ups_plan_id"), table_name="follow_ups")
    op.drop_table("follow_ups")


def _days_of_confirmed_plans() -> None:
    """Plans confirmed before this get the days they would have got: 3, 6 and 12 months after the first revision."""
    revisions = sa.table(
        "revisions",
        sa.column("plan_id", sa.Integer),
        sa.column("number", sa.Integer),
        sa.column("confirmed_at", sa.DateTime(timezone=True)),
    )
    first = sa.select(revisions.c.plan_id, revisions.c.confirmed_at).where(revisions.c.number == 1)
    rows = [
        {"plan_id": plan_id, "due": _working(_months_after(_day(at), months)), "months": months}
        for plan_id, at in op.get_bind().execute(first).all()
        for months in (3, 6, 12)
    ]
    if rows:
        columns = (sa.column("plan_id", sa.Integer), sa.column("due", sa.Date), sa.column("months", sa.Integer))
        op.bulk_insert(sa.table("follow_ups", *columns), rows)


def _day(at: datetime) -> date:
    return (at if at.tzinfo else at.replace(tzinfo=timezone.utc)).date()


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _working(day: date) -> date:
    return day + timedelta(days=8 - day.isoweekday()) if day.isoweekday() > 5 else day
