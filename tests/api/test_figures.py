"""The interface for programs: the same figures as the pages, by a key, as its description says."""

from typing import Any

import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import ignored_auth

from osaamistase.api.description import description_of
from osaamistase.database import db
from osaamistase.editions.models import EditionFigure
from tests.accounts.keys import bearer, key_of
from tests.editions.region import region
from tests.page import PageClient
from tests.people import People


def read(app: Flask, people: People, address: str) -> tuple[int, Any]:
    secret = key_of(app, people.manager_email)
    answer = app.test_client().get(address, headers=bearer(secret))
    return answer.status_code, answer.get_json(force=True)


def test_a_key_reads_every_cell_as_it_stands_in_the_edition(app: Flask, people: People) -> None:
    region(app, people)
    status, found = read(app, people, "/api/v1/luvut?neljannes=1")
    assert status == 200
    assert found["neljannes"]["tilanne"] == "2026-03-31"
    assert (found["neljannes"]["yrityksia"], found["neljannes"]["k"]) == (14, 5)
    with app.app_context():
        kept = db.session.query(EditionFigure).filter_by(edition=1).order_by(EditionFigure.id).all()
    assert [(one["tila"], one["yrityksia"], one["vaje"]) for one in found["luvut"]] == [
        (one.state, one.firms, one.gap) for one in kept
    ]
    for one in found["luvut"]:
        if one["tila"] in ("hidden", "empty"):
            assert {one[name] for name in ("yrityksia", "nykytaso", "tavoite", "vaje", "tarveosuus", "rds")} == {None}


def test_one_item_and_the_newest_edition(app: Flask, people: People) -> None:
    region(app, people)
    _status, found = read(app, people, "/api/v1/luvut?osaaminen=DIG")
    assert found["neljannes"]["neljannes"] == 3
    assert {one["osaaminen"] for one in found["luvut"]} == {"DIG"}
    _status, quarters = read(app, people, "/api/v1/neljannekset")
    assert [one["neljannes"] for one in quarters["neljannekset"]] == [3, 2, 1]


def test_refusals_are_problems(app: Flask, people: People, stranger: PageClient) -> None:
    region(app, people)
    for address, status in (
        ("/api/v1/luvut?neljannes=x", 400), ("/api/v1/luvut?neljannes=99", 404), ("/api/v1/luvut?osaaminen=XYZ", 404),
        ("/api/v1/luvut?neljannes=٣", 400), ("/api/v1/ei-ole", 404),
    ):  # fmt: skip
        found = read(app, people, address)
        assert found[0] == status, address
        assert found[1]["status"] == status
    assert app.test_client().get("/api/v1/luvut").status_code == 401


def test_the_description_holds_for_whatever_is_asked(app: Flask, people: People) -> None:
    """Schemathesis asks by the description and by chance, and holds every answer to it."""
    region(app, people)
    headers = bearer(key_of(app, people.manager_email))
    schema = schemathesis.openapi.from_dict(description_of())
    schema.app = app
    for path in ("/api/v1/neljannekset", "/api/v1/luvut"):
        operation = schema[path]["GET"]

        @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
        def ask(case: Any) -> None:
            answer = case.call(headers=headers)
            # Whether a false key is refused is tested above: here every call has a good one.
            case.validate_response(answer, excluded_checks=[ignored_auth])

        given(case=operation.as_strategy())(ask)()
