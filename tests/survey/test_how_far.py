"""How far a firm is: what it is offered at each moment, how long it still takes, and who else is ready."""

import re

from flask import Flask

from osaamistase.survey.answering import Place
from tests.page import PageClient
from tests.people import People, quick_answers
from tests.rounds.table import answer, colleagues_answers, invite


def hub(people: People, stranger: PageClient) -> str:
    return stranger.get(people.firm.at("alueet")).get_data(as_text=True)


def test_the_button_to_begin_leads_to_the_first_questions(people: People, stranger: PageClient) -> None:
    page = stranger.get(people.firm.at()).get_data(as_text=True)
    assert f'href="{people.firm.at("alueet/TYO")}">Aloita<' in page


def test_sending_is_offered_once_something_is_answered(app: Flask, people: People, stranger: PageClient) -> None:
    review = f'href="{people.firm.at("tarkista")}"'
    assert review not in hub(people, stranger)
    answer(app, people.firm.respondent_id, {Place("TYO", "current"): "2"})
    assert review in hub(people, stranger)


def test_the_time_left_grows_less_and_ends(app: Flask, people: People, stranger: PageClient) -> None:
    assert "jäljellä noin 5 minuuttia" in hub(people, stranger)
    half = {at: value for at, value in quick_answers().items() if at.subject < "K"}
    answer(app, people.firm.respondent_id, half)
    left = re.search(r"jäljellä noin (\d) minuutti", hub(people, stranger))
    assert left is not None
    assert int(left.group(1)) < 5
    answer(app, people.firm.respondent_id, quick_answers())
    assert "jäljellä" not in hub(people, stranger)


def test_the_answers_are_folded_and_the_button_to_send_stays_near(
    app: Flask, people: People, stranger: PageClient
) -> None:
    answer(app, people.firm.respondent_id, quick_answers())
    page = stranger.get(people.firm.at("tarkista")).get_data(as_text=True)
    before, folded = page.split("<details", 1)
    assert "osaamme tuettuna" not in before
    assert "osaamme tuettuna" in folded.split("</details>")[0]
    assert "Lähetä vastaukset" in folded.split("</details>")[-1]


def test_an_area_that_is_half_done_tells_what_is_missing(app: Flask, people: People, stranger: PageClient) -> None:
    answer(app, people.firm.respondent_id, {Place("TYO", "current"): "2"})
    page = stranger.get(people.firm.at("tarkista")).get_data(as_text=True)
    assert page.count(">Puuttuvat kohdat<") == 1  # of the others everything is missing
    assert f'href="{people.firm.at("alueet/TYO")}#q_TYO_importance"' in page


def test_the_main_respondent_sees_how_many_are_ready_and_a_colleague_does_not(
    app: Flask, people: People, adviser: PageClient, stranger: PageClient
) -> None:
    assert "Vastaajista valmiina" not in hub(people, stranger)
    colleague = invite(app, adviser, people.firm.round_id)
    assert "Vastaajista valmiina 0 / 2" in hub(people, stranger)
    answer(app, colleague.respondent_id, colleagues_answers())
    stranger.post_form(colleague.at("laheta"))
    assert "Vastaajista valmiina 1 / 2" in hub(people, stranger)
    assert "Vastaajista valmiina" not in stranger.get(colleague.at("alueet")).get_data(as_text=True)


def test_the_name_of_the_service_leads_back_to_ones_own_beginning(people: People, stranger: PageClient) -> None:
    assert f'class="name" href="{people.firm.at()}"' in hub(people, stranger)
    assert 'class="name" href="/"' in stranger.get("/nain-laskemme").get_data(as_text=True)
