"""A round of three respondents on phones, in Swedish; and every state of an answering page, held to axe."""

import hashlib
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import PASSWORD
from tests.journeys.looking import look
from tests.journeys.test_monday import open_firm, sign_in

pytestmark = pytest.mark.browser
SAVED = re.compile(r"^(Tallennettu|Sparat|Saved) \d+\.\d\d")


@pytest.fixture
def phones(browser: Browser) -> Iterator[list[BrowserContext]]:
    made = [browser.new_context(locale="sv-FI", viewport={"width": 360, "height": 740}) for _ in range(3)]
    yield made
    for one in made:
        one.close()


def open_round(page: Page, live: str, firm: str) -> str:
    """A new round of a demo firm; the address of its page."""
    sign_in(page, live, "neuvoja")
    open_firm(page, firm)
    folded = page.locator("details#uusi-kierros:not([open]) > summary")  # so where a round is open already
    if folded.count():
        folded.click()
    page.get_by_label(re.compile("Osaamistase,")).check()
    page.get_by_role("button", name="Avaa kierros").click()
    return page.url


def link_of_main(page: Page) -> str:
    page.get_by_role("button", name=re.compile("^Tee uusi linkki")).first.click()
    return page.locator("#osoite").inner_text()


def add_colleague(page: Page, address: str, number: int, language: str = "sv") -> str:
    page.get_by_role("link", name="Lisää vastaaja").click()
    if number == 1:
        look(page)
        page.get_by_label("Sähköposti", exact=True).fill("eiole")
        page.get_by_role("button", name="Lisää vastaaja").click()
        look(page)
    page.get_by_label("Sähköposti", exact=True).fill(address)
    page.get_by_label("Kieli").select_option(language)
    page.get_by_role("button", name="Lisää vastaaja").click()
    return page.locator("#osoite").inner_text()


def answer(phone: Page, name: str, value: str) -> None:
    phone.locator(f'input[name="{name}"][value="{value}"]').check()
    expect(phone.locator("#saved")).to_have_text(SAVED)


def answer_two_areas(phone: Page, link: str, level: int) -> None:
    for area in ("TYO", "REK"):
        phone.goto(f"{link}/alueet/{area}")
        answer(phone, f"q_{area}_importance", "4")
        expect(phone.locator("#lisaa")).to_be_visible()
        for number in range(1, 6):
            answer(phone, f"q_{area}-0{number}_current", str(level))
            answer(phone, f"q_{area}-0{number}_target", "4")


@pytest.mark.slow
def test_three_answer_on_phones_in_swedish_and_the_adviser_closes(
    live: str, page: Page, phones: list[BrowserContext]
) -> None:
    round_page = open_round(page, live, "Exempelbutiken Ab")
    links = [link_of_main(page)]
    links += [add_colleague(page, f"vastaaja{n}@esimerkki.example", n) for n in (1, 2)]
    look(page)
    for number, (link, context) in enumerate(zip(links, phones, strict=True)):
        phone = context.new_page()
        phone.goto(link)
        assert phone.locator("html").get_attribute("lang") == "sv"
        look(phone)
        answer_two_areas(phone, link, 1 + number)
        look(phone)
        phone.goto(f"{link}/tarkista")
        look(phone)
        if number < 2:  # the third one is only half way
            phone.locator("main form button.button").click()
            expect(phone.locator("h1")).to_contain_text("Tack")
            look(phone)
            phone.go_back()
            phone.goto(link)
            assert phone.url.endswith("/kuitti")
    page.goto(round_page)
    expect(page.get_by_text("kesken").first).to_be_visible()
    look(page)
    page.get_by_role("link", name="Sulje kierros").click()
    look(page)
    page.get_by_role("button", name="Sulje kierros ja laske tase").click()
    look(page)
    expect(page.get_by_text("3 vastaajaa").first).to_be_visible()
    mine, theirs = (phones[n].new_page() for n in (0, 1))
    mine.goto(links[0])
    assert mine.url.endswith("/tase")
    look(mine)
    theirs.goto(links[1])
    assert theirs.url.endswith("/kuitti")
    look(theirs)
    page.goto(f"{live}/lahtevat")
    look(page)
    page.get_by_role("link", name=re.compile("^Näytä kirje")).first.click()
    look(page)


def test_two_devices_clash_and_the_person_chooses(live: str, page: Page, phones: list[BrowserContext]) -> None:
    open_round(page, live, "Esimerkkikonepaja Oy")
    link = link_of_main(page)
    first, second = (phones[n].new_page() for n in (0, 1))
    for phone in (first, second):
        phone.goto(f"{link}/alueet/TYO")
    look(first)  # nothing answered yet
    answer(first, "q_TYO_importance", "5")
    second.locator('input[name="q_TYO_importance"][value="2"]').check()
    expect(second.locator(".choose")).to_be_visible()
    look(second)
    second.locator(".choose button").last.click()
    expect(second.locator("#saved")).to_have_text(SAVED)
    first.reload()
    assert first.locator('input[name="q_TYO_importance"][value="2"]').is_checked()
    second.locator('input[name="q_TYO_importance"][value="3"]').check()
    expect(second.locator("#saved")).to_have_text(SAVED)
    first.locator('input[name="q_TYO_importance"][value="1"]').check()
    first.locator(".choose button").first.click()  # keeps what stands there
    assert first.locator('input[name="q_TYO_importance"][value="3"]').is_checked()


@pytest.mark.slow
def test_without_javascript_a_clash_is_a_page_with_both_values(live: str, page: Page, browser: Browser) -> None:
    open_round(page, live, "Esimerkkirakennus Oy")
    link = link_of_main(page)
    plain = browser.new_context(locale="fi-FI", java_script_enabled=False)
    first, second = plain.new_page(), plain.new_page()
    for phone in (first, second):
        phone.goto(f"{link}/alueet/HAN")
    for phone, value, words in ((first, "5", "ensimmäinen"), (second, "2", "toinen")):
        phone.locator(f'input[name="q_HAN_importance"][value="{value}"]').check()
        phone.get_by_label("Omin sanoin").fill(words)
        phone.get_by_role("button", name="Tallenna ja palaa osa-alueisiin").click()
    expect(second.get_by_role("alert")).to_contain_text("Tallessa on nyt: 5 elinehto.")
    expect(second.get_by_role("alert")).to_contain_text("Tallessa on nyt: ensimmäinen.")
    expect(second.get_by_label("Omin sanoin")).to_have_value("toinen")
    second.get_by_role("button", name="Tallenna ja palaa osa-alueisiin").click()
    second.goto(f"{link}/alueet/HAN")
    expect(second.get_by_label("Omin sanoin")).to_have_value("toinen")
    # A change of language sends what is on the page along.
    second.get_by_label("Omin sanoin").fill("kolmas")
    second.locator('button[name="language"][value="sv"]').click()
    assert second.locator("html").get_attribute("lang") == "sv"
    expect(second.locator("#q_HAN_note")).to_have_value("kolmas")
    plain.close()


def test_what_could_not_be_sent_is_sent_when_the_line_is_back(
    live: str, page: Page, phones: list[BrowserContext]
) -> None:
    open_round(page, live, "Esimerkkikuljetus Oy")
    link = link_of_main(page)
    phone = phones[0].new_page()
    phone.goto(f"{link}/alueet/DIG")
    phones[0].set_offline(True)
    phone.locator('input[name="q_DIG_importance"][value="4"]').check()
    expect(phone.locator("#saved.failed")).to_be_visible()
    phones[0].set_offline(False)
    expect(phone.locator("#saved")).to_have_text(SAVED)
    phone.reload()
    assert phone.locator('input[name="q_DIG_importance"][value="4"]').is_checked()


def test_what_a_tab_could_not_send_outlives_a_reload_and_overwrites_nothing_newer(
    live: str, page: Page, phones: list[BrowserContext]
) -> None:
    open_round(page, live, "Esimerkkikahvila Tmi")
    link = link_of_main(page)
    phone, other = phones[0].new_page(), phones[1].new_page()
    for one in (phone, other):
        one.goto(f"{link}/alueet/VIH")
    phone.route("**/vastaus", lambda route: route.abort())
    for name, value in (("q_VIH_importance", "4"), ("q_VIH-01_current", "2")):
        phone.locator(f'input[name="{name}"][value="{value}"]').check()
    expect(phone.locator("#saved.failed")).to_be_visible()
    answer(other, "q_VIH-01_current", "5")
    phone.unroute("**/vastaus")
    phone.reload()
    expect(phone.locator(".choose")).to_be_visible()  # two values, and the person says which one stays
    phone.locator(".choose button").first.click()
    other.reload()
    assert other.locator('input[name="q_VIH_importance"][value="4"]').is_checked()
    assert other.locator('input[name="q_VIH-01_current"][value="5"]').is_checked()


@pytest.mark.slow
def test_an_own_competence_is_named_rated_and_in_the_sheet(live: str, page: Page) -> None:
    open_round(page, live, "Esimerkkileipomo Oy")
    page.get_by_role("button", name="Täytä yhdessä yrityksen kanssa").click()
    page.get_by_role("link", name=re.compile("Elintarvikeosaaminen")).click()
    look(page)
    page.locator('input[name="q_ELI_importance"]').first.focus()
    for key in "434343":  # importance, then current and target of the core, by keys alone
        page.keyboard.press(key)
    expect(page.locator("#saved")).to_have_text(SAVED)
    page.get_by_role("link", name="Kaikki osa-alueet").click()
    page.get_by_role("link", name=re.compile("^12. ")).click()
    page.get_by_text("Lisää oma osaaminen 1").click()
    page.get_by_label("Osaamisen nimi").first.fill("Hapanjuurileivonta")
    answer(page, "q_AMM_importance", "5")
    answer(page, "q_AMM-X1_current", "2")
    answer(page, "q_AMM-X1_target", "5")
    for number in (1, 2, 3):
        answer(page, f"q_AMM-0{number}_current", "3")
        answer(page, f"q_AMM-0{number}_target", "3")
    page.locator("summary", has_text="Muistiinpano").first.click()
    page.locator("details.note textarea").first.fill("Puhuttiin tästä käynnillä.")
    expect(page.locator("#saved")).to_have_text(SAVED)
    look(page)
    page.reload()
    expect(page.get_by_text("Hapanjuurileivonta").first).to_be_visible()
    page.goto(page.url.split("/alueet")[0] + "/tarkista")
    page.get_by_role("button", name="Lähetä vastaukset").click()
    expect(page.get_by_text("Hapanjuurileivonta").first).to_be_visible()
    expect(page.get_by_text("Puhuttiin tästä käynnillä.")).to_be_visible()
    look(page)


def test_answers_are_carried_over_to_a_newer_version(live: str, page: Page) -> None:
    sign_in(page, live, "neuvoja")
    open_firm(page, "Esimerkkihoiva Oy")
    page.get_by_role("link", name="Linkki ja tilanne").click()
    round_page = page.url
    page.get_by_role("button", name=re.compile("^Tee uusi linkki")).first.click()
    expect(
        page.get_by_text("linkki lähtee vain hänelle itselleen")
    ).to_be_visible()  # it opens what they answered alone
    look(page)
    page.goto(f"{live}/lahtevat")
    page.get_by_role("link", name=re.compile("^Näytä kirje")).first.click()
    link = re.findall(r"http\S+/kysely/\S+", page.locator(".letter").inner_text())[0]
    page.goto(round_page)
    page.get_by_role("link", name="Katso, mitä siirtyisi uuteen").click()
    expect(page.get_by_role("heading", name="Ei siirry (0)")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Siirrä vastaukset").click()
    look(page)
    page.goto(link)
    page.get_by_role("link", name="Jatka siitä, mihin jäit").click()
    assert page.locator("input[name=q_KVR_importance]:checked").count() == 1


def test_what_blocks_the_submit_leads_to_each_missing_place(
    live: str, page: Page, phones: list[BrowserContext]
) -> None:
    open_round(page, live, "Esimerkkihuolto Ky")
    phone = phones[0].new_page()
    phone.goto(f"{link_of_main(page)}/tarkista")
    phone.locator("main form button.button").click()
    expect(phone.get_by_role("alert")).to_be_visible()
    look(phone)
    phone.get_by_role("alert").get_by_role("link").first.click()
    assert phone.url.endswith("/alueet/TYO#q_TYO_importance")


def test_a_link_whose_time_is_over_says_so_and_who_to_ask(
    live: str, live_folder: Path, page: Page, phones: list[BrowserContext]
) -> None:
    open_round(page, live, "Esimerkkihuolto Ky")
    link = link_of_main(page)
    with closing(sqlite3.connect(live_folder / "service.db", timeout=10)) as database, database:
        last_year = "2025-01-01 00:00:00.000000"
        hashed = hashlib.sha256(link.rsplit("/", 1)[1].encode()).hexdigest()
        changed = database.execute("UPDATE links SET expires_at = ? WHERE token_sha256 = ?", (last_year, hashed))
        assert changed.rowcount == 1
    phone = phones[0].new_page()
    phone.goto(link)
    expect(phone.locator("main")).to_contain_text("neuvoja@esimerkki.example")
    look(phone)


def test_the_password_is_not_asked_of_a_firm(live: str, page: Page) -> None:
    page.goto(f"{live}/kysely/{'x' * 43}")
    expect(page.get_by_role("heading", name="Sivua ei löydy")).to_be_visible()
    assert PASSWORD not in page.content()
