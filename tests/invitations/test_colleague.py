"""What a colleague of the main respondent is asked and sees: their own answers, no key persons, no sheet."""

import re

import pytest
from flask import Flask

from osaamistase.survey.answering import KEY_PERSON, Place
from tests.page import PageClient
from tests.people import SHELF, People, quick_answers
from tests.rounds.table import Guest, answer, answers_of, colleagues_answers, invite, people_of, sheets

KEY_FIELDS = ("q_TYO_holders", "q_TYO_leaving", "q_TYO_deputy")


@pytest.fixture
def colleague(app: Flask, people: People, adviser: PageClient) -> Guest:
    return invite(app, adviser, people.firm.round_id)


def test_a_colleague_is_not_asked_of_key_persons(people: People, stranger: PageClient, colleague: Guest) -> None:
    theirs = stranger.get(colleague.at("alueet/TYO")).get_data(as_text=True)
    main = stranger.get(people.firm.at("alueet/TYO")).get_data(as_text=True)
    assert 'name="q_TYO_current"' in theirs
    for field in KEY_FIELDS:
        assert f'name="{field}"' in main
        assert field not in theirs


def test_the_questions_to_look_at_first_are_the_ones_that_person_is_asked(
    people: People, stranger: PageClient, colleague: Guest
) -> None:
    mine, theirs = (
        set(re.findall(r"<h3>([^<]+)</h3>", stranger.get(door("kysymykset")).get_data(as_text=True)))
        for door in (people.firm.at, colleague.at)
    )
    questionnaire = SHELF.find("pikakartoitus", 1)
    assert questionnaire is not None
    asked = questionnaire.questionnaire.rating
    assert mine - theirs == {asked[rating].question.fi for rating in KEY_PERSON}
    assert theirs < mine


def test_what_a_colleague_sends_of_key_persons_is_not_kept(app: Flask, people: People, stranger: PageClient, colleague: Guest) -> None:  # fmt: skip
    form = {"q_TYO_current": "2", "q_TYO_holders": "1", "q_TYO_leaving": "likely", "q_TYO_deputy": "no"}
    assert stranger.post_form(colleague.at("alueet/TYO"), form).status_code == 302
    single = {"subject": "TYO", "rating": "holders", "value": "1"}
    assert stranger.post_form(colleague.at("vastaus"), single).status_code == 400
    assert answers_of(app, people.firm.round_id) == {colleague.respondent_id: {Place("TYO", "current"): "2"}}


def test_all_answered_without_key_persons_is_all_answered(app: Flask, stranger: PageClient, colleague: Guest) -> None:
    answer(app, colleague.respondent_id, colleagues_answers())
    assert "Kaikkiin kysymyksiin on vastattu" in stranger.get(colleague.at("tarkista")).get_data(as_text=True)


def test_a_colleague_gets_a_receipt_and_the_main_respondent_the_sheet(
    app: Flask, people: People, stranger: PageClient, colleague: Guest
) -> None:
    answer(app, people.firm.respondent_id, quick_answers())
    answer(app, colleague.respondent_id, colleagues_answers())
    for door in (people.firm.at("laheta"), colleague.at("laheta")):
        stranger.post_form(door)
    assert len(sheets(app)) == 1
    for page in ("", "tase"):
        assert stranger.get(colleague.at(page)).headers["Location"] == colleague.at("kuitti")
    assert stranger.get(colleague.at("tase.pdf")).status_code == 404
    receipt = stranger.get(colleague.at("kuitti")).get_data(as_text=True)
    assert "Kiitos vastauksistasi" in receipt
    assert "/tase" not in receipt
    assert stranger.get(people.firm.at("tase")).status_code == 200


def test_a_colleague_is_promised_what_holds(people: People, stranger: PageClient, colleague: Guest) -> None:
    page = stranger.get(colleague.at()).get_data(as_text=True)
    assert "Vastauksesi näet vain sinä" in page
    assert "Arviosi mukaan yrityksen osaamistaseeseen" in page


def test_own_competences_are_named_by_the_main_respondent_and_rated_by_all(
    app: Flask, people: People, adviser: PageClient, stranger: PageClient
) -> None:
    opened = adviser.post_form(
        f"/yritykset/{people.firm.company_id}/kierrokset", {"questionnaire": "osaamistase"}, page="/yritykset"
    ).headers["Location"]
    round_id = int(opened.rsplit("/", 1)[1])
    (main,) = people_of(app, round_id)
    guest = invite(app, adviser, round_id)
    assert "AMM-X1" not in stranger.get(guest.at("alueet/AMM")).get_data(as_text=True)
    answer(app, main.id, {Place("AMM-X1", "name"): "Hapanjuuri <b>"})
    page = stranger.get(guest.at("alueet/AMM")).get_data(as_text=True)
    assert "Hapanjuuri &lt;b&gt;" in page
    assert 'name="q_AMM-X1_current"' in page
    assert "q_AMM-X1_name" not in page
    assert "q_AMM-X2_current" not in page
    naming = {"subject": "AMM-X1", "rating": "name", "value": "Toinen nimi"}
    assert stranger.post_form(guest.at("vastaus"), naming).status_code == 400
    rating = {"subject": "AMM-X1", "rating": "current", "value": "4"}
    assert stranger.post_form(guest.at("vastaus"), rating).status_code == 200
    assert answers_of(app, round_id) == {
        main.id: {Place("AMM-X1", "name"): "Hapanjuuri <b>"},
        guest.respondent_id: {Place("AMM-X1", "current"): "4"},
    }


@pytest.mark.parametrize("page", ["", "alueet", "alueet/TYO", "tarkista", "kuitti", "kysymykset", "kysymykset.pdf", "tase", "tase.pdf"])  # fmt: skip
def test_another_door_is_a_404_to_whoever_holds_a_link(people: People, stranger: PageClient, colleague: Guest, page: str) -> None:  # fmt: skip
    guessed = colleague.token[:-1] + ("A" if colleague.token[-1] != "A" else "B")
    tail = f"/{page}" if page else ""
    stranger.get(colleague.at())  # whoever came in by a link is still a stranger to other doors
    for door in (guessed, str(people.firm.round_id), str(people.other_firm.round_id), "x" * 43):
        assert stranger.get(f"/kysely/{door}{tail}").status_code == 404, door


@pytest.mark.parametrize("page", ["vastaus", "laheta", "yhdessa", "alueet/TYO"])
def test_nothing_is_sent_through_another_door(app: Flask, people: People, stranger: PageClient, colleague: Guest, page: str) -> None:  # fmt: skip
    form = {"subject": "TYO", "rating": "current", "value": "2", "q_TYO_current": "2"}
    for door in (str(people.firm.round_id), "x" * 43):
        assert stranger.post_form(f"/kysely/{door}/{page}", form).status_code == 404
    assert answers_of(app, people.firm.round_id) == {}


@pytest.mark.parametrize("address", ["/vastaajat/999999/linkki", "/vastaajat/999999/kirje", "/vastaajat/999999/poista", "/linkit/999999/peru", "/lahtevat/999999/uudelleen", "/kierrokset/999999/vastaajat", "/kierrokset/999999/sulje", "/kierrokset/999999/uudempi", "/kierrokset/999999/yhdessa", "/yritykset/999999/kierrokset"])  # fmt: skip
def test_what_is_not_there_is_a_404_to_an_adviser_too(adviser: PageClient, address: str) -> None:
    assert (
        adviser.post_form(address, {"group": "staff", "questionnaire": "pikakartoitus"}, page="/yritykset").status_code
        == 404
    )
