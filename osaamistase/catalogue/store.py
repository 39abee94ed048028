"""Load and save services as advisers keep them, what was changed in them, where they are used, and unmet needs."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import Row, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import selectinload

from osaamistase.accounts.models import User
from osaamistase.companies.models import Company
from osaamistase.database import db
from osaamistase.errors import NotFound, Taken
from osaamistase.plans.models import Action, ActionService, Plan, UnmetNeed
from osaamistase.plans.status import CLOSED
from osaamistase.services.models import Service, ServiceChange, ServiceCompetence
from osaamistase.survey.models import Round


def get_service(service_id: str, *, for_update: bool = False) -> Service:
    """With its competences. Raises NotFound."""
    query = select(Service).where(Service.id == service_id).options(selectinload(Service.competences))
    if for_update:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(query)
    if found is None:
        raise NotFound("service")
    return found


def add_service(service: Service, competences: Sequence[str]) -> None:
    """A new one with the competences it serves, the closest first. Raises Taken where there is one with its id."""
    service.competences = [
        ServiceCompetence(service_id=service.id, competence_id=one, position=at) for at, one in enumerate(competences)
    ]
    db.session.add(service)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Taken("id") from error


def save_competences(service: Service, competences: Sequence[str]) -> None:
    """Which competences it serves from now on, the closest first."""
    kept = {link.competence_id: link for link in service.competences}
    service.competences = [
        kept.get(one) or ServiceCompetence(service_id=service.id, competence_id=one, position=at)
        for at, one in enumerate(competences)
    ]
    for at, link in enumerate(service.competences):
        link.position = at
    db.session.flush()


def add_changes(changes: Sequence[ServiceChange]) -> None:
    db.session.add_all(changes)
    db.session.flush()


def list_changes(service_id: str) -> Sequence[Row[ServiceChange, str | None]]:
    """What was changed in a service with who did it (None: a command), the newest first."""
    query = select(ServiceChange, User.name).outerjoin(User, User.id == ServiceChange.by_user_id)
    return db.session.execute(
        query.where(ServiceChange.service_id == service_id).order_by(ServiceChange.id.desc())
    ).all()


def list_people() -> Sequence[User]:
    """Advisers and administrators who may be responsible for a service."""
    keepers = User.role.in_(("adviser", "administrator"))
    return db.session.scalars(select(User).where(keepers, User.ended_at.is_(None)).order_by(User.name, User.id)).all()


def list_uses(service_id: str) -> Sequence[Row[int, str, int, str]]:
    """Open actions that lean on a service: action, its title, its plan, the firm's name."""
    return db.session.execute(
        select(Action.id, Action.title, Action.plan_id, Company.name)
        .join(ActionService, ActionService.action_id == Action.id)
        .join(Plan, Plan.id == Action.plan_id)
        .join(Company, Company.id == Plan.company_id)
        .where(ActionService.service_id == service_id)
        .where(Action.status.not_in(CLOSED), Action.dropped_because.is_(None))
        .order_by(Company.name, Action.id)
    ).all()


def list_to_check(user_id: int, before: date, until: date, today: date) -> Sequence[Service]:
    """Services of that person, or of nobody, not checked since `before` or ending by `until`; those ended are left.

    One's own first, then what ends first.
    """
    mine = (Service.responsible_id == user_id) | Service.responsible_id.is_(None)
    lasts = Service.valid_until.is_(None) | (Service.valid_until >= today)
    wanted = (Service.checked_on < before) | (Service.valid_until <= until)
    return db.session.scalars(
        select(Service)
        .where(mine, lasts, wanted)
        .order_by(
            Service.responsible_id.is_(None), Service.valid_until.is_(None), Service.valid_until, Service.position
        )
    ).all()


def save_link_states(states: Iterable[tuple[str, str]], at: datetime) -> None:
    """By service what its address said."""
    for service_id, state in states:
        db.session.execute(
            update(Service).where(Service.id == service_id).values(link_state=state[:60], link_checked_at=at)
        )


def list_unmet() -> Sequence[Row[str, int, datetime]]:
    """By competence in how many firms no service answered a gap, and when that was last noted."""
    return db.session.execute(
        select(UnmetNeed.competence_id, func.count(Round.company_id.distinct()), func.max(UnmetNeed.noted_at))
        .join(Round, Round.id == UnmetNeed.round_id)
        .group_by(UnmetNeed.competence_id)
        .order_by(func.count(Round.company_id.distinct()).desc(), UnmetNeed.competence_id)
    ).all()
