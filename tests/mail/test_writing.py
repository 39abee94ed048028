"""The words of each mail: the same in both parts, in the reader's language, with the link and nothing else secret."""

import html
import re

import pytest
from flask import Flask

from osaamistase.mail.writing import Facts, Kind, letter
from tests.mail.post import FACTS

KINDS: tuple[Kind, ...] = ("invitation", "reminder", "receipt")


def written(app: Flask, kind: Kind, language: str = "fi", **other: object) -> tuple[str, str, str]:
    with app.app_context():
        return letter(kind, language, **Facts(**{**FACTS, **other}))  # type: ignore[typeddict-item]


def words_of(page: str) -> list[str]:
    body = re.sub(r"<[^>]+>", " ", page.split("</h1>")[1])
    return html.unescape(body).split()


@pytest.mark.parametrize("made_up", [True, False])
@pytest.mark.parametrize("main", [True, False])
@pytest.mark.parametrize("kind", KINDS)
def test_both_parts_say_the_same(app: Flask, kind: Kind, main: bool, made_up: bool) -> None:
    _subject, plain, page = written(app, kind, main=main, made_up=made_up)
    assert plain.split() == words_of(page)
    assert ("yritys on keksitty" in plain) is made_up


@pytest.mark.parametrize("kind", ["invitation", "reminder"])
@pytest.mark.parametrize("main", [True, False])
def test_who_is_asked_learns_what_how_long_until_when_and_whom_to_ask(app: Flask, kind: Kind, main: bool) -> None:
    subject, plain, page = written(app, kind, main=main)
    assert "osaamiskysely" in subject
    for fact in (
        FACTS["company"],
        f"\n{FACTS['address']}\n",
        "15 minuuttia",
        "1.2.2027 asti",
        FACTS["adviser"],
        FACTS["adviser_email"],
        FACTS["adviser_phone"],
        "Kinno",
    ):
        assert str(fact) in plain
    assert ("osaamistaseen" in plain) is main
    assert f'<a href="{FACTS["address"]}">' in page


def test_the_receipt_opens_the_sheet_for_the_main_respondent_alone(app: Flask) -> None:
    subject, plain, _page = written(app, "receipt")
    assert subject.startswith("Kiitos")
    assert "kysely on suljettu" in plain
    assert "osaamistase on valmis" in plain
    assert FACTS["address"] in plain
    _subject, plain, page = written(app, "receipt", main=False)
    assert FACTS["address"] not in plain + page
    assert "osaamistase on valmis" not in plain


def test_plain_text_is_not_escaped_and_html_is(app: Flask) -> None:
    _subject, plain, page = written(app, "invitation", company="Å & Ö <b>Oy</b>")
    assert "Å & Ö <b>Oy</b>" in plain
    assert "Å &amp; Ö &lt;b&gt;Oy&lt;/b&gt;" in page


def test_plain_text_has_no_heaps_of_empty_lines(app: Flask) -> None:
    for kind in KINDS:
        for phone in ("", "040 000 0000"):
            _subject, plain, _page = written(app, kind, adviser_phone=phone)
            assert "\n\n\n" not in plain
            assert plain.startswith("Hei!\n\n")


@pytest.mark.parametrize(("language", "subject"), [("sv", "Kompetensenkät för ditt företag"), ("fi", "Yrityksesi osaamiskysely")])  # fmt: skip
def test_a_letter_speaks_its_readers_language_whatever_the_page_speaks(app: Flask, language: str, subject: str) -> None:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        said, _plain, page = letter("invitation", language, **FACTS)
    assert said == subject
    assert f'<html lang="{language}">' in page
    assert f"<h1>{subject}</h1>" in page


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_in_a_letter_is_fetched(app: Flask, kind: Kind) -> None:
    _subject, _plain, page = written(app, kind)
    for forbidden in ("<img", "<link", "<script", "url(", "@import", "src="):
        assert forbidden not in page
    assert set(re.findall(r'href="([^"]+)"', page)) == {FACTS["address"], f"mailto:{FACTS['adviser_email']}"}  # fmt: skip
