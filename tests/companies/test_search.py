"""The search that stands on every page: what comes first, which letters are the same, and the way straight to a firm."""

import re

import pytest
from flask import Flask

from osaamistase.companies.models import Company
from osaamistase.companies.searching import folded, wanted
from osaamistase.database import db, transaction
from tests.page import PageClient
from tests.people import People, make_firm

NAMES = ("Rauta ja Kumppanit Oy", "Kymen Rauta Oy", "Kymi-Rauta Ky", "Teräsrautala Oy", "Rautapaja Oy")


@pytest.fixture
def firms(app: Flask, people: People) -> None:
    with app.app_context(), transaction():
        for number, name in enumerate(NAMES):
            make_firm(people.adviser_id, f"800000{number}-{number}", name, "pikakartoitus")


def found(client: PageClient, search: str) -> list[str] | str:
    """The names in their order, or the one page the search led to."""
    answer = client.get("/yritykset", query_string={"haku": search})
    if answer.status_code == 302:
        return re.findall(r"<h1>([^<]*)</h1>", client.get(answer.headers["Location"]).get_data(as_text=True))[0]  # type: ignore[no-any-return]
    return re.findall(r'<th scope="row"><a [^>]*>([^<]*)</a>', answer.get_data(as_text=True))


def test_what_begins_so_comes_first_then_a_word_that_does_then_the_rest(firms: None, adviser: PageClient) -> None:
    expected = ["Rauta ja Kumppanit Oy", "Rautapaja Oy", "Kymen Rauta Oy", "Kymi-Rauta Ky", "Teräsrautala Oy"]
    assert found(adviser, "rauta") == expected
    assert found(adviser, " RAUTA  ") == expected


def test_one_firm_found_is_opened_at_once_and_none_is_a_friendly_page(firms: None, adviser: PageClient) -> None:
    assert found(adviser, "kumppanit") == "Rauta ja Kumppanit Oy"
    page = adviser.get("/yritykset?haku=eioo").get_data(as_text=True)
    assert "Näillä ehdoilla ei löytynyt yrityksiä." in page
    assert 'value="eioo"' in page


@pytest.mark.parametrize("search", ["teräs", "TERÄS", "tera\u0308s", "Teräs  rautala".replace("  ", "")])
def test_finnish_letters_are_found_in_either_case_and_however_they_were_typed(
    firms: None, adviser: PageClient, search: str
) -> None:
    assert found(adviser, search) == "Teräsrautala Oy"


def test_o_is_not_o_with_dots(app: Flask, people: People, adviser: PageClient) -> None:
    with app.app_context(), transaction():
        make_firm(people.adviser_id, "8000009-9", "Öljy ja Äyri Öhman Åsa Oy", "pikakartoitus")
    assert found(adviser, "öhman å") == "Öljy ja Äyri Öhman Åsa Oy"
    assert found(adviser, "ÄYRI ÖHMAN") == "Öljy ja Äyri Öhman Åsa Oy"
    assert found(adviser, "ohman") == []


@pytest.mark.parametrize(
    "search", ["8000001-1", " 8000001 - 1 ", "80000011", "8000001 1", "800 0001 - 1", "fi80000011", "8000001–1"]
)
def test_a_business_id_opens_its_firm_however_it_is_written(firms: None, adviser: PageClient, search: str) -> None:
    assert found(adviser, search) == "Kymen Rauta Oy"


def test_the_beginning_of_a_business_id_finds_those_that_begin_so(firms: None, adviser: PageClient) -> None:
    assert sorted(found(adviser, "800000")) == sorted(NAMES)
    assert found(adviser, "8000001") == "Kymen Rauta Oy"


@pytest.mark.parametrize("search", ["%", "_", "r%a", "r_uta", "\\", "'", '"', "\x00", "%%%", "ä" * 200])
def test_signs_that_databases_know_stand_for_themselves(firms: None, adviser: PageClient, search: str) -> None:
    assert found(adviser, search) == [] or not search.strip("\x00")


def test_a_new_name_is_found_and_the_old_one_no_more(app: Flask, firms: None, adviser: PageClient) -> None:
    with app.app_context(), transaction():
        firm = db.session.query(Company).filter_by(name="Kymen Rauta Oy").one()
        firm.name = "Ähtärin Sepät Oy"
    assert found(adviser, "ÄHTÄRIN") == "Ähtärin Sepät Oy"
    assert found(adviser, "kymen") == []


def test_the_search_stands_on_every_page_of_advisers_and_on_no_firms_page(
    people: People, adviser: PageClient, manager: PageClient, stranger: PageClient
) -> None:
    for page in ("/tanaan", "/yritykset", f"/yritykset/{people.firm.company_id}", "/kyselyt", "/lahtevat", "/eiole"):
        shown = adviser.get(page).get_data(as_text=True)
        assert shown.count('role="search"') == 1, page
        assert '<label for="haku">' in shown
    for client, page in ((manager, "/alue"), (stranger, "/kirjaudu"), (adviser, people.firm.at())):
        assert 'role="search"' not in client.get(page).get_data(as_text=True)


def test_words_are_folded_alike_for_the_register_and_the_search() -> None:
    assert folded("  Öljy\tJA  Äyri ") == "öljy ja äyri"
    assert wanted(" 1 2345 ").business_id == "12345"
    assert (wanted("1234567-1").one_firm, wanted("1234567").one_firm, wanted("3 Siskosta Oy").business_id) == (
        True,
        False,
        "",
    )
