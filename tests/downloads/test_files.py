"""The figures as files hold exactly what the edition holds, in the reader's words, and no more."""

import csv
import io
import subprocess

import pikepdf
from flask import Flask
from openpyxl import load_workbook

from osaamistase.database import db
from osaamistase.downloads.tabular import harmless
from osaamistase.editions.models import EditionFigure
from tests.editions.region import region
from tests.page import PageClient
from tests.people import People


def cells(app: Flask, edition: int) -> list[EditionFigure]:
    with app.app_context():
        return db.session.query(EditionFigure).filter_by(edition=edition).order_by(EditionFigure.id).all()


def test_the_csv_is_every_cell_of_the_newest_edition_with_its_state(
    app: Flask, people: People, manager: PageClient
) -> None:
    region(app, people)
    answer = manager.get("/alue/luvut.csv")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    kept = cells(app, 3)
    assert len(lines) == len(kept) + 1
    for line, one in zip(lines[1:], kept, strict=True):
        told = dict(zip(lines[0], line, strict=True))
        assert told["Tunnus"] == one.item
        assert told["Tilanne"] == "30.9.2026"
        assert told["Luvun takana enintään"] == "14"
        assert told["yrityksiä"] == ("" if one.firms is None else str(one.firms))
        if one.firms is None:
            assert set(line[12:]) == {""}, "a hidden cell has no figure of any kind"
    assert any("," in line[13] for line in lines[1:])
    assert {line[10] for line in lines[1:]} >= {"ei näytetä", "näytetään"}


def test_the_xlsx_has_numbers_as_numbers_and_a_sheet_on_protection(
    app: Flask, people: People, manager: PageClient
) -> None:
    region(app, people)
    book = load_workbook(io.BytesIO(manager.get("/alue/luvut.xlsx?neljannes=1").data))
    assert book.sheetnames == ["Luvut", "Palvelut ja taso", "Menetelmä ja suojaus"]
    rows = list(book["Luvut"].iter_rows(values_only=True))
    assert len(rows) == len(cells(app, 1)) + 1
    assert any(isinstance(row[13], float) for row in rows[1:])
    told = " ".join(str(cell) for row in book["Menetelmä ja suojaus"].iter_rows(values_only=True) for cell in row)
    for word in ("31.3.2026", "14", "vähintään 5 yritystä"):
        assert word in told


def test_files_before_the_first_edition_are_a_404_and_the_page_says_why(people: People, manager: PageClient) -> None:
    assert manager.get("/alue/luvut.csv").status_code == 404
    assert manager.get("/alue/luvut.xlsx").status_code == 404
    assert "Lukuja ei ole vielä" in manager.get("/alue/tiedostot").get_data(as_text=True)


def test_no_cell_becomes_a_formula() -> None:
    assert harmless("=1+1") == "'=1+1"
    assert harmless("@SUM(A1)") == "'@SUM(A1)"
    assert harmless("-60") == "-60"
    assert harmless("Kouvola") == "Kouvola"


def test_the_report_is_a_tagged_pdf_with_the_figures_of_its_quarter(
    app: Flask, people: People, manager: PageClient
) -> None:
    region(app, people)
    pdf = manager.get("/alue/raportti.pdf?neljannes=1").data
    assert pdf.startswith(b"%PDF")
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert 6 <= len(document.pages) <= 10
        assert document.Root.MarkInfo.Marked
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    text = " ".join(done.stdout.decode().split())
    for word in ("Alueen osaamistarpeet", "31.3.2026", "Suurin vaje", "vähintään 5 yritystä", "Koulutustarpeet"):
        assert word in text
    assert "Salainen" not in text
