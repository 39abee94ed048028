"""Tokens for what cannot look them up: a drawing on paper, a letter."""

import pytest
from flask import Flask, render_template_string

from osaamistase.web.tokens import drawn_with, paper_tokens, tokens_by_query

CSS = """
/* :root { --ink: #ff0000; } */
:root { --ink: #112233; --font: "A", serif; }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #eeeeee; } }
"""


def test_tokens_are_read_by_whose_screen_they_are_for() -> None:
    dark = "screen and (prefers-color-scheme: dark)"
    assert tokens_by_query(CSS) == {"": {"--ink": "#112233", "--font": '"A", serif'}, dark: {"--ink": "#eeeeee"}}


def test_a_drawing_on_paper_has_the_colours_themselves() -> None:
    assert drawn_with('<path fill="var(--ink)" stroke="none"/>', paper_tokens(CSS)) == '<path fill="#112233" stroke="none"/>'  # fmt: skip


def test_what_a_person_wrote_stays_as_it_is_on_paper(app: Flask) -> None:
    page = '{% filter on_paper %}<rect fill="var(--paper)"/><p>{{ said }}</p>{% endfilter %}'
    with app.test_request_context():
        drawn = render_template_string(page, said='="var(--ink)" & var(--nothing)')
    assert drawn == '<rect fill="#ffffff"/><p>=&#34;var(--ink)&#34; &amp; var(--nothing)</p>'


def test_a_token_there_is_not_is_an_error_of_ours() -> None:
    with pytest.raises(KeyError):
        drawn_with('<path fill="var(--nothing)"/>', paper_tokens(CSS))
