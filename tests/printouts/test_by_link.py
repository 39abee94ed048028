"""The firm prints its own plan by its link: the very prints its adviser has, and nobody else's."""

import pytest
from flask import Flask

from tests.page import PageClient
from tests.people import People, quick_answers
from tests.printouts.test_printouts import plan, revision
from tests.rounds.table import answer, colleagues_answers, invite

__all__ = ["plan", "revision"]
PRINTS = ("suunnitelma.pdf", "suunnitelma/suunnitelma.pdf", "suunnitelma/seinalista.pdf", "suunnitelma/liite.pdf")


@pytest.mark.parametrize("name", PRINTS)
def test_the_firm_has_the_same_print_as_its_adviser(
    revision: str, people: People, stranger: PageClient, adviser: PageClient, name: str
) -> None:
    mine = stranger.get(people.firm.at(name)).data
    assert mine.startswith(b"%PDF-")
    kind = name.removeprefix("suunnitelma").removesuffix(".pdf")
    assert adviser.get(f"{revision}{kind}.pdf").data == mine


@pytest.mark.parametrize("name", PRINTS)
def test_before_a_plan_is_confirmed_there_is_none(plan: str, people: People, stranger: PageClient, name: str) -> None:
    assert stranger.get(people.firm.at(name)).status_code == 404


def test_the_page_of_the_plan_leads_to_prints_that_are_there(
    revision: str, people: People, stranger: PageClient
) -> None:
    page = stranger.get(people.firm.at("suunnitelma")).get_data(as_text=True)
    assert people.firm.at("suunnitelma.pdf") in page
    assert people.firm.at("suunnitelma/seinalista.pdf") in page
    assert "liite.pdf" not in page  # the annex is for firms of 20 people or more, and this one has four


def test_a_print_that_is_none_and_the_prints_of_others_are_404(
    revision: str, people: People, stranger: PageClient
) -> None:
    assert stranger.get(people.firm.at("suunnitelma/runo.pdf")).status_code == 404
    assert stranger.get(people.other_firm.at("suunnitelma.pdf")).status_code == 302  # its round is still open
    assert stranger.get(f"/kysely/{'x' * 43}/suunnitelma.pdf").status_code == 404


def test_a_colleague_has_no_plan_to_print(
    app: Flask, people: People, stranger: PageClient, adviser: PageClient
) -> None:
    colleague = invite(app, adviser, people.firm.round_id)
    answer(app, people.firm.respondent_id, quick_answers())
    answer(app, colleague.respondent_id, colleagues_answers())
    for door in (people.firm.at("laheta"), colleague.at("laheta")):
        stranger.post_form(door)
    plan = adviser.post_form(f"/kierrokset/{people.firm.round_id}/suunnitelma", page="/yritykset").headers["Location"]
    adviser.post_form(f"{plan}/vahvista")
    assert stranger.get(people.firm.at("suunnitelma/seinalista.pdf")).status_code == 200
    for name in PRINTS:
        assert stranger.get(colleague.at(name)).status_code == 404
