"""Filling in at one table: the adviser sees answers only where the firm has said yes or has not begun."""

from flask import Flask
from sqlalchemy import select

from osaamistase.database import db
from osaamistase.survey.answering import Place
from osaamistase.survey.models import Answer
from tests.page import PageClient
from tests.people import People
from tests.rounds.table import answer, invite, people_of


def begin(adviser: PageClient, people: People) -> int:
    return adviser.post_form(f"/kierrokset/{people.firm.round_id}/yhdessa", page="/yritykset").status_code


def opens(adviser: PageClient, people: People) -> bool:
    return adviser.get(f"/kysely/{people.firm.round_id}/alueet/TYO").status_code == 200


def test_where_nothing_is_answered_both_may_begin_together(app: Flask, people: People, adviser: PageClient) -> None:
    assert not opens(adviser, people)
    assert begin(adviser, people) == 302
    assert opens(adviser, people)
    typed = adviser.post_form(
        f"/kysely/{people.firm.round_id}/alueet/TYO", {"q_TYO_current": "3", "q_TYO_note": "sanottu"}, page="/yritykset"
    )
    assert typed.status_code == 302
    with app.app_context():
        found = list(db.session.scalars(select(Answer)))
    assert {one.rating: (one.value, one.entered_by_id) for one in found} == {
        "current": ("3", people.adviser_id), "note": ("sanottu", people.adviser_id),
    }  # fmt: skip
    assert begin(adviser, people) == 302  # again, with what was typed at the table there


def test_where_the_firm_began_alone_its_answers_are_its_own(app: Flask, people: People, adviser: PageClient) -> None:
    answer(app, people.firm.respondent_id, {Place("TYO", "current"): "2"})
    response = adviser.post_form(f"/kierrokset/{people.firm.round_id}/yhdessa", page="/yritykset")
    assert response.status_code == 409
    assert "Yritys on jo alkanut vastata itse" in response.get_data(as_text=True)
    assert people_of(app, people.firm.round_id)[0].together_at is None
    assert not opens(adviser, people)


def test_the_firm_lets_the_adviser_in(app: Flask, people: People, adviser: PageClient, stranger: PageClient) -> None:
    answer(app, people.firm.respondent_id, {Place("TYO", "note"): "firman omat sanat"})
    assert "Anna neuvojalle lupa" in stranger.get(people.firm.at("alueet")).get_data(as_text=True)
    assert stranger.post_form(people.firm.at("yhdessa")).headers["Location"] == people.firm.at("alueet")
    since = people_of(app, people.firm.round_id)[0].together_at
    assert since is not None
    assert "firman omat sanat" in adviser.get(f"/kysely/{people.firm.round_id}/alueet/TYO").get_data(as_text=True)
    assert "voi kirjata niitä kanssasi" in stranger.get(people.firm.at("alueet")).get_data(as_text=True)
    stranger.post_form(people.firm.at("yhdessa"))
    assert people_of(app, people.firm.round_id)[0].together_at == since


def test_an_adviser_gives_no_leave_for_the_firm(app: Flask, people: People, adviser: PageClient) -> None:
    answer(app, people.firm.respondent_id, {Place("TYO", "current"): "2"})
    response = adviser.post_form(f"/kysely/{people.firm.round_id}/yhdessa", page="/yritykset")
    assert response.status_code == 409
    assert people_of(app, people.firm.round_id)[0].together_at is None


def test_an_answer_taken_back_before_the_table_is_no_beginning(app: Flask, people: People, adviser: PageClient) -> None:
    answer(app, people.firm.respondent_id, {Place("TYO", "current"): ""})
    assert begin(adviser, people) == 302


def test_the_leave_is_for_the_main_respondents_answers_alone(
    app: Flask, people: People, adviser: PageClient, stranger: PageClient
) -> None:
    guest = invite(app, adviser, people.firm.round_id)
    answer(app, guest.respondent_id, {Place("TYO", "note"): "työntekijän omat sanat"})
    begin(adviser, people)
    for page in ("alueet", "alueet/TYO", "tarkista"):
        found = adviser.get(f"/kysely/{people.firm.round_id}/{page}")
        assert found.status_code == 200
        assert "työntekijän omat sanat" not in found.get_data(as_text=True)
    assert "Anna neuvojalle lupa" not in stranger.get(guest.at("alueet")).get_data(as_text=True)
    assert stranger.post_form(guest.at("yhdessa")).status_code == 404
    assert people_of(app, people.firm.round_id)[1].together_at is None


def test_nobody_begins_together_without_being_an_adviser(
    people: People, stranger: PageClient, manager: PageClient
) -> None:
    address = f"/kierrokset/{people.firm.round_id}/yhdessa"
    assert "/kirjaudu" in stranger.post_form(address).headers["Location"]
    assert manager.post_form(address, page="/alue").status_code == 403
