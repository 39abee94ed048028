"""Made-up people, firms and answers for a demonstration. Every one of them is marked as made up wherever it shows."""

import os
import random
import secrets
from datetime import datetime, timedelta
from pathlib import Path

from flask import current_app
from sqlalchemy import func, select

from osaamistase.accounts.models import User
from osaamistase.accounts.passwords import hashed
from osaamistase.accounts.store import add_user
from osaamistase.clock import HELSINKI, now, today
from osaamistase.companies.industry import section
from osaamistase.companies.models import Company
from osaamistase.companies.store import add_company
from osaamistase.database import db, transaction
from osaamistase.demo.region import write_region
from osaamistase.demo.world import area_answers, business_id, learned
from osaamistase.followup.steps import confirm_and_follow
from osaamistase.invitations.store import add_respondent
from osaamistase.plans.steps import draft_plan
from osaamistase.plans.store import get_plan, save_action
from osaamistase.questionnaires.questionnaire import Questionnaire
from osaamistase.questionnaires.shelf import Version
from osaamistase.results.steps import finish_round
from osaamistase.settings import ROOT
from osaamistase.survey.answering import KEY_PERSON, Place
from osaamistase.survey.asked import Asked, asked
from osaamistase.survey.guard import shelf
from osaamistase.survey.models import Respondent, Round
from osaamistase.survey.steps import start_round
from osaamistase.survey.store import list_respondents, save_answers

PEOPLE = (
    ("neuvoja@esimerkki.example", "Esimerkki Neuvoja", "adviser"),
    ("toinen@esimerkki.example", "Toinen Esimerkkineuvoja", "adviser"),
    ("johto@esimerkki.example", "Esimerkki Johtaja", "manager"),
    ("yllapito@esimerkki.example", "Esimerkki Ylläpitäjä", "administrator"),
)
# name, code of TOL 2025, headcount, municipality, language, how far on average below the target (levels)
FIRMS = (
    ("Esimerkkileipomo Oy", "10.71", 4, "Kouvola", "fi", 1.6),
    ("Esimerkkikonepaja Oy", "25.62", 32, "Kouvola", "fi", 1.1),
    ("Esimerkkihuolto Ky", "95.31", 3, "Iitti", "fi", 1.4),
    ("Esimerkkirakennus Oy", "41.00", 14, "Kouvola", "fi", 1.2),
    ("Exempelbutiken Ab", "47.71", 6, "Lovisa", "sv", 0.9),
    ("Esimerkkikuljetus Oy", "49.41", 22, "Kouvola", "fi", 1.3),
    ("Esimerkkihoiva Oy", "87.30", 45, "Kotka", "fi", 1.0),
    ("Esimerkkikahvila Tmi", "56.11", 1, "Kouvola", "fi", 1.7),
)
_OPEN_FIRM = "Esimerkkileipomo Oy"  # its round stays open, for whoever tries the survey
_SECOND_ROUND_FIRM = "Esimerkkikonepaja Oy"  # answered again by six, for whoever tries the talk and the change
_HALF_WAY_FIRM = "Esimerkkihoiva Oy"  # two have begun on the version before, for whoever tries carrying over
_LATE_FIRM = "Esimerkkihuolto Ky"  # its plan is as old as its answers: one action is done, the next one is late
_YEAR_OLD_FIRM = "Esimerkkirakennus Oy"  # a year has gone by: time for the next round
_TARGETS = (3, 3, 4, 4, 5)
_HALF_A_YEAR = {"current": (50, 40, 10), "target": (85, 15, 0)}  # often a level up, at times a higher aim


def fill(region_firms: int = 0) -> list[str]:
    """Make the demonstration's data once, with so many firms of a made-up region; lines that tell how to sign in."""
    password = _password()
    if not db.session.scalar(select(func.count(User.id))):
        with transaction():  # all of it or none: an interrupted first start begins again
            people = [_person(email, name, role, password) for email, name, role in PEOPLE]
            for number, firm in enumerate(FIRMS):
                _firm(number, firm, people[0 if number < 5 else 1])
        for _written in write_region(region_firms, 1, 6, people[1], now()):
            pass
    return [f"  {role:<14} {email}   {password}" for email, _name, role in PEOPLE]


def _password() -> str:
    """The demonstration's one password: given in DEMO_PASSWORD, or made here and kept beside the database."""
    given = os.environ.get("DEMO_PASSWORD")
    if given:
        return given
    kept: Path = ROOT / "instance" / "demo-password"
    if not kept.exists():
        kept.parent.mkdir(exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(
            "-".join(secrets.choice(("koivu", "kuusi", "pihlaja", "mänty", "haapa", "leppä")) for _ in range(2))
            + f"-{secrets.randbelow(9000) + 1000}"
        )
    return kept.read_text()


def _person(email: str, name: str, role: str, password: str) -> User:
    return add_user(User(email=email, name=name, role=role, password_hash=hashed(password), created_at=now()))


def _firm(number: int, firm: tuple[str, str, int, str, str, float], adviser: User) -> None:
    name, code, headcount, municipality, language, below = firm
    company = add_company(
        Company(
            business_id=_business_id(number),
            name=name,
            industry_scheme="TOL 2025",
            industry_code=code,
            industry_section=section("TOL 2025", code) or "",
            headcount=headcount,
            municipality=municipality,
            contact_name="Esimerkki Yrittäjä",
            contact_email=f"yritys{number}@esimerkki.example",
            language=language,
            adviser_id=adviser.id,
            created_at=now(),
            made_up=True,
        )
    )
    version = shelf().newest()[0]
    asks = asked(version, shelf().pack_for(version.questionnaire.id, company.industry_section, code))
    days_ago = {_OPEN_FIRM: 20, _HALF_WAY_FIRM: 20, _YEAR_OLD_FIRM: 383}.get(name, 220) - number
    opened = now() - timedelta(days=days_ago)
    chance = random.Random(number)  # noqa: S311  made-up answers need no secrecy, but must be the same each time
    if name == _HALF_WAY_FIRM:
        _half_way(company, version, adviser, below, chance, opened)
        return
    new = start_round(company.id, asks, adviser.id, opened)
    if name != _OPEN_FIRM:
        given = _answers(asks.questionnaire, below, chance)
        save_answers(list_respondents(new.id)[0].id, given, None, opened)
        finish_round(new.id, asks, current_app.config["OSAAMISTASE"].result_days, None, opened + timedelta(hours=1))
        if name == _SECOND_ROUND_FIRM:
            new = _second_round(company, asks, adviser, given, chance)
        drafted = opened + timedelta(days=2) if name in (_LATE_FIRM, _YEAR_OLD_FIRM) else now()
        plan = draft_plan(new.id, adviser.id, drafted, drafted.astimezone(HELSINKI).date())
        if number % 4:  # every fourth plan still waits for its adviser
            confirm_and_follow(plan.id, adviser.id, drafted, agreed=False)
        if drafted < now():
            _as_time_went_by(plan.id, 1 if name == _LATE_FIRM else 0)


def _as_time_went_by(plan_id: int, late: int) -> None:
    """What was to be ready by now is done, but for the last `late` of it."""
    due = sorted((one for one in get_plan(plan_id).actions if one.deadline < today()), key=lambda one: one.deadline)
    for place, action in enumerate(due):
        action.status = "tehty" if place < len(due) - late else "kaynnissa"
    save_action()


def _second_round(
    company: Company, asks: Asked, adviser: User, before: dict[Place, str], chance: random.Random
) -> Round:
    """A firm that has learned: half a year later three of its management and three of its staff answer."""
    opened = now() - timedelta(days=12)
    new = start_round(company.id, asks, adviser.id, opened)
    people = [list_respondents(new.id)[0]]
    people += [
        add_respondent(Respondent(round_id=new.id, main=False, group=group))
        for group in ("management", "management", "staff", "staff", "staff")
    ]
    seen = {place: learned(place, value, _HALF_A_YEAR, chance) for place, value in before.items()}
    for person in people:
        given = (
            seen if person.main else {place: _seen_by_another(place, value, chance) for place, value in seen.items()}
        )
        mine = {place: value for place, value in given.items() if person.main or place.rating not in KEY_PERSON}
        save_answers(person.id, mine, None, opened)
    finish_round(new.id, asks, current_app.config["OSAAMISTASE"].result_days, None, opened + timedelta(days=3))
    return new


def _seen_by_another(place: Place, value: str, chance: random.Random) -> str:
    """Mostly the same, at times a level off, now and then quite different."""
    off = chance.choices((0, -1, 1, -3), (60, 20, 16, 4))[0]
    lowest = 1 if place.rating == "importance" else 0
    return str(min(5, max(lowest, int(value) + off))) if place.rating in ("current", "target", "importance") else value


def _half_way(
    company: Company, newest: Version, adviser: User, below: float, chance: random.Random, at: datetime
) -> None:
    """A round on the version before, with two who have answered three areas each."""
    before = shelf().find(newest.questionnaire.id, newest.questionnaire.version - 1) or newest
    new = start_round(company.id, asked(before), adviser.id, at)
    colleague = add_respondent(Respondent(round_id=new.id, main=False, group="staff"))
    for person in (list_respondents(new.id)[0], colleague):
        for area in before.questionnaire.areas[:3]:
            given = area_answers(area, below, _TARGETS, chance)
            mine = {place: value for place, value in given.items() if person.main or place.rating not in KEY_PERSON}
            save_answers(person.id, mine, None, at)


def _business_id(number: int) -> str:
    """A number far above those in use, with a right check digit."""
    while True:
        found = business_id(9_000_001 + number * 17)
        if found is not None:
            return found
        number += 1000


def _answers(questionnaire: Questionnaire, below: float, chance: random.Random) -> dict[Place, str]:
    answers: dict[Place, str] = {}
    for area in questionnaire.areas:
        answers |= area_answers(area, below, _TARGETS, chance)
    return answers
