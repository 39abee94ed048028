"""The whole catalogue out and in: looked at first, all or nothing, every wrong cell named."""

import io
import re
from dataclasses import replace
from html import unescape

import openpyxl
import pytest
from flask import Flask

from osaamistase.database import db, transaction
from tests.catalogue.conftest import MADE, changes, made
from tests.page import PageClient
from tests.people import People


def bring(client: PageClient, content: bytes, name: str = "palvelut.xlsx") -> tuple[int, str]:
    form = {"file": (io.BytesIO(content), name), "csrf_token": client.token("/palvelut/tuo")}
    answer = client.client.post("/palvelut/tuo", data=form, content_type="multipart/form-data")
    return answer.status_code, answer.get_data(as_text=True)


def force(client: PageClient, page: str) -> int:
    form = {name: unescape(value) for name, value in re.findall(r'name="(rows|base)" value="([^"]*)"', page)}
    return client.post_form("/palvelut/tuo/vahvista", form).status_code


def edited(content: bytes, *cells: tuple[str, str, str]) -> bytes:
    """The workbook with the cell of a service under a heading set to a text."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Palvelut"]
    heads = {str(cell.value): cell.column for cell in sheet[1]}
    rows = {str(row[0].value): row[0].row for row in sheet.iter_rows(min_row=2)}
    for service_id, heading, text in cells:
        sheet.cell(rows[service_id], heads[heading]).value = text
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize("kind", ["xlsx", "yaml"])
def test_what_was_taken_out_changes_nothing_when_it_is_brought_in(adviser: PageClient, service: str, kind: str) -> None:
    content = adviser.get(f"/palvelut/vie.{kind}").data
    status, page = bring(adviser, content, f"palvelut.{kind}")
    assert status == 200
    assert "Tiedosto ei muuta mitään." in page
    assert "91 on ennallaan" in page


def test_a_change_is_looked_at_and_then_put_into_force(app: Flask, adviser: PageClient, service: str) -> None:
    content = edited(adviser.get("/palvelut/vie.xlsx").data, (service, "Huomautus", "Uusi huomautus"))
    status, page = bring(adviser, content)
    assert status == 200
    assert "Uusi huomautus" in page
    assert changes(app, service) == []  # looking changes nothing
    assert force(adviser, page) == 302
    assert changes(app, service) == [("note", "", "Uusi huomautus")]


def test_a_new_service_comes_in_by_yaml(app: Flask, adviser: PageClient, service: str) -> None:
    content = adviser.get("/palvelut/vie.yaml").data.decode()
    own = content[content.index(f"- id: {service}") :]
    new = own.replace(service, f"{MADE}kolmas").replace("Testipalvelu", "Kolmas: palvelu")
    new = new.replace("name_fi: Kolmas: palvelu", 'name_fi: "Kolmas: palvelu"')
    status, page = bring(adviser, f"services:\n{new}".encode(), "uusi.yaml")
    assert status == 200, page
    assert "90 ei ole tiedostossa" in page or "91 ei ole tiedostossa" in page
    assert force(adviser, page) == 302
    assert changes(app, f"{MADE}kolmas") == [("new", "", "Kolmas: palvelu")]


def test_every_wrong_cell_is_listed_and_nothing_comes_in(app: Flask, adviser: PageClient, service: str) -> None:
    content = edited(
        adviser.get("/palvelut/vie.xlsx").data,
        (service, "Laji", "tuntematon"), (service, "Voimassa", "joskus"), (service, "Nimi ruotsiksi", ""),
        (service, "Korvaava palvelu", service), (service, "Huomautus", "hyvä muutos"),
    )  # fmt: skip
    status, page = bring(adviser, content)
    assert status == 400
    cells = re.findall(r'<th scope="row">Palvelut!([A-Z]+)(\d+)</th>', page)
    assert [letter for letter, _row in cells] == ["C", "H", "O", "U"]
    assert len({row for _letter, row in cells}) == 1
    assert changes(app, service) == []


def test_a_circle_that_only_the_file_and_the_catalogue_make_together_does_not_come_in(
    app: Flask, adviser: PageClient, service: str
) -> None:
    from tests.catalogue.test_pages import set_service

    with app.app_context(), transaction():
        db.session.add(made(f"{MADE}toinen", replaced_by_id=service))
    content = adviser.get("/palvelut/vie.yaml").data.decode()
    own = content[content.index(f"- id: {service}") :]
    own = own[: own.index("\n- id:", 1) + 1] if "\n- id:" in own else own
    status, page = bring(adviser, f"services:\n{own}  replaced_by: {MADE}toinen\n".encode(), "osa.yaml")
    assert status == 400, page
    assert "korvaavat toisensa kehässä" in page
    set_service(app, f"{MADE}toinen", replaced_by_id=None)
    status, page = bring(adviser, f"services:\n{own}  replaced_by: {MADE}toinen\n".encode(), "osa.yaml")
    assert status == 200, page


def test_what_was_changed_meanwhile_is_looked_at_again(app: Flask, adviser: PageClient, service: str) -> None:
    content = edited(adviser.get("/palvelut/vie.xlsx").data, (service, "Huomautus", "Tiedostosta"))
    _status, page = bring(adviser, content)
    adviser.post_form(f"/palvelut/{service}/paata", {"last_day": "2030-01-01"})
    assert force(adviser, page) == 409
    assert changes(app, service) == [("valid_until", "", "2030-01-01")]


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04 broken", b"%PDF-1.7", b"services: 7", b"services:\n- 7", b"services:\n- {id: a, what: b}",
     b"\xff\xfe", b"a: &x [1]\nservices: *x", b"services:\n- id: {a: 1}"],
)  # fmt: skip
def test_what_is_no_catalogue_is_refused_with_a_sentence(adviser: PageClient, content: bytes) -> None:
    status, page = bring(adviser, content, "x.yaml")
    assert status == 400
    assert "Mitään ei muutettu" in page or "Valitse ensin tiedosto" in page


def test_a_text_that_looks_like_a_formula_is_a_text(app: Flask, adviser: PageClient, service: str) -> None:
    from tests.catalogue.test_pages import set_service

    set_service(app, service, note="=cmd|' /C calc'!A0")
    book = openpyxl.load_workbook(io.BytesIO(adviser.get("/palvelut/vie.xlsx").data))
    found = [cell for row in book["Palvelut"].iter_rows() for cell in row if str(cell.value).startswith("=cmd")]
    assert [cell.data_type for cell in found] == ["s"]


def test_what_no_service_answers_is_listed_without_small_counts(
    app: Flask, people: People, adviser: PageClient, manager: PageClient
) -> None:
    from tests.people import quick_answers
    from tests.rounds.finished import finish

    finish(app, people.firm.round_id, quick_answers())
    adviser.post_form(f"/kierrokset/{people.firm.round_id}/suunnitelma", page="/yritykset")
    page = manager.get("/palvelut/puuttuvat").get_data(as_text=True)
    assert page.count("<tr>") > 3
    assert "Testileipomo" not in page
    assert not re.search(r'<td class="figure">[1-4]</td>', page)
    assert "alle 5" in page
    app.config["OSAAMISTASE"] = replace(usual := app.config["OSAAMISTASE"], disclosure_k=8)
    strict = manager.get("/palvelut/puuttuvat").get_data(as_text=True)
    app.config["OSAAMISTASE"] = usual
    assert "alle 8" in strict
    assert "alle 5" not in strict
    book = openpyxl.load_workbook(io.BytesIO(manager.get("/palvelut/puuttuvat.xlsx").data))
    assert book.worksheets[0].max_row == page.count("<tr>")
