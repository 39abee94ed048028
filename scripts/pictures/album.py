"""What every taker of pictures needs: someone signed in, a firm's link, and files that stay small."""

import re
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

PASSWORD = "kuvien-salasana"  # of a service that lives as long as the pictures are taken
WIDE, PHONE = (1280, 900), (360, 740)


def signed_in(browser: Browser, address: str, who: str, size: tuple[int, int] = WIDE, language: str = "fi-FI") -> Page:
    """A page of `who` ("neuvoja", "johto", "yllapito") on a screen of that size."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, locale=language)
    page.goto(f"{address}/kirjaudu")
    page.locator("input[name=email]").fill(f"{who}@esimerkki.example")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url(lambda url: "/kirjaudu" not in url)
    return page


def link_of(page: Page, address: str, firm: str) -> str:
    """The address of a new link of that firm's round; `page` is an adviser's."""
    page.goto(f"{address}/yritykset")
    page.get_by_role("link", name=firm).click()
    page.get_by_role("link", name="Linkki ja tilanne").click()
    page.get_by_role("button", name="Tee uusi linkki").click()
    return page.locator("#osoite").inner_text()


def sent_link(page: Page, address: str, firm: str) -> str:
    """A new link of a firm that has answered: by letter, which a demo shows to its adviser, or on the page where
    the firm answered at the adviser's table."""
    page.goto(f"{address}/yritykset")
    page.get_by_role("link", name=firm).click()
    page.get_by_role("link", name="Tase", exact=True).first.click()
    page.goto(page.url.replace("/kysely/", "/kierrokset/").replace("/tase", ""))
    page.get_by_role("button", name=re.compile("^Tee uusi linkki")).first.click()
    page.locator("#linkki").wait_for()
    if page.locator("#osoite").count():
        return page.locator("#osoite").inner_text()
    page.goto(f"{address}/lahtevat")
    page.get_by_role("link", name=re.compile("^Näytä kirje")).first.click()
    return re.findall(r"http\S+/kysely/\S+", page.locator(".letter").inner_text())[0]


def plan_of(page: Page, address: str, firm: str) -> str:
    """The address of a firm's newest plan; drawn up where there is none. `page` is an adviser's, and stands there."""
    page.goto(f"{address}/yritykset")
    page.get_by_role("link", name=firm).click()
    page.get_by_role("link", name="Tase", exact=True).first.click()
    page.get_by_role("button", name="Toimenpidesuunnitelma").click()
    return page.url


def on_phone(browser: Browser, link: str) -> Page:
    small = browser.new_page(viewport={"width": PHONE[0], "height": PHONE[1]}, locale="fi-FI", device_scale_factor=2)
    small.goto(link)
    small.reload()  # the fonts are there now: the first time a page may be drawn without them
    return small


def made_small(folder: Path) -> None:
    """Every picture there in 256 colours: a third of the bytes, and nothing that an eye would miss."""
    for path in sorted(folder.rglob("*.png")):
        with Image.open(path) as picture:
            if picture.mode != "P":
                picture.convert("RGB").quantize(256).save(path, optimize=True)
