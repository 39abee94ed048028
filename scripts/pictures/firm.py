"""Pictures of the walkthroughs of a firm: a baker on a phone, a plant manager, and whoever does not see or point."""

import re
import subprocess
from pathlib import Path

from playwright.sync_api import Browser, Page

from scripts.pictures.album import PHONE, WIDE, link_of, on_phone, plan_of, sent_link, signed_in
from tests.journeys.looking import fetched

FOLDER = Path("docs/walkthrough/pictures")
ZOOMED = (320, 256)  # 1280 × 1024 at 400 %


def take(browser: Browser, address: str, folder: Path) -> None:
    adviser = signed_in(browser, address, "neuvoja")
    link = link_of(adviser, address, "Esimerkkileipomo Oy")
    baker(browser, address, adviser, link, folder)
    plant_manager(browser, address, adviser, folder)
    by_ear_and_key(browser, link, folder)


def baker(browser: Browser, address: str, adviser: Page, link: str, folder: Path) -> None:
    small = on_phone(browser, link)
    small.screenshot(path=folder / "baker-first-screen.png")
    small.get_by_role("link", name="Aloita").click()
    small.locator('input[name="q_TYO_importance"][value="4"]').check()
    small.get_by_text(re.compile("^Tallennettu")).wait_for()
    small.screenshot(path=folder / "baker-question.png")
    small.get_by_role("link", name="Kaikki osa-alueet").click()
    small.get_by_role("link", name="Tarkista ja lähetä").click()
    small.screenshot(path=folder / "baker-review.png")
    sheet = on_phone(browser, sent_link(adviser, address, "Esimerkkihuolto Ky"))
    sheet.screenshot(path=folder / "baker-sheet.png")
    printed(sheet, f"{sheet.url}.pdf", 2, folder / "baker-monday.png")


def plant_manager(browser: Browser, address: str, adviser: Page, folder: Path) -> None:
    firm = "Esimerkkikonepaja Oy"
    plan_of(adviser, address, firm)
    adviser.get_by_role("button", name="Vahvista versio").click()
    adviser.get_by_text("Tämä versio ei enää muutu").wait_for()
    link = sent_link(adviser, address, firm)
    wide = browser.new_page(viewport={"width": WIDE[0], "height": WIDE[1]}, locale="fi-FI")
    wide.goto(link)
    wide.screenshot(path=folder / "plant-manager-sheet.png")
    wide.goto(f"{link}/suunnitelma")
    wide.screenshot(path=folder / "plant-manager-plan.png")
    printed(wide, f"{link}/suunnitelma/liite.pdf", 1, folder / "plant-manager-annex.png")
    who_is_ready(browser, address, adviser, folder)


def who_is_ready(browser: Browser, address: str, adviser: Page, folder: Path) -> None:
    """A round of four, one of whom is ready."""
    adviser.goto(f"{address}/yritykset")
    adviser.get_by_role("link", name="Esimerkkikonepaja Oy").click()
    adviser.get_by_label(re.compile("Osaamistase,")).check()
    adviser.get_by_role("button", name="Avaa kierros").click()
    adviser.get_by_role("button", name=re.compile("^Tee uusi linkki")).first.click()
    links = [adviser.locator("#osoite").inner_text()]
    for number in range(3):
        adviser.get_by_role("link", name="Lisää vastaaja").click()
        adviser.get_by_label("Sähköposti", exact=True).fill(f"vastaaja{number}@esimerkki.example")
        adviser.get_by_role("button", name="Lisää vastaaja").click()
        links.append(adviser.locator("#osoite").inner_text())
    colleague = on_phone(browser, f"{links[1]}/alueet/TYO")
    colleague.locator('input[name="q_TYO_importance"][value="4"]').check()
    colleague.get_by_text(re.compile("^Tallennettu")).wait_for()
    colleague.goto(f"{links[1]}/tarkista")
    colleague.get_by_role("button", name="Olen valmis").click()
    main = on_phone(browser, f"{links[0]}/alueet")
    main.screenshot(path=folder / "plant-manager-who-is-ready.png")


def by_ear_and_key(browser: Browser, link: str, folder: Path) -> None:
    swedish = browser.new_page(viewport={"width": PHONE[0], "height": PHONE[1]}, locale="sv-FI", device_scale_factor=2)
    swedish.goto(link)
    swedish.get_by_role("button", name="Svenska").click()
    swedish.locator("html[lang=sv]").wait_for()
    swedish.screenshot(path=folder / "swedish-first-screen.png")
    zoomed = browser.new_page(viewport={"width": ZOOMED[0], "height": ZOOMED[1]}, locale="fi-FI", device_scale_factor=2)
    zoomed.goto(f"{link}/alueet/VIH")
    zoomed.locator('input[name="q_VIH_importance"]').first.focus()
    zoomed.keyboard.press("ArrowDown")
    zoomed.get_by_text(re.compile("^Tallennettu")).wait_for()
    zoomed.screenshot(path=folder / "keys-at-400-percent.png")


def printed(page: Page, address: str, number: int, to: Path) -> None:
    """One page of a print as a picture."""
    pdf = to.with_suffix(".pdf")
    pdf.write_bytes(fetched(page, address))
    words = ["pdftoppm", "-r", "70", "-f", str(number), "-l", str(number), "-png", "-singlefile"]
    subprocess.run([*words, str(pdf), str(to.with_suffix(""))], check=True)
    pdf.unlink()
