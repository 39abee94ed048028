"""An adviser adds a firm with the help of YTJ, in a browser, without a mouse where a keyboard will do."""

import pytest
from playwright.sync_api import Page, expect

from scripts.serving import demo_service
from tests.companies.standin import BAKERY, firm, standing_in
from tests.journeys.conftest import PASSWORD
from tests.journeys.looking import look
from tests.journeys.test_monday import sign_in

pytestmark = pytest.mark.browser


@pytest.mark.slow
def test_a_firm_is_added_with_what_ytj_tells(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    with standing_in() as ytj:
        monkeypatch.setenv("YTJ_ADDRESS", ytj.address)
        with demo_service(PASSWORD) as address:
            ytj.tells(firm())
            sign_in(page, address, "neuvoja")
            page.goto(f"{address}/yritykset/uusi")
            look(page)
            page.get_by_label("Yhteyshenkilö").fill("Esimerkki Yrittäjä")
            page.get_by_label("Y-tunnus").fill(BAKERY)
            page.get_by_label("Y-tunnus").press("Enter")  # saves, which tells what is missing
            expect(page.get_by_role("alert")).to_contain_text("Kirjoita yrityksen nimi.")
            assert not ytj.asked
            page.get_by_role("button", name="Hae tiedot YTJ:stä").click()
            expect(page.get_by_role("status")).to_contain_text("YTJ:n avoimista tiedoista täytettiin")
            expect(page.get_by_label("Kunta")).to_have_value("Kouvola")
            expect(page.get_by_label("Yhteyshenkilö")).to_have_value("Esimerkki Yrittäjä")
            look(page)
            page.get_by_label("Henkilöstön määrä").fill("4")
            page.get_by_label("Henkilöstön määrä").press("Enter")
            expect(page.get_by_role("heading", level=1)).to_have_text("Kuusankosken Esimerkkileipomo Oy")
            assert ytj.asked == [BAKERY]
