"""hours of work on a note"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # No table is copied: SQLite and PostgreSQL both add an empty column at its end.
    op.add_column("notes", sa.Column("minutes", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("notes", "minutes")  # no copy of the table: versions and outcomes of notes point at it
