"""The README's pictures: the firm on a phone, a question, the balance sheet, the plan on paper."""

import re
import subprocess
from pathlib import Path

from playwright.sync_api import Browser, Page

from scripts.pictures.album import link_of, on_phone, signed_in
from tests.journeys.looking import fetched

FOLDER = Path("docs/pictures")


def take(browser: Browser, address: str, folder: Path) -> None:
    page = signed_in(browser, address, "neuvoja")
    page.goto(f"{address}/yritykset")
    page.get_by_role("link", name="Esimerkkihuolto Ky").click()
    page.get_by_role("link", name="Tase", exact=True).click()
    page.screenshot(path=folder / "tase.png", clip={"x": 0, "y": 0, "width": 1280, "height": 1250}, full_page=True)
    page.get_by_role("button", name="Toimenpidesuunnitelma").click()
    page.get_by_role("button", name="Vahvista versio").click()
    href = page.locator("main a[href*='/versiot/'][href$='.pdf']").first.get_attribute("href") or ""
    plan = folder / "plan.pdf"
    plan.write_bytes(fetched(page, address + re.sub(r"(/versiot/\d+).*", r"\1.pdf", href)))
    subprocess.run(["pdftoppm", "-r", "45", "-png", str(plan), str(folder / "suunnitelma")], check=True)
    plan.unlink()
    for extra in folder.glob("suunnitelma-*.png"):
        if extra.stem not in ("suunnitelma-2", "suunnitelma-4"):
            extra.unlink()
    phone(browser, address, page, folder)


def phone(browser: Browser, address: str, page: Page, folder: Path) -> None:
    small = on_phone(browser, link_of(page, address, "Esimerkkileipomo Oy"))
    small.screenshot(path=folder / "puhelin-alku.png")
    small.get_by_role("link", name="Aloita").click()
    small.get_by_role("heading", name=re.compile("Työlainsäädäntö")).scroll_into_view_if_needed()
    small.locator('input[name="q_TYO-01_current"][value="2"]').check()
    small.get_by_text(re.compile("^Tallennettu")).wait_for()
    small.screenshot(path=folder / "puhelin-kysymys.png")
