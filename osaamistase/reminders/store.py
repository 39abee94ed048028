"""Load and save wishes, digests, and what reminders and the calendar tell of."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import Row, select, update

from osaamistase.accounts.models import User
from osaamistase.companies.models import Company
from osaamistase.database import db, upsert
from osaamistase.followup.models import FollowUp, Note
from osaamistase.plans.models import Action, ActionReminder, Plan, Revision
from osaamistase.plans.status import CLOSED
from osaamistase.reminders.models import Digest, Wish


def get_wish(user_id: int) -> Wish:
    """A person's settings, the usual ones where they said nothing."""
    return db.session.get(Wish, user_id) or Wish(user_id=user_id)


def save_wish(wish: Wish) -> None:
    db.session.merge(wish)
    db.session.flush()


def find_by_calendar(sha256: str) -> User | None:
    """Whose calendar it is; nobody's once they have left, see no firms any more, or have withdrawn it."""
    query = select(User).join(Wish, Wish.user_id == User.id)
    sees_firms = User.role.in_(("adviser", "administrator")) & User.ended_at.is_(None)
    return db.session.scalar(query.where(Wish.calendar_sha256 == sha256, sees_firms))


def list_readers(day: date) -> Sequence[Row[User, Wish | None]]:
    """Advisers and administrators to whom nothing was written on that day yet."""
    told = select(Digest.user_id).where(Digest.day == day)
    return db.session.execute(
        select(User, Wish)
        .outerjoin(Wish, Wish.user_id == User.id)
        .where(User.role.in_(("adviser", "administrator")), User.ended_at.is_(None), User.id.not_in(told))
        .order_by(User.id)
    ).all()


def add_digest(user_id: int, day: date) -> bool:
    """Whether nobody else has written that day's digest."""
    insert = upsert(Digest, db.engine.dialect.name).values(user_id=user_id, day=day)
    once = insert.on_conflict_do_nothing(index_elements=["user_id", "day"]).returning(Digest.user_id)
    return db.session.scalar(once) is not None


def list_to_remind(until: date, today: date) -> Sequence[Row[Action, ActionReminder, Company, User, Plan]]:
    """Open actions of confirmed plans, due from today until then, whose person agreed and was not told yet."""
    confirmed = select(Revision.plan_id)
    return db.session.execute(
        select(Action, ActionReminder, Company, User, Plan)
        .join(ActionReminder, ActionReminder.action_id == Action.id)
        .join(Plan, Plan.id == Action.plan_id)
        .join(Company, Company.id == Plan.company_id)
        .join(User, User.id == Company.adviser_id)
        .where(Plan.id.in_(confirmed), Action.status.not_in(CLOSED), Action.dropped_because.is_(None))
        .where(Action.deadline >= today, Action.deadline <= until, ActionReminder.stopped_at.is_(None))
        .where(ActionReminder.reminded_for.is_(None) | (ActionReminder.reminded_for != Action.deadline))
        .order_by(Action.id)
    ).all()


def save_reminded(action_id: int, deadline: date) -> None:
    db.session.execute(
        update(ActionReminder).where(ActionReminder.action_id == action_id).values(reminded_for=deadline)
    )


def list_deadlines(adviser_ids: Collection[int]) -> Sequence[Row[Action, str]]:
    """Open actions of those advisers' firms, with the firm's name."""
    return db.session.execute(
        select(Action, Company.name)
        .join(Plan, Plan.id == Action.plan_id)
        .join(Company, Company.id == Plan.company_id)
        .where(Company.adviser_id.in_(adviser_ids), Action.status.not_in(CLOSED), Action.dropped_because.is_(None))
        .order_by(Action.deadline, Action.id)
    ).all()


def list_follow_up_days(adviser_ids: Collection[int]) -> Sequence[Row[FollowUp, str]]:
    """Follow-ups neither held nor left out of those advisers' firms, with the firm's name."""
    held = select(Note.follow_up_id).where(Note.held_at.is_not(None), Note.follow_up_id.is_not(None))
    return db.session.execute(
        select(FollowUp, Company.name)
        .join(Plan, Plan.id == FollowUp.plan_id)
        .join(Company, Company.id == Plan.company_id)
        .where(Company.adviser_id.in_(adviser_ids), FollowUp.skipped_because.is_(None), FollowUp.id.not_in(held))
        .order_by(FollowUp.due, FollowUp.id)
    ).all()
