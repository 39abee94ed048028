"""Load and save plans."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Row, delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import selectinload

from osaamistase.accounts.models import User
from osaamistase.database import db
from osaamistase.errors import NotFound
from osaamistase.plans.models import Action, ActionEvent, ActionReminder, ActionService, Plan, Revision, UnmetNeed


def get_plan(plan_id: int, *, for_update: bool = False) -> Plan:
    """The plan with its actions and their services. Raises NotFound."""
    query = select(Plan).where(Plan.id == plan_id).options(selectinload(Plan.actions).selectinload(Action.services))
    # Under the lock, what an earlier read loaded is read afresh: another's change may have come between.
    if for_update:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(query)
    if found is None:
        raise NotFound("plan")
    return found


def find_plan_of_round(round_id: int) -> Plan | None:
    return db.session.scalar(select(Plan).where(Plan.round_id == round_id))


def list_plans(company_id: int) -> Sequence[tuple[Plan, int]]:
    """A firm's plans, each with the number of its newest revision (0: not confirmed yet)."""
    newest = select(func.coalesce(func.max(Revision.number), 0)).where(Revision.plan_id == Plan.id).scalar_subquery()
    query = select(Plan, newest).where(Plan.company_id == company_id).order_by(Plan.id.desc())
    return [(plan, number) for plan, number in db.session.execute(query)]


def add_plan(plan: Plan) -> Plan:
    db.session.add(plan)
    db.session.flush()
    return plan


def get_action(action_id: int) -> Action:
    """Raises NotFound."""
    found = db.session.scalar(select(Action).where(Action.id == action_id).options(selectinload(Action.services)))
    if found is None:
        raise NotFound("action")
    return found


def add_action(action: Action) -> Action:
    db.session.add(action)
    db.session.flush()
    return action


def remove_action(action_id: int) -> bool:
    """Take away a draft that nobody has touched, with its services; False: something speaks of it, and it stays."""
    try:
        with db.session.begin_nested():
            db.session.execute(delete(ActionService).where(ActionService.action_id == action_id))
            db.session.execute(delete(Action).where(Action.id == action_id))
    except IntegrityError:  # a reminder of its deadline, or what was noted of it on a visit
        return False
    return True


def save_action() -> None:
    db.session.flush()


def add_event(event: ActionEvent) -> ActionEvent:
    db.session.add(event)
    db.session.flush()
    return event


def list_events(plan_id: int) -> dict[int, list[tuple[ActionEvent, str | None]]]:
    """What happened to each action of a plan, by its number, the oldest first, with the name of who did it."""
    found: dict[int, list[tuple[ActionEvent, str | None]]] = {}
    rows = db.session.execute(
        select(ActionEvent, User.name)
        .join(Action, Action.id == ActionEvent.action_id)
        .outerjoin(User, User.id == ActionEvent.by_user_id)
        .where(Action.plan_id == plan_id)
        .order_by(ActionEvent.id)
    )
    for event, name in rows:
        found.setdefault(event.action_id, []).append((event, name))
    return found


def find_reminder(action_id: int) -> ActionReminder | None:
    return db.session.get(ActionReminder, action_id)


def save_reminder(action_id: int, email: str, by_user_id: int | None, at: datetime) -> None:
    """From now on this address is written to before the deadline; told for none yet."""
    db.session.merge(
        ActionReminder(
            action_id=action_id, email=email, agreed_at=at, by_user_id=by_user_id, stopped_at=None, reminded_for=None
        )
    )
    db.session.flush()


def save_reminder_stopped(action_id: int, at: datetime) -> None:
    """The address goes too: nobody needs it any more."""
    found = db.session.get(ActionReminder, action_id)
    if found is not None:
        found.stopped_at, found.email = found.stopped_at or at, ""
        db.session.flush()


def list_reminders(plan_id: int) -> dict[int, ActionReminder]:
    """By action, the reminders of a plan that are on."""
    query = select(ActionReminder).join(Action, Action.id == ActionReminder.action_id)
    found = db.session.scalars(query.where(Action.plan_id == plan_id, ActionReminder.stopped_at.is_(None)))
    return {one.action_id: one for one in found}


def add_unmet_needs(needs: Sequence[UnmetNeed]) -> None:
    db.session.add_all(needs)
    db.session.flush()


def list_revisions(plan_id: int) -> Sequence[Row[Revision, str]]:
    """A plan's revisions with who confirmed each, the newest first."""
    return db.session.execute(
        select(Revision, User.name)
        .join(User, User.id == Revision.confirmed_by_id)
        .where(Revision.plan_id == plan_id)
        .order_by(Revision.number.desc())
    ).all()


def get_revision(plan_id: int, number: int) -> Revision:
    """Raises NotFound."""
    found = db.session.scalar(select(Revision).where(Revision.plan_id == plan_id, Revision.number == number))
    if found is None:
        raise NotFound("revision")
    return found


def add_revision(revision: Revision) -> Revision:
    db.session.add(revision)
    db.session.flush()
    return revision
