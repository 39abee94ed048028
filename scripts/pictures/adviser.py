"""The adviser's pictures: the morning with sixty firms, the visit with a tablet, the firm that came over in July."""

import re
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Page

from scripts.pictures.album import WIDE, signed_in

FOLDER = Path("docs/walkthrough/pictures")
FIRMS = 60  # made-up ones beside the named examples
TABLET = (768, 1024)


def take(browser: Browser, address: str, folder: Path) -> None:
    morning(signed_in(browser, address, "toinen", WIDE), address, folder)
    visit(signed_in(browser, address, "neuvoja", TABLET), address, folder)


def morning(page: Page, address: str, folder: Path) -> None:
    page.goto(f"{address}/tanaan")
    page.screenshot(path=folder / "neuvoja-aamu.png")
    page.goto(f"{address}/yritykset?omat=1")
    page.screenshot(path=folder / "neuvoja-yritykset.png")


def visit(page: Page, address: str, folder: Path) -> None:
    _firm(page, address, "Exempelbutiken Ab")
    page.get_by_role("link", name="Toimenpidesuunnitelma").click()
    page.screenshot(path=folder / "neuvoja-suunnitelma.png")
    page.get_by_role("button", name="Vahvista versio").click()
    _firm(page, address, "Exempelbutiken Ab")
    page.get_by_role("link", name="Siirrä toiselle neuvojalle").click()
    page.get_by_label("Uusi neuvoja").select_option(label="Toinen Esimerkkineuvoja")
    page.get_by_label("Mistä päivästä alkaen").fill(date.today().isoformat())
    page.get_by_label("Viesti uudelle neuvojalle").fill("Kassavirta ensin. Yrittäjä on tavattavissa aamuisin.")
    page.get_by_role("button", name="Siirrä", exact=True).click()
    page.screenshot(path=folder / "kollega-yritys.png")
    _firm(page, address, "Esimerkkihuolto Ky")
    page.get_by_role("link", name=re.compile("^Kirjaa seuranta")).first.click()
    page.get_by_role("group", name=re.compile("Työhyvinvointi")).scroll_into_view_if_needed()
    page.screenshot(path=folder / "neuvoja-seuranta.png")


def _firm(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/yritykset?haku={name}")
