"""Writes a made-up region through the same steps that real firms take. Every firm is marked as made up."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import func, select

from osaamistase.accounts.models import User
from osaamistase.companies.industry import section
from osaamistase.companies.models import Company
from osaamistase.companies.store import add_company
from osaamistase.database import db, transaction
from osaamistase.demo.world import MadeUpFirm, answers, business_ids, firms, used_service
from osaamistase.plans.models import Action, ActionEvent, ActionService, Plan
from osaamistase.plans.steps import confirm_plan
from osaamistase.plans.store import add_action, add_event, add_plan
from osaamistase.results.steps import finish_round
from osaamistase.services.store import list_services
from osaamistase.survey.asked import asked
from osaamistase.survey.guard import shelf
from osaamistase.survey.steps import start_round
from osaamistase.survey.store import list_respondents, save_answers

AT_ONCE = 50  # firms in one transaction


class RegionRefused(ValueError):
    """The register holds a real firm, or a made-up region already; the message says which."""


def write_region(count: int, seed: int, quarters: int, adviser: User, now: datetime) -> Iterator[tuple[int, int]]:
    """So many firms with their finished rounds; yields firms and rounds written so far. Raises RegionRefused."""
    _refuse_where_it_cannot_be()
    numbers = business_ids()
    services = [one.id for one in list_services() if one.offered_to == "firms" and one.competences]
    written = rounds = 0
    waiting: list[MadeUpFirm] = []
    for firm in firms(count, seed, quarters):
        waiting.append(firm)
        if len(waiting) == AT_ONCE or firm.number == count - 1:
            with transaction():
                rounds += sum(_write(one, next(numbers), seed, adviser, services, now) for one in waiting)
            db.session.expunge_all()
            written += len(waiting)
            waiting = []
            yield written, rounds


def _refuse_where_it_cannot_be() -> None:
    if db.session.scalar(select(func.count()).where(Company.made_up.is_(False))):
        raise RegionRefused("the register holds real firms; a made-up region is for a database of its own")
    if db.session.scalar(select(Company.id).where(Company.business_id == next(business_ids()))) is not None:
        raise RegionRefused("the made-up region is there already")


def _write(firm: MadeUpFirm, business_id: str, seed: int, adviser: User, services: Sequence[str], now: datetime) -> int:
    industry_section = section("TOL 2025", firm.code) or ""
    company = add_company(
        Company(
            business_id=business_id,
            name=f"Esimerkki {firm.number + 1:05d} Oy",
            industry_scheme="TOL 2025",
            industry_code=firm.code,
            industry_section=industry_section,
            headcount=firm.headcount,
            municipality=firm.municipality,
            contact_name="Esimerkki Yrittäjä",
            adviser_id=adviser.id,
            created_at=now - timedelta(days=firm.answers_on[0]),
            made_up=True,
        )
    )
    version = shelf().newest()[0]
    asks = asked(version, shelf().pack_for(version.questionnaire.id, industry_section, firm.code))
    days = current_app.config["OSAAMISTASE"].result_days
    first = 0
    for number, ago in enumerate(firm.answers_on):
        at = now - timedelta(days=ago)
        new = start_round(company.id, asks, adviser.id, at)
        save_answers(list_respondents(new.id)[0].id, answers(firm, asks.questionnaire, number, seed), None, at)
        finish_round(new.id, asks, days, None, at)
        first = first or new.id
    service = used_service(firm, services, seed)
    if service is not None:
        _use(first, company, service, adviser, now - timedelta(days=sum(firm.answers_on[:2]) // 2))
    return len(firm.answers_on)


def _use(round_id: int, company: Company, service: str, adviser: User, at: datetime) -> None:
    """The first round's plan, confirmed, holds the service as done half-way to the second round."""
    plan = add_plan(
        Plan(round_id=round_id, company_id=company.id, language="fi", created_at=at, created_by_id=adviser.id)
    )
    words = "Esimerkki: käytetty palvelu"
    action = Action(
        plan_id=plan.id, position=0, title=words, description="", responsible="", deadline=at.date(), status="tehty"
    )
    action.services = [ActionService(position=0, service_id=service, why=words)]
    add_action(action)
    add_event(ActionEvent(action_id=action.id, at=at, by_user_id=adviser.id, status="tehty"))
    confirm_plan(plan.id, adviser.id, at)
