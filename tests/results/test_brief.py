"""The sheet begins with what matters, in words: strengths, what to learn, what happens next; figures come after."""

import re

import pytest
from flask import Flask

from osaamistase.survey.answering import Place
from tests.page import PageClient
from tests.people import People, quick_answers
from tests.results.explaining import as_html, words
from tests.rounds.finished import finish

STRONG = {
    Place(area, rating): value
    for area in ("TYO", "DIG", "AMM", "VIH")
    for rating, value in (("current", "5"), ("target", "4"))
}


def brief_of(page: str) -> str:
    """What stands between the heading and the first figure."""
    return words(page.split("</h1>")[1].split('<a class="why"', maxsplit=1)[0])


def test_three_strengths_and_three_to_learn_come_before_any_figure(
    app: Flask, people: People, stranger: PageClient
) -> None:
    finish(app, people.firm.round_id, {**quick_answers(), **STRONG})
    page = stranger.get(people.firm.at("tase")).get_data(as_text=True)
    lists = re.findall(r"<(?:ul|ol)>(.*?)</(?:ul|ol)>", page.split('class="two gist"')[1], re.S)
    assert [one.count("<li>") for one in lists[:2]] == [3, 3]
    brief = brief_of(page)
    assert brief.index("Missä olette vahvoilla") < brief.index("Mitä kannattaa oppia") < brief.index("Mitä seuraavaksi")
    assert not re.search(r"\d,\d|\d %", brief)


def test_where_there_is_neither_strength_nor_gap_a_sentence_says_so(
    app: Flask, people: People, stranger: PageClient
) -> None:
    finish(app, people.firm.round_id, quick_answers(current=2, target=2))
    brief = brief_of(stranger.get(people.firm.at("tase")).get_data(as_text=True))
    assert "Mikään osaaminen ei vielä ole" in brief
    assert "ei ole vajetta" in brief


def test_the_firm_is_told_whom_to_ask_and_an_adviser_is_not(
    app: Flask, people: People, stranger: PageClient, adviser: PageClient
) -> None:
    finish(app, people.firm.round_id, quick_answers())
    mine = stranger.get(people.firm.at("tase")).get_data(as_text=True)
    assert f'href="mailto:{people.adviser_email}"' in mine
    theirs = adviser.get(f"/kysely/{people.firm.round_id}/tase").get_data(as_text=True)
    assert "Mitä seuraavaksi" not in theirs


def test_the_print_begins_with_a_page_for_monday(
    app: Flask, people: People, stranger: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_html(monkeypatch)
    finish(app, people.firm.round_id, quick_answers())
    page = stranger.get(people.firm.at("tase.pdf")).get_data(as_text=True)
    monday = page.split('<section class="page">')[1]
    assert "Sovitaan yhdessä" in monday
    assert monday.count("<tr>") == 4  # the head, and a row for each of the three
    assert "Neuvojasi: Testi adviser" in words(monday)
