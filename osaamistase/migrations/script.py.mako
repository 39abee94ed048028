"""${message}"""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}
# Where code before this migration does not work on the tables after it, say the oldest that does: WORKS_WITH = "00NN".
# Without that line it must only add what old code need not know of (docs/decisions/0022, tests/house/test_migrations.py).


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
