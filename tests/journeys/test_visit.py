"""At the firm's table with a tablet: everything a finger presses is large enough, and the next step is always in sight."""

import re
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.looking import look
from tests.journeys.test_monday import open_firm, sign_in

pytestmark = pytest.mark.browser
FINGER = 44  # px


@pytest.fixture
def tablet(live: str, browser: Browser) -> Page:
    page = browser.new_context(locale="fi-FI", viewport={"width": 768, "height": 1024}, has_touch=True).new_page()
    sign_in(page, live, "neuvoja")
    return page


def test_every_button_of_the_table_is_large_enough_for_a_finger(live: str, tablet: Page) -> None:
    open_firm(tablet, "Esimerkkihuolto Ky")
    plan = tablet.locator("main a[href^='/suunnitelmat/'][href*='#toimenpide']").first.get_attribute("href") or ""
    for address in (
        tablet.url,
        live + plan,
        live + "/tanaan",
        live + "/toimenpiteet",
        f"{live}{plan.split('#')[0]}/seuranta",
    ):
        tablet.goto(address)
        small = tablet.eval_on_selector_all(
            "main .button, main .chip, main .check",
            "(all, least) => all.filter(one => one.offsetParent && one.getBoundingClientRect().height < least)"
            ".map(one => one.outerHTML.slice(0, 120))",
            FINGER,
        )
        assert small == [], address


def test_the_next_step_of_a_long_page_stays_in_sight(live: str, tablet: Page) -> None:
    open_firm(tablet, "Exempelbutiken Ab")
    tablet.get_by_role("link", name="Toimenpidesuunnitelma").click()
    confirm = tablet.get_by_role("button", name="Vahvista versio")
    expect(confirm).to_be_in_viewport()
    tablet.evaluate("window.scrollTo(0, 1200)")
    expect(confirm).to_be_in_viewport()
    tablet.get_by_role("navigation", name="Lyhyesti").get_by_role("link").nth(3).click()
    expect(tablet.locator(":target")).to_be_in_viewport()
    look(tablet)


def test_what_happened_is_marked_on_the_note_of_the_visit_itself(live: str, tablet: Page) -> None:
    open_firm(tablet, "Esimerkkihuolto Ky")
    tablet.get_by_role("link", name=re.compile("^Kirjaa seuranta")).first.click()
    group = tablet.get_by_role("group", name=re.compile("Työhyvinvointi"))
    group.get_by_label("Mitä on tapahtunut").fill("Varahenkilö aloitti syksyllä.")
    group.get_by_label("tehty", exact=True).check()
    look(tablet)
    tablet.get_by_role("button", name="Tallenna", exact=True).click()
    expect(tablet.get_by_role("group", name=re.compile(r"Työhyvinvointi.*tehty"))).to_be_visible()
    open_firm(tablet, "Esimerkkihuolto Ky")
    story = tablet.locator(".story li").filter(has_text="Varahenkilö aloitti syksyllä.")
    expect(story.first).to_contain_text(f"{date.today():%Y}")
    look(tablet)
    # It was a mistake, and the firm's action is late again: other journeys walk in the same service.
    tablet.get_by_role("link", name="Toimenpidesuunnitelma").first.click()
    tablet.get_by_role("link", name=re.compile("^Merkitse aloitetuksi")).first.click()
    tablet.get_by_label("Syy").fill("Oli vielä kesken.")
    tablet.get_by_role("button", name="Merkitse aloitetuksi").click()
    expect(tablet.get_by_text("käynnissä").first).to_be_visible()
