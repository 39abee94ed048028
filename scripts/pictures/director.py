"""The director's walk: the region in short, its needs on a phone, the report that goes along into the meeting."""

import subprocess
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page

from osaamistase.clock import today
from osaamistase.editions.quarters import ends_between, quarter_name
from scripts.pictures.album import PHONE, signed_in
from tests.journeys.looking import fetched

FOLDER = Path("docs/walkthrough/pictures")
FIRMS = 60  # of the region, so that there are figures
PATIENCE = 300  # seconds until the worker has given the quarters that are over


def take(browser: Browser, address: str, folder: Path) -> None:
    page = signed_in(browser, address, "johto")
    page.goto(f"{address}/alue")
    page.screenshot(path=folder / "director-none.png")
    _wait(page, address)
    page.screenshot(path=folder / "director-short.png")
    page.goto(f"{address}/alue/osaaminen/DIG")
    page.screenshot(
        path=folder / "director-area.png", clip={"x": 0, "y": 0, "width": 1280, "height": 1500}, full_page=True
    )
    _report(page, address, folder)
    small = signed_in(browser, address, "johto", PHONE)
    small.goto(f"{address}/alue")
    small.screenshot(
        path=folder / "director-phone.png", clip={"x": 0, "y": 0, "width": 360, "height": 1400}, full_page=True
    )
    small.goto(f"{address}/alue/tarpeet")
    small.screenshot(
        path=folder / "director-needs.png", clip={"x": 0, "y": 0, "width": 360, "height": 2200}, full_page=True
    )


def _wait(page: Page, address: str) -> None:
    """Until the newest quarter that is over has its figures."""
    newest = [*ends_between(today() - timedelta(days=100), None, today())][-1]
    for _second in range(PATIENCE):
        page.goto(f"{address}/alue")
        if page.get_by_text(f"{quarter_name(newest)}.").count():
            return
        page.wait_for_timeout(1000)
    raise RuntimeError("no figures of the region came")


def _report(page: Page, address: str, folder: Path) -> None:
    pdf = folder / "report.pdf"
    pdf.write_bytes(fetched(page, f"{address}/alue/raportti.pdf"))
    words = [
        "pdftoppm",
        "-r",
        "60",
        "-png",
        "-f",
        "2",
        "-l",
        "2",
        "-singlefile",
        str(pdf),
        str(folder / "director-report"),
    ]
    subprocess.run(words, check=True)
    pdf.unlink()
