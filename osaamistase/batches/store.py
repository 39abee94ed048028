"""Load and save folders, and list what can be done to many at once."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, func, or_, select, update

from osaamistase.batches.models import Folder
from osaamistase.companies.models import Company
from osaamistase.database import db
from osaamistase.errors import NotFound
from osaamistase.plans.models import Action, ActionEvent, Plan, Revision
from osaamistase.plans.status import CLOSED


def list_confirmed(adviser_ids: Collection[int] | None) -> Sequence[Row[int, int, datetime, str, bool]]:
    """Plans with a confirmed revision: plan, its newest number, when, the firm's name and whether it is made up."""
    newest = select(Revision.plan_id, func.max(Revision.number).label("number")).group_by(Revision.plan_id).subquery()
    query = (
        select(Plan.id, newest.c.number, Revision.confirmed_at, Company.name, Company.made_up)
        .join(newest, newest.c.plan_id == Plan.id)
        .join(Revision, (Revision.plan_id == Plan.id) & (Revision.number == newest.c.number))
        .join(Company, Company.id == Plan.company_id)
        .order_by(Company.folded_name, Plan.id.desc())
    )
    return db.session.execute(_of(query, adviser_ids)).all()


def list_open_actions(
    adviser_ids: Collection[int] | None, status: str, late_on: date | None, company_id: int, offset: int, limit: int
) -> Sequence[Row[Action, str, int, int]]:
    """Open actions by deadline: with the firm's name, its id, and the number of the newest event (0: none).

    `company_id`: of that firm alone, whoever its adviser is; 0: of all.
    """
    event = select(func.coalesce(func.max(ActionEvent.id), 0)).where(ActionEvent.action_id == Action.id)
    query = (
        select(Action, Company.name, Company.id, event.scalar_subquery())
        .join(Plan, Plan.id == Action.plan_id)
        .join(Company, Company.id == Plan.company_id)
        .where(Action.status.not_in(CLOSED), Action.dropped_because.is_(None))
        .order_by(Action.deadline, Action.id)
        .offset(offset)
        .limit(limit)
    )
    if status:
        query = query.where(Action.status == status)
    if late_on is not None:
        query = query.where(Action.deadline < late_on)
    if company_id:
        return db.session.execute(query.where(Company.id == company_id)).all()
    return db.session.execute(_of(query, adviser_ids)).all()


def list_newest_events(action_ids: Collection[int]) -> dict[int, int]:
    """By action, the number of its newest event; those without one are not there."""
    query = select(ActionEvent.action_id, func.max(ActionEvent.id)).where(ActionEvent.action_id.in_(action_ids))
    rows = db.session.execute(query.group_by(ActionEvent.action_id)).all()
    return {action: event for action, event in rows}  # noqa: C416  a row is no pair to dict()


def list_actions(action_ids: Collection[int]) -> Sequence[Row[Action, str]]:
    """Those actions with the firm's name, by number, kept from others until the end of the transaction."""
    return db.session.execute(
        select(Action, Company.name)
        .join(Plan, Plan.id == Action.plan_id)
        .join(Company, Company.id == Plan.company_id)
        .where(Action.id.in_(action_ids))
        .order_by(Action.id)
        .with_for_update(of=Action)
        .execution_options(populate_existing=True)
    ).all()


def add_folder(folder: Folder) -> Folder:
    db.session.add(folder)
    db.session.flush()
    return folder


def get_folder(folder_id: int, *, for_user: int | None) -> Folder:
    """Raises NotFound, as for another's. `for_user` None: whosever it is."""
    query = select(Folder).where(Folder.id == folder_id).execution_options(populate_existing=True)
    found = db.session.scalar(query if for_user is None else query.where(Folder.user_id == for_user))
    if found is None:
        raise NotFound("folder")
    return found


def list_folders(user_id: int) -> Sequence[Folder]:
    """A person's own, the newest first."""
    return db.session.scalars(select(Folder).where(Folder.user_id == user_id).order_by(Folder.id.desc())).all()


def content_of(folder_id: int) -> bytes | None:
    return db.session.scalar(select(Folder.content).where(Folder.id == folder_id))


def find_free_folder(at: datetime) -> int | None:
    return db.session.scalar(select(Folder.id).where(_waiting(at)).order_by(Folder.id).limit(1))


def list_claimed(at: datetime, until: datetime) -> list[Folder]:
    """The next folder, for this worker alone until then."""
    query = select(Folder).where(_waiting(at)).order_by(Folder.id).limit(1).with_for_update(skip_locked=True)
    found = list(db.session.scalars(query.execution_options(populate_existing=True)))
    for one in found:
        one.claimed_until, one.tries = until, one.tries + 1
    db.session.flush()
    return found


def save_progress(folder_id: int, done: int, until: datetime) -> bool:
    """How far it is; False where it was called off meanwhile."""
    change = update(Folder).where(Folder.id == folder_id, Folder.cancelled_at.is_(None))
    going = db.session.scalar(change.values(done=done, claimed_until=until).returning(Folder.id))
    return going is not None


def save_finished(folder_id: int, content: bytes | None, at: datetime) -> None:
    """With its bytes; without them: it could not be printed."""
    values = {"content": content, "finished_at": at} if content is not None else {"failed_at": at}
    db.session.execute(update(Folder).where(Folder.id == folder_id).values(claimed_until=None, **values))


def save_free(folder_id: int) -> None:
    db.session.execute(update(Folder).where(Folder.id == folder_id).values(claimed_until=None))


def remove_folders_before(at: datetime) -> None:
    db.session.execute(delete(Folder).where(Folder.asked_at < at))


def _waiting(at: datetime) -> ColumnElement[bool]:
    over = Folder.cancelled_at.is_(None) & Folder.failed_at.is_(None) & Folder.finished_at.is_(None)
    return over & or_(Folder.claimed_until.is_(None), Folder.claimed_until <= at)


def _of(query: Any, adviser_ids: Collection[int] | None) -> Any:
    return query if adviser_ids is None else query.where(Company.adviser_id.in_(adviser_ids))
