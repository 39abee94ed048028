"""Sheets are taken into the figures once each, also one whose transaction ended after a later one was taken."""

from datetime import date

from flask import Flask
from sqlalchemy import delete, select

from osaamistase.database import db, transaction
from osaamistase.editions.models import Contribution, Score
from osaamistase.editions.steps import take_sheets
from tests.editions.region import answered
from tests.people import People


def taken(app: Flask) -> list[int]:
    with app.app_context(), transaction():
        while take_sheets():
            pass
        return list(db.session.scalars(select(Contribution.sheet_id).order_by(Contribution.sheet_id)))


def test_each_sheet_is_taken_once_and_a_late_one_too(app: Flask, people: People) -> None:
    for number in range(3):
        answered(app, people.adviser_id, number, date(2026, 2, 10), 2)
    first = taken(app)
    assert len(first) == 3
    assert taken(app) == first
    with app.app_context(), transaction():  # as if this one had not been there when the others were taken
        db.session.execute(delete(Score).where(Score.sheet_id == first[0]))
        db.session.execute(delete(Contribution).where(Contribution.sheet_id == first[0]))
    assert taken(app) == first
