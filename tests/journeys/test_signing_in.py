"""An administrator lets somebody in; the person sets a password and a code, comes in with both, and looks at the log."""

import re

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import PASSWORD
from tests.journeys.looking import look

pytestmark = pytest.mark.browser
WORDS = "hevonen laukkaa sateessa kotiin"


@pytest.mark.slow
def test_somebody_new_comes_in_with_a_password_and_a_code(browser: Browser, live: str) -> None:

    office = browser.new_context(locale="fi-FI", viewport={"width": 1280, "height": 900}).new_page()
    office.goto(f"{live}/kirjaudu")
    office.get_by_label("Sähköposti").fill("yllapito@esimerkki.example")
    office.get_by_label("Salasana").fill(PASSWORD)
    office.get_by_role("button", name="Kirjaudu").click()
    expect(office).not_to_have_url(re.compile("/kirjaudu"))
    office.goto(f"{live}/tunnukset")
    look(office)
    office.get_by_label("Nimi").fill("Uusi Esimerkki")
    office.get_by_label("Sähköposti").fill("uusi@esimerkki.example")
    office.get_by_role("button", name="Lisää henkilö").click()
    expect(office.get_by_role("heading", name="Uusi Esimerkki")).to_be_visible()
    look(office)
    link = office.locator("p.address").inner_text()

    phone = browser.new_context(locale="fi-FI", viewport={"width": 360, "height": 740}).new_page()
    phone.goto(link)
    look(phone)
    phone.get_by_label("Uusi salasana", exact=True).fill(WORDS)
    phone.get_by_label("Uusi salasana uudelleen").fill(WORDS)
    phone.get_by_role("button", name="Aseta salasana").click()
    expect(phone.get_by_text("Salasana on vaihdettu")).to_be_visible()
    look(phone)
    phone.get_by_label("Sähköposti").fill("uusi@esimerkki.example")
    phone.get_by_label("Salasana").fill(WORDS)
    phone.get_by_role("button", name="Kirjaudu").click()
    expect(phone).not_to_have_url(re.compile("/kirjaudu"))

    phone.goto(f"{live}/oma-tunnus")
    look(phone)
    phone.get_by_role("link", name="Ota koodi käyttöön").click()
    secret = phone.locator("p.address").inner_text()
    look(phone)
    phone.get_by_label("Koodi sovelluksesta").fill(pyotp.TOTP(secret).now())
    phone.get_by_role("button", name="Ota koodi käyttöön").click()
    expect(phone.get_by_role("heading", name="Varakoodit")).to_be_visible()
    look(phone)
    code, *_more, spare = phone.locator("code").all_inner_texts()

    other = browser.new_context(locale="fi-FI", viewport={"width": 1280, "height": 900}).new_page()
    other.goto(f"{live}/kirjaudu")
    other.get_by_label("Sähköposti").fill("uusi@esimerkki.example")
    other.get_by_label("Salasana").fill(WORDS)
    other.keyboard.press("Enter")
    expect(other.get_by_role("heading", name="Kirjautumisen koodi")).to_be_visible()
    look(other)
    other.get_by_label("Koodi").fill(code)
    other.keyboard.press("Enter")
    expect(other).not_to_have_url(re.compile("/kirjaudu"))

    _prove_the_old_code(phone, live, spare)

    office.goto(f"{live}/loki?mita=sign-in")
    expect(office.get_by_role("cell", name="Uusi Esimerkki").first).to_be_visible()
    look(office)


def _prove_the_old_code(phone: Page, live: str, spare: str) -> None:
    phone.goto(f"{live}/oma-tunnus")
    phone.get_by_role("link", name="Vaihda puhelin tai tee uudet varakoodit").click()
    expect(phone.get_by_role("heading", name="Vanha koodi ensin")).to_be_visible()
    look(phone)
    phone.get_by_label("Koodi").fill(spare)
    phone.get_by_role("button", name="Jatka").click()
    expect(phone.get_by_label("Koodi sovelluksesta")).to_be_visible()
