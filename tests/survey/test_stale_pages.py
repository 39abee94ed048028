"""Two pages at once: nothing is overwritten unseen, and a page never clashes with itself. On both databases."""

from flask import Flask

from osaamistase.survey.answering import Place
from tests.page import PageClient
from tests.people import People
from tests.survey.test_answer_pages import answers_of, begin_together, hidden


def test_an_old_page_overwrites_nothing_unseen(
    app: Flask, people: People, adviser: PageClient, stranger: PageClient
) -> None:
    address, table = people.firm.at("alueet/TYO"), f"/kysely/{people.firm.round_id}/alueet/TYO"
    begin_together(app, people)
    drawn = hidden(stranger.get(address))
    adviser.post_form(table, {"q_TYO_note": "neuvojan sanat", "q_TYO_current": "4"}, page="/yritykset")
    old_page = {**drawn, "q_TYO_note": "omat sanat", "q_TYO_current": "2", "q_TYO_target": "5"}
    response = stranger.post_form(address, old_page)
    page = response.get_data(as_text=True)
    assert response.status_code == 409
    assert "Tallessa on nyt: neuvojan sanat." in page
    assert "Tallessa on nyt: 4 sujuvaa ja vakiintunutta." in page
    assert ">omat sanat</textarea>" in page
    kept = {Place("TYO", "note"): "neuvojan sanat", Place("TYO", "current"): "4", Place("TYO", "target"): "5"}
    assert answers_of(app, people) == kept
    assert stranger.post_form(address, {**old_page, **hidden(response)}).status_code == 302
    chosen = {Place("TYO", "note"): "omat sanat", Place("TYO", "current"): "2", Place("TYO", "target"): "5"}
    assert answers_of(app, people) == chosen


def test_what_an_old_page_did_not_touch_stays_as_new_as_it_is(
    app: Flask, people: People, adviser: PageClient, stranger: PageClient
) -> None:
    address = people.firm.at("alueet/TYO")
    begin_together(app, people)
    old_page = hidden(stranger.get(address))
    table = f"/kysely/{people.firm.round_id}/alueet/TYO"
    adviser.post_form(table, {"q_TYO_note": "neuvojan sanat"}, page="/yritykset")
    assert stranger.post_form(address, {**old_page, "q_TYO_note": "", "q_TYO_target": "5"}).status_code == 302
    kept = {Place("TYO", "note"): "neuvojan sanat", Place("TYO", "target"): "5"}
    assert answers_of(app, people) == kept


def test_a_stale_save_of_one_answer_tells_what_stands_there(app: Flask, people: People, stranger: PageClient) -> None:
    address, one = people.firm.at("vastaus"), {"subject": "TYO", "rating": "target"}
    first = stranger.post_form(address, {**one, "value": "3", "page": "yksi", "turn": "1"}, page=people.firm.at())
    assert first.get_json()["version"] == 1
    second = stranger.post_form(address, {**one, "value": "5", "page": "kaksi", "turn": "1"}, page=people.firm.at())
    assert second.status_code == 409
    told = second.get_json()
    assert (told["kept"], told["version"], told["digest"]) == ("3", 1, "3")
    assert "Tallessa on nyt: 3 hoidamme itse." in told["error"]
    assert answers_of(app, people) == {Place("TYO", "target"): "3"}
    again = {**one, "value": "5", "page": "kaksi", "turn": "2", "seen": '{"TYO_target": [1, "3"]}'}
    assert stranger.post_form(address, again, page=people.firm.at()).get_json()["version"] == 2
    assert answers_of(app, people) == {Place("TYO", "target"): "5"}


def test_a_pages_own_saves_never_clash_and_a_late_one_changes_nothing(
    app: Flask, people: People, stranger: PageClient
) -> None:
    address, one = people.firm.at("vastaus"), {"subject": "TYO", "rating": "note", "page": "yksi"}
    for value, turn in (("ensin", "1"), ("sitten", "3"), ("myöhässä", "2")):
        answer = stranger.post_form(address, {**one, "value": value, "turn": turn}, page=people.firm.at())
        assert answer.status_code == 200
    assert answers_of(app, people) == {Place("TYO", "note"): "sitten"}
