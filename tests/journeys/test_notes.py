"""A note on a slow line."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.test_monday import sign_in

pytestmark = pytest.mark.browser
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


def test_the_button_pressed_while_it_saves_itself_makes_one_note(live: str, page: Page) -> None:
    sign_in(page, live, "neuvoja")
    page.goto(f"{live}/yritykset")
    page.locator("main").get_by_role("link", name=re.compile("Oy|Ky|Tmi")).last.click()
    firm = page.url
    held: list[Route] = []

    def hold(route: Route) -> None:
        by_itself = route.request.method == "POST" and "json" in route.request.headers.get("accept", "")
        if by_itself and not held:
            held.append(route)
        else:
            route.continue_()

    page.route(re.compile(r"/muistiinpanot/"), hold)
    page.goto(f"{firm}/muistiinpanot/uusi")
    page.get_by_label("Muistiinpanot").fill("Painettu kesken tallennuksen")
    while not held:
        page.wait_for_timeout(100)
    page.get_by_role("button", name="Tallenna", exact=True).click()
    page.wait_for_timeout(300)
    held[0].continue_()
    expect(page.get_by_text("Painettu kesken tallennuksen").first).to_be_visible()
    page.wait_for_url(re.compile(r"/muistiinpanot/\d+$|/yritykset/\d+$"))
    page.unroute_all()
    page.goto(firm)
    expect(page.get_by_text("Painettu kesken tallennuksen")).to_have_count(1)
