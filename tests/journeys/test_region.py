"""A manager from sign-in to a file and the printed report: every page state is held to axe and to 320 px."""

import re
import subprocess
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from scripts.serving import demo_service
from tests.journeys.conftest import PASSWORD
from tests.journeys.looking import fetched, look
from tests.journeys.test_monday import sign_in

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def region() -> Iterator[str]:
    """The demonstration with firms enough for figures; its address."""
    with demo_service(PASSWORD, region_firms=30) as address:
        yield address


def printed_pages(page: Page, region: str) -> list[str]:
    """What stands on each page of the report that the board gets."""
    link = page.get_by_role("link", name="Raportti hallitukselle (PDF)").get_attribute("href")
    pdf = fetched(page, f"{region}{link}")
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


@pytest.mark.slow
def test_a_manager_reads_the_region_and_takes_the_figures_along(region: str, page: Page) -> None:
    sign_in(page, region, "johto")
    for _ in range(60):  # the worker gives the quarters that are over as soon as it has begun
        page.goto(f"{region}/alue")
        if page.get_by_text("jokaiselta viimeisin valmis kierros").count():
            break
        page.wait_for_timeout(1000)
    expect(page.get_by_text(re.compile(r"Luvun takana on 5–\d+ yritystä"))).to_be_visible()
    look(page)
    page.get_by_role("link", name="kokoluokittain").click()
    look(page)
    page.get_by_text("Sama taulukkona").click()
    look(page)
    page.locator("summary", has_text="Osa-alueet lukuina").click()
    look(page)
    page.get_by_role("row", name=re.compile("^Digi")).get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Digi")
    look(page)
    page.get_by_label("Luku", exact=True).select_option("need")
    page.get_by_role("button", name="Näytä").click()
    page.locator("details.rest > summary").first.click()
    look(page)
    page.get_by_role("link", name="Koulutustarpeet").click()
    page.locator("summary", has_text="Muuta osuutta").click()
    page.get_by_label(re.compile("Kuinka moni sadasta")).fill("40")
    page.get_by_role("button", name="Laske paikat").click()
    look(page)
    page.locator("details.rest > summary").first.click()
    look(page)
    page.get_by_role("link", name="Palvelut ja taso").click()
    look(page)
    page.get_by_role("link", name="Tiedostot").click()
    look(page)
    with page.expect_download() as coming:
        page.get_by_role("link", name=re.compile("xlsx")).click()
    assert coming.value.suggested_filename.endswith(".xlsx")
    pages = printed_pages(page, region)
    assert 6 <= len(pages) <= 10
    assert "Alueen osaamistarpeet" in pages[0]
    assert all("vähintään 5 yritystä luvun takana" in one for one in pages)
    page.get_by_role("link", name="Miten luvut on suojattu?").click()
    look(page)
