"""A previewed file is put into force, inside the caller's transaction."""

from collections.abc import Sequence
from datetime import datetime

from osaamistase.catalogue.rows import Known, Row
from osaamistase.catalogue.steps import Outdated, add_row, save_row, standing
from osaamistase.exchange.preview import base_of


def bring_rows(rows: Sequence[Row], base: str, about: Known, by_user_id: int | None, at: datetime) -> int:
    """Put a previewed file into force, all of it; how many services it changed. Raises Outdated."""
    there = standing()
    if base_of(there) != base:
        raise Outdated
    for row in rows:
        if row["id"] in there:
            save_row(row, about, by_user_id, at)
        else:
            add_row(row, about, by_user_id, at)
    return len(rows)
