"""Releases that are to come, as changes to a copy of the code: one that adds a column and uses it, one that drops it."""

from pathlib import Path

from osaamistase.releases.schema import newest, oldest_fit

OURS = newest()
FLOOR = oldest_fit(OURS)  # what ours says of the tables: adding leaves it as it is
ADDS, DROPS = (f"{int(OURS) + more:04}" for more in (1, 2))

_HEAD = '''"""made up"""
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "{revision}", "{before}", None, None
'''
_ADDS = """
def upgrade():
    op.add_column("answers", sa.Column("saved_with", sa.String(10), nullable=True))
"""
_DROPS = f'''
WORKS_WITH = "{DROPS}"

def upgrade():
    op.drop_column("answers", "saved_with")
'''


def adds_a_column(folder: Path) -> None:
    """Every answer that is saved says in a new column that this release saved it."""
    _migration(folder, ADDS, OURS, _ADDS)
    turn = "    turn: Mapped[int] = mapped_column(default=0)\n"
    new = '    saved_with: Mapped[str | None] = mapped_column(String(10), default="new")\n'
    _change(folder / "osaamistase/survey/models.py", turn, turn + new)
    for words in ('"value": new.value,', '"page": page, "turn": turn,'):
        _change(folder / "osaamistase/survey/store.py", words, f'{words} "saved_with": "new",')


def drops_it_again(folder: Path) -> None:
    """No code before it works without the column."""
    _migration(folder, ADDS, OURS, _ADDS)
    _migration(folder, DROPS, ADDS, _DROPS)


def _migration(folder: Path, revision: str, before: str, words: str) -> None:
    path = folder / "osaamistase/migrations/versions" / f"{revision}_made_up.py"
    path.write_text(_HEAD.format(revision=revision, before=before) + words, encoding="utf-8")


def _change(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), encoding="utf-8")
