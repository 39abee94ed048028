"""A firm of a test file's own, which no other test answers for or counts on."""

import re

from playwright.sync_api import Browser

from tests.journeys.test_monday import sign_in


def opened_round(browser: Browser, live: str, business_id: str, questionnaire: str = "Osaamistase,") -> str:
    """Register a firm, open a round for it, and give its link."""
    page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="fi-FI")
    sign_in(page, live, "neuvoja")
    page.get_by_role("link", name="Yritykset", exact=True).click()
    page.get_by_role("link", name="Lisää yritys").click()
    for label, text in (
        ("Y-tunnus", business_id), ("Yrityksen nimi", f"Kokeilijan konditoria {business_id} Oy"), ("Toimialan koodi", "10.71"),
        ("Henkilöstön määrä", "4"), ("Kunta", "Kouvola"), ("Yhteyshenkilö", "Keksitty Kokeilija"), ("Sähköposti", "kokeilija@esimerkki.example"),
    ):  # fmt: skip
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_role("button", name="Tallenna").click()
    page.get_by_label(re.compile(questionnaire)).check()
    page.get_by_role("button", name="Avaa kierros").click()
    page.get_by_role("button", name="Tee uusi linkki").click()
    link = page.locator("#osoite").inner_text()
    page.close()
    return link
