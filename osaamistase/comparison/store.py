"""Load what a firm is compared with: other firms' figures by number, nothing else of them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select

from osaamistase.clock import HELSINKI
from osaamistase.database import db
from osaamistase.disclosure.peers import Member
from osaamistase.results.models import AreaResult, StoredSheet
from osaamistase.survey.models import Round


def list_members(questionnaire_id: str, before: datetime) -> Sequence[Member]:
    """Every sheet with a tasoindeksi of that questionnaire, in any version, in the order they were made."""
    rows = db.session.execute(
        select(
            StoredSheet.company_id,
            StoredSheet.round_id,
            StoredSheet.id,
            StoredSheet.made_at,
            StoredSheet.industry_section,
            StoredSheet.size_class,
            StoredSheet.level_index,
        )
        .join(Round, Round.id == StoredSheet.round_id)
        .where(Round.questionnaire_id == questionnaire_id, StoredSheet.made_at < before)
        .where(StoredSheet.level_index.is_not(None))
        .order_by(StoredSheet.made_at, StoredSheet.id)
    ).all()
    return [
        Member(company, round_, sheet, made.astimezone(HELSINKI).date(), section, size, index)
        for company, round_, sheet, made, section, size, index in rows
        if index is not None
    ]


def list_area_levels(sheet_ids: Collection[int]) -> dict[int, dict[str, Decimal]]:
    """Each sheet's areas with their mean current level."""
    found: dict[int, dict[str, Decimal]] = {}
    rows = select(AreaResult.sheet_id, AreaResult.area, AreaResult.mean_level).where(AreaResult.sheet_id.in_(sheet_ids))
    for sheet, area, level in db.session.execute(rows):
        found.setdefault(sheet, {})[area] = level
    return found
