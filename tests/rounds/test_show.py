"""What an adviser sees of a round: how far each one is, and never what anyone answered."""

import re

import pytest
from flask import Flask

from osaamistase.clock import now
from osaamistase.database import transaction
from osaamistase.survey.answering import Place
from osaamistase.survey.store import get_respondent
from tests.page import PageClient
from tests.people import People, quick_answers
from tests.rounds.table import Guest, answer, colleagues_answers, invite

SECRET = "salaisuus-jota-kukaan-muu-ei-nae"


def states(adviser: PageClient, round_id: int) -> list[str]:
    page = adviser.get(f"/kierrokset/{round_id}").get_data(as_text=True)
    return re.findall(r'<span class="tag (empty|half|done)">', page.split('id="vastaajat"')[1].split('id="linkit"')[0])


def without_tokens(page: str) -> str:
    return re.sub(r'name="csrf_token" value="[^"]+"', "", page)


def adviser_pages(round_id: int, company_id: int) -> list[str]:
    return [
        f"/kierrokset/{round_id}", f"/kierrokset/{round_id}/sulje", f"/kierrokset/{round_id}/vastaajat",
        f"/yritykset/{company_id}", "/yritykset", "/lahtevat",
    ]  # fmt: skip


@pytest.fixture
def colleague(app: Flask, people: People, adviser: PageClient) -> Guest:
    return invite(app, adviser, people.firm.round_id)


def test_each_one_is_empty_then_half_then_ready(
    app: Flask, people: People, adviser: PageClient, colleague: Guest
) -> None:
    round_id = people.firm.round_id
    assert states(adviser, round_id) == ["empty", "empty"]
    answer(app, colleague.respondent_id, {Place("TYO", "current"): "2"})
    assert states(adviser, round_id) == ["empty", "half"]
    answer(app, colleague.respondent_id, colleagues_answers())
    assert states(adviser, round_id) == ["empty", "half"]  # all answered, and still their own to change
    assert PageClient(app).post_form(colleague.at("laheta")).status_code == 302
    assert states(adviser, round_id) == ["empty", "done"]


def test_how_many_areas_are_done_is_told_by_what_is_asked_of_that_person(
    app: Flask, people: People, adviser: PageClient, colleague: Guest
) -> None:
    for one in (people.firm.respondent_id, colleague.respondent_id):
        answer(app, one, {at: value for at, value in colleagues_answers().items() if at.subject in ("TYO", "DIG")})
    page = adviser.get(f"/kierrokset/{people.firm.round_id}").get_data(as_text=True)
    # The same answers: the main respondent is still asked of key persons, the colleague is not.
    assert re.findall(r"Valmiita osa-alueita (\d+) /", page) == ["0", "2"]


def test_an_adviser_sees_no_answer_of_anyone(app: Flask, people: People, adviser: PageClient, colleague: Guest) -> None:
    firm, pages = people.firm, adviser_pages(people.firm.round_id, people.firm.company_id)
    seen = []
    for level, word in ((1, "yksi"), (5, "viisi")):
        for one, said in (
            (firm.respondent_id, quick_answers(level, level, level)),
            (colleague.respondent_id, colleagues_answers(level, level, level)),
        ):
            answer(app, one, {**said, Place("TYO", "note"): f"{SECRET} {word}"})
        seen.append([without_tokens(adviser.get(page).get_data(as_text=True)) for page in pages])
    assert seen[0] == seen[1]
    assert not any(SECRET in page for page in seen[0])


def test_no_page_of_the_survey_opens_an_answer_to_the_adviser(
    app: Flask, people: People, adviser: PageClient, colleague: Guest
) -> None:
    firm = people.firm
    for one in (firm.respondent_id, colleague.respondent_id):
        answer(app, one, {Place("TYO", "note"): SECRET, Place("TYO", "current"): "2"})
    for page in ("", "/alueet", "/alueet/TYO", "/tarkista", "/kuitti", "/tase", "/tase.pdf", "/kysymykset"):
        response = adviser.get(f"/kysely/{firm.round_id}{page}", follow_redirects=True)
        assert SECRET not in response.get_data(as_text=True), page
    refused = adviser.get(f"/kysely/{firm.round_id}/alueet/TYO")
    assert refused.status_code == 409
    assert "vasta, kun täytätte yhdessä" in refused.get_data(as_text=True)


def test_an_adviser_saves_nothing_for_a_firm_that_answers_itself(
    app: Flask, people: People, adviser: PageClient
) -> None:
    door = f"/kysely/{people.firm.round_id}"
    single = {"subject": "TYO", "rating": "current", "value": "3"}
    assert adviser.post_form(f"{door}/vastaus", single, page="/yritykset").status_code == 409
    assert adviser.post_form(f"{door}/alueet/TYO", {"q_TYO_current": "3"}, page="/yritykset").status_code == 409
    assert states(adviser, people.firm.round_id) == ["empty"]


def test_an_own_competence_is_not_named_to_the_adviser(app: Flask, people: People, adviser: PageClient) -> None:
    opened = adviser.post_form(
        f"/yritykset/{people.firm.company_id}/kierrokset", {"questionnaire": "osaamistase"}, page="/yritykset"
    ).headers["Location"]
    round_id = int(opened.rsplit("/", 1)[1])
    mine = invite(app, adviser, round_id)
    with app.app_context():
        main = mine.respondent_id - 1
        assert get_respondent(main).main
    answer(app, main, {Place("AMM-X1", "name"): SECRET})
    pages = adviser_pages(round_id, people.firm.company_id)
    assert not any(SECRET in adviser.get(page).get_data(as_text=True) for page in pages)
    assert states(adviser, round_id) == ["half", "empty"]


def test_a_closed_round_asks_for_nothing_more(
    app: Flask, people: People, adviser: PageClient, colleague: Guest
) -> None:
    answer(app, people.firm.respondent_id, quick_answers())
    with app.app_context(), transaction():
        get_respondent(colleague.respondent_id).ready_at = now()
    PageClient(app).post_form(people.firm.at("laheta"))
    page = adviser.get(f"/kierrokset/{people.firm.round_id}").get_data(as_text=True)
    assert "Kierros on lukittu" in page
    for gone in ("Lisää vastaaja", "Sulje kierros", "Poista vastaaja", "Täytä yhdessä", "Valmiita osa-alueita"):
        assert gone not in page
