"""What is asked for that is not there, or not for this person, is not found."""

import pytest
from flask import Flask

from tests.comparison.firms import mine
from tests.page import PageClient
from tests.people import People, quick_answers
from tests.rounds.finished import finish
from tests.rounds.table import answer, invite


@pytest.mark.parametrize("asked", ["kierros=0", "kierros=-1", "kierros=abc", "kierros=9999999999", "kierros=²"])
def test_nonsense_for_a_round_is_not_found(two_rounds: int, adviser: PageClient, asked: str) -> None:
    for page in ("vertailu", "muutos.pdf"):
        assert adviser.get(f"/kysely/{two_rounds}/tase/{page}?{asked}").status_code == 404


@pytest.mark.parametrize(
    "asked", ["versio=0", "versio=2", "versio=-1", "versio=yksi", "versio=1e9", "versio=²", "versio=999999"]
)
@pytest.mark.parametrize(
    "page", ["tase", "tase.pdf", "tase/miksi", "tase/miksi/DIG", "tase/vertailu", "tase/muutos.pdf"]
)
def test_nonsense_for_a_version_is_not_found(two_rounds: int, adviser: PageClient, page: str, asked: str) -> None:
    assert adviser.get(f"/kysely/{two_rounds}/{page}?{asked}").status_code == 404


def test_another_firms_round_and_the_firms_own_later_one_are_not_found(
    app: Flask, people: People, two_rounds: int, adviser: PageClient, stranger: PageClient
) -> None:
    finish(app, people.other_firm.round_id, quick_answers())
    for other in (people.other_firm.round_id, two_rounds):
        for page in ("vertailu", "muutos.pdf"):
            assert adviser.get(f"/kysely/{two_rounds}/tase/{page}?kierros={other}").status_code == 404
            assert stranger.get(people.firm.at(f"tase/{page}?kierros={other}")).status_code == 404


def test_a_colleague_gets_nothing_of_it(app: Flask, people: People, adviser: PageClient, stranger: PageClient) -> None:
    colleague = invite(app, adviser, people.firm.round_id)
    answer(app, colleague.respondent_id, quick_answers())
    mine(app, people)
    assert stranger.get(colleague.at("kuitti")).status_code == 200
    for page in ("tase/vertailu", "tase/muutos.pdf", "tase/miksi", "tase/miksi/DIG", "tase.pdf"):
        assert stranger.get(colleague.at(page)).status_code == 404
