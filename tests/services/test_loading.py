"""Loading the catalogue into either database: again changes nothing, a changed file just what it changed."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask

from osaamistase.database import db
from osaamistase.services.catalogue import CatalogueFile, ServiceEntry
from osaamistase.services.store import list_services, save_catalogue
from tests.services.test_catalogue import OWN

LATER = datetime(2027, 3, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def catalogue(app: Flask) -> Iterator[None]:
    """The project's catalogue is loaded already; what a test loads on top is taken back."""
    with app.app_context():
        yield
        db.session.rollback()


def rows() -> dict[str, dict[str, Any]]:
    """Everything but the moment of loading, read afresh from the database."""
    db.session.expire_all()
    return {
        one.id: {
            **{name: value for name, value in vars(one).items() if not name.startswith("_") and name != "loaded_at"},
            "competences": [(link.competence_id, link.position) for link in one.competences],
        }
        for one in list_services()
    }


def changed(entry_id: str, **values: Any) -> CatalogueFile:
    def change(entry: ServiceEntry) -> ServiceEntry:
        return entry.model_copy(update=values) if entry.id == entry_id else entry

    return OWN.model_copy(update={"services": tuple(change(one) for one in OWN.services)})


def test_loading_again_leaves_what_is_known_as_it_is() -> None:
    before = rows()
    assert len(before) == 90
    first = OWN.services[0]
    assert save_catalogue(changed(first.id, note="toinen", competences=()), LATER) == 90
    assert rows() == before


def test_what_is_in_the_database_is_what_stands_in_the_file() -> None:
    found = rows()
    for position, entry in enumerate(OWN.services):
        row = found[entry.id]
        assert (row["position"], row["valid_until"], row["kind"]) == (position, entry.valid_until, entry.kind)
        assert row["competences"] == [(one, at) for at, one in enumerate(entry.competences)]


def test_a_new_service_is_added_and_one_that_left_the_file_stays() -> None:
    new = OWN.services[0].model_copy(update={"id": "aivan-uusi"})
    assert save_catalogue(OWN.model_copy(update={"services": (new, *OWN.services[1:])}), LATER) == 90
    after = rows()
    assert len(after) == 91
    assert after["aivan-uusi"]["name"] == after[OWN.services[0].id]["name"]
