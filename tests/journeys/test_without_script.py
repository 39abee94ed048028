"""No JavaScript at all: a firm answers from its link to its result, and an adviser finds the way on a phone."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.own_firm import opened_round
from tests.journeys.test_monday import fill_area, sign_in

pytestmark = pytest.mark.browser


@pytest.fixture
def bare(browser: Browser) -> Iterator[BrowserContext]:
    """A phone whose browser runs no script of any page."""
    made = browser.new_context(locale="fi-FI", viewport={"width": 360, "height": 740}, java_script_enabled=False)
    yield made
    made.close()


def assert_fits(phone: Page) -> None:
    """Axe needs scripts, and looks at the same pages in other journeys."""
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360, phone.url


def test_a_firm_answers_sends_and_reads_its_result(live: str, browser: Browser, bare: BrowserContext) -> None:
    phone = bare.new_page()
    phone.goto(opened_round(browser, live, "9123464-5", "Pikakartoitus"))
    phone.get_by_role("link", name="Aloita").click()
    assert phone.evaluate("document.scripts.length") > 0  # there is one to do without
    for number in range(12):
        fill_area(phone, number)
        filled = phone.url
        phone.get_by_role("button", name="Tallenna ja jatka").click()
        expect(phone).not_to_have_url(filled)
    assert_fits(phone)
    phone.get_by_role("link", name="Tarkista ja lähetä").click()
    expect(phone.get_by_text("Kaikkiin kysymyksiin on vastattu")).to_be_visible()
    phone.get_by_role("link", name="Kaikki osa-alueet").click()
    phone.get_by_role("link", name=re.compile(r"^1\. ")).click()
    assert phone.locator('input[name="q_TYO_current"][value="1"]').is_checked()  # what was sent is there
    phone.get_by_label("Omin sanoin").fill("Kirjoitettu ilman skriptejä.")
    phone.get_by_role("button", name="Tallenna ja palaa osa-alueisiin").click()
    phone.get_by_role("link", name="Tarkista ja lähetä").click()
    phone.get_by_role("button", name="Lähetä vastaukset").click()
    expect(phone.get_by_role("heading", name="Osaamistase", exact=True)).to_be_visible()
    assert_fits(phone)


def test_an_adviser_opens_the_menu_and_writes_a_note(live: str, bare: BrowserContext) -> None:
    phone = bare.new_page()
    sign_in(phone, live, "neuvoja")
    yritykset = phone.get_by_role("link", name="Yritykset", exact=True)
    expect(yritykset).not_to_be_visible()
    phone.get_by_role("button", name="Valikko").click()
    expect(yritykset).to_be_visible()
    assert_fits(phone)
    yritykset.click()
    phone.get_by_role("searchbox", name="Hae yritystä").fill("Esimerkkihuolto")
    phone.get_by_role("button", name="Hae", exact=True).click()
    expect(phone.get_by_role("heading", level=1, name="Esimerkkihuolto Ky")).to_be_visible()
    phone.get_by_role("link", name=re.compile("muistiinpano", re.IGNORECASE)).first.click()
    phone.get_by_label("Muistiinpanot").fill("Käyty ilman skriptejä.")
    phone.get_by_role("button", name="Tallenna", exact=True).click()
    expect(phone.locator(".prose").get_by_text("Käyty ilman skriptejä.")).to_be_visible()
