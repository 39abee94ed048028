"""The list of firms: where each stands and what is next there, one's own on one page."""

import re

from flask import Flask

from tests.conftest import signed_in
from tests.desk.desk import answered, opened_days_ago, waiting_firms
from tests.page import PageClient
from tests.people import People


def rows(client: PageClient, address: str) -> list[str]:
    """Each firm's row as one reads it."""
    body = client.get(address).get_data(as_text=True).partition("<tbody>")[2].partition("</tbody>")[0]
    return [" ".join(re.sub(r"<[^>]*>", " ", row).split()) for row in body.split("</tr>")[:-1]]


def test_each_firm_is_told_with_where_it_stands_and_what_is_next(
    app: Flask, people: People, stranger: PageClient, adviser: PageClient
) -> None:
    answered(app, stranger, people.firm)
    opened_days_ago(app, people.other_firm.round_id, 8)
    first, second = rows(adviser, "/yritykset?omat=1")
    assert first.startswith("Testileipomo Oy")
    assert "tase valmis" in first
    assert "suunnitelma puuttuu" in first
    assert "vastaa kyselyyn 0 / 1 valmiina odottaa vastauksia" in second


def test_sixty_of_ones_own_are_on_one_page_with_their_number(app: Flask, people: People, adviser: PageClient) -> None:
    waiting_firms(app, people.adviser_id, 58)
    assert len(rows(adviser, "/yritykset?omat=1")) == 60
    assert "60 yritystä" in adviser.get("/yritykset?omat=1").get_data(as_text=True)
    assert "Seuraavat" not in adviser.get("/yritykset?omat=1").get_data(as_text=True)


def test_the_menu_leads_to_ones_own_and_whoever_has_none_is_told_how_they_come(
    app: Flask, people: People, adviser: PageClient, administrator: PageClient
) -> None:
    assert 'href="/yritykset?omat=1"' in adviser.get("/tanaan").get_data(as_text=True)
    assert '<a href="/yritykset" ' in administrator.get("/tanaan").get_data(as_text=True)
    page = signed_in(app, people.colleague_email).get("/yritykset?omat=1").get_data(as_text=True)
    assert "Sinulla ei ole vielä omia yrityksiä." in page
