"""A talk at one table: from a figure to how it came about, from what was seen apart to what was agreed on, and on paper."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looking import fetched, look
from tests.journeys.test_monday import sign_in

pytestmark = pytest.mark.browser
REASON = "Katsoimme tarjouksia yhdessä ja sovimme tästä."
PDF = re.compile(r"\(PDF\)")


def open_sheet(page: Page, live: str) -> str:
    """The newest sheet of the firm that six answered for; its address."""
    sign_in(page, live, "neuvoja")
    page.get_by_role("link", name="Esimerkkikonepaja Oy", exact=True).click()
    page.get_by_role("link", name="Tase", exact=True).first.click()
    expect(page.get_by_text("6 vastaajaa.")).to_be_visible()
    return page.url


def press(page: Page, key: str = "Enter") -> None:
    page.keyboard.press(key)


def follow(page: Page, name: str | re.Pattern[str]) -> None:
    """A link, with the keyboard alone."""
    page.locator("main").get_by_role("link", name=name).first.focus()
    with page.expect_navigation():
        press(page)


def printed(page: Page, live: str) -> bytes:
    """The print that the page leads to; the same when it is fetched again."""
    address = page.locator("main").get_by_role("link", name=PDF).first.get_attribute("href")
    assert address is not None
    found = fetched(page, live + address)
    assert found.startswith(b"%PDF")
    assert fetched(page, live + address) == found
    return found


@pytest.mark.slow
def test_a_figure_leads_to_how_it_came_about(live: str, page: Page) -> None:
    sheet = open_sheet(page, live)
    look(page)
    rate = page.locator("a.why .big, .big a.why").first
    shown = re.findall(r"\d+", rate.inner_text())[0]
    rate.focus()
    with page.expect_navigation():
        press(page)
    expect(page.get_by_role("heading", name="Miksi nämä luvut?", level=1)).to_be_visible()
    assert page.url.endswith("#coverage_rate")
    explained = page.locator("#coverage_rate").inner_text()
    found = re.findall(r"= (\d+(?:,\d+)?) %", explained)[0]
    assert abs(float(found.replace(",", ".")) - int(shown)) <= 0.5
    look(page)
    follow(page, "Digitaidot, tieto, tekoäly ja tietoturva")
    look(page)
    page.goto(sheet)
    page.get_by_role("link", name=re.compile("^Miksi tämä luku")).first.click()
    anchor = page.url.rsplit("#", 1)[1]
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()
    look(page)


@pytest.mark.slow
def test_what_was_talked_through_is_written_down_and_drawn_again(live: str, page: Page) -> None:
    sheet = open_sheet(page, live)
    before = printed(page, live)
    follow(page, "Keskustelu")
    expect(page.get_by_role("heading", name="Keskustelu", level=1)).to_be_visible()
    expect(page.get_by_text("erimielisiä").first).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("^Vastaukset: ")).first).to_be_visible()
    look(page)
    page.locator("summary", has_text="Muut osaamiset ja osa-alueet").click()
    look(page)
    write_down(page)
    expect(page.get_by_text("Kirjattu on asioita, jotka eivät vielä ole taseessa.")).to_be_visible()
    look(page)
    draw_again(page)
    look(page)
    assert printed(page, live) != before
    page.get_by_role("link", name="Tase 1", exact=True).click()
    expect(page.get_by_text("Tämä on aiempi tase 1.")).to_be_visible()
    look(page)
    assert printed(page, live) == before
    page.goto(sheet)
    compare(page, live)


def write_down(page: Page) -> None:
    """First without a reason, then with one; with the keyboard alone."""
    follow(page, re.compile("^Kirjaa sovittu"))
    look(page)
    page.get_by_label("Nykytaso").focus()
    press(page, "2")
    expect(page.get_by_label("Nykytaso")).to_have_value("2")
    page.get_by_role("button", name="Tallenna").focus()
    press(page)
    expect(page.get_by_role("alert")).to_contain_text("Kirjoita perustelu yhdellä lauseella.")
    expect(page.get_by_label("Nykytaso")).to_have_value("2")
    look(page)
    page.get_by_role("alert").get_by_role("link").focus()
    press(page)
    reason = page.get_by_label("Mistä puhuttiin")
    expect(reason).to_be_focused()
    page.keyboard.type(REASON)
    press(page, "Tab")
    expect(page.get_by_role("button", name="Tallenna")).to_be_focused()
    press(page)
    expect(page.get_by_text(REASON)).to_be_visible()
    follow(page, re.compile("^Muuta sovittua"))
    page.locator("summary", has_text="Aiemmin kirjattu (1)").click()
    look(page)
    follow(page, "Peruuta")


def draw_again(page: Page) -> None:
    page.get_by_role("button", name="Laske tase uudelleen").focus()
    press(page)
    expect(page.get_by_text("Tase 2, keskustelun jälkeen laskettu")).to_be_visible()


def compare(page: Page, live: str) -> None:
    """The change from half a year ago, on the page and on paper."""
    follow(page, "Muutos ja vertailu")
    expect(page.get_by_role("heading", name="Muutos ja vertailu", level=1)).to_be_visible()
    expect(page.get_by_text("Vertailussa on 5 muuta yritystä")).to_be_visible()
    look(page)
    printed(page, live)
