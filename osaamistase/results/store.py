"""Load and save frozen rounds."""

import json
from collections.abc import Generator, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from osaamistase.database import db
from osaamistase.errors import NotFound
from osaamistase.results.models import AreaResult, StoredSheet, Talk


def list_sheets(round_id: int) -> Sequence[StoredSheet]:
    """Every sheet of a round, the newest first; none while the round is open."""
    mine = select(StoredSheet).where(StoredSheet.round_id == round_id)
    return db.session.scalars(mine.order_by(StoredSheet.number.desc())).all()


def get_sheet(round_id: int, number: int | None = None) -> StoredSheet:
    """The newest sheet of a round, or that one. Raises NotFound, as it does while the round is still open."""
    mine = select(StoredSheet).where(StoredSheet.round_id == round_id)
    if number is not None:
        mine = mine.where(StoredSheet.number == number)
    found = db.session.scalars(mine.order_by(StoredSheet.number.desc()).limit(1)).first()
    if found is None:
        raise NotFound("sheet")
    return found


def find_earlier_round(company_id: int, before_round_id: int) -> int | None:
    """The firm's last finished round before that one."""
    mine = StoredSheet.company_id == company_id
    return db.session.scalar(select(func.max(StoredSheet.round_id)).where(mine, StoredSheet.round_id < before_round_id))


def find_later_sheet(company_id: int, after_round_id: int) -> StoredSheet | None:
    """The newest sheet of the firm's last round finished after that one."""
    later = select(StoredSheet).where(StoredSheet.company_id == company_id, StoredSheet.round_id > after_round_id)
    return db.session.scalars(later.order_by(StoredSheet.round_id.desc(), StoredSheet.number.desc()).limit(1)).first()


def list_earlier_sheets(company_id: int, before_round_id: int) -> Sequence[StoredSheet]:
    """The newest sheet of each round that the firm finished before, the latest round first."""
    newest = (
        select(StoredSheet.round_id, func.max(StoredSheet.number).label("number"))
        .where(StoredSheet.company_id == company_id, StoredSheet.round_id < before_round_id)
        .group_by(StoredSheet.round_id)
        .subquery()
    )
    return db.session.scalars(
        select(StoredSheet)
        .join(newest, (StoredSheet.round_id == newest.c.round_id) & (StoredSheet.number == newest.c.number))
        .order_by(StoredSheet.round_id.desc())
    ).all()


def list_every_sheet() -> Generator[StoredSheet]:
    """All there are, in the order they were made, a few at a time in memory."""
    few = select(StoredSheet).order_by(StoredSheet.id).execution_options(yield_per=50)
    with db.session.execute(few) as rows:
        for row in rows:
            yield row[0]


def add_sheet(sheet: StoredSheet, areas: dict[str, tuple[Decimal, Decimal]]) -> StoredSheet:
    """`areas`: mean gap and mean level of each."""
    db.session.add(sheet)
    db.session.flush()
    db.session.add_all(
        [
            AreaResult(sheet_id=sheet.id, area=area, mean_gap=gap, mean_level=level)
            for area, (gap, level) in areas.items()
        ]
    )
    db.session.flush()
    return sheet


def list_talks(round_id: int) -> Sequence[Talk]:
    """All that was said of a round, in the order it was written."""
    return db.session.scalars(select(Talk).where(Talk.round_id == round_id).order_by(Talk.id)).all()


def add_talk(talk: Talk) -> Talk:
    db.session.add(talk)
    db.session.flush()
    return talk


def content_of(sheet: StoredSheet) -> dict[str, Any]:
    """The stored document: company, submitted_at, answers, notes, sheet."""
    document: dict[str, Any] = json.loads(sheet.content)
    return document
