"""A service of the tests' own: the catalogue is shared by all tests, so what they add or change goes with them."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import delete, select, update

from osaamistase.clock import now, today
from osaamistase.database import db, transaction
from osaamistase.plans.models import ActionService
from osaamistase.services.models import Service, ServiceChange, ServiceCompetence

MADE = "testi-"  # what a test adds begins with this


@pytest.fixture
def service(app: Flask) -> Iterator[str]:
    """The id of a service that is offered to firms for TYO-01, checked today."""
    with app.app_context(), transaction():
        db.session.add(made(f"{MADE}palvelu"))
    yield f"{MADE}palvelu"
    forget(app)


def made(service_id: str, **values: object) -> Service:
    one = Service(
        id=service_id, position=900, name={"fi": "Testipalvelu", "sv": "Testtjänst", "en": "Test service"},
        description={"fi": "Kuvaus", "sv": "Beskrivning", "en": "Description"}, kind="advice",
        kind_name={"fi": "neuvonta", "sv": "rådgivning", "en": "advice"}, kind_position=0,
        providers=[{"name": "Kinno", "full_name": "Kouvola Innovation Oy Kinno", "contact": "kinno.fi"}],
        offered_to="firms", relevance="primary", valid_until=None, owner="Kinno", source="https://kinno.fi",
        checked_on=today(), note="", loaded_at=now(),
    )  # fmt: skip
    for name, value in values.items():
        setattr(one, name, value)
    one.competences = [ServiceCompetence(service_id=service_id, competence_id="TYO-01", position=0)]
    return one


def forget(app: Flask) -> None:
    with app.app_context(), transaction():
        ids = list(db.session.scalars(select(Service.id).where(Service.id.startswith(MADE))))
        db.session.execute(update(Service).values(replaced_by_id=None, responsible_id=None))
        db.session.execute(delete(ServiceChange))
        db.session.execute(delete(ActionService).where(ActionService.service_id.in_(ids)))
        db.session.execute(delete(ServiceCompetence).where(ServiceCompetence.service_id.in_(ids)))
        db.session.execute(delete(Service).where(Service.id.in_(ids)))


def changes(app: Flask, service_id: str) -> list[tuple[str, str, str]]:
    with app.app_context():
        rows = db.session.scalars(
            select(ServiceChange).where(ServiceChange.service_id == service_id).order_by(ServiceChange.id)
        )
        return [(one.field, one.then, one.now) for one in rows]
