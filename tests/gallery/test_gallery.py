"""The gallery: every component that pages are made of stands there in every language, and touches nothing real."""

import re
from pathlib import Path

import pytest
from flask import Flask

from osaamistase.settings import ROOT
from tests.page import PageClient
from tests.people import People

TEMPLATES = ROOT / "templates"
MACRO = re.compile(r"{% macro (\w+)\(.*?%}(.*?){% endmacro %}", re.DOTALL)
FROM = re.compile(r'{% from "(parts/\w+\.html)" import ([^%]+?)(?: with context)? %}')
AS = re.compile(r'{% import "(parts/\w+\.html)" as (\w+)(?: with context)? %}')
Macro = tuple[str, str]  # its file and its name
NOT_SHOWN: dict[str, set[str] | None] = {
    "parts/print.html": None,  # of paper alone
    "parts/print_plan.html": None,  # of paper alone
    "parts/page.html": None,  # at the top of the gallery's own page
    "parts/why.html": {"area_calculation"},  # of paper alone
}


def test_it_is_there_for_advisers_in_every_language(adviser: PageClient) -> None:
    for language, title in (("fi", "Osien malli"), ("sv", "Modeller för delarna"), ("en", "Gallery of components")):
        adviser.post_form(f"/kieli/{language}", page="/mallit")
        page = adviser.get("/mallit").get_data(as_text=True)
        assert f"<h1>{title}</h1>" in page
        assert "Esimerkkileipomo Oy" in page


def test_it_stands_in_no_menu(adviser: PageClient) -> None:
    assert "/mallit" not in adviser.get("/tanaan").get_data(as_text=True)


def test_what_its_forms_send_comes_back_to_it(adviser: PageClient) -> None:
    assert adviser.post_form("/mallit", {"title": "Jotain"}, page="/mallit").status_code == 200


def test_none_of_its_buttons_finds_anything_real(app: Flask, people: People, adviser: PageClient) -> None:
    """The samples bear the number 0, which no row has; where no mail is sent, that is said first."""
    page = adviser.get("/mallit").get_data(as_text=True)
    main = page.split("<main", 1)[1]
    sent = set(re.findall(r'<form method="post" action="([^"]+)"', main))
    assert len(sent) > 2
    assert {adviser.post_form(one, page="/mallit").status_code for one in sent} <= {404, 409}


@pytest.mark.parametrize("state", ["kiireellinen", "tarkea", "reservi", "kunnossa", "kriittinen"])
def test_every_state_of_a_sheet_comes_up(adviser: PageClient, state: str) -> None:
    assert f'class="tag {state}"' in adviser.get("/mallit").get_data(as_text=True)


def test_every_macro_that_draws_something_is_shown_or_says_why_not() -> None:
    bodies = {
        (f"parts/{path.name}", name): body
        for path in sorted((TEMPLATES / "parts").glob("*.html"))
        for name, body in MACRO.findall(path.read_text(encoding="utf-8"))
    }
    drawing = {macro for macro, body in bodies.items() if "<" in re.sub(r"{%.*?%}|{{.*?}}", "", body, flags=re.DOTALL)}
    assert len(drawing) > 40
    shown: set[Macro] = set()
    waiting = [one for path in (TEMPLATES / "gallery").glob("*.html") for one in _called(path, None, bodies)]
    while waiting:
        macro = waiting.pop()
        if macro not in shown:
            shown.add(macro)
            waiting += _called(TEMPLATES / macro[0], bodies[macro], bodies)
    missing = {one for one in drawing - shown if one[1] not in (NOT_SHOWN.get(one[0], set()) or {one[1]})}
    assert missing == set()
    assert not [file for file, names in NOT_SHOWN.items() if names and {(file, one) for one in names} & shown]


def _called(path: Path, body: str | None, known: dict[Macro, str]) -> list[Macro]:
    """The macros of parts/ that a template calls, or that one macro of it does."""
    text = path.read_text(encoding="utf-8")
    here = f"parts/{path.name}" if path.parent.name == "parts" else ""
    called = set(re.findall(r"(?:(\w+)\.)?\b(\w+)\(", text if body is None else body))
    found = [(here, name) for prefix, name in called if not prefix]
    for file, names in FROM.findall(text):
        found += [(file, name) for prefix, name in called if not prefix and name in re.split(r"[,\s]+", names)]
    for file, alias in AS.findall(text):
        found += [(file, name) for prefix, name in called if prefix == alias]
    return [one for one in found if one in known]
