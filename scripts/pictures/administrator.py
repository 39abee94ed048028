"""The administrator's walk: people and ways on, a new questionnaire version, a service that ends, the log."""

from pathlib import Path

from playwright.sync_api import Browser, FloatRect

from scripts.pictures.album import signed_in

FOLDER = Path("docs/walkthrough/pictures")
TOP: FloatRect = {"x": 0, "y": 0, "width": 1280, "height": 1000}


def take(browser: Browser, address: str, folder: Path) -> None:
    page = signed_in(browser, address, "yllapito")
    page.goto(f"{address}/kyselyt")
    page.locator("summary", has_text="uusi versio").click()
    page.screenshot(path=folder / "administrator-version.png", clip=TOP, full_page=True)
    page.goto(f"{address}/palvelut/oppisopimus/korvaa")
    page.screenshot(path=folder / "administrator-replace.png", clip=TOP, full_page=True)
    page.locator("#by").select_option(index=1)
    page.locator("#last_day").fill("2026-12-31")
    page.get_by_role("button", name="Korvaa").click()
    page.screenshot(path=folder / "administrator-take-back.png")
    page.goto(f"{address}/tunnukset")
    page.screenshot(path=folder / "administrator-people.png")
    page.goto(f"{address}/loki")
    page.locator("summary", has_text="todistan").click()
    page.screenshot(path=folder / "administrator-log.png")
