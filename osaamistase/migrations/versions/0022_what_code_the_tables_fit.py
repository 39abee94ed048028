"""the oldest release that works with the tables, kept beside their revision"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

WORKS_WITH = "0022"  # the first that looks there; releases before it know their own revision alone


def upgrade() -> None:
    # In the table that says which revision it is: both change in the same moment, and a backup carries neither as
    # data, for whoever restores runs the migrations, which set both (migrations/env.py).
    op.add_column("alembic_version", sa.Column("works_with", sa.String(length=32), nullable=True))


def downgrade() -> None:
    op.drop_column("alembic_version", "works_with")
