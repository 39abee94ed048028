"""The guides' pictures, once in each language; pages are found by address, so that the words on them may change."""

from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, Page

from osaamistase.guides.guide import LANGUAGES
from osaamistase.questionnaires.workbook import to_workbook
from scripts.pictures.album import PHONE, signed_in
from tests.library.drafts import changed, questionnaire

FOLDER = Path("osaamistase/static/guides")
FIRMS = 60  # so that the region has figures to show
_LOCALES = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
_SIZE = (1000, 700)
_QUARTERS = 5  # that the made-up region has figures of, once the worker has given them: within a minute or two
_REGION_TRIES, _REGION_WAIT = 150, 2000


def take(browser: Browser, address: str, folder: Path) -> None:
    for language in LANGUAGES:
        here = folder / language
        here.mkdir(parents=True, exist_ok=True)
        adviser = signed_in(browser, address, "neuvoja", _SIZE, _LOCALES[language])
        firm(browser, address, adviser, language, here)
        advising(address, adviser, language, here)
        questionnaires(browser, address, language, here)
    for language in LANGUAGES:  # by now the worker has given more of the quarters' figures
        region(browser, address, language, folder / language)


def firm(browser: Browser, address: str, adviser: Page, language: str, folder: Path) -> None:
    """A question, and the balance sheet of a firm that has answered, as they are on a phone."""
    phone = browser.new_page(
        viewport={"width": PHONE[0], "height": PHONE[1]}, locale=_LOCALES[language], device_scale_factor=2
    )
    phone.goto(_link(adviser, address, "Esimerkkileipomo Oy"))
    _speak(phone, address, language)
    phone.goto(f"{phone.url}/alueet/TYO")
    _shot(phone, folder / "yritys-kysymys-x2.png", PHONE[1], "main form h2")
    phone.goto(f"{_link(adviser, address, _answered(language))}/tase")
    _shot(phone, folder / "yritys-tase-x2.png", PHONE[1])
    phone.close()


def advising(address: str, adviser: Page, language: str, folder: Path) -> None:
    adviser.goto(f"{address}/tanaan")
    _shot(adviser, folder / "neuvoja-tanaan.png", 620)
    _open_firm(adviser, address, _answered(language))
    plan = adviser.locator("main a[href^='/suunnitelmat/']:not([href$='.pdf'])")
    if plan.count():
        plan.first.click()
    else:
        adviser.locator("main form[action$='/suunnitelma'] button").first.click()
    _shot(adviser, folder / "neuvoja-suunnitelma.png", 840, "main h3")


def questionnaires(browser: Browser, address: str, language: str, folder: Path) -> None:
    """Who signs in, the versions, and a draft of the next version as a workbook brought it."""
    page = signed_in(browser, address, "yllapito", _SIZE, _LOCALES[language])
    page.goto(f"{address}/tunnukset")
    _shot(page, folder / "yllapito-tunnukset.png", 820)
    page.goto(f"{address}/kyselyt")
    _shot(page, folder / "tekija-kyselyt.png", 640)
    draft = changed(questionnaire("osaamistase", 2), ("version = 2\n", "version = 3\n"))
    page.goto(f"{address}/kyselyt/tyokirja")
    page.locator("#workbook").set_input_files(
        {"name": "osaamistase.xlsx", "mimeType": "", "buffer": to_workbook(draft)}
    )
    page.locator("main form button").last.click()
    if "/luonnokset/" not in page.url:
        page.locator("main a[href*='/luonnokset/']").first.click()
    page.locator("#osoite").evaluate("one => one.textContent = one.textContent.replace(location.origin, 'https://…')")
    page.locator("main details").last.evaluate("one => one.open = true")
    _shot(page, folder / "tekija-luonnos.png", 900)
    page.close()


def region(browser: Browser, address: str, language: str, folder: Path) -> None:
    page = signed_in(browser, address, "johto", _SIZE, _LOCALES[language])
    for _try in range(_REGION_TRIES):
        page.goto(f"{address}/alue")
        if page.locator("main svg").count() and page.locator("main select option").count() >= _QUARTERS:
            break
        page.wait_for_timeout(_REGION_WAIT)
    _shot(page, folder / "johto-yleiskuva.png", 760)
    page.goto(f"{address}/alue/tarpeet")
    _shot(page, folder / "johto-tarpeet.png", 760)
    page.close()


def _shot(page: Page, file: Path, height: int, start: str = "main") -> None:
    """The page from its `start` on; the head, the same everywhere, is left out."""
    at = page.locator(start).first.evaluate("one => one.getBoundingClientRect().top + window.scrollY")
    top = at if start == "main" else at - 12
    width = page.viewport_size["width"] if page.viewport_size else _SIZE[0]
    page.screenshot(path=file, full_page=True, clip={"x": 0, "y": top, "width": width, "height": height})


def _answered(language: str) -> str:
    """A firm that has answered; a Swedish one where Swedish is shown, for what it wrote is drawn as it wrote it."""
    return "Exempelbutiken Ab" if language == "sv" else "Esimerkkihuolto Ky"


def _open_firm(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/yritykset?haku={quote(name)}")  # one found opens at once


def _link(page: Page, address: str, name: str) -> str:
    """The address of a new link into the firm's newest round."""
    _open_firm(page, address, name)
    page.locator("main a[href*='/kierrokset/']").first.click()
    page.locator("main form[action*='/vastaajat/'][action$='/linkki'] button").first.click()
    return page.locator("#osoite").inner_text().strip()


def _speak(page: Page, address: str, language: str) -> None:
    """As the buttons of the page's head do, wherever they stand."""
    token = page.locator("input[name=csrf_token]").first.get_attribute("value")
    page.request.post(f"{address}/kieli/{language}", form={"csrf_token": token or "", "next": "/ohjeet"})
