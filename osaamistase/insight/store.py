"""Figures across firms, counted in the database. Every one of them leaves through `disclosure`."""

from collections.abc import Sequence

from sqlalchemy import Row, func, select

from osaamistase.companies.models import Company
from osaamistase.database import db
from osaamistase.plans.models import Plan, Revision
from osaamistase.results.models import AreaResult, StoredSheet


def find_counts() -> Row[int, int, int, int, int]:
    """Firms in the register; finished rounds and the firms they are of; confirmed plans and the firms they are of."""
    confirmed = select(Plan.id, Plan.company_id).where(Plan.id.in_(select(Revision.plan_id))).subquery()
    return db.session.execute(
        select(
            select(func.count(Company.id)).scalar_subquery(),
            select(func.count(StoredSheet.round_id.distinct())).scalar_subquery(),
            select(func.count(StoredSheet.company_id.distinct())).scalar_subquery(),
            select(func.count(confirmed.c.id)).scalar_subquery(),
            select(func.count(confirmed.c.company_id.distinct())).scalar_subquery(),
        )
    ).one()


def list_area_gaps() -> Sequence[Row[str, float, int]]:
    """Area, mean over firms of the mean gap in levels, number of firms: one firm one vote, its latest round."""
    round_ = select(func.max(StoredSheet.round_id)).group_by(StoredSheet.company_id)
    latest = select(func.max(StoredSheet.id)).where(StoredSheet.round_id.in_(round_)).group_by(StoredSheet.round_id)
    return db.session.execute(
        select(AreaResult.area, func.avg(AreaResult.mean_gap), func.count(AreaResult.sheet_id))
        .where(AreaResult.sheet_id.in_(latest))
        .group_by(AreaResult.area)
    ).all()
