"""What a firm's phone shows first and what it costs: the survey's beginning, an area, the sheet, on a slow line."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from scripts.measuring import Cost, phone
from scripts.pictures.album import PHONE, sent_link
from tests.journeys.looking import look
from tests.journeys.own_firm import opened_round
from tests.journeys.test_monday import sign_in

pytestmark = pytest.mark.browser
MOST_BYTES = 60_000  # of the first page over the wire, without its fonts


@pytest.fixture(scope="module")
def link(browser: Browser, live: str) -> str:
    return opened_round(browser, live, "9123460-2")


@pytest.fixture
def firm(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(locale="fi-FI", viewport={"width": PHONE[0], "height": PHONE[1]})
    yield made
    made.close()


def bottom_of(page: Page, selector: str) -> float:
    """How far down the last such element ends, in pixels of the screen."""
    boxes = [one.bounding_box() for one in page.locator(selector).all()]
    assert boxes, selector
    return max(box["y"] + box["height"] for box in boxes if box is not None)


def assert_still(cost: Cost, where: str) -> None:
    assert cost.shift == 0, f"{where} moves by {cost.shift}: {cost.shifted}"


def test_the_first_screen_of_a_phone_tells_all_and_has_the_button(link: str, firm: BrowserContext) -> None:
    mine = firm.new_page()
    mine.goto(link)
    for language in ("fi", "sv", "en"):
        mine.locator(f'button[formaction$="/kieli/{language}"]').click()
        expect(mine.locator("html")).to_have_attribute("lang", language)
        assert mine.locator(".short dt").count() == 4  # who asks, how long, what for, who sees
        assert bottom_of(mine, ".short dd, .begin .button") <= PHONE[1]
        look(mine)


@pytest.mark.slow
def test_the_first_page_is_light_and_nothing_moves_on_a_slow_line(
    live: str, page: Page, link: str, firm: BrowserContext
) -> None:
    mine, line = phone(firm, slow=True)
    first = line.open(link)
    assert 0 < first.bytes - first.font_bytes <= MOST_BYTES
    assert first.first_paint > 0
    assert_still(first, "the first page")
    assert_still(line.open(f"{link}/alueet"), "the list of areas")
    line.open(f"{link}/alueet/VIH")
    for name, value in (("q_VIH_importance", "2"), ("q_VIH-01_current", "3"), ("q_VIH-01_target", "3")):
        mine.locator(f'input[name="{name}"][value="{value}"]').check()
        expect(mine.locator("#saved")).to_have_text(re.compile(r"^Tallennettu \d+\.\d\d"))
    mine.wait_for_timeout(700)  # longer than the browser puts down to what was just pressed
    assert_still(line.cost(), "an area while it is answered")
    sign_in(page, live, "neuvoja")
    assert_still(line.open(sent_link(page, live, "Esimerkkihuolto Ky")), "the sheet")


def test_that_an_answer_is_saved_is_seen_on_a_phone_and_said_once(link: str, firm: BrowserContext) -> None:
    mine = firm.new_page()
    mine.goto(f"{link}/alueet/KVR")
    said = mine.locator("#saved")
    expect(said).to_have_text("Vastaukset tallentuvat itsestään")
    expect(said).to_be_in_viewport()
    mine.evaluate(
        "window.said = []; new MutationObserver(() => window.said.push(document.getElementById('saved').textContent))"
        ".observe(document.getElementById('saved'), {childList: true, characterData: true, subtree: true})"
    )
    for value in ("1", "2", "3", "4"):
        with mine.expect_response("**/vastaus"):
            mine.locator(f'input[name="q_KVR_importance"][value="{value}"]').check()
        expect(said).to_have_text(re.compile("^Tallennettu"))
        expect(said).to_be_in_viewport()
    assert len(mine.evaluate("window.said")) == len(set(mine.evaluate("window.said")))
    look(mine)


def test_the_sheet_begins_in_plain_words_and_all_of_it_fits_the_first_screen(
    live: str, page: Page, firm: BrowserContext
) -> None:
    sign_in(page, live, "neuvoja")
    mine = firm.new_page()
    mine.goto(sent_link(page, live, "Esimerkkihuolto Ky"))
    assert mine.url.endswith("/tase")
    brief = mine.locator(".panel.gist")
    assert brief.locator("li").count() == 6
    assert not re.search(r"\d,\d| %|op\b", brief.locator(".two").inner_text())
    assert bottom_of(mine, ".panel.gist h2") <= PHONE[1]
    look(mine)


def test_faults_on_a_page_have_the_focus_when_it_opens(live: str, page: Page) -> None:
    page.goto(f"{live}/kirjaudu")
    page.get_by_role("button", name="Kirjaudu").click()
    expect(page.get_by_role("alert")).to_be_focused()
