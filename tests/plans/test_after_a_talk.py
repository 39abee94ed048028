"""A plan and a talk: a need talked through begins with no talk, and a revision prints with the sheet it was confirmed with."""

import re
import subprocess

import pytest
from flask import Flask

from osaamistase.survey.answering import Place
from tests.discussion.table import draw, say, sheets_of
from tests.page import PageClient
from tests.people import People, quick_answers
from tests.rounds.finished import finish, full_answers, new_round

FIRST_A_TALK = '<span class="tag half">tarkista ensin</span>'


def drafted(adviser: PageClient, round_id: int) -> str:
    """The address of the round's plan, drafted now."""
    address = adviser.post_form(f"/kierrokset/{round_id}/suunnitelma", page="/yritykset").headers["Location"]
    return str(address)


def for_gaps(page: str) -> list[str]:
    """The plan's actions that were drafted for a gap: those for what hangs on one head lead to no figure."""
    return [one for one in page.split('<li id="toimenpide-')[1:] if re.search(r'#[A-Z]{3}-[0-9]{2}"', one)]


@pytest.fixture
def apart(app: Flask, people: People) -> int:
    """Of the quick questionnaire, everything is seen apart by two."""
    finish(app, people.firm.round_id, quick_answers(current=0), quick_answers(current=3))
    return people.firm.round_id


def test_an_area_talked_through_in_the_quick_questionnaire_is_not_drafted_as_a_talk(
    apart: int, adviser: PageClient
) -> None:
    say(adviser, apart, "AMM", current="1")
    draw(adviser, apart)
    page = adviser.get(drafted(adviser, apart)).get_data(as_text=True)
    found = for_gaps(page)
    assert len(found) > 1
    talked = [one for one in found if FIRST_A_TALK not in one]
    assert ['#AMM-00"' in one for one in talked] == [True]


def test_a_talk_that_keeps_the_mean_has_been_had_too(apart: int, adviser: PageClient) -> None:
    say(adviser, apart, "AMM")
    draw(adviser, apart)
    page = adviser.get(drafted(adviser, apart)).get_data(as_text=True)
    assert [FIRST_A_TALK in one for one in for_gaps(page)].count(False) == 1


def test_in_the_full_one_a_talk_on_an_areas_importance_settles_no_competence(
    app: Flask, people: People, adviser: PageClient
) -> None:
    round_id = new_round(app, people.firm.company_id, people.adviser_id, "osaamistase")
    mine, other = full_answers(current=3, target=3), full_answers(current=3, target=3)
    for given, level in ((mine, "0"), (other, "2")):
        given |= {
            Place(one, rating): value
            for one in ("DIG-01", "DIG-02")
            for rating, value in (("current", level), ("target", "5"))
        }
    finish(app, round_id, mine, other)
    say(adviser, round_id, "DIG", importance="5")
    say(adviser, round_id, "DIG-02", current="1")
    draw(adviser, round_id)
    page = adviser.get(drafted(adviser, round_id)).get_data(as_text=True)
    assert [FIRST_A_TALK in one for one in for_gaps(page)] == [True, False]


def test_the_plan_says_when_the_sheet_was_drawn_again_after_it(apart: int, adviser: PageClient) -> None:
    address = drafted(adviser, apart)
    words = "Tase laskettiin keskustelun jälkeen uudelleen"
    assert words not in adviser.get(address).get_data(as_text=True)
    say(adviser, apart, "AMM", current="1")
    assert words not in adviser.get(address).get_data(as_text=True)
    draw(adviser, apart)
    assert words in adviser.get(address).get_data(as_text=True)


def test_a_plan_drafted_after_the_talk_says_nothing_of_it(apart: int, adviser: PageClient) -> None:
    say(adviser, apart, "AMM", current="1")
    draw(adviser, apart)
    page = adviser.get(drafted(adviser, apart)).get_data(as_text=True)
    assert "Tase laskettiin keskustelun jälkeen uudelleen" not in page


@pytest.mark.slow
def test_a_revision_prints_with_the_sheet_it_was_confirmed_with(
    app: Flask, people: People, adviser: PageClient
) -> None:
    finish(app, people.firm.round_id, quick_answers(current=2))
    round_id = people.firm.round_id
    address = drafted(adviser, round_id)
    old = adviser.post_form(f"{address}/vahvista", page="/yritykset").headers["Location"]
    for area in ("TYO", "REK", "KVR", "JOE"):
        say(adviser, round_id, area, current="4")
    draw(adviser, round_id)
    new = adviser.post_form(f"{address}/vahvista", page="/yritykset").headers["Location"]
    assert (old[-1], new[-1]) == ("1", "2")
    newest, first = sheets_of(app, round_id)
    prints = [_words(adviser.get(f"{one}.pdf").data) for one in (old, new)]
    assert [re.findall(r"\b(50|67) %", one)[0] for one in prints] == ["50", "67"]
    assert first.sha256[:12] in prints[0]
    assert newest.sha256[:12] in prints[1]
    assert newest.sha256[:12] not in prints[0]


def _words(pdf: bytes) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
