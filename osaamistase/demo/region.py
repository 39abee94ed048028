"""Writes a made-up region through the same steps that real firms take. Every firm is marked as made up."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import func, select

from osaamistase.accounts.models import User
from osaamistase.companies.industry import section
from osaamistase.companies.models import Company
from osaamistase.companies.store import add_company
from osaamistase.database import db, transaction
from osaamistase.demo.world import MadeUpFirm, answers, business_ids, firms
from osaamistase.results.steps import finish_round
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
    written = rounds = 0
    waiting: list[MadeUpFirm] = []
    for firm in firms(count, seed, quarters):
        waiting.append(firm)
        if len(waiting) == AT_ONCE or firm.number == count - 1:
            with transaction():
                rounds += sum(_write(one, next(numbers), seed, adviser, now) for one in waiting)
            db.session.expunge_all()
            written += len(waiting)
            waiting = []
            yield written, rounds


def _refuse_where_it_cannot_be() -> None:
    if db.session.scalar(select(func.count()).where(Company.made_up.is_(False))):
        raise RegionRefused("the register holds real firms; a made-up region is for a database of its own")
    if db.session.scalar(select(Company.id).where(Company.business_id == next(business_ids()))) is not None:
        raise RegionRefused("the made-up region is there already")


def _write(firm: MadeUpFirm, business_id: str, seed: int, adviser: User, now: datetime) -> int:
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
    for number, ago in enumerate(firm.answers_on):
        at = now - timedelta(days=ago)
        new = start_round(company.id, asks, adviser.id, at)
        save_answers(list_respondents(new.id)[0].id, answers(firm, asks.questionnaire, number, seed), None, at)
        finish_round(new.id, asks, days, None, at)
    return len(firm.answers_on)
