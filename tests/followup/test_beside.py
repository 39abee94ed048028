"""What was done and how the level stands now, side by side: never one as the reason of the other."""

import re

import pytest
from flask import Flask

from tests.page import PageClient
from tests.people import People, quick_answers
from tests.plans.page import read_plan
from tests.rounds.finished import finish, new_round


@pytest.fixture
def plan(app: Flask, people: People, adviser: PageClient) -> str:
    """The first round's plan, its first action done."""
    finish(app, people.firm.round_id, quick_answers(current=2, target=4))
    address: str = adviser.post_form(f"/kierrokset/{people.firm.round_id}/suunnitelma", page="/yritykset").headers[
        "Location"
    ]
    first = read_plan(adviser, address).ids[0]
    for to in ("sovittu", "kaynnissa", "tehty"):
        adviser.post_form(f"/toimenpiteet/{first}/tila/{to}")
    return address


@pytest.mark.parametrize(
    ("current", "done", "undone"),
    [
        (3, "Toimenpide tehty ja taso noussut.", "Toimenpide tekemättä, taso noussut."),
        (1, "Toimenpide tehty, taso laskenut.", "Toimenpide tekemättä, taso laskenut."),
        (2, "Toimenpide tehty, taso ennallaan.", "Toimenpide tekemättä, taso ennallaan."),
    ],
)
def test_each_action_is_told_beside_its_level(
    app: Flask, people: People, adviser: PageClient, plan: str, current: int, done: str, undone: str
) -> None:
    second = new_round(app, people.firm.company_id, people.adviser_id, "pikakartoitus")
    finish(app, second, quick_answers(current=current, target=4))
    page = " ".join(adviser.get(f"{plan}/seuranta/muutos").get_data(as_text=True).split())
    assert done in page
    assert undone in page
    assert f"2,0 → {current},0" in page
    assert "Taso voi muuttua monesta syystä" in page
    assert not re.search(r"ansiosta|vuoksi|takia|koska", page)


def test_a_change_of_one_level_by_one_answer_is_called_small_and_of_two_clear(
    app: Flask, people: People, adviser: PageClient, plan: str
) -> None:
    second = new_round(app, people.firm.company_id, people.adviser_id, "pikakartoitus")
    finish(app, second, quick_answers(current=3, target=4))
    words = adviser.get(f"{plan}/seuranta/muutos").get_data(as_text=True)
    assert "Muutos on selvä." in words or "Muutos on pieni" in words
