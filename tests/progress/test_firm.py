"""The firm's plan by its link: seen once confirmed, spoken of, and confirmed by the adviser."""

import re

import pytest

from tests.page import PageClient
from tests.people import People
from tests.plans.conftest import finished, plan
from tests.plans.page import read_plan

__all__ = ["finished", "plan"]


def test_an_unconfirmed_plan_is_not_shown(plan: str, people: People, stranger: PageClient, adviser: PageClient) -> None:
    html = stranger.get(people.firm.at("suunnitelma")).get_data(as_text=True)
    assert "ei ole vielä vahvistettu" in html
    first = read_plan(adviser, plan).ids[0]
    assert stranger.get(people.firm.at(f"suunnitelma/{first}")).status_code == 404


def test_what_the_firm_says_reaches_the_adviser_who_confirms_it(
    plan: str, people: People, stranger: PageClient, adviser: PageClient
) -> None:
    page = read_plan(adviser, plan)
    first = page.ids[0]
    for to in ("sovittu", "kaynnissa"):
        adviser.post_form(f"/toimenpiteet/{first}/tila/{to}")
    adviser.post_form(f"{plan}/vahvista")
    assert page.to_do[0] in stranger.get(people.firm.at("suunnitelma")).get_data(as_text=True)
    typed = {"wish": "tehty", "text": "Kurssi käyty <b>"}
    address = people.firm.at(f"suunnitelma/{first}")
    # What it is already is not offered, and said all the same it leaves nobody anything to answer.
    assert 'value="kaynnissa"' not in stranger.get(address).get_data(as_text=True)
    stranger.post_form(address, {"wish": "kaynnissa", "text": ""}, page=address)
    assert " etenee" not in adviser.get("/tanaan").get_data(as_text=True)
    assert "Yritys kertoo" not in adviser.get(plan).get_data(as_text=True)
    assert stranger.post_form(address, typed, page=people.firm.at("suunnitelma/" + str(first))).status_code == 302
    waiting = f"miten toimenpide ”{page.to_do[0]}” etenee"
    assert waiting in adviser.get("/tanaan").get_data(as_text=True)
    html = adviser.get(plan).get_data(as_text=True)
    assert "Yritys kertoo: tehty" in html
    assert "Kurssi käyty &lt;b&gt;" in html
    assert " · käynnissä" in html  # saying is not confirming
    adviser.post_form(f"/toimenpiteet/{first}/tila/tehty")
    html = adviser.get(plan).get_data(as_text=True)
    assert "Yritys kertoo" not in html
    assert waiting not in adviser.get("/tanaan").get_data(as_text=True)
    assert stranger.get(address).status_code == 404  # done: nothing more to say


def test_words_without_a_state_wait_for_the_adviser_until_they_are_read(
    plan: str, people: People, stranger: PageClient, adviser: PageClient
) -> None:
    adviser.post_form(f"{plan}/vahvista")
    page = read_plan(adviser, plan)
    first, title = page.ids[0], page.to_do[0]
    address, waits = people.firm.at(f"suunnitelma/{first}"), f"toimenpiteestä ”{title}”."
    assert waits not in adviser.get("/tanaan").get_data(as_text=True)
    stranger.post_form(address, {"wish": "", "text": "Kurssi peruttiin <b>"}, page=address)
    assert waits in adviser.get("/tanaan").get_data(as_text=True)
    html = adviser.get(plan).get_data(as_text=True)
    assert html.count("Kurssi peruttiin &lt;b&gt;") == 2  # as what waits, and among the steps
    seen = re.findall(r'name="seen" value="(\d+)"', html)[-1]
    stranger.post_form(address, {"wish": "", "text": "Tai sittenkin siirrettiin"}, page=address)
    adviser.post_form(
        f"/toimenpiteet/{first}/luettu", {"seen": seen}, page=plan
    )  # more has come since the page was drawn
    assert waits in adviser.get("/tanaan").get_data(as_text=True)
    html = adviser.get(plan).get_data(as_text=True)
    assert "Kurssi peruttiin &lt;b&gt;\nTai sittenkin siirrettiin" in html
    seen = re.findall(r'name="seen" value="(\d+)"', html)[-1]
    for _time in range(2):
        answer = adviser.post_form(f"/toimenpiteet/{first}/luettu", {"seen": seen}, page=plan)
        assert answer.headers["Location"] == f"{plan}#toimenpide-{first}"
    assert waits not in adviser.get("/tanaan").get_data(as_text=True)
    html = adviser.get(plan).get_data(as_text=True)
    assert html.count("Kurssi peruttiin &lt;b&gt;") == 1
    assert html.count("luki yrityksen kommentin") == 1
    assert "luki yrityksen kommentin" not in adviser.get(f"/yritykset/{people.firm.company_id}").get_data(as_text=True)
    stranger.post_form(address, {"wish": "", "text": "Uusi ryhmä alkaa tammikuussa"}, page=address)
    assert waits in adviser.get("/tanaan").get_data(as_text=True)


@pytest.mark.parametrize("typed", [{}, {"wish": "", "text": "  "}, {"wish": "hylatty"}, {"text": "x" * 1001}])
def test_nothing_said_or_a_state_of_nobodys_is_refused_and_kept_on_the_page(
    plan: str, people: People, stranger: PageClient, adviser: PageClient, typed: dict[str, str]
) -> None:
    adviser.post_form(f"{plan}/vahvista")
    address = people.firm.at(f"suunnitelma/{read_plan(adviser, plan).ids[0]}")
    answer = stranger.post_form(address, typed, page=address)
    assert answer.status_code == 400


def test_another_firms_action_and_plan_are_404(
    plan: str, people: People, stranger: PageClient, adviser: PageClient
) -> None:
    adviser.post_form(f"{plan}/vahvista")
    first = read_plan(adviser, plan).ids[0]
    assert stranger.get(people.other_firm.at("suunnitelma")).status_code == 302  # its round is still open
    assert stranger.get(people.other_firm.at(f"suunnitelma/{first}")).status_code in (302, 404)
    assert stranger.get(people.firm.at(f"suunnitelma/{first + 1000}")).status_code == 404
