"""An administrator's way with questionnaires: what changed, a workbook out and in, and a draft seen as a firm would."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from tests.journeys.looking import look
from tests.journeys.test_monday import sign_in

pytestmark = pytest.mark.browser


@pytest.mark.slow
def test_the_pages_on_questionnaires(live: str, page: Page, browser: Browser) -> None:
    sign_in(page, live, "yllapito")
    page.get_by_role("link", name="Kyselyt").click()
    look(page)
    page.get_by_role("link", name=re.compile("Erot versioon 1")).first.click()
    look(page)
    page.get_by_role("link", name="Kyselyt").first.click()
    page.get_by_role("link", name="Tuo työkirja").click()
    look(page)
    page.set_input_files("input[type=file]", {"name": "a.xlsx", "mimeType": "application/zip", "buffer": b"PK nothing"})
    page.locator("main form button").click()
    look(page)
    book = page.request.get(f"{live}/kyselyt/pikakartoitus/1.xlsx").body()
    page.set_input_files("input[type=file]", {"name": "b.xlsx", "mimeType": "application/zip", "buffer": newer(book)})
    page.locator("main form button").click()
    look(page)
    address = page.locator('main a[href*="/kysely/"]').first.get_attribute("href")
    assert address is not None
    firm = browser.new_context(locale="fi-FI").new_page()
    firm.goto(live + address if address.startswith("/") else address)
    expect(firm.get_by_text("Esikatselu: näin yritys näkee")).to_be_visible()
    look(firm)
    firm.get_by_role("link", name="Aloita").click()
    firm.locator('input[name="q_TYO_importance"][value="4"]').check()
    look(firm)
    firm.reload()
    assert not firm.locator('input[name="q_TYO_importance"][value="4"]').is_checked()
    firm.context.close()


def newer(book: bytes) -> bytes:
    """The workbook with the next version's number, as an author would write it."""
    opened, content = load_workbook(BytesIO(book)), BytesIO()
    for row in opened["Kysely"].iter_rows():
        if row[0].value == "versio":
            row[1].value = "2"
    opened.save(content)
    return content.getvalue()
