"""versioned answers, several respondents, mails, and the guards that keep what a round points at"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SUBMITTED = (
    "EXISTS (SELECT 1 FROM rounds JOIN respondents ON respondents.round_id = rounds.id "
    "WHERE respondents.id = NEW.respondent_id AND rounds.submitted_at IS NOT NULL)"
)
WAS_SUBMITTED = SUBMITTED.replace("= NEW.respondent_id", "IN (OLD.respondent_id, NEW.respondent_id)")
POINTS_ELSEWHERE = (
    "NEW.company_id IS DISTINCT FROM OLD.company_id OR NEW.questionnaire_id IS DISTINCT FROM OLD.questionnaire_id "
    "OR NEW.questionnaire_version IS DISTINCT FROM OLD.questionnaire_version "
    "OR NEW.questionnaire_sha256 IS DISTINCT FROM OLD.questionnaire_sha256 "
    "OR NEW.pack_id IS DISTINCT FROM OLD.pack_id OR NEW.pack_version IS DISTINCT FROM OLD.pack_version "
    "OR NEW.pack_sha256 IS DISTINCT FROM OLD.pack_sha256 "
    "OR (OLD.submitted_at IS NOT NULL AND NEW.submitted_at IS DISTINCT FROM OLD.submitted_at)"
)
POINTED_AT = "EXISTS (SELECT 1 FROM rounds WHERE OLD.sha256 IN (questionnaire_sha256, pack_sha256))"
GUARDS = (
    ("questionnaire_sources", "keep_source_words", "UPDATE", "TRUE", "the words of a questionnaire never change"),
    ("questionnaire_sources", "keep_source", "DELETE", POINTED_AT, "a round points at this questionnaire"),
    ("rounds", "keep_round_version", "UPDATE", POINTS_ELSEWHERE, "a round keeps its questionnaire"),
    ("answers", "keep_added_answers", "INSERT", SUBMITTED, "the round is submitted; its answers stand"),
    ("answers", "keep_answers", "UPDATE", WAS_SUBMITTED, "the round is submitted; its answers stand"),
    ("sheets", "keep_sheets", "UPDATE", "TRUE", "a stored sheet never changes"),
)


def upgrade() -> None:
    op.create_table(
        "messages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("about", sa.String(length=40), nullable=True),
        sa.Column("recipient", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("message_id", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_messages_created_by_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
        sa.UniqueConstraint("message_id", name=op.f("uq_messages_message_id")),
    )
    op.create_index(op.f("ix_messages_about"), "messages", ["about"], unique=False)
    op.create_table(
        "questionnaire_sources",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("brought_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["brought_by_id"], ["users.id"], name=op.f("fk_questionnaire_sources_brought_by_id_users")
        ),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_questionnaire_sources")),
    )
    # Columns are added, never tables rebuilt: a rebuilt table would lose the guards and, for a moment, its rows.
    op.add_column("answers", sa.Column("page", sa.String(length=16), nullable=False, server_default=""))
    op.add_column("answers", sa.Column("turn", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("respondents", sa.Column("email", sa.String(length=254), nullable=False, server_default=""))
    op.add_column("respondents", sa.Column("language", sa.String(length=2), nullable=False, server_default=""))
    op.add_column("respondents", sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("respondents", sa.Column("together_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("rounds", sa.Column("pack_id", sa.String(length=41), nullable=True))
    op.add_column("rounds", sa.Column("pack_version", sa.Integer(), nullable=True))
    op.add_column("rounds", sa.Column("pack_sha256", sa.String(length=64), nullable=True))
    op.add_column("rounds", sa.Column("carried_to_id", sa.Integer(), nullable=True))
    for table, name, event, when, why in GUARDS:
        if op.get_bind().dialect.name == "sqlite":
            op.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, '{why}'); END"
            )
        else:
            op.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {when} THEN RAISE EXCEPTION "
                f"'{why}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN COALESCE(NEW, OLD); END $$"
            )
            op.execute(f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")


def downgrade() -> None:
    for table, name, *_rest in GUARDS:
        if op.get_bind().dialect.name == "sqlite":
            op.execute(f"DROP TRIGGER {name}")
        else:
            op.execute(f"DROP TRIGGER {name} ON {table}")
            op.execute(f"DROP FUNCTION {name}()")
    for table, columns in (
        ("rounds", ("carried_to_id", "pack_sha256", "pack_version", "pack_id")),
        ("respondents", ("together_at", "ready_at", "language", "email")),
        ("answers", ("turn", "page")),
    ):
        for column in columns:
            op.drop_column(table, column)
    op.drop_table("questionnaire_sources")
    op.drop_index(op.f("ix_messages_about"), table_name="messages")
    op.drop_table("messages")
