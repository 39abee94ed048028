"""The guides in a real Chromium: nothing for axe to find, fit for 320 px, every picture there."""

import pytest
from playwright.sync_api import Page

from osaamistase.guides.routes import PAGES
from tests.journeys.looking import look

pytestmark = pytest.mark.browser


@pytest.mark.slow
def test_guides_are_read_by_anyone_and_every_picture_comes(live: str, page: Page) -> None:
    page.goto(f"{live}/ohjeet")
    look(page)
    for name in PAGES:
        page.goto(f"{live}/ohjeet/{name}")
        look(page)
        for picture in page.locator("main img").all():
            picture.scroll_into_view_if_needed()
            picture.evaluate("one => one.decode()")
            assert picture.evaluate("one => one.naturalWidth") > 300
