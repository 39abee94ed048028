"""A firm may answer the very version it answered before, while that is offered, or the newest."""

from flask import Flask
from sqlalchemy import select

from osaamistase.database import db
from osaamistase.survey.models import Round
from tests.page import PageClient
from tests.people import People
from tests.rounds.finished import finish, full_answers


def test_the_version_of_last_time_is_offered_beside_the_newest(app: Flask, people: People, adviser: PageClient) -> None:
    firm = f"/yritykset/{people.firm.company_id}"
    assert "Sama kuin viimeksi" not in adviser.get(firm).get_data(as_text=True)
    opened = adviser.post_form(f"{firm}/kierrokset", {"questionnaire": "osaamistase:1"}).headers["Location"]
    finish(app, int(opened.rsplit("/", 1)[1]), full_answers())
    page = adviser.get(firm).get_data(as_text=True)
    assert 'value="osaamistase:1"' in page
    for wanted in ("osaamistase:1", "osaamistase"):
        assert adviser.post_form(f"{firm}/kierrokset", {"questionnaire": wanted}).status_code == 302
    with app.app_context():
        rounds = db.session.scalars(select(Round).where(Round.company_id == people.firm.company_id).order_by(Round.id))
        assert [(one.questionnaire_id, one.questionnaire_version) for one in rounds][-2:] == [
            ("osaamistase", 1), ("osaamistase", 2),
        ]  # fmt: skip
    for wrong in ("osaamistase:99", "elintarvike:1", "elintarvike", "x:1", ""):
        assert adviser.post_form(f"{firm}/kierrokset", {"questionnaire": wrong}).status_code == 409, wrong
