"""A sheet of two rounds in the browser: every new page is held to axe and to 320 px, and a figure is followed."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looking import look
from tests.journeys.test_monday import sign_in

pytestmark = pytest.mark.browser


@pytest.mark.slow
def test_a_figure_is_followed_talked_of_and_compared(live: str, page: Page) -> None:
    sign_in(page, live, "neuvoja")
    page.goto(f"{live}/kysely/3/tase")
    look(page)
    page.locator("a.why").first.click()
    expect(page.get_by_role("heading", name="Miksi nämä luvut?")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Rekrytointi ja perehdytys").first.click()
    look(page)
    page.goto(f"{live}/kysely/3/tase/vertailu")
    expect(page.get_by_role("heading", name="Osaamiset", exact=True)).to_be_visible()
    look(page)
    page.goto(f"{live}/kierrokset/3/keskustelu")
    look(page)
    page.get_by_role("link", name="Kirjaa sovittu").first.click()
    look(page)
    page.get_by_role("button", name="Tallenna").click()
    expect(page.get_by_role("alert")).to_be_visible()
    look(page)
