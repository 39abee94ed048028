"""Pictures for the README, taken from the running service with demo data: they cannot grow old unseen.

python -m scripts.screenshots      writes docs/pictures/*.png
"""

import os
import re
import subprocess
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from osaamistase.settings import ROOT
from scripts.serving import demo_service
from tests.journeys.conftest import QUIET, chromium

PICTURES = ROOT / "docs" / "pictures"
PASSWORD = "kuvien-salasana"  # of a service that lives as long as this command


def take(browser: Browser, address: str, folder: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="fi-FI")
    page.goto(f"{address}/kirjaudu")
    page.get_by_label("Sähköposti").fill("neuvoja@esimerkki.example")
    page.get_by_label("Salasana").fill(PASSWORD)
    page.get_by_role("button", name="Kirjaudu").click()
    page.goto(f"{address}/yritykset")
    page.get_by_role("link", name="Esimerkkihuolto Ky").click()
    page.get_by_role("link", name="Tase", exact=True).click()
    page.screenshot(path=folder / "tase.png", clip={"x": 0, "y": 0, "width": 1280, "height": 1250}, full_page=True)
    page.get_by_role("button", name="Toimenpidesuunnitelma").click()
    page.get_by_role("button", name="Vahvista versio").click()
    href = page.get_by_role("link", name=re.compile("PDF")).get_attribute("href")
    plan = folder / "plan.pdf"
    plan.write_bytes(page.request.get(f"{address}{href}").body())
    subprocess.run(["pdftoppm", "-r", "45", "-png", str(plan), str(folder / "suunnitelma")], check=True)
    plan.unlink()
    phone(browser, address, page, folder)


def phone(browser: Browser, address: str, page: Page, folder: Path) -> None:
    page.goto(f"{address}/yritykset")
    page.get_by_role("link", name="Esimerkkileipomo Oy").click()
    page.get_by_role("link", name="Linkki ja tilanne").click()
    page.get_by_role("button", name="Tee uusi linkki").click()
    small = browser.new_page(viewport={"width": 360, "height": 740}, locale="fi-FI", device_scale_factor=2)
    small.goto(page.locator("#osoite").inner_text())
    small.screenshot(path=folder / "puhelin-alku.png")
    small.get_by_role("link", name="Aloita").click()
    small.get_by_role("link", name=re.compile("^Aloita:")).click()
    small.get_by_role("heading", name=re.compile("Työlainsäädäntö")).scroll_into_view_if_needed()
    small.locator('input[name="q_TYO-01_current"][value="2"]').check()
    small.get_by_text(re.compile("^Tallennettu")).wait_for()
    small.screenshot(path=folder / "puhelin-kysymys.png")


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with demo_service(PASSWORD) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=[*QUIET, *sandbox])
        take(browser, address, PICTURES)
        browser.close()
    for extra in PICTURES.glob("suunnitelma-*.png"):
        if extra.stem not in ("suunnitelma-2", "suunnitelma-4"):
            extra.unlink()


if __name__ == "__main__":
    main()
