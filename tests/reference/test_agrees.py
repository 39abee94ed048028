"""The code under test and the reference, written apart from each other, say the same of ten thousand rounds."""

import json
import random
from typing import Any

import pytest

from osaamistase.scoring.answers import Area, Frame
from osaamistase.scoring.change import compare
from osaamistase.scoring.change_report import change_report
from osaamistase.scoring.inputs import read_answers
from osaamistase.scoring.methods import scored
from osaamistase.scoring.report import report
from osaamistase.scoring.scored import read_scored
from osaamistase.scoring.sheet import draw_up
from tests.people import SHELF
from tests.reference.change import change
from tests.reference.exact import exact
from tests.reference.rounds import Round, Second, random_document, random_round, random_second
from tests.reference.sheet import printed

ROUNDS = 10_000
PARTS = 20  # so that several processes share the work
NUMBER = {"id": "any", "version": 1, "sha256": ""}
FULL = SHELF.find("osaamistase", 2)
assert FULL is not None
# Without its opening rule every competence is asked of everyone: which is asked is no part of method.md.
QUESTIONNAIRE = FULL.questionnaire.model_copy(update={"opening": None})


def sheet_of(found: Round | Second) -> dict[str, Any]:
    """The sheet by the code under test, as a program reads it."""
    named = found.document.get("own", {})
    asked = {area: [one for one in ids if one not in found.own or one in named] for area, ids in found.areas.items()}
    replaces = found.replaces if isinstance(found, Second) else {}
    frame = Frame(tuple(Area(area, tuple(ids)) for area, ids in asked.items()), found.asked, replaces, named)
    made: dict[str, Any] = json.loads(json.dumps(report(draw_up(frame, read_answers(found.document, frame)), NUMBER)))
    return made


def differences(expected: Any, found: Any, where: str = "") -> list[str]:
    """Every place where the two differ; what the sheet says besides the contract is not looked at."""
    if isinstance(expected, dict):
        return [
            line
            for name, value in expected.items()
            for line in (
                differences(value, found[name], f"{where}.{name}") if name in found else [f"{where}.{name}: missing"]
            )
        ]
    if isinstance(expected, list) and len(expected) == len(found):
        return [line for at, value in enumerate(expected) for line in differences(value, found[at], f"{where}[{at}]")]
    return [] if expected == found else [f"{where}: reference {expected!r}, code {found!r}"]


@pytest.mark.parametrize("part", [0, *(pytest.param(one, marks=pytest.mark.slow) for one in range(1, PARTS))])
def test_the_reference_agrees_on_rounds_by_chance(part: int) -> None:
    chance = random.Random(part)
    for _ in range(ROUNDS // PARTS):
        found = random_round(chance)
        assert differences(printed(exact(*found)), sheet_of(found)) == [], found


@pytest.mark.parametrize("part", [0, *(pytest.param(one, marks=pytest.mark.slow) for one in range(1, 4))])
def test_the_reference_agrees_on_two_rounds_side_by_side(part: int) -> None:
    chance = random.Random(1000 + part)
    for _ in range(300):
        first = random_round(chance)
        second = random_second(chance, first.areas, first.asked, first.own)
        expected = change(exact(*first), exact(*second[:4]), second.replaces)
        found = change_report(compare(read_scored(sheet_of(first)), read_scored(sheet_of(second))))
        assert differences(expected, found) == [], (first, second)


def test_the_reference_agrees_on_the_full_questionnaire_with_the_firms_own_competences() -> None:
    chance = random.Random(5)
    areas = {area.id: [one.id for one in area.competences] for area in QUESTIONNAIRE.areas}
    assert QUESTIONNAIRE.own is not None
    areas[QUESTIONNAIRE.own.area] += QUESTIONNAIRE.own.ids
    asked = {rating.id: rating.asked for rating in QUESTIONNAIRE.ratings}
    for _ in range(60):
        own = list(QUESTIONNAIRE.own.ids)
        document = random_document(chance, areas, asked, own)
        found = json.loads(json.dumps(scored(QUESTIONNAIRE, document, NUMBER)))
        assert differences(printed(exact(areas, asked, own, document)), found) == [], document


def test_the_comparison_would_find_a_difference() -> None:
    found = sheet_of(random_round(random.Random(1)))
    spoilt = json.loads(json.dumps(found))
    spoilt["competences"][0]["state"] = "else"
    assert len(differences(found, spoilt)) == 1
