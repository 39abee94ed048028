"""A manager makes a key, sees it once and ends it: the page in every state is held to axe and to 320 px."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looking import look
from tests.journeys.test_monday import sign_in

pytestmark = pytest.mark.browser


def test_a_manager_makes_a_key_and_ends_it(live: str, page: Page) -> None:
    sign_in(page, live, "johto")
    page.get_by_role("link", name="omat avaimet").click()
    look(page)
    page.get_by_role("button", name="Tee avain").click()
    expect(page.get_by_role("alert")).to_be_visible()
    look(page)
    page.get_by_label("Avaimen nimi").fill("Kuukausiraportti")
    page.get_by_label("Avain on voimassa").select_option("30")
    page.get_by_role("button", name="Tee avain").click()
    expect(page.get_by_text(re.compile(r"^osa_[\w-]{43}$"))).to_be_visible()
    look(page)
    page.get_by_role("link", name="Alueen osaamistarpeet").click()
    page.get_by_role("link", name="omat avaimet").click()
    expect(page.get_by_text("osa_")).to_have_count(0)
    page.get_by_role("button", name=re.compile("Lopeta avain.*Kuukausiraportti")).click()
    expect(page.get_by_text("lopetettu")).to_be_visible()
    look(page)
