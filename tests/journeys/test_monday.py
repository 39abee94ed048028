"""Monday in Kouvola: an adviser registers a firm, the firm answers on its phone, the adviser prints the plan."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import PASSWORD
from tests.journeys.looking import fetched, look

pytestmark = pytest.mark.browser


def sign_in(page: Page, live: str, who: str) -> None:
    page.goto(f"{live}/kirjaudu")
    page.get_by_label("Sähköposti").fill(f"{who}@esimerkki.example")
    page.get_by_label("Salasana").fill(PASSWORD)
    page.get_by_role("button", name="Kirjaudu").click()


def open_firm(page: Page, name: str) -> None:
    """By the search that stands on every page."""
    page.get_by_role("searchbox", name="Hae yritystä").fill(name)
    page.get_by_role("button", name="Hae", exact=True).click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


@pytest.mark.slow
def test_the_whole_story(live: str, page: Page, browser: Browser) -> None:
    look_at_sign_in(page, live)
    sign_in(page, live, "neuvoja")
    look(page)
    register_a_firm(page)
    look(page)
    page.get_by_label(re.compile("Pikakartoitus")).check()
    page.get_by_role("button", name="Avaa kierros").click()
    page.get_by_role("button", name="Tee uusi linkki").click()
    expect(page.get_by_role("img", name=re.compile("QR"))).to_be_visible()
    look(page)
    link = page.locator("#osoite").inner_text()
    answer_on_a_phone(browser, link)
    page.reload()
    expect(page.get_by_text("Kierros on lukittu")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Avaa tase").click()
    look(page)
    page.get_by_role("button", name="Toimenpidesuunnitelma").click()
    look(page)
    edit_the_plan(page)
    page.get_by_role("button", name="Vahvista versio").click()
    expect(page.get_by_text("Tämä versio ei enää muutu")).to_be_visible()
    look(page)
    address = page.get_by_role("link", name="Suunnitelma ja tase (PDF)", exact=True).get_attribute("href")
    assert address is not None
    first = fetched(page, live + address)
    assert first.startswith(b"%PDF")
    assert fetched(page, live + address) == first


def look_at_sign_in(page: Page, live: str) -> None:
    page.goto(f"{live}/kirjaudu")
    look(page)
    page.get_by_role("button", name="Kirjaudu").click()
    expect(page.get_by_role("alert")).to_be_visible()
    look(page)


def register_a_firm(page: Page) -> None:
    page.get_by_role("link", name="Yritykset", exact=True).click()
    look(page)
    page.get_by_role("link", name="Lisää yritys").click()
    page.get_by_role("button", name="Tallenna").click()
    look(page)
    for label, text in (
        ("Y-tunnus", "9123450-6"), ("Yrityksen nimi", "Matkatestin leipomo Oy"), ("Toimialan koodi", "10.71"),
        ("Henkilöstön määrä", "4"), ("Kunta", "Kouvola"), ("Yhteyshenkilö", "Keksitty Leipuri"), ("Sähköposti", "leipuri@esimerkki.example"),
    ):  # fmt: skip
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_role("button", name="Tallenna").click()
    expect(page.get_by_role("heading", name="Matkatestin leipomo Oy")).to_be_visible()


def answer_on_a_phone(browser: Browser, link: str) -> None:
    """No account, a 360 px screen, and a break in the middle."""
    phone = browser.new_context(locale="fi-FI", viewport={"width": 360, "height": 740}, has_touch=True).new_page()
    phone.goto(link)
    look(phone)
    phone.get_by_role("link", name=re.compile("kaikki kysymykset ensin")).click()
    look(phone)
    phone.go_back()
    phone.get_by_role("link", name="Aloita").click()  # straight to the first questions
    look(phone)
    phone.get_by_role("link", name="Kaikki osa-alueet").click()
    look(phone)
    phone.get_by_role("link", name=re.compile("^Aloita:")).click()
    phone.locator('input[name="q_TYO_current"][value="2"]').check()
    phone.get_by_text(re.compile(r"^Tallennettu \d+\.\d\d$")).wait_for()
    phone.goto(link)  # left, and come back: the first answer is there
    phone.get_by_role("link", name="Jatka siitä, mihin jäit").click()
    assert phone.locator('input[name="q_TYO_current"][value="2"]').is_checked()
    for number in range(12):
        fill_area(phone, number)
        filled = phone.url
        phone.get_by_role("button", name="Tallenna ja jatka").click()
        expect(phone).not_to_have_url(filled)  # a click does not wait: the next area is filled on its own page
    phone.get_by_role("link", name="Tarkista ja lähetä").click()
    expect(phone.get_by_text("Kaikkiin kysymyksiin on vastattu")).to_be_visible()
    look(phone)
    phone.get_by_text("Katso ja muuta vastauksiasi").click()
    look(phone)
    phone.get_by_role("button", name="Lähetä vastaukset").click()
    expect(phone.get_by_role("heading", name="Osaamistase", exact=True)).to_be_visible()
    look(phone)
    phone.go_back()
    phone.goto(link)
    assert "/tase" in phone.url
    phone.context.close()


def fill_area(phone: Page, number: int) -> None:
    names = phone.eval_on_selector_all("input[type=radio]", "all => [...new Set(all.map(one => one.name))]")
    for name in names:
        rating = name.rsplit("_", 1)[1]
        value = {
            "importance": "5" if number % 2 else "3", "current": str(1 + number % 4), "target": "4", "holders": "1",
            "leaving": "unknown", "deputy": "no",
        }[rating]  # fmt: skip
        phone.locator(f'input[name="{name}"][value="{value}"]').check()


def edit_the_plan(page: Page) -> None:
    page.get_by_role("link", name=re.compile("^Muokkaa")).first.click()
    look(page)
    page.get_by_label("Vastuuhenkilö yrityksessä").fill("Keksitty Mestari")
    page.get_by_role("button", name="Tallenna").click()
    expect(page.get_by_text("Vastuussa Keksitty Mestari")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Jätä pois")).last.click()
    look(page)
    page.get_by_role("button", name="Jätä pois").click()
    look(page)
    page.get_by_label("Syy tai huomio").fill("Ei vielä tänä vuonna.")
    page.get_by_role("button", name="Jätä pois").click()
    expect(page.get_by_text("Syy: Ei vielä tänä vuonna.")).to_be_visible()


def test_the_full_questionnaire_and_its_conditional_parts(live: str, page: Page) -> None:
    sign_in(page, live, "neuvoja")
    open_firm(page, "Esimerkkileipomo Oy")
    page.get_by_role("link", name="Linkki ja tilanne").click()
    page.get_by_role("button", name="Täytä yhdessä yrityksen kanssa").click()
    page.get_by_role("link", name=re.compile("^4. ")).click()
    look(page)
    deputy = page.get_by_role("group", name=re.compile("varahenkilö"))
    assert not deputy.is_visible()
    page.locator('input[name="q_JOE_holders"][value="1"]').check()
    assert deputy.is_visible()
    page.locator('input[name="q_JOE_current"][value="not_applicable"]').check()
    assert not page.locator('input[name="q_JOE_importance"]').first.is_visible()
    look(page)


def test_answers_are_given_with_the_keyboard_alone(live: str, page: Page) -> None:
    sign_in(page, live, "neuvoja")
    open_firm(page, "Esimerkkileipomo Oy")
    page.get_by_role("link", name="Linkki ja tilanne").click()
    page.get_by_role("button", name="Täytä yhdessä yrityksen kanssa").click()
    page.get_by_role("link", name=re.compile("^5. ")).click()
    page.locator('input[name="q_TAL_importance"]').first.focus()
    page.keyboard.press("ArrowDown")
    with page.expect_response(lambda told: "value=3" in (told.request.post_data or "")):  # the second
        page.keyboard.press("ArrowDown")
    page.get_by_text(re.compile("^Tallennettu")).wait_for()
    page.reload()
    assert page.locator('input[name="q_TAL_importance"][value="3"]').is_checked()


def test_it_works_without_javascript(live: str, browser: Browser) -> None:
    plain = browser.new_context(locale="fi-FI", java_script_enabled=False)
    page = plain.new_page()
    sign_in(page, live, "neuvoja")
    open_firm(page, "Esimerkkileipomo Oy")
    page.get_by_role("link", name="Linkki ja tilanne").click()
    page.get_by_role("button", name="Täytä yhdessä yrityksen kanssa").click()
    page.get_by_role("link", name=re.compile("^6. ")).click()
    page.locator('input[name="q_MYK-01_current"][value="4"]').check()
    page.get_by_role("button", name="Tallenna ja palaa osa-alueisiin").click()
    page.get_by_role("link", name=re.compile("^6. ")).click()
    assert page.locator('input[name="q_MYK-01_current"][value="4"]').is_checked()
    plain.close()


def test_management_sees_the_region_in_three_languages(live: str, page: Page) -> None:
    sign_in(page, live, "johto")
    for language, words in (("fi", "Alueen osaamistarpeet"), ("sv", "kompetens"), ("en", "competence")):
        page.locator(f'button[formaction$="/kieli/{language}"]').click()
        assert page.locator("html").get_attribute("lang") == language
        assert words in page.locator("h1").inner_text()
        look(page)
    assert "Esimerkki" not in page.locator("main").inner_text()


def test_the_pages_for_anyone(live: str, page: Page) -> None:
    for address in ("/nain-laskemme", "/eiole"):
        page.goto(live + address)
        look(page)


@pytest.mark.slow
def test_pages_that_say_no_are_as_good_as_the_rest(live: str, page: Page, browser: Browser) -> None:
    sign_in(page, live, "neuvoja")
    open_firm(page, "Esimerkkileipomo Oy")
    page.get_by_role("link", name="Muokkaa tietoja").click()
    look(page)
    page.go_back()
    page.get_by_role("link", name="Linkki ja tilanne").click()
    page.get_by_role("button", name="Tee uusi linkki").click()
    firm = browser.new_context(locale="fi-FI").new_page()
    firm.goto(page.locator("#osoite").inner_text() + "/alueet/VIH")
    firm.get_by_label("Omin sanoin").fill("ä" * 4001)
    firm.get_by_role("button", name="Tallenna ja jatka").click()
    expect(firm.get_by_role("alert")).to_contain_text("Tarkista nämä kohdat")
    look(firm)
    firm.get_by_label("Omin sanoin").fill("lyhyempi")
    firm.evaluate("document.querySelector('form[data-save]').elements.csrf_token.value = 'vanha'")
    firm.get_by_role("button", name="Tallenna ja jatka").click()
    look(firm)
    firm.get_by_role("button", name="Lähetä uudelleen").click()
    expect(firm.get_by_role("button", name="Lähetä uudelleen")).to_have_count(0)
    firm.goto(firm.url.split("/alueet")[0] + "/alueet/VIH")
    expect(firm.get_by_label("Omin sanoin")).to_have_value("lyhyempi")
    page.get_by_role("button", name="Peru linkki").first.click()
    firm.reload()
    expect(firm.get_by_text("Tämä linkki on peruttu")).to_be_visible()
    look(firm)
    firm.context.close()
