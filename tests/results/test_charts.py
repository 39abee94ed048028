"""The pictures on the page and in the print: all of a sheet's, with the limits of its method, each with its words."""

import io
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
from flask import Flask

from osaamistase.clock import now
from osaamistase.database import transaction
from osaamistase.results.charts import pictures_of
from osaamistase.results.view import SheetView
from osaamistase.scoring.method_1 import METHOD_1
from osaamistase.survey.store import save_answers
from tests.page import PageClient
from tests.people import People, quick_answers
from tests.results.drawing import area, line, risk

TITLES = ("Osaamistase kuvana", "Osa-alueiden nykytaso ja tavoite", "Merkitys ja vaje", "Avainhenkilöriski")
TOTALS = {"covered": 40, "gap": 27, "surplus": 3, "balance": 70}
VIEW = SheetView(
    totals=TOTALS, areas=(area(2.0, 4.0),), scored=(line(4, 2),), strengths=(), gaps=(), unscored=(),
    key_persons=(risk(16.0, "kriittinen"),), holders_known=True, owner_only=False, confidence="B", answered=1.0,
    respondents=1, method="1", questionnaire={},
)  # fmt: skip


def test_the_limits_are_the_methods_own() -> None:
    found = pictures_of(VIEW, METHOD_1)
    assert found.balance
    assert found.areas
    assert found.quadrants is not None
    assert found.risks is not None
    assert (found.quadrants.importance, found.quadrants.gap) == (4, 2)
    assert [limit for limit, _x in found.risks.limits] == [8, 15]
    other = pictures_of(VIEW, replace(METHOD_1, urgent_importance=5, urgent_priority=15, critical_risk=20))
    assert other.quadrants is not None
    assert other.risks is not None
    assert (other.quadrants.importance, other.quadrants.gap) == (5, 3)
    assert [limit for limit, _x in other.risks.limits] == [8, 20]


def test_a_firm_of_one_person_has_no_picture_of_key_persons() -> None:
    assert pictures_of(replace(VIEW, owner_only=True), METHOD_1).risks is None


@pytest.fixture
def sheet(app: Flask, people: People, stranger: PageClient) -> PageClient:
    with app.app_context(), transaction():
        save_answers(people.firm.respondent_id, quick_answers(), None, now())
    stranger.post_form(people.firm.at("laheta"))
    return stranger


def test_the_page_shows_every_picture_with_its_table(sheet: PageClient, people: People) -> None:
    text = sheet.get(people.firm.at("tase")).get_data(as_text=True)
    assert text.count('role="img"') == len(TITLES)
    for title in TITLES:
        assert f">{title}</title>" in text
    assert text.count("<table") == 2 + 1 + 1 + 1


def test_each_picture_of_the_print_bears_its_title_for_those_who_do_not_see_it(
    sheet: PageClient, people: People
) -> None:
    with pikepdf.open(io.BytesIO(sheet.get(people.firm.at("tase.pdf")).data)) as pdf:
        figures: list[Any] = [
            one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
        assert sorted(str(one.Alt) for one in figures) == sorted(TITLES)
