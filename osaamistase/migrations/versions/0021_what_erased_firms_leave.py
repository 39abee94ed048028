"""what firms that were erased leave in figures: sums and counts without a name"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "departed_sums",
        sa.Column("item", sa.String(length=8), nullable=False),
        sa.Column("section", sa.String(length=1), nullable=False),
        sa.Column("size_class", sa.String(length=10), nullable=False),
        sa.Column("municipality", sa.String(length=60), nullable=False),
        sa.Column("entered", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("left", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("firms", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("level", "target", "gap", "priority", "need", "lacks", "under")
        ),
        sa.PrimaryKeyConstraint(
            "item", "section", "size_class", "municipality", "entered", "left", name=op.f("pk_departed_sums")
        ),
    )
    op.create_table(
        "departed_uses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.String(length=80), nullable=False),
        sa.Column("whose", sa.Integer(), nullable=False),
        sa.Column("serves", sa.JSON(), nullable=False),
        sa.Column("rose", sa.Boolean(), nullable=False),
        sa.Column("entered", sa.Integer(), nullable=False),
        sa.Column("left", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["service_id"], ["services.id"], name=op.f("fk_departed_uses_service_id_services")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_departed_uses")),
    )
    op.add_column("trainings", sa.Column("departed_firms", sa.Integer(), server_default="0", nullable=False))
    op.add_column("trainings", sa.Column("departed_persons", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("trainings", "departed_persons")
    op.drop_column("trainings", "departed_firms")
    op.drop_table("departed_uses")
    op.drop_table("departed_sums")
