"""The page of a talk: what it shows of the answers, what is written down, and who may open it."""

import pytest
from flask import Flask

from tests.discussion.table import REASON, at, draw, said_of, say, sheets_of, talk_page, talks_of
from tests.page import PageClient
from tests.people import People, quick_answers
from tests.rounds.finished import document_of, finish, full_answers, new_round


def test_what_is_seen_apart_stands_first_with_its_spread_and_both_groups(six: int, adviser: PageClient) -> None:
    page = talk_page(adviser, six)
    first, rest = page.split("<details")
    assert first.count('<li id="') == 1
    words = said_of(first, "DIG")
    assert "erimielisiä" in words
    assert "6 vastausta: taso 1: 3 vastausta, taso 4: 2 vastausta, taso 5: 1 vastaus" in words
    assert "johdon keskiarvo 1, henkilöstön 4,33" in words
    assert "jakauma-DIG" in first
    assert rest.count('<li id="') == 11
    assert "jakauma-" not in rest


def test_of_two_answers_neither_page_tells_more_than_how_many_they_are(
    app: Flask, people: People, adviser: PageClient
) -> None:
    finish(app, people.firm.round_id, quick_answers(current=0), quick_answers(current=5))
    for page in (
        talk_page(adviser, people.firm.round_id),
        adviser.get(at(people.firm.round_id, "DIG")).get_data(as_text=True),
    ):
        assert "2 vastausta" in page
        for secret in ("taso 0", "taso 5", "jakauma-", "johdon keskiarvo", "1 vastaus<"):
            assert secret not in page.split("<select")[0], secret


def test_a_reason_is_asked_for_and_what_was_typed_stays(app: Flask, six: int, adviser: PageClient) -> None:
    answer = say(adviser, six, "DIG", reason="   ", current="3", importance="5")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert "Kirjoita perustelu yhdellä lauseella." in page
    assert page.count('<option value="3" selected>') == 1
    assert page.count('<option value="5" selected>') == 1
    assert talks_of(app, six) == []
    long = "pitkä " * 200
    page = say(adviser, six, "DIG", reason=long, current="3").get_data(as_text=True)
    assert "enintään 1 000 merkkiä" in page
    assert long.strip() in page


@pytest.mark.parametrize(
    "agreed", [{"current": "6"}, {"current": "-1"}, {"importance": "0"}, {"target": "3,5"}, {"target": "x"}]
)
def test_a_number_off_its_scale_is_refused(app: Flask, six: int, adviser: PageClient, agreed: dict[str, str]) -> None:
    assert say(adviser, six, "DIG", **agreed).status_code == 400
    assert talks_of(app, six) == []


def test_what_was_agreed_on_stands_on_the_page_and_in_the_form(app: Flask, six: int, adviser: PageClient) -> None:
    answer = say(adviser, six, "DIG", current="3", importance="5")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{at(six)}#DIG")
    words = said_of(talk_page(adviser, six), "DIG")
    assert f"nykytaso 3, merkitys 5. {REASON}" in words
    assert "keskusteltu" in words
    assert "erimielisiä" in words  # what was answered stays as it was
    form = adviser.get(at(six, "DIG")).get_data(as_text=True)
    assert '<option value="3" selected>' in form
    assert REASON in form


def test_the_page_says_when_something_waits_for_the_next_sheet(six: int, adviser: PageClient) -> None:
    assert "Laske tase uudelleen" not in talk_page(adviser, six)
    say(adviser, six, "DIG", current="3")
    assert "Laske tase uudelleen" in talk_page(adviser, six)
    draw(adviser, six)
    page = talk_page(adviser, six)
    assert "Laske tase uudelleen" not in page
    assert "Kaikki kirjattu on taseessa 2." in page


def test_a_competence_of_the_full_questionnaire_has_its_own_levels_and_its_area_the_importance(
    app: Flask, people: People, adviser: PageClient
) -> None:
    round_id = new_round(app, people.firm.company_id, people.adviser_id, "osaamistase")
    finish(app, round_id, full_answers())
    assert say(adviser, round_id, "DIG-01", current="4").status_code == 302
    assert say(adviser, round_id, "DIG", importance="5").status_code == 302
    assert 'name="importance"' not in adviser.get(at(round_id, "DIG-01")).get_data(as_text=True)
    draw(adviser, round_id)
    lines = {one["id"]: one for one in document_of(sheets_of(app, round_id)[0])["sheet"]["competences"]}
    assert (lines["DIG-01"]["current"], lines["DIG-01"]["importance"]) == (4.0, 5.0)
    assert (lines["DIG-02"]["current"], lines["DIG-02"]["importance"]) == (2.0, 5.0)


@pytest.mark.parametrize("subject", ["ZZZ", "DIG-01", "dig", "DIG%20", "9"])
def test_what_is_no_subject_of_the_round_is_not_found(six: int, adviser: PageClient, subject: str) -> None:
    assert adviser.get(at(six, subject)).status_code == 404
    assert adviser.post_form(at(six, subject), {"reason": REASON}).status_code == 404


def test_an_open_round_has_no_talk(people: People, adviser: PageClient) -> None:
    round_id = people.firm.round_id
    for page in ("", "DIG"):
        assert adviser.get(at(round_id, page)).status_code == 404
        assert adviser.post_form(at(round_id, page), {"reason": REASON}).status_code == 404
    assert adviser.post_form(at(round_id, "DIG/peru")).status_code == 404
    assert adviser.get(at(99999)).status_code == 404


def test_only_advisers_and_administrators_open_it(
    app: Flask, six: int, people: People, manager: PageClient, stranger: PageClient, administrator: PageClient
) -> None:
    assert administrator.get(at(six)).status_code == 200
    for page in ("", "DIG"):
        assert manager.get(at(six, page)).status_code == 403
        assert stranger.get(at(six, page)).headers["Location"].startswith("/kirjaudu")
    stranger.get(people.firm.at("tase"))  # the firm's own link opens its sheet and no talk
    for page in ("", "DIG", "DIG/peru"):
        assert manager.post_form(at(six, page), {"reason": REASON}, page="/alue").status_code == 403
        refused = stranger.post_form(at(six, page), {"reason": REASON})
        assert refused.status_code == 401  # what was typed stays on the page, and the way to sign in beside it
        assert "/kirjaudu" in refused.get_data(as_text=True)
    assert stranger.get(f"/kysely/{people.firm.token}/keskustelu").status_code == 404
    assert "Keskustelu" not in stranger.get(people.firm.at("tase")).get_data(as_text=True)
    assert talks_of(app, six) == []


def test_nobody_is_told_apart_on_the_pages(app: Flask, six: int, adviser: PageClient) -> None:
    for page in (talk_page(adviser, six), adviser.get(at(six, "DIG")).get_data(as_text=True)):
        for secret in (">r1<", '"r1"', "vastaaja 1", "y@testi.example"):
            assert secret not in page
