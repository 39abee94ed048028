"""Who used which service between two sheets, as an edition sums it up, and what editions tell of it."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import and_, func, insert, or_, select, update
from sqlalchemy.orm import aliased

from osaamistase.database import db
from osaamistase.editions.models import Contribution
from osaamistase.effects.models import DepartedUse, EditionEffect, ServiceUse
from osaamistase.plans.models import Action, ActionEvent, ActionService, Plan
from osaamistase.results.models import StoredSheet
from osaamistase.services.models import ServiceCompetence


def list_pairs() -> list[tuple[str, int, int, int]]:
    """Each firm's first done use of each service that its sheet among the figures came after.

    Service, firm, the newest sheet of the round whose plan it stood in, and the sheet that is in.
    """
    done = (
        select(ActionService.service_id, Plan.company_id, Plan.round_id, func.min(ActionEvent.at).label("at"))
        .join(Action, Action.id == ActionService.action_id)
        .join(Plan, Plan.id == Action.plan_id)
        .join(ActionEvent, and_(ActionEvent.action_id == Action.id, ActionEvent.status == "tehty"))
        .where(Action.status == "tehty", Action.dropped_because.is_(None))
        .group_by(ActionService.service_id, Plan.company_id, Plan.round_id)
        .subquery()
    )
    after = aliased(Contribution)
    first = (
        select(done.c.service_id, done.c.company_id, func.min(done.c.round_id).label("round_id"), after.sheet_id)
        .join(after, after.company_id == done.c.company_id)
        .where(after.entered.is_not(None), after.left.is_(None))
        .where(after.round_id > done.c.round_id, after.made_at > done.c.at)
        .group_by(done.c.service_id, done.c.company_id, after.sheet_id)
        .subquery()
    )
    before = func.max(Contribution.sheet_id)
    query = (
        select(first.c.service_id, first.c.company_id, before, first.c.sheet_id)
        .join(Contribution, Contribution.round_id == first.c.round_id)
        .group_by(first.c.service_id, first.c.company_id, first.c.sheet_id)
        .order_by(first.c.service_id, first.c.company_id)
    )
    return [(service, firm, then, now) for service, firm, then, now in db.session.execute(query)]


def list_standing_uses() -> Sequence[ServiceUse]:
    """Those that are in."""
    return db.session.scalars(select(ServiceUse).where(ServiceUse.left.is_(None))).all()


def list_uses() -> Sequence[ServiceUse]:
    """All that were ever in an edition."""
    seen = or_(ServiceUse.left.is_(None), ServiceUse.left > ServiceUse.entered)
    return db.session.scalars(select(ServiceUse).where(seen).order_by(ServiceUse.id)).all()


def list_uses_of(company_id: int) -> Sequence[ServiceUse]:
    """A firm's that were ever in an edition."""
    seen = or_(ServiceUse.left.is_(None), ServiceUse.left > ServiceUse.entered)
    return db.session.scalars(select(ServiceUse).where(seen, ServiceUse.company_id == company_id)).all()


def list_departed_uses() -> Sequence[DepartedUse]:
    return db.session.scalars(select(DepartedUse).order_by(DepartedUse.id)).all()


def find_free_whose() -> int:
    """A number that no departed use has yet."""
    return (db.session.scalar(select(func.max(DepartedUse.whose))) or 0) + 1


def add_departed_uses(uses: Iterable[DepartedUse]) -> None:
    db.session.add_all(uses)
    db.session.flush()


def list_sheets(ids: Collection[int]) -> dict[int, StoredSheet]:
    """By number."""
    return {one.id: one for one in db.session.scalars(select(StoredSheet).where(StoredSheet.id.in_(ids)))}


def list_served() -> dict[str, tuple[str, ...]]:
    """By service the competences it is for, in the order of their ids."""
    found: dict[str, tuple[str, ...]] = {}
    query = select(ServiceCompetence.service_id, ServiceCompetence.competence_id)
    for service, competence in db.session.execute(query.order_by(ServiceCompetence.competence_id)):
        found[service] = (*found.get(service, ()), competence)
    return found


def add_uses(uses: Iterable[ServiceUse]) -> None:
    db.session.add_all(uses)
    db.session.flush()


def save_left(use_ids: Collection[int], edition: int) -> None:
    db.session.execute(update(ServiceUse).where(ServiceUse.id.in_(use_ids)).values(left=edition))


def add_effects(rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        db.session.execute(insert(EditionEffect), rows)


def list_effects(edition: int) -> Sequence[EditionEffect]:
    """What an edition tells, most firms first."""
    query = select(EditionEffect).where(EditionEffect.edition == edition)
    return db.session.scalars(query.order_by(EditionEffect.firms.desc(), EditionEffect.service_id)).all()


def list_given_effects() -> Sequence[EditionEffect]:
    """All that was ever told anew, the earliest first."""
    shown = select(EditionEffect).where(EditionEffect.state == "shown")
    return db.session.scalars(shown.order_by(EditionEffect.edition, EditionEffect.service_id)).all()
