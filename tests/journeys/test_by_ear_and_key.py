"""A firm's pages for whoever hears them or has no pointer: the order they are read in, the focus, a zoom of 400 %."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.pictures.album import sent_link
from tests.journeys.looking import look
from tests.journeys.own_firm import opened_round
from tests.journeys.test_monday import sign_in

pytestmark = pytest.mark.browser
PHONE, ZOOMED = (360, 740), (320, 256)  # 1280 × 1024 at 400 %
# Where the focus is, and where the line begins that tells what is saved and sticks to the screen's lower edge.
_FOCUS = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect();
  const line = document.getElementById("saved")?.getBoundingClientRect();
  const inLine = Boolean(at.closest(".saved"));
  return {tag: at.tagName, top: box.top, bottom: box.bottom, edge: line && !inLine ? line.top : window.innerHeight};
}"""


def order(page: Page, *words: str) -> list[int]:
    """Where each of the words stands in what a screen reader reads of the page."""
    read = page.locator("main").aria_snapshot()
    missing = [one for one in words if one not in read]
    assert not missing, (missing, read)
    return [read.index(one) for one in words]


@pytest.mark.slow
def test_what_decides_is_read_before_the_button_and_figures_after_the_words(
    live: str, page: Page, browser: Browser
) -> None:
    link = opened_round(browser, live, "9123463-7")
    sign_in(page, live, "neuvoja")
    sheet = sent_link(page, live, "Esimerkkihuolto Ky")
    page.goto(link)
    found = order(
        page, "heading", "Kuka kysyy", "Kuinka kauan", "Mitä saat", "Kuka näkee", 'link "Aloita"', "Hyvä tietää"
    )
    assert found == sorted(found)
    page.goto(sheet)
    found = order(
        page,
        'heading "Osaamistase"',
        "Missä olette vahvoilla",
        "Mitä kannattaa oppia",
        "Mitä seuraavaksi",
        "kattavuusaste",
    )
    assert found == sorted(found)
    page.goto(f"{link}/alueet/DIG")
    groups = page.get_by_role("group").all()
    assert len(groups) > 7
    assert all(group.locator("legend").inner_text().strip() for group in groups if group.locator("legend").count())
    assert page.get_by_role("status").count() == 1


@pytest.mark.parametrize(("size", "business_id"), [(PHONE, "9123461-0"), (ZOOMED, "9123462-9")])
def test_with_keys_alone_a_firm_begins_answers_and_goes_on_and_always_sees_where_it_is(
    live: str, browser: Browser, size: tuple[int, int], business_id: str
) -> None:
    link = opened_round(browser, live, business_id)
    context = browser.new_context(
        locale="fi-FI", viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce"
    )
    mine = context.new_page()
    mine.goto(link)
    mine.keyboard.press("Tab")
    expect(mine.get_by_role("link", name="Siirry sisältöön")).to_be_focused()
    mine.keyboard.press("Enter")
    mine.keyboard.press("Tab")
    expect(mine.get_by_role("link", name=re.compile("^(Aloita|Jatka)"))).to_be_focused()
    mine.keyboard.press("Enter")
    mine.wait_for_url("**/alueet/*")
    area = mine.url
    for _key in range(60):
        mine.keyboard.press("Tab")
        at = mine.evaluate(_FOCUS)
        assert at["top"] >= 0, at
        assert at["bottom"] <= at["edge"] + 1 or at["tag"] == "TEXTAREA", at
        if at["tag"] == "INPUT":
            mine.keyboard.press("Space")
        if mine.get_by_role("button", name="Tallenna ja jatka").evaluate("one => one === document.activeElement"):
            break
    expect(mine.locator("#saved")).to_have_text(re.compile(r"^Tallennettu \d+\.\d\d"))
    look(mine)
    mine.keyboard.press("Enter")
    expect(mine).not_to_have_url(area)
    context.close()
