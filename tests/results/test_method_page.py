""" "Näin laskemme": its example is scored, never typed; its limits are the method's; its words are the glossary's."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from html import unescape

import pytest
from flask import Flask

from osaamistase.results import example
from osaamistase.results.example import scored_example, worked_example
from osaamistase.scoring.method_1 import METHOD_1
from osaamistase.settings import ROOT
from osaamistase.web.glossary import explained_terms
from tests.page import PageClient

PAGE = "/nain-laskemme"


@pytest.fixture(autouse=True)
def _scored_anew() -> Iterator[None]:
    yield
    worked_example.cache_clear()


def words_of(app: Flask, language: str = "fi") -> str:
    """What a reader reads on the page, in one line."""
    page = PageClient(app).get(PAGE, headers={"Accept-Language": language}).get_data(as_text=True)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_the_example_comes_out_as_by_hand() -> None:
    made = worked_example()
    sums = made.area.balance
    # 4 × (1 + 2 + 4 + 3) in use, 4 × (3 + 1) missing, 4 × 1 more than needed; four of five are rated.
    assert (sums.covered, sums.gap, sums.surplus, sums.importance) == (40, 16, 4, 16)
    assert (sums.required, sums.held, sums.total) == (56, 44, 60)
    assert (sums.coverage_rate, sums.level_index) == (Fraction(500, 7), 55)
    assert made.if_filled == Fraction(550, 7)
    assert [row.class_ for row in made.rows] == ["kiireellinen", "tarkea", "kunnossa", "reservi", None]
    assert (made.risk, made.risk_class) == (16, "kriittinen")
    assert (made.area.answered, made.area.shown, made.band) == (Fraction(4, 5), "yes", "hyva")
    assert made.alike.agreement.index == 1 - Fraction(1, 3) / Fraction(35, 12)
    assert (made.apart.agreement.index, made.apart.agreement.label) == (0, "erimielinen")


def test_what_is_missing_stays_missing() -> None:
    missing = next(one for one in scored_example().competences if one.id == "restaurants")
    assert missing.entry is None
    assert missing.levels.current.value is None
    assert missing.levels.target.value == 3


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_page_shows_the_scored_figures_in_each_language(app: Flask, language: str) -> None:
    words = words_of(app, language)
    rate, filled, alike = ("71.43", "78.57", "0.89") if language == "en" else ("71,43", "78,57", "0,89")
    assert f"100 × 40 / 56 = {rate} %" in words
    assert "100 × 44 / (5 × 16) = 55" in words
    assert f"{filled} %" in words
    assert alike in words
    assert "None" not in words


def test_no_figure_of_the_example_is_typed(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    before = words_of(app)
    assert "merkitys 4 × vaje 3 = tärkeysluku 12" in before
    monkeypatch.setattr(example, "LEVELS", {**example.LEVELS, "pricing": (2, 5), "counter": (3, 4)})
    monkeypatch.setattr(example, "AREA", {**example.AREA, "importance": 5})
    worked_example.cache_clear()
    after = words_of(app)
    assert "merkitys 5 × vaje 3 = tärkeysluku 15" in after
    assert "tavoite 5 − nykytaso 2 = vaje 3" in after
    sums = worked_example().area.balance
    assert f"100 × {sums.covered} / {sums.required} =" in after
    assert "100 × 40 / 56" not in after


def test_the_limits_are_those_of_the_method(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Tärkeä: tärkeysluku vähintään 4" in words_of(app)
    monkeypatch.setattr("osaamistase.results.routes.NEWEST", replace(METHOD_1, important_priority=6))
    assert "Tärkeä: tärkeysluku vähintään 6" in words_of(app)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_word_with_a_meaning_is_on_the_page_under_its_own_address(app: Flask, language: str) -> None:
    page = PageClient(app).get(PAGE, headers={"Accept-Language": language}).get_data(as_text=True)
    for term in explained_terms():
        told = term.words[language]
        entry = re.search(rf'<div id="sana-{term.id}"><dt>(.*?)</dt><dd>(.*?)</dd>', page)
        assert entry is not None
        assert entry.group(1).casefold() == told.word.casefold()
        assert unescape(entry.group(2)) == told.means


def test_every_link_to_a_part_of_the_page_leads_to_one(app: Flask) -> None:
    page = PageClient(app).get(PAGE).get_data(as_text=True)
    there = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= there
    assert {"esimerkki", "yksimielisyys", "kierrokset", "keskustelu", "rajat", "sanasto"} <= there
    for path in (ROOT / "templates").rglob("*.html"):
        # A link from another page: url_for("results.method", _anchor="sana-vaje").
        for anchor in re.findall(r"url_for\(['\"]method['\"], _anchor=['\"]([^'\"]+)['\"]", path.read_text("utf-8")):
            assert anchor in there, f"{path.name} leads to #{anchor}"
