"""The register's pages: a right firm is kept, a wrong one is refused with a sentence, a search finds what was typed."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from osaamistase.companies.models import Company
from osaamistase.database import db
from tests.page import PageClient
from tests.people import People

RIGHT = {
    "business_id": "9000035-3", "name": "Uusi Firma Oy", "industry_scheme": "TOL 2025", "industry_code": "10.71",
    "headcount": "4", "municipality": "kouvola", "contact_name": "Uusi Yrittäjä",
    "contact_email": "uusi@yritys.example",
    "contact_phone": "+358 40 123", "language": "sv",
}  # fmt: skip
WRONG = [
    ({"business_id": "9000035-4"}, "Y-tunnus ei täsmää."),
    ({"business_id": "1234"}, "Y-tunnus ei täsmää."),
    ({"business_id": ""}, "Kirjoita Y-tunnus"),
    ({"name": "   "}, "Kirjoita yrityksen nimi."),
    ({"name": "x" * 161}, "Teksti on liian pitkä: enintään 160 merkkiä."),
    ({"headcount": "0"}, "Henkilöstön määrä on 1–200 000"),
    ({"headcount": "-3"}, "Henkilöstön määrä on 1–200 000"),
    ({"headcount": "neljä"}, "Kirjoita luku numeroina, esimerkiksi 4."),
    ({"headcount": ""}, "Kirjoita henkilöstön määrä numeroina"),
    ({"industry_code": "45.20"}, "Luokituksessa ei ole tällaista koodia."),
    ({"industry_code": "leipomo"}, "Luokituksessa ei ole tällaista koodia."),
    ({"industry_scheme": "TOL 1995"}, "Valitse jokin vaihtoehdoista."),
    ({"municipality": "Kouvola 1"}, "Kunnan nimessä on vain kirjaimia."),
    ({"contact_email": "uusi@yritys"}, "Tarkista sähköpostiosoite"),
]


def names_in_register(app: Flask) -> list[str]:
    with app.app_context():
        return sorted(db.session.scalars(select(Company.name)))


def names_found(adviser: PageClient, search: str) -> list[str]:
    """Where it is one, the search leads to its page."""
    answer = adviser.get("/yritykset", query_string={"haku": search})
    if answer.status_code == 302:
        return re.findall(r"<h1>([^<]*)</h1>", adviser.get(answer.headers["Location"]).get_data(as_text=True))
    return re.findall(r'<th scope="row"><a [^>]*>([^<]*)</a>', answer.get_data(as_text=True))


def test_a_right_firm_is_kept_and_its_page_opens(app: Flask, adviser: PageClient) -> None:
    answer = adviser.post_form("/yritykset/uusi", RIGHT)
    assert answer.status_code == 302
    with app.app_context():
        kept = db.session.scalars(select(Company).where(Company.business_id == "9000035-3")).one()
    assert answer.headers["Location"] == f"/yritykset/{kept.id}"
    assert (kept.industry_section, kept.size_class, kept.municipality, kept.language) == ("C", "mikro", "Kouvola", "sv")
    page = adviser.get(answer.headers["Location"]).get_data(as_text=True)
    assert "<h1>Uusi Firma Oy</h1>" in page
    assert "9000035-3" in page


def test_a_business_id_without_its_dash_is_kept_with_it(app: Flask, adviser: PageClient) -> None:
    assert adviser.post_form("/yritykset/uusi", {**RIGHT, "business_id": " 90000353 "}).status_code == 302
    assert names_found(adviser, "9000035-3") == ["Uusi Firma Oy"]


@pytest.mark.parametrize(("change", "sentence"), WRONG, ids=lambda value: str(value)[:40])
def test_a_wrong_one_is_refused_with_a_sentence_and_nothing_is_kept(
    app: Flask, adviser: PageClient, change: dict[str, str], sentence: str
) -> None:
    before = names_in_register(app)
    answer = adviser.post_form("/yritykset/uusi", {**RIGHT, **change})
    assert answer.status_code == 400
    page = answer.get_data(as_text=True)
    assert re.search(rf'class="error" id="{next(iter(change))}-error">{re.escape(sentence)}', page)
    assert "Uusi Yrittäjä" in page  # what was typed is still there
    assert names_in_register(app) == before


def test_a_business_id_that_is_there_already_is_refused_and_nothing_is_kept(app: Flask, adviser: PageClient) -> None:
    adviser.post_form("/yritykset/uusi", RIGHT)
    before = names_in_register(app)
    answer = adviser.post_form("/yritykset/uusi", {**RIGHT, "name": "Toinen Samalla Oy", "business_id": "90000353"})
    assert answer.status_code == 400
    assert "Tällä Y-tunnuksella on jo yritys rekisterissä." in answer.get_data(as_text=True)
    assert names_in_register(app) == before


def test_editing_onto_another_firms_business_id_is_refused_and_the_firm_stays(app: Flask, adviser: PageClient) -> None:
    adviser.post_form("/yritykset/uusi", RIGHT)
    other = {**RIGHT, "business_id": "9000052-1", "name": "Kolmas Oy"}
    edit = adviser.post_form("/yritykset/uusi", other).headers["Location"] + "/muokkaa"
    answer = adviser.post_form(edit, {**other, "business_id": "9000035-3", "name": "Neljäs Oy"})
    assert answer.status_code == 400
    assert "on jo yritys rekisterissä" in answer.get_data(as_text=True)
    assert names_found(adviser, "9000052-1") == ["Kolmas Oy"]
    assert adviser.post_form(edit, {**other, "name": "Neljäs Oy"}).status_code == 302
    assert names_found(adviser, "9000052-1") == ["Neljäs Oy"]


def test_a_firm_is_found_by_a_part_of_its_name_or_its_business_id(people: People, adviser: PageClient) -> None:
    assert names_found(adviser, "leipomo") == ["Testileipomo Oy"]
    assert names_found(adviser, "TESTILEI") == ["Testileipomo Oy"]
    assert names_found(adviser, "9000018") == ["Toinen Testi Oy"]
    assert names_found(adviser, "  Testi  ") == ["Testileipomo Oy", "Toinen Testi Oy"]
    assert names_found(adviser, "ei sellaista") == []


@pytest.mark.parametrize("sign", ["%", "_", "\\", "'"])
def test_no_sign_in_a_search_stands_for_other_letters(people: People, adviser: PageClient, sign: str) -> None:
    assert names_found(adviser, sign) == []
    assert names_found(adviser, f"Testi{sign}Oy") == []
    adviser.post_form("/yritykset/uusi", {**RIGHT, "name": f"Merkki{sign}Oy"})
    assert len(names_found(adviser, f"i{sign}O")) == 1
