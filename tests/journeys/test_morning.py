"""An adviser's morning: what is due stands first, one press does it, and the search finds the rest."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.looking import look
from tests.journeys.test_monday import open_firm, sign_in

pytestmark = pytest.mark.browser


def test_the_morning_begins_with_what_is_due(live: str, page: Page) -> None:
    sign_in(page, live, "neuvoja")
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile(r"Tänään \d+\.\d+\.\d{4}"))
    expect(page.get_by_role("link", name="Tänään")).to_have_attribute("aria-current", "page")
    look(page)
    page.get_by_role("link", name=re.compile("^Avaa toimenpide.*Esimerkkihuolto Ky")).first.click()
    expect(page.locator(":target")).to_be_visible()
    page.get_by_role("link", name="Tänään").click()
    page.get_by_role("link", name="Kaikkien neuvojien yritykset").click()
    expect(page.get_by_text("neuvoja Toinen Esimerkkineuvoja").first).to_be_visible()
    look(page)


def test_one_press_reminds_and_the_page_says_so(live: str, page: Page) -> None:
    sign_in(page, live, "neuvoja")
    firm = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Esimerkkileipomo Oy"))
    firm.get_by_role("button", name=re.compile("^Muistuta")).click()
    expect(page.get_by_role("heading", name="Kirjeet")).to_be_visible()
    look(page)
    open_firm(page, "Esimerkkileipomo Oy")
    expect(
        page.get_by_text(re.compile("Kirje kirjoitettiin lähtemään|kirjettä kirjoitettiin lähtemään"))
    ).to_be_visible()
    look(page)


def test_a_firm_is_found_without_javascript_and_by_the_keyboard_alone(live: str, browser: Browser) -> None:
    plain = browser.new_context(locale="fi-FI", java_script_enabled=False)
    page = plain.new_page()
    sign_in(page, live, "neuvoja")
    page.get_by_role("searchbox", name="Hae yritystä").focus()
    page.keyboard.type("KONEPAJA")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Esimerkkikonepaja Oy")).to_be_visible()
    page.get_by_role("searchbox", name="Hae yritystä").fill("esimerkki")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Haku: ”esimerkki”")).to_be_visible()
    plain.close()


def test_the_search_and_the_first_thing_to_do_are_few_keys_away(live: str, page: Page) -> None:
    sign_in(page, live, "neuvoja")
    page.goto(f"{live}/tanaan")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hae yritystä")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("huolto")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Esimerkkihuolto Ky")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # on to the content
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Suunnitelma ja tase (PDF)")).to_be_focused()


def test_ones_firms_stand_in_a_list_with_what_is_next_and_one_kind_is_seen_alone(live: str, page: Page) -> None:
    sign_in(page, live, "neuvoja")
    page.get_by_role("link", name="Yritykset", exact=True).click()
    row = page.get_by_role("row", name=re.compile("Esimerkkihuolto Ky"))
    expect(row).to_contain_text("suunnitelma vahvistettu")
    expect(row).to_contain_text("myöhässä")
    look(page)
    page.get_by_role("link", name="Tänään").click()
    page.get_by_role("link", name=re.compile(r"^seuranta \(\d+\)")).click()
    assert {one.inner_text() for one in page.locator(".due .tag").all()} == {"seuranta"}
    look(page)


def test_a_firms_story_stands_on_its_page(live: str, page: Page) -> None:
    sign_in(page, live, "neuvoja")
    open_firm(page, "Esimerkkikonepaja Oy")
    story = page.get_by_role("listitem").filter(has_text="Suunnitelma luonnosteltiin")
    expect(story.first).to_contain_text("Esimerkki Neuvoja")
    look(page)
