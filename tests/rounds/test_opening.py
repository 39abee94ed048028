"""Opening a round: the questionnaire chosen, the pack of the firm's industry with it where that is wished."""

import re

import pytest
from flask import Flask

from osaamistase.companies.models import Company
from osaamistase.database import db, transaction
from osaamistase.survey.answering import places
from osaamistase.survey.asked import asked
from osaamistase.survey.store import find_source
from tests.page import PageClient
from tests.people import SHELF, People
from tests.rounds.table import people_of, round_of

OFFER = "Mukaan toimialan lisäosa"
TWO, PACK = SHELF.find("osaamistase", 2), SHELF.find("elintarvike", 1)
assert TWO is not None
assert PACK is not None


def in_industry(app: Flask, people: People, code: str, section: str) -> None:
    with app.app_context(), transaction():
        company = db.session.get(Company, people.firm.company_id)
        assert company is not None
        company.industry_code, company.industry_section = code, section


def opened(adviser: PageClient, people: People, **form: str) -> int:
    response = adviser.post_form(f"/yritykset/{people.firm.company_id}/kierrokset", form, page="/yritykset")
    assert response.status_code == 302
    return int(response.headers["Location"].rsplit("/", 1)[1])


def areas_in_the_hub(adviser: PageClient, round_id: int) -> list[str]:
    adviser.post_form(f"/kierrokset/{round_id}/yhdessa", page="/yritykset")
    page = adviser.get(f"/kysely/{round_id}/alueet").get_data(as_text=True)
    return re.findall(r'href="/kysely/\d+/alueet/([A-Z]{3})">\d+\.', page)


def test_a_bakery_is_offered_the_food_pack(adviser: PageClient, people: People) -> None:
    page = adviser.get(f"/yritykset/{people.firm.company_id}").get_data(as_text=True)
    assert OFFER in page
    assert "Elintarvikeala" in page


@pytest.mark.parametrize(("code", "section"), [("62.10", "K"), ("13.20", "C"), ("10.71", "I")])
def test_another_industry_is_not_offered_it(app: Flask, adviser: PageClient, people: People, code: str, section: str) -> None:  # fmt: skip
    in_industry(app, people, code, section)
    assert OFFER not in adviser.get(f"/yritykset/{people.firm.company_id}").get_data(as_text=True)


def test_a_round_with_the_pack_asks_its_areas_after_the_others(app: Flask, adviser: PageClient, people: People) -> None:
    assert TWO is not None
    assert PACK is not None
    round_id = opened(adviser, people, questionnaire="osaamistase", pack="elintarvike")
    made = round_of(app, round_id)
    assert (made.questionnaire_id, made.questionnaire_version, made.questionnaire_sha256) == (
        "osaamistase",
        2,
        TWO.sha256,
    )
    assert (made.pack_id, made.pack_version, made.pack_sha256) == ("elintarvike", 1, PACK.sha256)
    assert areas_in_the_hub(adviser, round_id) == [*(area.id for area in TWO.questionnaire.areas), "ELI"]
    page = adviser.get(f"/kysely/{round_id}/alueet/ELI").get_data(as_text=True)
    both = asked(TWO, PACK).questionnaire
    for place in places(both, both.area["ELI"]):
        assert f'name="{place.field}"' in page
    assert "lisäosa Elintarvikeala" in adviser.get(f"/kierrokset/{round_id}").get_data(as_text=True)
    with app.app_context():
        assert find_source(TWO.sha256) == TWO.source.decode()
        assert find_source(PACK.sha256) == PACK.source.decode()


def test_a_round_without_the_pack_asks_none_of_it(app: Flask, adviser: PageClient, people: People) -> None:
    assert TWO is not None
    round_id = opened(adviser, people, questionnaire="osaamistase")
    assert round_of(app, round_id).pack_id is None
    assert areas_in_the_hub(adviser, round_id) == [area.id for area in TWO.questionnaire.areas]
    assert adviser.get(f"/kysely/{round_id}/alueet/ELI").status_code == 404
    assert "lisäosa" not in adviser.get(f"/kierrokset/{round_id}").get_data(as_text=True)


def test_the_quick_questionnaire_has_no_pack(app: Flask, adviser: PageClient, people: People) -> None:
    round_id = opened(adviser, people, questionnaire="pikakartoitus", pack="elintarvike")
    assert round_of(app, round_id).pack_id is None
    assert "ELI" not in areas_in_the_hub(adviser, round_id)


def test_a_pack_of_another_industry_is_not_taken_along(app: Flask, adviser: PageClient, people: People) -> None:
    in_industry(app, people, "62.10", "K")
    round_id = opened(adviser, people, questionnaire="osaamistase", pack="elintarvike")
    assert round_of(app, round_id).pack_id is None


@pytest.mark.parametrize("wanted", ["", "olematon", "elintarvike"], ids=["nothing", "unknown", "a pack alone"])
def test_what_is_no_questionnaire_is_refused_with_a_sentence(adviser: PageClient, people: People, wanted: str) -> None:
    response = adviser.post_form(
        f"/yritykset/{people.firm.company_id}/kierrokset", {"questionnaire": wanted}, page="/yritykset"
    )
    assert response.status_code == 409
    assert "Tällaista kyselyä ei ole" in response.get_data(as_text=True)


def test_a_round_begins_with_its_main_respondent_alone(app: Flask, adviser: PageClient, people: People) -> None:
    (one,) = people_of(app, opened(adviser, people, questionnaire="pikakartoitus"))
    assert (one.main, one.group, one.email, one.ready_at, one.together_at) == (True, "management", "", None, None)
