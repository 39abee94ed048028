"""Everyone says when they are ready; the last of them makes the sheet, once."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask

from osaamistase.clock import now
from osaamistase.database import transaction
from osaamistase.results.steps import be_ready
from osaamistase.survey.answering import Place
from osaamistase.survey.asked import asked
from osaamistase.survey.store import find_entry_by_round
from tests.page import PageClient
from tests.people import SHELF, People, quick_answers
from tests.rounds.table import (
    Guest,
    answer,
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
def colleague(app: Flask, people: People, adviser: PageClient) -> Guest:
    """A colleague; both have answered everything."""
    guest = invite(app, adviser, people.firm.round_id)
    answer(app, people.firm.respondent_id, quick_answers())
    answer(app, guest.respondent_id, colleagues_answers())
    return guest


def ready(app: Flask, door: str) -> tuple[int, str]:
    response = PageClient(app).post_form(door)
    return response.status_code, response.headers.get("Location", "")


def test_the_first_to_be_ready_waits_for_the_others(app: Flask, people: People, stranger: PageClient, colleague: Guest) -> None:  # fmt: skip
    assert ready(app, people.firm.at("laheta")) == (302, people.firm.at("kuitti"))
    assert round_of(app, people.firm.round_id).submitted_at is None
    assert sheets(app) == []
    page = stranger.get(people.firm.at("kuitti")).get_data(as_text=True)
    assert "kun muutkin vastaajat ovat valmiita" in page
    assert stranger.get(people.firm.at()).headers["Location"] == people.firm.at("kuitti")
    assert stranger.get(people.firm.at("tase")).headers["Location"] == people.firm.at("alueet")


def test_whoever_is_ready_may_still_change_their_answers(app: Flask, people: People, stranger: PageClient, colleague: Guest) -> None:  # fmt: skip
    ready(app, colleague.at("laheta"))
    saved = {"subject": "MYK", "rating": "importance", "value": "dont_know", "seen": '{"MYK_importance": [1, "4"]}'}
    assert stranger.post_form(colleague.at("vastaus"), saved).status_code == 200
    assert stranger.get(colleague.at("alueet")).status_code == 200


@pytest.mark.parametrize("main_last", [True, False])
def test_the_last_one_to_be_ready_freezes_the_round(app: Flask, people: People, stranger: PageClient, colleague: Guest, main_last: bool) -> None:  # fmt: skip
    doors = [colleague.at("laheta"), people.firm.at("laheta")]
    for door in doors if main_last else reversed(doors):
        ready(app, door)
    assert round_of(app, people.firm.round_id).submitted_at is not None
    (sheet,) = sheets(app)
    content = json.loads(sheet.content)
    assert content["sheet"]["respondents"] == 2
    assert [one["main"] for one in content["answers"]["respondents"]] == [True, False]
    assert content["answers"]["respondents"][1]["group"] == "staff"
    assert content["answers"]["respondents"][0]["ratings"]["TYO"]["current"] == 2
    assert content["answers"]["respondents"][1]["ratings"]["TYO"]["current"] == 3
    assert stranger.get(people.firm.at("kuitti")).headers["Location"] == people.firm.at("tase")
    assert stranger.get(people.firm.at("tase")).status_code == 200


def test_being_ready_twice_is_being_ready_once(app: Flask, people: People, colleague: Guest) -> None:
    first = ready(app, colleague.at("laheta"))
    (before,) = (one.ready_at for one in people_of(app, people.firm.round_id) if not one.main)
    assert ready(app, colleague.at("laheta")) == first
    assert [one.ready_at for one in people_of(app, people.firm.round_id)] == [None, before]
    assert round_of(app, people.firm.round_id).submitted_at is None
    ready(app, people.firm.at("laheta"))
    (sheet,) = sheets(app)
    submitted = round_of(app, people.firm.round_id).submitted_at
    assert ready(app, people.firm.at("laheta")) == (302, people.firm.at("kuitti"))
    assert ready(app, colleague.at("laheta")) == first
    assert round_of(app, people.firm.round_id).submitted_at == submitted
    assert [one.sha256 for one in sheets(app)] == [sheet.sha256]


def test_the_last_two_in_the_same_moment_make_one_sheet(app: Flask, people: People, adviser: PageClient, colleague: Guest) -> None:  # fmt: skip
    third = invite(app, adviser, people.firm.round_id)
    answer(app, third.respondent_id, colleagues_answers(1, 5, 5))
    doors = [people.firm.at("laheta"), colleague.at("laheta"), third.at("laheta")]
    clients = [PageClient(app) for _ in doors]
    tokens = [client.token() for client in clients]
    gate = Barrier(len(doors))

    def send(at: int) -> int:
        gate.wait()
        return clients[at].client.post(doors[at], data={"csrf_token": tokens[at]}).status_code

    with ThreadPoolExecutor(len(doors)) as pool:
        assert list(pool.map(send, range(len(doors)))) == [302, 302, 302]
    (sheet,) = sheets(app)
    assert json.loads(sheet.content)["sheet"]["respondents"] == 3
    assert all(one.ready_at for one in people_of(app, people.firm.round_id))


def test_whoever_is_ready_while_another_is_waits_and_is_then_the_last(
    app: Flask, people: People, colleague: Guest
) -> None:
    """Side by side each would see the other still on the way, and nobody would make the sheet."""
    assert QUICK is not None
    client = PageClient(app)
    token = client.token()
    with ThreadPoolExecutor(1) as pool:
        with app.app_context(), transaction():
            first = find_entry_by_round(people.firm.round_id)
            assert first is not None
            be_ready(first, asked(QUICK), 730, None, now())
            came = pool.submit(client.client.post, colleague.at("laheta"), data={"csrf_token": token})
            until_someone_waits(app)
        assert came.result().status_code == 302
    assert all(one.ready_at for one in people_of(app, people.firm.round_id))
    assert len(sheets(app)) == 1


def test_nothing_scored_gives_a_sentence_and_the_last_one_is_not_ready(app: Flask, people: People, adviser: PageClient, stranger: PageClient) -> None:  # fmt: skip
    guest = invite(app, adviser, people.firm.round_id)
    for person in (people.firm.respondent_id, guest.respondent_id):
        answer(app, person, {Place("TYO", "current"): "2"})
    ready(app, people.firm.at("laheta"))
    response = stranger.post_form(guest.at("laheta"))
    page = stranger.get(response.headers["Location"].split("#")[0]).get_data(as_text=True)
    assert "Vastaa ensin ainakin yhteen osa-alueeseen kokonaan" in page
    assert [bool(one.ready_at) for one in people_of(app, people.firm.round_id)] == [True, False]
    answer(app, guest.respondent_id, colleagues_answers())
    assert ready(app, guest.at("laheta"))[0] == 302
    assert len(sheets(app)) == 1
