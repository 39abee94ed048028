"""From a done action to the page, the files and the interface: how levels stand after a service was used."""

from datetime import date, datetime
from io import BytesIO

from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import select

from osaamistase.clock import HELSINKI
from osaamistase.database import db, transaction
from osaamistase.effects.models import EditionEffect, ServiceUse
from osaamistase.plans.models import Action, ActionEvent, ActionService, Plan
from osaamistase.services.models import ServiceCompetence
from osaamistase.survey.models import Round
from tests.editions.region import answered, give_editions
from tests.page import PageClient
from tests.people import People


def service_for(area: str) -> str:
    return db.session.scalars(
        select(ServiceCompetence.service_id).where(ServiceCompetence.competence_id.startswith(area))
    ).first()  # type: ignore[return-value]


def used(app: Flask, people: People, company_id: int, on: date, status: str = "tehty") -> str:
    """The firm's plan of its first round has an action with a service for the area TYO, done on that day."""
    at = datetime(on.year, on.month, on.day, 12, tzinfo=HELSINKI)
    with app.app_context(), transaction():
        service = service_for("TYO")
        round_id = db.session.scalar(select(Round.id).where(Round.company_id == company_id).order_by(Round.id))
        plan = Plan(
            round_id=round_id, company_id=company_id, language="fi", created_at=at, created_by_id=people.adviser_id
        )  # fmt: skip
        db.session.add(plan)
        db.session.flush()
        action = Action(
            plan_id=plan.id, position=0, title="Testi", description="", responsible="", deadline=on, status=status
        )  # fmt: skip
        action.services = [ActionService(position=0, service_id=service, why="testi")]
        db.session.add(action)
        db.session.flush()
        db.session.add(ActionEvent(action_id=action.id, at=at, by_user_id=people.adviser_id, status=status))
        return service


def town(app: Flask, people: People, firms: int, rising: int, done: date = date(2026, 4, 10)) -> str:
    """Firms that answer, use a service and answer anew; so many of them a level or two higher."""
    service = ""
    for number in range(firms):
        company = answered(app, people.adviser_id, number, date(2026, 2, 10), 1)
        service = used(app, people, company, done)
        answered(app, people.adviser_id, number, date(2026, 8, 10), 3 if number < rising else 1)
    give_editions(app)
    return service


def test_the_page_tells_of_how_many_the_level_rose_and_not_why(app: Flask, people: People, manager: PageClient) -> None:
    town(app, people, 8, 4)
    page = manager.get("/alue/palvelut").get_data(as_text=True)
    assert '<td class="figure">8</td><td class="figure">50 %</td>' in page
    assert "Taso voi muuttua monesta syystä: tämä ei kerro, mistä muutos johtuu." in page
    assert "Salainen" not in page
    before = manager.get("/alue/palvelut?neljannes=1").get_data(as_text=True)
    assert "Yhdestäkään palvelusta ei voi vielä näyttää" in before


def test_files_and_the_interface_tell_the_same(app: Flask, people: People, manager: PageClient) -> None:
    service = town(app, people, 8, 4)
    book = load_workbook(BytesIO(manager.get("/alue/luvut.xlsx").data))
    (line,) = list(book["Palvelut ja taso"].iter_rows(min_row=2, values_only=True))
    assert line[1:] == (8, "50 %", "III/2026")
    assert "monesta syystä" in str([cell.value for cell in book["Menetelmä ja suojaus"]["B"]])
    (told,) = manager.get("/api/v1/palvelut").json["palvelut"]  # type: ignore[index]
    assert told == {"palvelu": service, "tila": "shown", "neljannekselta": 3, "yrityksia": 8, "nousi": "50"}


def test_fewer_than_five_firms_are_not_told_of(app: Flask, people: People, manager: PageClient) -> None:
    town(app, people, 4, 4)
    assert "Yhdestäkään palvelusta" in manager.get("/alue/palvelut").get_data(as_text=True)
    with app.app_context():
        assert db.session.query(ServiceUse).count() == 4


def test_what_was_done_after_the_second_answers_is_no_use_before_them(app: Flask, people: People) -> None:
    town(app, people, 6, 3, done=date(2026, 9, 1))
    with app.app_context():
        assert db.session.query(ServiceUse).count() == 0


def test_what_was_not_done_counts_for_nothing(app: Flask, people: People) -> None:
    company = answered(app, people.adviser_id, 1, date(2026, 2, 10), 1)
    used(app, people, company, date(2026, 4, 1), status="kaynnissa")
    answered(app, people.adviser_id, 1, date(2026, 8, 10), 3)
    give_editions(app)
    with app.app_context():
        assert db.session.query(ServiceUse).count() == 0


def test_a_later_round_takes_the_place_of_the_one_before(app: Flask, people: People) -> None:
    company = answered(app, people.adviser_id, 1, date(2025, 2, 10), 1)
    used(app, people, company, date(2025, 3, 1))
    answered(app, people.adviser_id, 1, date(2025, 8, 10), 3)
    answered(app, people.adviser_id, 1, date(2026, 8, 10), 1)
    give_editions(app)
    with app.app_context():
        uses = db.session.scalars(select(ServiceUse).order_by(ServiceUse.id)).all()
        assert [(one.rose, one.left is None) for one in uses] == [(True, False), (False, True)]
        assert db.session.query(EditionEffect).count() == 0
