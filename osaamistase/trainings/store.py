"""Load and save trainings and who attends them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Row, and_, func, select, update
from sqlalchemy.orm import aliased

from osaamistase.accounts.models import User
from osaamistase.companies.models import Company
from osaamistase.database import db
from osaamistase.errors import NotFound
from osaamistase.trainings.attending import WITH_PERSONS
from osaamistase.trainings.models import Attendance, Training


@dataclass(frozen=True)
class Ahead:
    """A training on an adviser's first page. `asked`: own firms written down; `open`: those of whom it is not said
    whether they came.
    """

    id: int
    title: str
    day: date
    asked: int
    open: int


def get_training(training_id: int, *, for_update: bool = False) -> Training:
    """Raises NotFound."""
    query = select(Training).where(Training.id == training_id)
    if for_update:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(query)
    if found is None:
        raise NotFound("training")
    return found


def list_trainings() -> Sequence[Row[Training, int]]:
    """Every training, the latest day first, with the persons who come or came; never which firms'."""
    newest = _newest()
    counted = (
        select(Attendance.training_id, func.sum(Attendance.persons).label("persons"))
        .where(newest, Attendance.standing.in_(WITH_PERSONS))
        .group_by(Attendance.training_id)
        .subquery()
    )
    persons = func.coalesce(counted.c.persons, 0) + Training.departed_persons
    query = select(Training, persons).outerjoin(counted, counted.c.training_id == Training.id)
    return db.session.execute(query.order_by(Training.day.desc(), Training.id.desc())).all()


def list_standing(training_id: int) -> Sequence[Row[Attendance, str, int]]:
    """How each firm stands now, with its name and whose firm it is, by name."""
    query = (
        select(Attendance, Company.name, Company.adviser_id)
        .join(Company, Company.id == Attendance.company_id)
        .where(Attendance.training_id == training_id, _newest())
    )
    return db.session.execute(query.order_by(Company.name, Company.id)).all()


def list_ahead(adviser_ids: Collection[int], today: date, since: date) -> list[Ahead]:
    """Trainings to come, and those since a day at which it is not yet said of every own firm whether it came."""
    settled = Attendance.standing.in_(("came", "missed", "declined"))
    mine = (
        select(Attendance.training_id, func.count().label("asked"), func.count().filter(~settled).label("open"))
        .join(Company, Company.id == Attendance.company_id)
        .where(_newest(), Company.adviser_id.in_(adviser_ids))
        .group_by(Attendance.training_id)
        .subquery()
    )
    asked, open_ = func.coalesce(mine.c.asked, 0), func.coalesce(mine.c.open, 0)
    query = (
        select(Training.id, Training.title, Training.day, asked, open_)
        .outerjoin(mine, mine.c.training_id == Training.id)
        .where(Training.cancelled_because.is_(None), Training.day >= since)
        .where((Training.day >= today) | (open_ > 0))
        .order_by(Training.day, Training.id)
    )
    return [Ahead(*row) for row in db.session.execute(query)]


def list_of_company(company_id: int) -> Sequence[Row[Attendance, Training, str]]:
    """All that was written down of a firm, with the training and by whom, the earliest first."""
    query = (
        select(Attendance, Training, User.name)
        .join(Training, Training.id == Attendance.training_id)
        .join(User, User.id == Attendance.by_user_id)
        .where(Attendance.company_id == company_id)
    )
    return db.session.execute(query.order_by(Attendance.id)).all()


def list_attended(first: date, last: date) -> Sequence[Row[int, str, date, int, int]]:
    """Trainings held between two days: number, title, day, firms and persons who came; erased firms are counted too."""
    came = (
        select(Attendance.training_id, func.count().label("firms"), func.sum(Attendance.persons).label("persons"))
        .where(_newest(), Attendance.standing == "came")
        .group_by(Attendance.training_id)
        .subquery()
    )
    firms = func.coalesce(came.c.firms, 0) + Training.departed_firms
    persons = func.coalesce(came.c.persons, 0) + Training.departed_persons
    query = (
        select(Training.id, Training.title, Training.day, firms, persons)
        .outerjoin(came, came.c.training_id == Training.id)
        .where(Training.day.between(first, last), firms > 0)
    )
    return db.session.execute(query.order_by(Training.day, Training.id)).all()


def save_departed(company_id: int) -> None:
    """Before a firm is erased: who came of it stays in each training's counts."""
    came = _newest(), Attendance.standing == "came", Attendance.company_id == company_id
    for training_id, persons in db.session.execute(select(Attendance.training_id, Attendance.persons).where(*came)):
        db.session.execute(
            update(Training)
            .where(Training.id == training_id)
            .values(departed_firms=Training.departed_firms + 1, departed_persons=Training.departed_persons + persons)
        )


def list_came(first: date, last: date) -> Sequence[Row[int, date]]:
    """Which firm came to a training between two days: firm and day."""
    query = select(Attendance.company_id, Training.day).join(Training, Training.id == Attendance.training_id)
    query = query.where(_newest(), Attendance.standing == "came", Training.day.between(first, last))
    return db.session.execute(query.order_by(Training.day, Attendance.id)).all()


def add_training(training: Training) -> Training:
    db.session.add(training)
    db.session.flush()
    return training


def add_attendance(
    training_id: int, company_id: int, standing: str, persons: int, at: datetime, by_user_id: int, action_id: int | None
) -> None:
    db.session.add(
        Attendance(
            training_id=training_id, company_id=company_id, standing=standing, persons=persons, at=at,
            by_user_id=by_user_id, action_id=action_id,
        )
    )  # fmt: skip
    db.session.flush()


def _newest() -> ColumnElement[bool]:
    """The row that counts: nothing later was written of this firm at this training."""
    later = aliased(Attendance)
    same = and_(later.training_id == Attendance.training_id, later.company_id == Attendance.company_id)
    return ~select(later.id).where(same, later.id > Attendance.id).exists()
