"""Loading the catalogue into either database: again changes nothing, a changed file just what it changed."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
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


def test_loading_twice_changes_nothing_but_the_moment() -> None:
    before = rows()
    assert len(before) == 90
    assert save_catalogue(OWN, LATER) == 90
    assert rows() == before
    assert {one.loaded_at for one in list_services()} == {LATER}


def test_what_is_in_the_database_is_what_stands_in_the_file() -> None:
    found = rows()
    for position, entry in enumerate(OWN.services):
        row = found[entry.id]
        assert (row["position"], row["valid_until"], row["kind"]) == (position, entry.valid_until, entry.kind)
        assert row["competences"] == [(one, at) for at, one in enumerate(entry.competences)]


def test_a_changed_file_updates_that_service_and_no_other() -> None:
    before = rows()
    first = OWN.services[0]
    file = changed(
        first.id, valid_until=date(2026, 12, 31), note="päättyy", competences=("DIG-01", *first.competences[::-1])
    )
    save_catalogue(file, LATER)
    after = rows()
    assert after[first.id]["valid_until"] == date(2026, 12, 31)
    assert after[first.id]["note"] == "päättyy"
    assert [one for one, _ in after[first.id]["competences"]] == ["DIG-01", *first.competences[::-1]]
    assert {name for name in after if after[name] != before[name]} == {first.id}


def test_a_competence_taken_out_of_the_file_is_taken_out_of_the_service() -> None:
    first = OWN.services[0]
    assert len(first.competences) > 1
    save_catalogue(changed(first.id, competences=first.competences[1:]), LATER)
    assert [one for one, _ in rows()[first.id]["competences"]] == list(first.competences[1:])


def test_a_new_service_is_added_and_one_that_left_the_file_stays() -> None:
    new = OWN.services[0].model_copy(update={"id": "aivan-uusi"})
    assert save_catalogue(OWN.model_copy(update={"services": (new, *OWN.services[1:])}), LATER) == 90
    after = rows()
    assert len(after) == 91
    assert after["aivan-uusi"]["name"] == after[OWN.services[0].id]["name"]
