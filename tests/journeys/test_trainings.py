"""Management plans a training, an adviser invites a firm from a phone and marks it present; the plan shows it done."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from osaamistase.clock import today
from osaamistase.web.languages import day
from tests.journeys.looking import look
from tests.journeys.test_monday import sign_in

pytestmark = pytest.mark.browser


@pytest.mark.slow
def test_a_training_from_the_need_to_the_plan(live: str, page: Page, browser: Browser) -> None:
    sign_in(page, live, "johto")
    page.get_by_role("link", name="Valmennukset", exact=True).click()
    look(page)
    page.get_by_role("link", name="Järjestä valmennus").click()
    page.get_by_role("button", name="Tallenna").click()
    expect(page.get_by_role("alert")).to_be_visible()
    look(page)
    page.get_by_label("Valmennuksen nimi").fill("Hinnoittelun aamupäivä")
    page.get_by_label("Mihin tarpeeseen").select_option("TAL")
    page.get_by_label("Päivä", exact=True).fill(today().isoformat())
    page.get_by_label("Paikkoja").fill("2")
    page.get_by_role("button", name="Tallenna").click()
    expect(page.get_by_text("0/2 paikkaa varattu")).to_be_visible()
    look(page)
    address = page.url
    marked_by_an_adviser(live, browser, address)
    page.reload()
    expect(page.get_by_text("2/2 paikkaa varattu")).to_be_visible()
    assert "Esimerkki" not in page.locator("main").inner_text()
    page.get_by_role("link", name="Muuta", exact=True).click()
    look(page)
    page.go_back()
    page.get_by_role("link", name="Peru valmennus").click()
    look(page)
    page.get_by_label("Miksi valmennus perutaan").fill("Kouluttaja sairastui.")
    page.get_by_role("button", name="Peru valmennus").click()
    expect(page.get_by_text("Kouluttaja sairastui.")).to_be_visible()
    look(page)


def marked_by_an_adviser(live: str, browser: Browser, address: str) -> None:
    phone = browser.new_context(locale="fi-FI", viewport={"width": 360, "height": 740}).new_page()
    sign_in(phone, live, "neuvoja")
    look(phone)
    phone.get_by_role("link", name="Hinnoittelun aamupäivä").click()
    expect(phone).to_have_url(address)
    look(phone)
    firm = "Esimerkkikonepaja Oy"
    in_need = phone.get_by_role("checkbox", name=firm)
    if in_need.count():
        in_need.check()
    else:
        phone.get_by_label("Muu oma yritys").select_option(label=firm)
    phone.get_by_role("button", name="Tallenna").click()
    standing = phone.get_by_label(re.compile(f"^Tila {firm}"))
    standing.select_option("came")
    phone.get_by_role("button", name="Tallenna").click()
    expect(phone.get_by_role("alert")).to_contain_text("montako henkilöä")
    look(phone)
    assert standing.input_value() == "came"  # what was typed still stands
    phone.get_by_label(re.compile(f"^Henkilöitä {firm}")).fill("2")
    phone.get_by_role("button", name="Tallenna").click()
    expect(phone.get_by_text("2/2 paikkaa varattu")).to_be_visible()
    look(phone)
    phone.get_by_role("link", name=firm, exact=True).click()
    expect(phone.get_by_text(f"{day(today())}").first).to_be_visible()
    expect(phone.get_by_role("link", name="Valmennus ”Hinnoittelun aamupäivä”: kävi")).to_be_visible()
    phone.context.close()


def test_the_administrator_takes_the_report_to_the_funder(live: str, page: Page) -> None:
    sign_in(page, live, "yllapito")
    page.get_by_role("link", name="Valmennukset", exact=True).click()
    page.get_by_role("link", name="ESR+ -raportti").click()
    look(page)
    page.get_by_label("Alkaa").fill("2024-01-01")
    page.get_by_role("button", name="Näytä").click()
    expect(page.get_by_text("Tuettuja yrityksiä")).to_be_visible()
    look(page)
    page.get_by_label("Päättyy").fill("2023-01-01")
    page.get_by_role("button", name="Näytä").click()
    expect(page.get_by_role("alert")).to_contain_text("päättyy ennen")
    look(page)
    page.go_back()
    with page.expect_download() as coming:
        page.get_by_role("link", name=re.compile("xlsx")).click()
    assert coming.value.suggested_filename.startswith("esr-raportti-2024-01-01-")
