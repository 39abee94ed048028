"""The blank questionnaire on paper: every question of the round under its id, in the order of the screen."""

import re
import subprocess

import pytest
from flask import Flask

from osaamistase.clock import now
from osaamistase.database import transaction
from osaamistase.survey.answering import KEY_PERSON
from osaamistase.survey.asked import Asked, asked
from osaamistase.survey.steps import new_link, start_round
from osaamistase.survey.store import get_respondent, list_respondents
from tests.page import PageClient
from tests.people import SHELF, People
from tests.rounds.table import Guest, invite

TWO, PACK, QUICK = SHELF.find("osaamistase", 2), SHELF.find("elintarvike", 1), SHELF.find("pikakartoitus", 1)
assert TWO is not None
assert PACK is not None
assert QUICK is not None
WITH_PACK = asked(TWO, PACK)
COMPETENCES = [one for one in WITH_PACK.questionnaire.competence.values() if "X" not in one.id]
ID = re.compile(r"\b[A-Z]{3}(?:-(?:\d{2}[a-z]?|X\d))?\b")


def words(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def ids_in(text: str, asks: Asked) -> list[str]:
    """The ids of the questionnaire in a text, each where it first stands."""
    known = {*asks.questionnaire.area, *asks.questionnaire.competence}
    return list(dict.fromkeys(one for one in ID.findall(text) if one in known))


def on_screen(client: PageClient, main: Guest, asks: Asked) -> list[str]:
    """The same, as one goes from area to area and down each page."""
    found: list[str] = []
    for area in asks.questionnaire.areas:
        page = client.get(main.at(f"alueet/{area.id}")).get_data(as_text=True)
        fields = re.findall(r'<(?:fieldset|input)[^>]* (?:id|name)="q_([A-Z0-9-]+[a-z]?)_', page)
        found += [area.id, *fields]
    return list(dict.fromkeys(found))


@pytest.fixture
def main(app: Flask, people: People) -> Guest:
    """The main respondent of a round with the food pack."""
    with app.app_context(), transaction():
        made = start_round(people.firm.company_id, WITH_PACK, people.adviser_id, now())
        one = list_respondents(made.id)[0]
        token, _link = new_link(one.id, people.adviser_id, now(), 60)
    return Guest(one.id, token)


def round_with_pack(app: Flask, main: Guest) -> int:
    with app.app_context():
        return get_respondent(main.respondent_id).round_id


@pytest.mark.parametrize("language", ["fi", pytest.param("sv", marks=pytest.mark.slow)])
def test_every_id_stands_on_paper_in_the_order_of_the_screen(stranger: PageClient, main: Guest, language: str) -> None:
    stranger.post_form(f"/kieli/{language}")
    response = stranger.get(main.at("kysymykset.pdf"))
    assert response.mimetype == "application/pdf"
    assert 'filename="osaamistase-2.pdf"' in response.headers["Content-Disposition"]
    text, order = words(response.data), on_screen(stranger, main, WITH_PACK)
    assert set(order) == {*WITH_PACK.questionnaire.area, *WITH_PACK.questionnaire.competence}
    assert {"ELI", "ELI-05", "AMM-X1", "AMM-X4"} <= set(order)
    assert ids_in(text, WITH_PACK) == order
    for said in (one.name for one in (*WITH_PACK.questionnaire.areas, *COMPETENCES)):
        assert squeezed(said.in_(language)) in squeezed(text)


@pytest.mark.slow
def test_a_colleagues_paper_has_no_key_person_questions(
    app: Flask, adviser: PageClient, stranger: PageClient, main: Guest
) -> None:
    colleague = invite(app, adviser, round_with_pack(app, main))
    mine, theirs = (words(stranger.get(one.at("kysymykset.pdf")).data) for one in (main, colleague))
    assert ids_in(theirs, WITH_PACK) == ids_in(mine, WITH_PACK)
    for rating in WITH_PACK.questionnaire.ratings:
        question = squeezed(rating.question.fi)
        assert question in squeezed(mine), rating.id
        assert (question in squeezed(theirs)) == (rating.id not in KEY_PERSON), rating.id


@pytest.mark.slow
def test_the_paper_is_the_same_for_every_round_that_asks_the_same(
    app: Flask, people: People, adviser: PageClient, stranger: PageClient, main: Guest
) -> None:
    first = stranger.get(main.at("kysymykset.pdf")).data
    with app.app_context(), transaction():
        other = start_round(people.other_firm.company_id, WITH_PACK, people.adviser_id, now())
        without = start_round(people.other_firm.company_id, asked(WITH_PACK.base), people.adviser_id, now())
        ids = [other.id, without.id]
    same, less = (adviser.get(f"/kysely/{one}/kysymykset.pdf").data for one in ids)
    assert same == first
    assert "ELI-01" not in words(less)
    assert "AMM-X1" in words(less)


def test_the_quick_questionnaires_paper_asks_by_area(people: People, stranger: PageClient) -> None:
    assert QUICK is not None
    text = words(stranger.get(people.firm.at("kysymykset.pdf")).data)
    asks = asked(QUICK)
    assert ids_in(text, asks) == on_screen(stranger, Guest(0, people.firm.token), asks) == [*asks.questionnaire.area]
    for rating in asks.questionnaire.ratings:
        assert squeezed(text).count(squeezed(rating.question.fi)) >= len(asks.questionnaire.areas)


def squeezed(text: str) -> str:
    """Without line breaks and the hyphens they bring."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)
