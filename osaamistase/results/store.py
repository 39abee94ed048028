"""Load and save frozen rounds."""

import json
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from osaamistase.database import db
from osaamistase.errors import NotFound
from osaamistase.results.models import AreaResult, StoredSheet


def find_sheet(round_id: int) -> StoredSheet | None:
    return db.session.scalar(select(StoredSheet).where(StoredSheet.round_id == round_id))


def get_sheet(round_id: int) -> StoredSheet:
    """Raises NotFound while the round is still open."""
    found = find_sheet(round_id)
    if found is None:
        raise NotFound("sheet")
    return found


def add_sheet(sheet: StoredSheet, area_gaps: dict[str, Decimal]) -> StoredSheet:
    db.session.add(sheet)
    db.session.flush()
    db.session.add_all([AreaResult(sheet_id=sheet.id, area=area, mean_gap=gap) for area, gap in area_gaps.items()])
    db.session.flush()
    return sheet


def content_of(sheet: StoredSheet) -> dict[str, Any]:
    """The stored document: company, submitted_at, answers, notes, sheet."""
    document: dict[str, Any] = json.loads(sheet.content)
    return document
