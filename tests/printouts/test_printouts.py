"""A plan on paper in every shape and language, looked at through the PDF itself; and in a spreadsheet."""

import io
import re
import subprocess

import openpyxl
import pikepdf
import pytest
from flask import Flask
from sqlalchemy import select, update

from osaamistase.database import db, transaction
from osaamistase.plans.models import Action
from tests.page import PageClient
from tests.people import People, quick_answers
from tests.plans.page import TYPED, read_plan
from tests.rounds.finished import finish

COMPOUND = "Lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilaskoulutusohjelmansuunnittelu"


@pytest.fixture
def plan(app: Flask, people: People, adviser: PageClient) -> str:
    finish(app, people.firm.round_id, quick_answers())
    address: str = adviser.post_form(f"/kierrokset/{people.firm.round_id}/suunnitelma", page="/yritykset").headers[
        "Location"
    ]
    return address


@pytest.fixture
def revision(plan: str, adviser: PageClient) -> str:
    address: str = adviser.post_form(f"{plan}/vahvista").headers["Location"]
    return address


def words(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def pages(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("kind", ["suunnitelma", "seinalista", "liite", ""])
def test_every_print_is_tagged_whole_and_in_the_language_chosen(
    revision: str, adviser: PageClient, kind: str, language: str
) -> None:
    first = adviser.get(f"{revision}{'/' + kind if kind else ''}.pdf?kieli={language}")
    assert first.data.startswith(b"%PDF-")
    with pikepdf.open(io.BytesIO(first.data)) as pdf:
        assert str(pdf.Root.Lang) == language
        assert "/StructTreeRoot" in pdf.Root
    assert "Testileipomo" in words(first.data)
    assert adviser.get(f"{revision}{'/' + kind if kind else ''}.pdf?kieli={language}").data == first.data


def test_an_unknown_print_is_a_404_and_an_unknown_language_the_plans_own(revision: str, adviser: PageClient) -> None:
    assert adviser.get(f"{revision}/runo.pdf").status_code == 404
    with pikepdf.open(io.BytesIO(adviser.get(f"{revision}/liite.pdf?kieli=de").data)) as pdf:
        assert str(pdf.Root.Lang) == "fi"


@pytest.mark.parametrize("count", [1, 7, 12, 15])
def test_the_wall_list_is_one_page_however_long_the_words(
    app: Flask, plan: str, adviser: PageClient, count: int
) -> None:
    for number in range(max(0, count - len(read_plan(adviser, plan).ids))):
        adviser.post_form(f"{plan}/toimenpiteet/uusi", {**TYPED, "title": f"Lisätty {number}"})
    with app.app_context(), transaction():
        for at, action in enumerate(db.session.scalars(select(Action).order_by(Action.id))):
            action.title = f"{COMPOUND} {at}" if at % 3 else f"Tavallisen pitkä toimenpiteen otsikko numero {at}"
            action.status, action.dropped_because = ("hylatty", "ei") if at >= count else ("sovittu", None)
    address = adviser.post_form(f"{plan}/vahvista").headers["Location"]
    pdf = adviser.get(f"{address}/seinalista.pdf").data
    assert pages(pdf) == 1
    text = words(pdf)
    assert ("ja 3 muuta toimenpidettä" in text) == (count == 15)


def test_the_annex_says_what_it_is_and_leaves_room_for_what_is_talked_about(revision: str, adviser: PageClient) -> None:
    text = " ".join(words(adviser.get(f"{revision}/liite.pdf").data).split())
    for part in (
        "ei ole oikeudellinen neuvo",
        "Nykytila",
        "Vastuut ja aikataulu",
        "Seuranta",
        "Ulkopuolisen työvoiman",
    ):
        assert part in text


def test_the_summary_tells_of_today(app: Flask, plan: str, revision: str, adviser: PageClient) -> None:
    first = read_plan(adviser, plan).ids[0]
    before = words(adviser.get(f"{plan}/seuranta.pdf").data)
    assert "tehty 0 /" in " ".join(before.split())
    for to in ("sovittu", "kaynnissa", "tehty"):
        adviser.post_form(f"/toimenpiteet/{first}/tila/{to}", {"text": "kurssi käyty"})
    after = " ".join(words(adviser.get(f"{plan}/seuranta.pdf").data).split())
    assert "tehty 1 /" in after
    assert "kurssi käyty" in after


def test_the_spreadsheet_holds_texts_as_texts_and_days_as_days(app: Flask, plan: str, adviser: PageClient) -> None:
    with app.app_context(), transaction():
        db.session.execute(update(Action).values(title="=1+1", cost="-5 €"))
    book = openpyxl.load_workbook(io.BytesIO(adviser.get(f"{plan}/toimenpiteet.xlsx?kieli=fi").data))
    sheet = book["Toimenpiteet"]
    heads = [str(cell.value) for cell in sheet[1]]
    row = sheet[2]
    assert (row[0].value, row[0].data_type) == ("=1+1", "s")
    assert row[heads.index("Määräaika")].is_date
    assert sheet.freeze_panes == "B2"
    assert sheet.max_row == len(read_plan(adviser, plan).ids) + 1


@pytest.mark.slow
def test_the_page_of_a_revision_leads_to_every_print_in_every_language(revision: str, adviser: PageClient) -> None:
    page = adviser.get(revision).get_data(as_text=True)
    for address in re.findall(r'href="(/suunnitelmat/[^"]+\.(?:pdf|xlsx)(?:\?kieli=\w\w)?)"', page):
        assert adviser.get(address).status_code == 200, address
    assert page.count("?kieli=sv") == page.count("?kieli=en") == 6
