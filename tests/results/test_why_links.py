"""Every figure of a sheet leads to how it came about, on the pages and in the print, and what stands there is that figure."""

import re
from typing import Any

import pytest
from flask import Flask

from osaamistase.survey.answering import Place
from tests.discussion.table import draw, say
from tests.page import PageClient
from tests.people import People, quick_answers
from tests.results.explaining import as_html, element, figures_on, ids_on, numbers, text_of
from tests.rounds.finished import SIX, Answers, document_of, finish, full_answers, new_round, sheet_of

SOME = {Place("DIG", "current"): "1", Place("REK", "current"): "5", Place("VIH", "importance"): "2"}


def uneven(of: Answers, by: int) -> Answers:
    """Every third level another one, so that means are no whole numbers."""
    changed = [place for at, place in enumerate(of) if place.rating == "current" and at % 3 == 0]
    return {**of, **{place: str((int(of[place]) + by) % 6) for place in changed}}


FULL = [pytest.param(one, marks=pytest.mark.slow) for one in ("full, three", "full, half")]


@pytest.fixture(params=["quick, one", "quick, six, talked", "quick, few areas", *FULL])
def round_id(request: pytest.FixtureRequest, app: Flask, people: People, adviser: PageClient) -> int:
    questionnaire, kind = request.param.split(", ", 1)
    whole = {**quick_answers(3), **SOME} if questionnaire == "quick" else full_answers(3, 4, 4)
    number = people.firm.round_id
    if questionnaire == "full":
        number = new_round(app, people.firm.company_id, people.adviser_id, "osaamistase")
    given = {
        "one": [whole],
        "six, talked": [uneven(whole, at) for at in range(6)],
        "three": [uneven(whole, at) for at in range(3)],
        "few areas": [{at: value for at, value in whole.items() if at.subject in ("DIG", "REK", "TYO")}],
        "half": [
            {at: value for at, value in whole.items() if not re.search(r"-0[345]", at.subject) or at.subject < "H"}
        ],
    }[kind]
    finish(app, number, *given, groups=SIX)
    if kind == "six, talked":
        say(adviser, number, "DIG", current="2", importance="5")
        say(adviser, number, "TYO")
        draw(adviser, number)
    return number


def test_every_figure_on_the_page_leads_to_an_element_that_is_there(round_id: int, adviser: PageClient) -> None:
    found = figures_on(text_of(adviser, f"/kysely/{round_id}/tase"))
    assert len(found) > 5
    assert not [one for one in found if not one.anchor]
    pages = {one.address: ids_on(text_of(adviser, one.address)) for one in found}
    assert [one for one in found if one.anchor not in pages[one.address]] == []


def test_every_link_within_the_print_leads_to_an_element_that_is_there(
    round_id: int, adviser: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_html(monkeypatch)
    page = text_of(adviser, f"/kysely/{round_id}/tase.pdf")
    there = ids_on(page)
    assert len(figures_on(page)) > 5
    assert [one for one in re.findall(r'href="#([^"]*)"', page) if one not in there] == []
    assert [one for one in set(there) if there.count(one) > 1] == []


def test_each_number_on_the_sheet_is_the_one_at_the_end_of_its_link(round_id: int, adviser: PageClient) -> None:
    pages: dict[str, str] = {}
    compared = 0
    for one in figures_on(text_of(adviser, f"/kysely/{round_id}/tase")):
        if not numbers(one.text):
            continue  # "why this letter?"
        page = pages.setdefault(one.address, text_of(adviser, one.address))
        said = numbers(element(page, one.anchor).split("Tärkeysluku")[0])
        decimals = 1 if re.search(r"\d[.,]\d", one.text) else 0
        assert any(abs(number - numbers(one.text)[0]) <= 0.5 * 10**-decimals + 0.005 for number in said), one
        compared += 1
    assert compared > 5


def test_the_figures_explained_are_the_stored_ones_rounded(app: Flask, round_id: int, adviser: PageClient) -> None:
    stored = document_of(sheet_of(app, round_id))["sheet"]
    firm = text_of(adviser, f"/kysely/{round_id}/tase/miksi")
    for name in ("required", "held", "balance", "coverage_rate", "level_index"):
        if stored["totals"][name] is not None:
            assert _result(firm, name) == pytest.approx(stored["totals"][name], abs=0.00501), name
    for area in stored["areas"]:
        lines = [one for one in stored["competences"] if one["area"] == area["id"]]
        if not lines:
            continue
        page = text_of(adviser, f"/kysely/{round_id}/tase/miksi/{area['id']}")
        for name in ("required", "held", "current", "target", "coverage_rate", "level_index"):
            if area[name] is not None:
                assert _result(page, f"{area['id']}-{name}") == pytest.approx(area[name], abs=0.00501), name
        for line in lines:
            _same(page, line)


def _same(page: str, line: dict[str, Any]) -> None:
    for name in ("covered", "gap", "surplus", "priority", "key_person_risk", "agreement"):
        if f'id="{line["id"]}-{name}"' in page:
            assert _result(page, f"{line['id']}-{name}") == pytest.approx(line[name], abs=0.00501), (line["id"], name)
        else:
            assert line[name] in (None, 0.0) or line["state"] != "scored", (line["id"], name)


def _result(page: str, id_: str) -> float:
    """What comes after the last sign of equality."""
    return numbers(element(page, id_).rsplit("=", 1)[1])[0]
