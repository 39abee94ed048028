"""A year of one firm, on a clock that is moved: from the first letter to the second round and what changed meanwhile.

Real pages in a real browser, letters through a real SMTP server, prints by a real worker; nothing of the demonstration.
"""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.looking import fetched, look
from tests.journeys.town import PASSWORD, Town, town
from tests.mail.conftest import office
from tests.people import SHELF

__all__ = ["office", "town"]
pytestmark = pytest.mark.browser
FIRM = "Vuositestin leipomo Oy"


def sign_in(browser: Browser, town: Town, email: str) -> Page:
    page = browser.new_context(locale="fi-FI", viewport={"width": 1280, "height": 900}).new_page()
    page.goto(f"{town.live}/kirjaudu")
    page.get_by_label("Sähköposti").fill(email)
    page.get_by_label("Salasana").fill(PASSWORD)
    page.get_by_role("button", name="Kirjaudu").click()
    expect(page).not_to_have_url(re.compile("/kirjaudu"))
    return page


def open_round(page: Page, town: Town) -> str:
    """Three are invited by mail; the address of the round's page."""
    page.get_by_label(re.compile("Pikakartoitus")).check()
    page.get_by_role("button", name="Avaa kierros").click()
    address = page.url
    page.get_by_role("button", name=re.compile("^Lähetä kutsu sähköpostilla")).first.click()
    for number in (1, 2):
        page.goto(address)
        page.get_by_role("link", name="Lisää vastaaja").click()
        page.get_by_label("Sähköposti", exact=True).fill(f"vastaaja{number}@leipomo.example")
        page.get_by_label(re.compile("Lähetä kutsu")).check()
        page.get_by_role("button", name="Lisää vastaaja").click()
    town.work()
    return address


def answer(browser: Browser, link: str, current: int, first: int | None = None) -> None:
    """One respondent on a phone: the whole quick questionnaire, every area alike but the first where it is given."""
    phone = browser.new_context(locale="fi-FI", viewport={"width": 360, "height": 740}).new_page()
    version = SHELF.find("pikakartoitus", 1)
    assert version is not None
    values = {
        "importance": "5", "current": str(current), "target": "4", "holders": "1", "leaving": "unknown", "deputy": "no",
    }  # fmt: skip
    for number, area in enumerate(version.questionnaire.areas):
        values["current"] = str(first if first is not None and number == 0 else current)
        phone.goto(f"{link}/alueet/{area.id}")
        for name in phone.eval_on_selector_all("input[type=radio]", "all => [...new Set(all.map(one => one.name))]"):
            phone.locator(f'input[name="{name}"][value="{values[name.rsplit("_", 1)[1]]}"]').check()
        phone.locator("main form button.button").last.click()
    phone.goto(f"{link}/tarkista")
    phone.locator("main form button.button").click()
    phone.context.close()


def links(town: Town, since: int) -> list[str]:
    """The links of the invitations that went out after so many letters."""
    found = []
    for letter in town.office.letters[since:]:
        body = letter.get_body(("plain",))
        assert body is not None
        found += re.findall(rf"{town.live}/kysely/[\w-]{{43}}", body.get_content())[:1]
    return found


def step(page: Page, plan: str, number: int, *words: str) -> None:
    """Take the plan's action of that number on, one step a word."""
    for word in words:
        page.goto(plan)
        page.locator("ol.list > li").nth(number).get_by_role("link", name=re.compile(f"^{word}")).click()
        page.get_by_role("button", name=re.compile(word)).click()


@pytest.mark.slow
def test_a_year_of_one_firm(town: Town, browser: Browser) -> None:  # noqa: PLR0915  a year has many days
    mine = sign_in(browser, town, town.mine)
    expect(mine.get_by_text("Yksikään yritys ei ole vielä aloittanut.")).to_be_visible()
    register(mine)
    firm = mine.url
    round_page = open_round(mine, town)
    invited = links(town, 0)
    assert len(invited) == 3
    for link, first in zip(invited, (0, 0, 5), strict=True):  # of one area they think differently
        answer(browser, link, 1, first)

    talk(mine, round_page)
    plan = make_plan(mine, town, round_page)
    reminded_action = remind(mine, plan)

    # Winter: a deadline comes near, and a service ends on the way.
    town.at("2027-02-17T08:00")
    assert town.letters("maija@leipomo.example", "Muistutus"), reminded_action
    mine = sign_in(browser, town, town.mine)  # nobody stays signed in for months
    end_a_service(mine, plan)
    town.at("2027-02-18T08:00")
    digests = town.letters(town.mine, "odottaa")
    assert any(FIRM in one and "päättyy" in one for one in digests)
    mine.goto(f"{town.live}/tanaan")
    expect(mine.get_by_text("palvelu päättyy").first).to_be_visible()
    look(mine)

    # Three months: the first follow-up.
    town.at("2027-02-24T08:00")
    mine = sign_in(browser, town, town.mine)
    step(mine, plan, 0, "Merkitse aloitetuksi", "Merkitse tehdyksi")
    hold(mine, town, "Kolmen kuukauden käynti: **hyvin** alussa.")

    # Half a year: what has become daily use.
    town.at("2027-05-24T08:00")
    mine = sign_in(browser, town, town.mine)
    hold(mine, town, "Puoli vuotta takana.", adoption="3")
    summary = fetched_summary(mine, town, plan)
    assert summary.startswith(b"%PDF")

    # The firm goes over to a colleague.
    mine.goto(firm)
    mine.get_by_role("link", name="Siirrä toiselle neuvojalle").click()
    look(mine)
    mine.get_by_label("Uusi neuvoja").select_option(label="Toinen Testineuvoja")
    mine.get_by_label("Mistä päivästä alkaen").fill("2027-06-01")
    mine.get_by_label("Viesti uudelle neuvojalle").fill("Maija vastaa, soita aamulla.")
    mine.get_by_role("button", name="Siirrä").click()
    expect(mine.get_by_text("Neuvojaksi tulee Toinen Testineuvoja 1.6.2027 alkaen.")).to_be_visible()
    town.at("2027-06-01T08:00")
    assert town.letters(town.other, "Sinulle siirtyi")
    other = sign_in(browser, town, town.other)
    expect(other.get_by_text("Maija vastaa, soita aamulla.").first).to_be_visible()
    look(other)

    # A year: the second round, and what changed beside what was done.
    town.at("2027-11-25T08:00")
    other = sign_in(browser, town, town.other)
    other.goto(f"{town.live}/tanaan")
    expect(other.get_by_text("uuden kierroksen aika").first).to_be_visible()
    hold(other, town, "Vuosi täynnä.", adoption="4")
    sent = len(town.office.letters)
    other.goto(firm)
    open_round(other, town)
    for link in links(town, sent):
        answer(browser, link, 3)
    other.goto(f"{plan}/seuranta/muutos")
    expect(other.get_by_text("Toimenpide tehty").first).to_be_visible()
    expect(other.get_by_text("Taso voi muuttua monesta syystä")).to_be_visible()
    expect(other.get_by_text("4 / 4, osa arkea").first).to_be_visible()
    look(other)
    other.get_by_role("link", name="Muutos ja vertailu").click()
    look(other)
    other.goto(firm)
    for told in ("Suunnitelman seuranta pidettiin", "Siirto neuvojalle Toinen Testineuvoja", "Kierros avattiin"):
        expect(other.get_by_text(told).first).to_be_attached()
    look(other)


def register(page: Page) -> None:
    page.get_by_role("link", name="Yritykset", exact=True).click()
    page.get_by_role("link", name="Lisää yritys").click()
    for label, text in (
        ("Y-tunnus", "9123450-6"), ("Yrityksen nimi", FIRM), ("Toimialan koodi", "10.71"), ("Henkilöstön määrä", "22"),
        ("Kunta", "Kouvola"), ("Yhteyshenkilö", "Keksitty Leipuri"), ("Sähköposti", "leipuri@leipomo.example"),
    ):  # fmt: skip
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_role("button", name="Tallenna").click()
    expect(page.get_by_role("heading", name=FIRM)).to_be_visible()


def talk(page: Page, round_page: str) -> None:
    """What was seen differently is talked through, and the sheet is drawn again."""
    page.goto(f"{round_page}/keskustelu")
    page.get_by_role("link", name=re.compile("^Kirjaa sovittu")).first.click()
    page.get_by_label("Nykytaso").select_option("2")
    page.get_by_label("Mistä puhuttiin").fill("Katsottiin yhdessä viime syksyn tilanne.")
    page.get_by_role("button", name="Tallenna").click()
    page.get_by_role("button", name="Laske tase uudelleen").click()
    expect(page.get_by_text("Tase 2, keskustelun jälkeen laskettu")).to_be_visible()


def make_plan(page: Page, town: Town, round_page: str) -> str:
    page.goto(round_page)
    page.get_by_role("button", name="Toimenpidesuunnitelma").click()
    plan = page.url
    page.get_by_role("button", name="Vahvista versio").click()
    expect(page.get_by_text("Tämä versio ei enää muutu")).to_be_visible()
    look(page)
    for name in (
        "Suunnitelma ja tase (PDF)",
        "Seinälista, yksi sivu (PDF)",
        "Liite työyhteisön kehittämissuunnitelmaan (PDF)",
    ):
        address = page.get_by_role("link", name=name, exact=True).get_attribute("href")
        assert page.request.get(f"{town.live}{address}").status == 202
        town.work()
        assert page.request.get(f"{town.live}{address}").body().startswith(b"%PDF")
    return plan


def remind(page: Page, plan: str) -> str:
    """The action that is due first is reminded of: the deadline in three months."""
    page.goto(plan)
    link = (
        page.locator("ol.list > li")
        .filter(has_text="24.2.2027")
        .first.get_by_role("link", name=re.compile("^Muistutus"))
    )
    link.click()
    look(page)
    page.get_by_label("Sähköposti").fill("maija@leipomo.example")
    page.get_by_label("Hän on suostunut muistutuksiin").check()
    page.get_by_role("button", name="Tallenna").click()
    expect(page.get_by_text("Muistutus on päällä").first).to_be_visible()
    return page.url


def end_a_service(page: Page, plan: str) -> None:
    """The first service of the plan ends next month, on its own page."""
    page.goto(plan)
    name = page.locator("ol.list > li ol > li strong").first.inner_text()
    page.get_by_role("link", name="Palvelut", exact=True).click()
    page.get_by_role("searchbox", name="Hae palvelua").fill(name)
    page.locator("main").get_by_role("button", name="Hae").click()
    page.get_by_role("link", name=name, exact=True).click()
    look(page)
    page.get_by_role("link", name="Päätä palvelu").click()
    page.get_by_label("Viimeinen päivä").fill("2027-03-31")
    page.get_by_role("button", name="Päätä palvelu").click()
    expect(page.get_by_text("päättyy pian").first).to_be_visible()


def hold(page: Page, town: Town, words: str, adoption: str = "") -> None:
    """The follow-up that is due is written up from the start page, with the script saving as one writes."""
    page.goto(f"{town.live}/tanaan")
    page.get_by_role("link", name=re.compile("^Kirjaa seuranta")).first.click()
    page.get_by_label("Muistiinpanot").fill(words)
    expect(page.locator("#tallennettu")).to_have_text(re.compile(r"^Tallennettu \d+\.\d\d$"))
    page.reload()
    expect(page.get_by_label("Muistiinpanot")).to_have_value(words)
    if adoption:
        page.locator(f'input[name^="arki_"][value="{adoption}"]').first.check()
    look(page)
    page.get_by_role("button", name="Tallenna ja merkitse pidetyksi").click()
    expect(page.get_by_text("pidetty").first).to_be_visible()


def fetched_summary(page: Page, town: Town, plan: str) -> bytes:
    page.request.get(f"{plan}/seuranta.pdf")
    town.work()
    return fetched(page, f"{plan}/seuranta.pdf")
