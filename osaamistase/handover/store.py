"""Load and save hand-overs and absences."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Row, func, select, update
from sqlalchemy.orm import aliased

from osaamistase.accounts.models import User
from osaamistase.companies.models import Company
from osaamistase.database import db
from osaamistase.errors import NotFound
from osaamistase.handover.models import Absence, Handover


def list_advisers() -> Sequence[User]:
    """Who may have firms: those who still work here, by name."""
    able = User.role.in_(("adviser", "administrator"))
    return db.session.scalars(select(User).where(able, User.ended_at.is_(None)).order_by(User.name, User.id)).all()


def list_companies_of(user_id: int) -> Sequence[Company]:
    return db.session.scalars(select(Company).where(Company.adviser_id == user_id).order_by(Company.folded_name)).all()


def list_counts() -> dict[int, int]:
    """By adviser how many firms they have; who has none is not there."""
    query = select(Company.adviser_id, func.count()).group_by(Company.adviser_id)
    return {adviser_id: count for adviser_id, count in db.session.execute(query)}  # noqa: C416  a row is no pair


def add_handovers(new: Sequence[Handover]) -> None:
    db.session.add_all(new)
    db.session.flush()


def get_handover(handover_id: int) -> Handover:
    """Raises NotFound."""
    found = db.session.get(Handover, handover_id)
    if found is None:
        raise NotFound("hand-over")
    return found


def list_due(today: date) -> Sequence[Handover]:
    """Those whose day has come."""
    waiting = Handover.done_at.is_(None) & Handover.cancelled_at.is_(None)
    return db.session.scalars(select(Handover).where(waiting, Handover.day <= today).order_by(Handover.id)).all()


def list_planned() -> Sequence[Row[int, int, date, int, str, str]]:
    """Hand-overs to come, those of one day and hand together: from, to, day, how many firms, and both names."""
    giver, taker = aliased(User), aliased(User)
    together = (Handover.from_id, Handover.to_id, Handover.day, giver.name, taker.name)
    return db.session.execute(
        select(Handover.from_id, Handover.to_id, Handover.day, func.count(), giver.name, taker.name)
        .join(giver, giver.id == Handover.from_id)
        .join(taker, taker.id == Handover.to_id)
        .where(Handover.done_at.is_(None), Handover.cancelled_at.is_(None))
        .group_by(*together)
        .order_by(Handover.day, giver.name, taker.name)
    ).all()


def list_waiting(from_id: int, to_id: int, day: date) -> Sequence[Handover]:
    """Those of `list_planned` that are told together."""
    waiting = Handover.done_at.is_(None) & Handover.cancelled_at.is_(None)
    query = select(Handover).where(waiting, Handover.from_id == from_id, Handover.to_id == to_id, Handover.day == day)
    return db.session.scalars(query.order_by(Handover.id)).all()


def list_handovers(company_id: int) -> Sequence[Row[Handover, str, str, str]]:
    """A firm's hand-overs in the order they were made: from whom, to whom, by whom. Those called off are left out."""
    giver, taker, maker = aliased(User), aliased(User), aliased(User)
    return db.session.execute(
        select(Handover, giver.name, taker.name, maker.name)
        .join(giver, giver.id == Handover.from_id)
        .join(taker, taker.id == Handover.to_id)
        .join(maker, maker.id == Handover.made_by_id)
        .where(Handover.company_id == company_id, Handover.cancelled_at.is_(None))
        .order_by(Handover.id)
    ).all()


def list_untold() -> Sequence[Row[Handover, str, str, str]]:
    """Hand-overs done that nobody wrote of yet: the firm's name, the giver's, and the taker's e-mail."""
    giver, taker = aliased(User), aliased(User)
    return db.session.execute(
        select(Handover, Company.name, giver.name, taker.email)
        .join(Company, Company.id == Handover.company_id)
        .join(giver, giver.id == Handover.from_id)
        .join(taker, taker.id == Handover.to_id)
        .where(Handover.done_at.is_not(None), Handover.told_at.is_(None))
        .order_by(Handover.id)
    ).all()


def list_received(user_id: int, since: datetime) -> Sequence[Row[Company, str, str]]:
    """Firms that came over to somebody lately: the firm, from whom, and the note."""
    return db.session.execute(
        select(Company, User.name, Handover.note)
        .join(Handover, Handover.company_id == Company.id)
        .join(User, User.id == Handover.from_id)
        .where(Handover.to_id == user_id, Handover.done_at >= since, Company.adviser_id == user_id)
        .order_by(Company.folded_name)
    ).all()


def save_adviser(company_id: int, user_id: int) -> None:
    db.session.execute(update(Company).where(Company.id == company_id).values(adviser_id=user_id))


def list_absences(today: date) -> Sequence[Row[Absence, str, str]]:
    """Absences not over and not called off: with who is away and who stands in."""
    away, cover = aliased(User), aliased(User)
    return db.session.execute(
        select(Absence, away.name, cover.name)
        .join(away, away.id == Absence.user_id)
        .join(cover, cover.id == Absence.cover_id)
        .where(Absence.last >= today, Absence.ended_at.is_(None))
        .order_by(Absence.first, Absence.id)
    ).all()


def list_running(today: date) -> Sequence[Absence]:
    """Absences of today."""
    return db.session.scalars(
        select(Absence).where(Absence.first <= today, Absence.last >= today, Absence.ended_at.is_(None))
    ).all()


def add_absence(absence: Absence) -> None:
    db.session.add(absence)
    db.session.flush()


def get_absence(absence_id: int) -> Absence:
    """Raises NotFound."""
    found = db.session.get(Absence, absence_id)
    if found is None:
        raise NotFound("absence")
    return found
