"""Contributions of firms as an edition sums them up, and editions as everyone reads them.

Nothing else reads the scores of many firms (tests/house/test_disclosure.py).
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, exists, func, insert, or_, select, text, update
from sqlalchemy.orm import aliased

from osaamistase.companies.models import Company
from osaamistase.database import db, upsert
from osaamistase.editions.models import Contribution, DepartedSum, Edition, EditionFigure, Score
from osaamistase.results.models import StoredSheet

AT_MOST_LATE = 1_000


def list_sheets_to_take(most: int) -> Sequence[StoredSheet]:
    """Stored sheets that have not been taken into the figures yet, the oldest first.

    They are taken in the order of their ids, so only the newest are looked through, however many there are: a sheet
    whose transaction ended late may be AT_MOST_LATE ids behind the last one taken.
    """
    newest = (
        db.session.scalar(select(func.max(Contribution.sheet_id))) or 0
    )  # asked apart: a known number is planned for
    taken = exists().where(Contribution.sheet_id == StoredSheet.id)
    query = select(StoredSheet).where(StoredSheet.id > newest - AT_MOST_LATE, ~taken)
    return db.session.scalars(query.order_by(StoredSheet.id).limit(most)).all()


def add_contribution(contribution: Contribution, scores: Sequence[dict[str, Any]]) -> None:
    db.session.add(contribution)
    db.session.flush()
    if scores:
        db.session.execute(insert(Score), list(scores))


def find_first_day() -> datetime | None:
    """When the first sheet that counts was made."""
    return db.session.scalar(select(func.min(Contribution.made_at)))


def save_entered(edition: int, before: datetime) -> None:
    """Let in what was made before: each firm's latest sheet of its latest round; what it replaces goes out.

    A sheet that another has overtaken while it waited comes in and goes out in the same edition, and so is never seen.
    """
    other = aliased(Contribution)
    mine = other.company_id == Contribution.company_id
    waits = and_(Contribution.entered.is_(None), Contribution.made_at < before)
    other_waits = and_(other.entered.is_(None), other.made_at < before)
    other_is_in = and_(other.entered.is_not(None), other.left.is_(None))
    later = or_(
        other.round_id > Contribution.round_id,
        and_(other.round_id == Contribution.round_id, other.sheet_id > Contribution.sheet_id),
    )
    overtaken = exists().where(mine, later, or_(other_waits, other_is_in))
    is_in = and_(Contribution.entered.is_not(None), Contribution.left.is_(None))
    for statement in (
        update(Contribution).where(waits, overtaken).values(entered=edition, left=edition),
        update(Contribution).where(is_in, exists().where(mine, other_waits)).values(left=edition),
        update(Contribution).where(waits).values(entered=edition),
    ):
        db.session.execute(statement, execution_options={"synchronize_session": False})


def list_sums() -> Sequence[tuple[Any, ...]]:
    """By item, section, size class, municipality and stay: the firms, sums over them, and how many lie under target.

    What erased firms left stands in rows of its own.
    """
    if db.session.get_bind().dialect.name == "postgresql":
        # Groups by the ten thousand do not fit in the usual 4 MB, and a sort on disk takes four times as long.
        db.session.execute(text("SET LOCAL work_mem = '256MB'"))
    rows = db.session.execute(_sums(Contribution.entered.is_not(None)).order_by(*_BY)).all()
    columns = [DepartedSum.__table__.c[name] for name in _SUM_NAMES]
    gone = db.session.execute(select(*columns).order_by(*columns[:6])).all()
    return [tuple(row) for row in (*rows, *gone)]


def add_departed(company_id: int, now_left: int) -> None:
    """Let the sums of a firm's scores stay without its name; what no edition held leaves nothing.

    `now_left`: the edition from which on the firm is in no more.
    """
    for row in db.session.execute(
        _sums(Contribution.company_id == company_id, Contribution.entered.is_not(None))
    ).all():
        values = dict(zip(_SUM_NAMES, map(_plain, row), strict=True))
        values["left"] = values["left"] or now_left
        insert_ = upsert(DepartedSum, db.engine.dialect.name).values(values)
        more = {name: DepartedSum.__table__.c[name] + insert_.excluded[name] for name in _SUM_NAMES[6:]}
        db.session.execute(insert_.on_conflict_do_update(index_elements=list(_SUM_NAMES[:6]), set_=more))


def find_newest_number() -> int:
    """The newest edition that was given, or for which firms were let in."""
    given = select(func.max(Edition.number))
    let_in = select(func.max(Contribution.entered))
    return max(db.session.scalar(given) or 0, db.session.scalar(let_in) or 0)


def save_contributions_held(company_id: int) -> None:
    """Nobody lets a firm's sheets in or out until the caller is done."""
    db.session.execute(select(Contribution.sheet_id).where(Contribution.company_id == company_id).with_for_update())


_BY = (
    Score.item, Contribution.section, Contribution.size_class, Contribution.municipality,
    Contribution.entered, Contribution.left,
)  # fmt: skip
_SUM_NAMES = (
    "item", "section", "size_class", "municipality", "entered", "left",
    "firms", "level", "target", "gap", "priority", "need", "lacks", "under",
)  # fmt: skip


def _sums(*where: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    sums = (Score.level, Score.target, Score.gap, Score.priority, Score.need, Score.lacks)
    return (
        select(*_BY, func.count(), *map(func.sum, sums), func.sum(case((Score.lacks > 0, 1), else_=0)))
        .join(Contribution, Contribution.sheet_id == Score.sheet_id)
        .where(*where)
        .where(or_(Contribution.left.is_(None), Contribution.left > Contribution.entered))
        .group_by(*_BY)
    )


def _plain(value: Any) -> Any:
    """PostgreSQL's sums are decimals."""
    return int(value) if isinstance(value, Decimal) else value


def find_behind(edition: int) -> tuple[list[str], bool]:
    """On which questionnaire versions the firms are that are in, and whether any of them is made up."""
    is_in = and_(Contribution.entered <= edition, Contribution.left.is_(None))
    rows = db.session.execute(select(Contribution.questionnaire, Contribution.made_up).where(is_in).distinct()).all()
    return sorted({name for name, _ in rows}), any(made_up for _, made_up in rows)


def list_given() -> Sequence[EditionFigure]:
    """Every figure that was ever given anew, the earliest first."""
    shown = select(EditionFigure).where(EditionFigure.state == "shown")
    return db.session.scalars(shown.order_by(EditionFigure.edition, EditionFigure.id)).all()


def add_edition(edition: Edition, figures: Iterable[dict[str, Any]]) -> Edition:
    db.session.add(edition)
    db.session.flush()
    rows = list(figures)
    if rows:
        db.session.execute(insert(EditionFigure), rows)
    return edition


def list_editions() -> Sequence[Edition]:
    """The newest first."""
    return db.session.scalars(select(Edition).order_by(Edition.number.desc())).all()


def find_last_quarter() -> tuple[int, date] | None:
    """Number and quarter of the newest edition."""
    newest = select(Edition.number, Edition.quarter_end).order_by(Edition.number.desc()).limit(1)
    row = db.session.execute(newest).first()
    return (row.number, row.quarter_end) if row else None


def list_figures(
    edition: int,
    items: Collection[str] | None = None,
    table: str | None = None,
    row: str | None = None,
    column: str | None = None,
) -> Sequence[EditionFigure]:
    """Figures of an edition: of those items, that table, that row and column ("" is a total; None: all of them)."""
    found = select(EditionFigure).where(EditionFigure.edition == edition)
    for column_, wanted in (
        (EditionFigure.table_name, table),
        (EditionFigure.row_name, row),
        (EditionFigure.column_name, column),
    ):
        if wanted is not None:
            found = found.where(column_ == wanted)
    if items is not None:
        found = found.where(EditionFigure.item.in_(items))
    return db.session.scalars(found.order_by(EditionFigure.id)).all()


def list_over_time(items: Collection[str]) -> Sequence[EditionFigure]:
    """The region's totals of those items in every edition, the earliest first."""
    total = (EditionFigure.table_name == "section", EditionFigure.row_name == "", EditionFigure.column_name == "")
    mine = select(EditionFigure).where(*total, EditionFigure.item.in_(items))
    return db.session.scalars(mine.order_by(EditionFigure.edition)).all()


def list_own_in_need(item: str, adviser_ids: Collection[int]) -> Sequence[Row[int, str]]:
    """Firms of those advisers that are in need of an area or a competence by their latest sheet: number and name.

    A firm that was not asked of a competence stands for it with the competence's area. It is the one look at single
    firms here, and only their own advisers may have it: nothing of it goes to management.
    """
    later = aliased(Contribution)
    overtaken = exists().where(
        later.company_id == Contribution.company_id,
        or_(
            later.round_id > Contribution.round_id,
            and_(later.round_id == Contribution.round_id, later.sheet_id > Contribution.sheet_id),
        ),
    )
    own = aliased(Score)
    asked = exists().where(own.sheet_id == Score.sheet_id, own.item == item)
    query = (
        select(Company.id, Company.name)
        .join(Contribution, Contribution.company_id == Company.id)
        .join(Score, Score.sheet_id == Contribution.sheet_id)
        .where(Company.adviser_id.in_(adviser_ids), Score.need == 1, ~overtaken)
        .where(or_(Score.item == item, and_(Score.item == item.partition("-")[0], ~asked)))
    )
    return db.session.execute(query.order_by(Company.name, Company.id)).all()
