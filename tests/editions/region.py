"""Firms of a region with finished rounds, as tests need them: many, quickly, on chosen days."""

from datetime import date, datetime
from fractions import Fraction

from flask import Flask

from osaamistase.clock import HELSINKI, now, today
from osaamistase.companies.models import Company
from osaamistase.companies.store import add_company
from osaamistase.database import db, transaction
from osaamistase.editions.quarters import quarter_end
from osaamistase.editions.steps import let_in, take_sheets
from osaamistase.editions.store import list_sums
from osaamistase.effects.steps import let_in_uses
from osaamistase.results.steps import finish_round
from osaamistase.survey.asked import asked
from osaamistase.survey.models import Round
from osaamistase.survey.store import add_round, list_respondents, save_answers
from tests.people import SHELF, People, quick_answers


def answered(
    app: Flask,
    adviser_id: int,
    number: int,
    day: date,
    current: int,
    *,
    target: int = 4,
    section: str = "C",
    code: str = "10.71",
    headcount: int = 4,
    municipality: str = "Kouvola",
) -> int:
    """Firm `number` (made at its first time) answers the quick questionnaire, finished on that day; its id."""
    at = datetime(day.year, day.month, day.day, 12, tzinfo=HELSINKI)
    version = SHELF.find("pikakartoitus", 1)
    assert version is not None
    with app.app_context(), transaction():
        business_id = f"70{number:05d}-0"
        company = db.session.query(Company).filter_by(business_id=business_id).one_or_none() or add_company(
            Company(
                business_id=business_id, name=f"Salainen {number} Oy", industry_scheme="TOL 2025", industry_code=code,
                industry_section=section, headcount=headcount, municipality=municipality,
                contact_name="Testi Yrittäjä", adviser_id=adviser_id, created_at=now(),
            )
        )  # fmt: skip
        round_ = add_round(
            Round(
                company_id=company.id, questionnaire_id="pikakartoitus", questionnaire_version=1,
                questionnaire_sha256=version.sha256, opened_at=at, opened_by_id=adviser_id,
            )
        )  # fmt: skip
        save_answers(list_respondents(round_.id)[0].id, quick_answers(current=current, target=target), None, at)
        finish_round(round_.id, asked(version), 730, None, at)
        return company.id


def give_editions(app: Flask) -> None:
    """What the worker does as quarters end: take all that waits, give all that is over."""
    result = app.test_cli_runner().invoke(args=["editions", "give"], catch_exceptions=False)
    assert result.exit_code == 0, result.output


def take_in(app: Flask) -> int:
    """All that waits is taken into an edition of today, whose figures are not computed; its number."""
    with app.app_context(), transaction():
        while take_sheets():
            pass
        number = let_in(quarter_end(today()))
        let_in_uses(number)
        return number


def sums_now(app: Flask, item: str) -> tuple[int, Fraction]:
    """What an edition of today would count of an item: how many firms, and the sum of their gaps."""
    number = take_in(app)
    with app.app_context():
        mine = [
            (firms, gap)
            for found, _section, _size, _town, entered, left, firms, _level, _target, gap, *_rest in list_sums()
            if found == item and entered <= number and left is None
        ]
        return sum(firms for firms, _gap in mine), Fraction(int(sum(gap for _firms, gap in mine)), 1000)


def region(app: Flask, people: People, firms: int = 14) -> None:
    """Firms of two towns and sizes answer in the first quarter of 2026, six of them again in the third; three editions."""
    for n in range(firms):
        answered(
            app, people.adviser_id, n, date(2026, 2, 10), n % 4, headcount=4 if n % 3 else 20,
            municipality="Kouvola" if n % 2 else "Kotka",
        )  # fmt: skip
    for n in range(6):
        answered(app, people.adviser_id, n, date(2026, 8, 10), 3)
    give_editions(app)
