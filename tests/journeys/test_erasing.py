"""A firm comes, asks for all that is kept of it, and is erased: every page of that in a real browser."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import PASSWORD
from tests.journeys.looking import look

pytestmark = pytest.mark.browser
BUSINESS_ID = "9900059-5"


def test_a_firm_takes_its_data_along_and_is_erased(browser: Browser, live: str) -> None:
    page = browser.new_context(locale="fi-FI", viewport={"width": 360, "height": 740}).new_page()
    page.goto(f"{live}/kirjaudu")
    page.get_by_label("Sähköposti").fill("yllapito@esimerkki.example")
    page.get_by_label("Salasana").fill(PASSWORD)
    page.get_by_role("button", name="Kirjaudu").click()
    expect(page).not_to_have_url(re.compile("/kirjaudu"))
    page.goto(f"{live}/yritykset/uusi")
    for label, typed in (
        ("Y-tunnus", BUSINESS_ID), ("Yrityksen nimi", "Poistuva Esimerkki Oy"), ("Toimialan koodi", "10.71"),
        ("Henkilöstön määrä", "3"), ("Kunta", "Kouvola"), ("Yhteyshenkilö", "Esimerkki Yrittäjä"),
    ):  # fmt: skip
        page.get_by_label(label, exact=True).fill(typed)
    page.get_by_role("button", name="Tallenna").last.click()
    expect(page.get_by_role("heading", name="Poistuva Esimerkki Oy")).to_be_visible()
    firm = page.url

    page.get_by_role("link", name="Kaikki tiedot").click()
    expect(page.get_by_role("heading", name="Yrityksen kaikki tiedot")).to_be_visible()
    look(page)
    with page.expect_download() as taken:
        page.get_by_role("link", name="Lataa tiedot (zip)").click()
    with ZipFile(BytesIO(taken.value.path().read_bytes())) as archive:
        told = archive.read("tiedot.html").decode()
    assert taken.value.suggested_filename == "poistuva-esimerkki-oy.zip"
    alone = browser.new_context(locale="fi-FI").new_page()
    alone.set_content(told)
    look(alone)

    page.get_by_role("link", name="Siirry poistamaan").click()
    expect(page.get_by_role("heading", name="Poista yritys")).to_be_visible()
    look(page)
    page.get_by_label("Y-tunnus", exact=True).fill("9000001-1")
    page.get_by_role("button", name="Poista yritys pysyvästi").click()
    expect(page.get_by_role("heading", name="Tarkista nämä kohdat")).to_be_visible()
    look(page)
    page.get_by_label("Y-tunnus", exact=True).fill(BUSINESS_ID)
    page.get_by_role("button", name="Poista yritys pysyvästi").click()
    expect(page.get_by_role("heading", name="Yritys on poistettu")).to_be_visible()
    look(page)
    answer = page.goto(firm)
    assert answer is not None
    assert answer.status == 404
