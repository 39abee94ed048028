"""firms change hands, absences, who agreed to be reminded, digests and calendars"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "handovers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("fk_handovers_company_id_companies")),
        sa.ForeignKeyConstraint(["from_id"], ["users.id"], name=op.f("fk_handovers_from_id_users")),
        sa.ForeignKeyConstraint(["to_id"], ["users.id"], name=op.f("fk_handovers_to_id_users")),
        sa.ForeignKeyConstraint(["made_by_id"], ["users.id"], name=op.f("fk_handovers_made_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handovers")),
    )
    op.create_index(op.f("ix_handovers_company_id"), "handovers", ["company_id"], unique=False)
    op.create_index(op.f("ix_handovers_to_id"), "handovers", ["to_id"], unique=False)
    op.create_table(
        "absences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("cover_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_absences_days")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_absences_user_id_users")),
        sa.ForeignKeyConstraint(["cover_id"], ["users.id"], name=op.f("fk_absences_cover_id_users")),
        sa.ForeignKeyConstraint(["made_by_id"], ["users.id"], name=op.f("fk_absences_made_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absences")),
    )
    op.create_index(op.f("ix_absences_user_id"), "absences", ["user_id"], unique=False)
    op.create_index(op.f("ix_absences_cover_id"), "absences", ["cover_id"], unique=False)
    op.create_table(
        "action_reminders",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_user_id", sa.Integer(), nullable=True),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_for", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name=op.f("fk_action_reminders_action_id_actions")),
        sa.ForeignKeyConstraint(["by_user_id"], ["users.id"], name=op.f("fk_action_reminders_by_user_id_users")),
        sa.PrimaryKeyConstraint("action_id", name=op.f("pk_action_reminders")),
    )
    op.create_table(
        "reminder_wishes",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("calendar_sha256", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_reminder_wishes_user_id_users")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_reminder_wishes")),
        sa.UniqueConstraint("calendar_sha256", name=op.f("uq_reminder_wishes_calendar_sha256")),
    )
    op.create_table(
        "digests",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_digests_user_id_users")),
        sa.PrimaryKeyConstraint("user_id", "day", name=op.f("pk_digests")),
    )


def downgrade() -> None:
    for name in ("digests", "reminder_wishes", "action_reminders", "absences", "handovers"):
        op.drop_table(name)
