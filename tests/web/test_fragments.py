"""Fragments: what is drawn once says for each person what that person chose, and nothing else."""

from flask import Flask
from markupsafe import Markup, escape

from osaamistase.web.fragments import Fragment, mark, words
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


def test_what_was_written_stands_where_its_words_belong() -> None:
    fragment = Fragment.of(f'<input name="a" value="1"{mark("a", "1")}><textarea name="n">{words("n")}</textarea>')
    assert fragment.filled({"a": "1", "n": "huomio"}) == (
        '<input name="a" value="1" checked><textarea name="n">huomio</textarea>'
    )
    assert fragment.filled({}) == '<input name="a" value="1"><textarea name="n"></textarea>'


def test_what_was_written_is_words_and_never_part_of_the_page() -> None:
    fragment = Fragment.of(f"<textarea>{words('n')}</textarea>")
    assert fragment.filled({"n": "</textarea><script>alert('1')</script> & \""}) == (
        "<textarea>&lt;/textarea&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &#34;</textarea>"
    )
    assert fragment.filled({"n": Markup("<b>")}) == "<textarea><b></textarea>"  # finished HTML stays so


def test_words_that_look_like_a_mark_check_nothing() -> None:
    fragment = Fragment.of(f'<input value="1"{mark("a", "1")}><p>{words("n")}</p>')
    assert fragment.filled({"a": "\x01", "n": "\x01"}) == '<input value="1"><p>\x01</p>'
    assert fragment.filled({"a": "2", "n": "1"}) == '<input value="1"><p>1</p>'


def test_a_note_at_the_table_is_its_own_firms_alone(app: Flask, people: People, adviser: PageClient) -> None:
    noted = {people.firm: "leipomon <huomio>", people.other_firm: "toisen huomio"}
    ids = {}
    for firm, text in noted.items():
        opened = adviser.post_form(
            f"/yritykset/{firm.company_id}/kierrokset", {"questionnaire": "osaamistase"}, page="/yritykset"
        ).headers["Location"]
        adviser.post_form(f"{opened}/yhdessa", page="/yritykset")
        ids[firm] = opened.rsplit("/", 1)[1]
        form = {"q_TYO-01_note": text}
        assert adviser.post_form(f"/kysely/{ids[firm]}/alueet/TYO", form, page="/yritykset").status_code == 302
    for firm, text in noted.items():
        page = adviser.get(f"/kysely/{ids[firm]}/alueet/TYO").get_data(as_text=True)
        assert f">{escape(text)}</textarea>" in page
        assert not any(str(escape(other)) in page for other in noted.values() if other != text)


def test_two_firms_see_their_own_answers_on_the_same_page(app: Flask, people: People, stranger: PageClient) -> None:
    for firm, value in ((people.firm, "1"), (people.other_firm, "4")):
        stranger.post_form(firm.at("alueet/TYO"), {"q_TYO_current": value})
    for firm, value in ((people.firm, "1"), (people.other_firm, "4")):
        page = stranger.get(firm.at("alueet/TYO")).get_data(as_text=True)
        assert page.count(" checked") == 1
        assert f'name="q_TYO_current" value="{value}" checked' in page
