"""A note on a slow line."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.test_monday import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
SAVED = re.compile(r"^Tallennettu \d+\.\d\d$")


def test_what_is_typed_before_the_script_has_come_is_saved(live: str, page: Page) -> None:
    sign_in(page, live, "neuvoja")
    page.goto(f"{live}/yritykset")
    page.locator("main").get_by_role("link", name=re.compile("Oy|Ky|Tmi")).first.click()
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route(re.compile(r"notes\.js"), hold)
    page.goto(f"{page.url}/muistiinpanot/uusi", wait_until="commit")
    page.get_by_label("Muistiinpanot").fill("Kirjoitettu ennen skriptiä")
    page.wait_for_timeout(300)
    assert waiting
    waiting[0].continue_()
    expect(page.locator("#tallennettu")).to_have_text(SAVED)
    page.unroute_all()
    page.goto(page.url)
    expect(page.get_by_label("Muistiinpanot")).to_have_value("Kirjoitettu ennen skriptiä")
