"""A sheet that does not come out of its answers again: it is shown as it was stored, and its explanation refused."""

import re
from typing import Any

import pytest
from flask import Flask

from tests.page import PageClient
from tests.people import People, quick_answers
from tests.results.explaining import text_of
from tests.rounds.finished import finish, put_another

PAGES = ("tase/miksi", "tase/miksi/DIG", "tase.pdf")


def spoil(document: dict[str, Any]) -> None:
    document["sheet"]["totals"]["gap"] += 1


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_sheet_that_does_not_come_out_again_is_shown_and_its_explanation_refused(
    app: Flask, people: People, stranger: PageClient, language: str
) -> None:
    finish(app, people.firm.round_id, quick_answers())
    put_another(app, people.firm.round_id, spoil)
    stranger.post_form(f"/kieli/{language}", page=people.firm.at("tase"))
    page = text_of(stranger, people.firm.at("tase"))
    assert f'<html lang="{language}"' in page
    for address in PAGES:
        answer = stranger.get(people.firm.at(address))
        refusal = answer.get_data(as_text=True)
        assert (answer.status_code, f'<html lang="{language}"' in refusal) == (409, True), address
        (way_on,) = re.findall(r'<a class="button" href="([^"]*)"', refusal)
        there = stranger.get(way_on, follow_redirects=True)
        assert (there.status_code, there.request.path) == (200, people.firm.at("tase"))
    assert stranger.get(people.firm.at("tase/miksi?versio=1")).status_code == 200


def test_the_refusal_says_what_to_do(app: Flask, people: People, stranger: PageClient) -> None:
    finish(app, people.firm.round_id, quick_answers())
    put_another(app, people.firm.round_id, spoil)
    assert "Tämän taseen lukuja ei voi nyt selittää. Ilmoita asiasta neuvojallesi." in text_409(stranger, people)


def text_409(client: PageClient, people: People) -> str:
    answer = client.get(people.firm.at("tase/miksi"))
    assert answer.status_code == 409
    return answer.get_data(as_text=True)
