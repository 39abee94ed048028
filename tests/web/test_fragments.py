"""Fragments: what is drawn once says for each person what that person chose, and nothing else."""

from flask import Flask
from markupsafe import Markup

from osaamistase.web.fragments import Fragment, mark
from tests.page import PageClient
from tests.people import People

HTML = (
    f'<input name="a" value="1"{mark("a", "1")}><input name="a" value="2"{mark("a", "2")}><b>{Markup.escape("<&>")}</b>'
)


def test_what_was_chosen_is_checked_and_the_rest_is_not() -> None:
    filled = Fragment.of(HTML).filled({"a": "2", "b": "1"})
    assert filled == '<input name="a" value="1"><input name="a" value="2" checked><b>&lt;&amp;&gt;</b>'


def test_one_fragment_serves_many_and_remembers_nobody() -> None:
    fragment = Fragment.of(HTML)
    assert " checked" in fragment.filled({"a": "1"})
    assert " checked" not in fragment.filled({})


def test_a_field_without_an_answer_has_the_empty_value() -> None:
    assert Fragment.of(f'<input value=""{mark("whole", "")}>').filled({}) == '<input value="" checked>'


def test_two_firms_see_their_own_answers_on_the_same_page(app: Flask, people: People, stranger: PageClient) -> None:
    for firm, value in ((people.firm, "1"), (people.other_firm, "4")):
        stranger.post_form(firm.at("alueet/TYO"), {"q_TYO_current": value})
    for firm, value in ((people.firm, "1"), (people.other_firm, "4")):
        page = stranger.get(firm.at("alueet/TYO")).get_data(as_text=True)
        assert page.count(" checked") == 1
        assert f'name="q_TYO_current" value="{value}" checked' in page
