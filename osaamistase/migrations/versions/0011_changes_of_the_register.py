"""who changed a firm's entry in the register, and when"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "company_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_user_id", sa.Integer(), nullable=False),
        sa.Column("fields", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["by_user_id"], ["users.id"], name=op.f("fk_company_changes_by_user_id_users")),
        sa.ForeignKeyConstraint(["company_id"], ["companies.id"], name=op.f("fk_company_changes_company_id_companies")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company_changes")),
    )
    op.create_index(op.f("ix_company_changes_company_id"), "company_changes", ["company_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_company_changes_company_id"), table_name="company_changes")
    op.drop_table("company_changes")
