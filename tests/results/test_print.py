"""The prints: tagged, fonts embedded, long texts whole, the very bytes kept. Looked at through the PDF itself."""

import io
import re
import subprocess

import pikepdf
import pytest
from flask import Flask
from sqlalchemy import select

from osaamistase.clock import now
from osaamistase.database import db, transaction
from osaamistase.prints.models import Document
from osaamistase.survey.answering import Place
from osaamistase.survey.store import save_answers
from tests.page import PageClient
from tests.people import People, quick_answers

COMPOUND = "Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilaskoulutusohjelmansuunnittelu"
LONG = (f"{COMPOUND} " + "Tämä on pitkä vastaus, jonka pitää näkyä paperilla kokonaan. " * 70)[:3990] + " LOPPU"


@pytest.fixture
def submitted(app: Flask, people: People, stranger: PageClient) -> None:
    answers = {**quick_answers(), Place("TYO", "note"): LONG}
    with app.app_context(), transaction():
        save_answers(people.firm.respondent_id, answers, None, now())
    stranger.post_form(people.firm.at("laheta"))


@pytest.fixture(scope="module")
def kept() -> dict[str, bytes]:
    """Those who only look at the print share one."""
    return {}


@pytest.fixture
def sheet_pdf(kept: dict[str, bytes], request: pytest.FixtureRequest, database_url: str) -> bytes:
    if database_url not in kept:
        people: People = request.getfixturevalue("people")
        request.getfixturevalue("submitted")
        stranger: PageClient = request.getfixturevalue("stranger")
        kept[database_url] = stranger.get(people.firm.at("tase.pdf")).data
    return kept[database_url]


def words(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def test_the_print_is_a_tagged_accessible_pdf_in_finnish(sheet_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(sheet_pdf)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "fi"
        assert "/StructTreeRoot" in pdf.Root
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert "Testileipomo Oy" in str(metadata["dc:title"])


def test_every_font_is_embedded(sheet_pdf: bytes) -> None:
    fonts = (
        subprocess.run(["pdffonts", "-"], input=sheet_pdf, capture_output=True, check=True)
        .stdout.decode()
        .splitlines()[2:]
    )
    assert fonts
    assert all("SourceSans" in line.replace("-", "").replace(" ", "") for line in fonts), fonts
    assert all(re.search(r"\byes\s+(yes|no)\s+(yes|no)\s+\d+", line) for line in fonts), fonts


def test_a_four_thousand_character_answer_and_an_endless_compound_are_whole(sheet_pdf: bytes) -> None:
    text = words(sheet_pdf)
    flowing = re.sub(r"[-‐\u00ad]?\s+", "", text)
    flowing = re.sub(r"Osaamistase·TestileipomoOy·[\d.]+·tarkiste[0-9a-f]{12}\d+/\d+", "", flowing)  # between pages
    assert "LOPPU" in text
    assert COMPOUND in flowing
    assert flowing.count("jonkapitäänäkyäpaperilla") == LONG.count("jonka pitää näkyä")


def test_the_footer_says_page_and_checksum(sheet_pdf: bytes) -> None:
    text = words(sheet_pdf)
    pages = len(pikepdf.open(io.BytesIO(sheet_pdf)).pages)
    assert re.search(r"tarkiste [0-9a-f]{12}", text)
    assert re.search(rf"\b2 ?/ ?{pages}\b", text)


@pytest.mark.slow
def test_printing_again_gives_the_same_bytes_in_each_language(
    app: Flask, people: People, stranger: PageClient, submitted: None
) -> None:
    finnish = stranger.get(people.firm.at("tase.pdf")).data
    assert stranger.get(people.firm.at("tase.pdf")).data == finnish
    stranger.post_form("/kieli/en")
    english = stranger.get(people.firm.at("tase.pdf")).data
    assert english != finnish
    with app.app_context():
        languages = db.session.scalars(select(Document.language).order_by(Document.language)).all()
    assert languages == ["en", "fi"]
