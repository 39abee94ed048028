"""An adviser closes a round with those who have answered, whoever is still on the way."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from osaamistase.clock import now
from osaamistase.database import transaction
from osaamistase.results.steps import finish_round
from osaamistase.survey.answering import Place
from osaamistase.survey.asked import asked
from tests.page import PageClient
from tests.people import SHELF, People, quick_answers
from tests.rounds.table import (
    Guest,
    answer,
    answers_of,
    colleagues_answers,
    invite,
    people_of,
    round_of,
    sheets,
    until_someone_waits,
)

QUICK = SHELF.find("pikakartoitus", 1)
assert QUICK is not None


@pytest.fixture
def guests(app: Flask, people: People, adviser: PageClient) -> list[Guest]:
    """The main one is ready, of three colleagues one has answered all, one a little, one nothing."""
    found = [invite(app, adviser, people.firm.round_id) for _ in range(3)]
    answer(app, people.firm.respondent_id, quick_answers())
    answer(app, found[0].respondent_id, colleagues_answers(4, 4, 4))
    answer(app, found[1].respondent_id, {Place("TYO", "current"): "0", Place("TYO", "target"): "4"})
    PageClient(app).post_form(people.firm.at("laheta"))
    return found


def close(adviser: PageClient, people: People) -> str:
    return f"/kierrokset/{people.firm.round_id}/sulje"


def test_the_page_before_closing_says_who_is_how_far(people: People, adviser: PageClient, guests: list[Guest]) -> None:
    page = adviser.get(close(adviser, people)).get_data(as_text=True)
    assert "3 vastaajan vastauksista" in page
    assert [page.count(f'class="tag {state}"') for state in ("done", "half", "empty")] == [1, 2, 1]


def test_a_round_is_closed_with_those_who_answered(
    app: Flask, people: People, adviser: PageClient, stranger: PageClient, guests: list[Guest]
) -> None:
    response = adviser.post_form(close(adviser, people), page="/yritykset")
    assert response.headers["Location"] == f"/kysely/{people.firm.round_id}/tase"
    (sheet,) = sheets(app)
    content = json.loads(sheet.content)
    assert content["sheet"]["respondents"] == 3
    assert len(content["answers"]["respondents"]) == 4
    line = next(one for one in content["sheet"]["competences"] if one["area"] == "TYO")
    assert (line["current"], line["answers"]) == (2.0, 3)  # of 2, 4 and 0; whoever said nothing is no nought
    made = round_of(app, people.firm.round_id)
    assert made.submitted_by_id == people.adviser_id
    assert [bool(one.ready_at) for one in people_of(app, people.firm.round_id)] == [True, False, False, False]
    assert adviser.get(f"/kysely/{people.firm.round_id}/tase").status_code == 200
    assert stranger.get(people.firm.at("tase")).status_code == 200


def test_nobody_answers_any_more_after_the_close(
    app: Flask, people: People, adviser: PageClient, stranger: PageClient, guests: list[Guest]
) -> None:
    adviser.post_form(close(adviser, people), page="/yritykset")
    before = answers_of(app, people.firm.round_id)
    late = stranger.post_form(guests[1].at("alueet/TYO"), {"q_TYO_current": "5"})
    assert late.status_code == 409
    assert answers_of(app, people.firm.round_id) == before
    for guest in guests:
        assert stranger.get(guest.at()).headers["Location"] == guest.at("kuitti")
        page = stranger.get(guest.at("kuitti")).get_data(as_text=True)
        assert "Kysely on suljettu" in page
        assert stranger.get(guest.at("tase")).headers["Location"] == guest.at("kuitti")
        assert stranger.get(guest.at("tase.pdf")).status_code == 404
    for address in (f"/kierrokset/{people.firm.round_id}/vastaajat", f"/vastaajat/{guests[1].respondent_id}/kirje"):
        assert adviser.post_form(address, {"group": "staff"}, page="/yritykset").status_code == 409


def test_closing_twice_is_closing_once(app: Flask, people: People, adviser: PageClient, guests: list[Guest]) -> None:
    adviser.post_form(close(adviser, people), page="/yritykset")
    (first,) = sheets(app)
    assert adviser.get(close(adviser, people)).headers["Location"] == f"/kierrokset/{people.firm.round_id}"
    again = adviser.post_form(close(adviser, people), page="/yritykset")
    assert again.status_code == 302
    assert [one.sha256 for one in sheets(app)] == [first.sha256]


def test_a_close_that_came_while_the_round_was_being_finished_changes_nothing(
    app: Flask, people: People, adviser: PageClient, guests: list[Guest]
) -> None:
    assert QUICK is not None
    token, round_id = adviser.token("/yritykset"), people.firm.round_id
    with ThreadPoolExecutor(1) as pool:
        with app.app_context(), transaction():
            finish_round(round_id, asked(QUICK), 730, None, now())
            came = pool.submit(adviser.client.post, close(adviser, people), data={"csrf_token": token})
            until_someone_waits(app)
        response = came.result()
    assert response.status_code == 302
    assert len(sheets(app)) == 1
    assert round_of(app, round_id).submitted_by_id is None


def test_nothing_scored_closes_nothing_and_gives_a_sentence(app: Flask, people: People, adviser: PageClient) -> None:
    for guest in [invite(app, adviser, people.firm.round_id) for _ in range(2)]:
        answer(app, guest.respondent_id, {Place("TYO", "current"): "2"})
    response = adviser.post_form(close(adviser, people), page="/yritykset")
    assert response.status_code == 409
    assert "kukaan ei ole vastannut yhteenkään osa-alueeseen kokonaan" in response.get_data(as_text=True)
    assert round_of(app, people.firm.round_id).submitted_at is None
    assert sheets(app) == []


def test_what_lay_off_the_path_is_kept_until_the_close_and_then_dropped(
    app: Flask, people: People, adviser: PageClient
) -> None:
    location = adviser.post_form(
        f"/yritykset/{people.firm.company_id}/kierrokset", {"questionnaire": "osaamistase"}, page="/yritykset"
    ).headers["Location"]
    round_id = int(location.rsplit("/", 1)[1])
    (main,) = people_of(app, round_id)
    guest = invite(app, adviser, round_id)
    shut = {
        Place("TYO", "importance"): "3",
        **{Place(one, rating): "3" for one in ("TYO-01", "TYO-02", "TYO-03") for rating in ("current", "target")},
    }
    off = {Place("TYO-04", "current"): "0", Place("TYO-04", "target"): "5"}
    named = {Place("AMM-X1", "name"): "Hapanjuuri", Place("AMM-X1", "current"): "2"}
    note = {Place("TYO-04", "note"): "sanat jäävät"}
    unnamed = {Place("AMM-X2", "current"): "1"}
    answer(app, main.id, {**shut, **off, **named, **unnamed, **note})
    answer(app, guest.respondent_id, {**shut, **off, Place("AMM-X1", "current"): "4", **unnamed})
    assert adviser.post_form(f"{location}/sulje", page="/yritykset").status_code == 302
    left = answers_of(app, round_id)
    assert left[main.id] == {**shut, **named, **note}
    assert left[guest.respondent_id] == {**shut, Place("AMM-X1", "current"): "4"}
    (sheet,) = sheets(app)
    found = json.loads(sheet.content)
    assert "TYO-04" not in {line["id"] for line in found["sheet"]["competences"]}
    assert [line["current"] for line in found["sheet"]["competences"] if line["id"] == "AMM-X1"] == [3.0]
    assert "Hapanjuuri" in adviser.get(f"/kysely/{round_id}/tase").get_data(as_text=True)


def test_one_colleagues_answers_alone_are_shown_to_no_employer(
    app: Flask, people: People, adviser: PageClient, stranger: PageClient
) -> None:
    guest = invite(app, adviser, people.firm.round_id)
    answer(app, guest.respondent_id, colleagues_answers())
    for words, importance in (("", ""), ("omin sanoin", ""), ("", "4"), ("omin sanoin", "unknown")):
        mine = {Place("KVR", "note"): words, Place("KVR", "importance"): importance}
        answer(app, people.firm.respondent_id, {place: value for place, value in mine.items() if value})
        response = adviser.post_form(close(adviser, people), page="/yritykset")
        assert response.status_code == 409
        assert "vain yksi työntekijä on arvioinut nykytasoja" in response.get_data(as_text=True)
    for door in (people.firm, guest):  # nor when both say that they are ready
        assert stranger.post_form(door.at("laheta")).headers["Location"].endswith("/kuitti")
    assert sheets(app) == []
    answer(app, people.firm.respondent_id, quick_answers())
    assert adviser.post_form(close(adviser, people), page="/yritykset").status_code == 302
    assert len(sheets(app)) == 1
