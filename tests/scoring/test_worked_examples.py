"""Worked examples as data: cases/*.json hold answers and figures computed by hand, never by this code."""

import json
from pathlib import Path
from typing import Any

import pytest

from osaamistase.scoring.inputs import read_answers
from osaamistase.scoring.sheet import draw_up
from tests.scoring.build import frame, printed

CASES = sorted((Path(__file__).parent / "cases").glob("*.json"))


def load(path: Path) -> dict[str, Any]:
    case: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return case


def scored(case: dict[str, Any]) -> dict[str, Any]:
    asked = frame(case["areas"], case["asked_per_area"])
    return printed(draw_up(asked, read_answers(case["answers"], asked)))


def by_id(lines: list[dict[str, Any]]) -> dict[str, Any]:
    return {line["id"]: line for line in lines}


def differences(expected: Any, found: Any, where: str) -> list[str]:
    """What a case names and the sheet says otherwise. Only named figures are compared; a name must exist."""
    if not isinstance(expected, dict):
        return [] if found == expected else [f"{where}: {found!r}, by hand {expected!r}"]
    missing = [f"{where}.{name}: not in the sheet" for name in expected if name not in found]
    named = [name for name in expected if name in found]
    return missing + [line for name in named for line in differences(expected[name], found[name], f"{where}.{name}")]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_worked_example_comes_out_as_computed_by_hand(path: Path) -> None:
    case = load(path)
    sheet = scored(case)
    sheet["areas"], sheet["competences"] = by_id(sheet["areas"]), by_id(sheet["competences"])
    assert differences(case["expected"], sheet, "sheet") == []


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_says_what_it_shows_and_why(path: Path) -> None:
    # A case is read by people who do not read Python; one without figures would prove nothing.
    case = load(path)
    assert set(case) == {"title", "why", "areas", "asked_per_area", "answers", "expected"}
    assert case["title"].strip()
    assert case["why"].strip()
    assert case["expected"]


def test_both_worked_examples_of_the_method_are_among_the_cases() -> None:
    assert {"example_a", "example_b_round_0", "example_b_round_1"} <= {path.stem for path in CASES}


def test_example_a_in_the_other_order_of_respondents_is_the_same_sheet() -> None:
    case = load(Path(__file__).parent / "cases" / "example_a.json")
    sheet = scored(case)
    case["answers"]["respondents"].reverse()
    assert scored(case) == sheet


def test_example_a_does_not_let_a_surplus_flatter() -> None:
    # Held over required would be 43/67 = 64.2 %: the 3 op of surplus in REK-04 pay no gap elsewhere.
    totals = scored(load(Path(__file__).parent / "cases" / "example_a.json"))["totals"]
    assert totals["coverage_rate"] == 59.7015
    assert totals["held"] / totals["required"] == pytest.approx(0.6418, abs=0.0001)


def test_every_field_the_contract_names_stands_in_the_sheet() -> None:
    sheet = scored(load(Path(__file__).parent / "cases" / "example_a.json"))
    sums = [
        "covered",
        "gap",
        "surplus",
        "required",
        "held",
        "balance",
        "held_by_one",
        "coverage_rate",
        "level_index",
        "band",
    ]
    line = [
        "id",
        "state",
        "current",
        "target",
        "importance",
        "covered",
        "gap",
        "surplus",
        "priority",
        "class",
        "check_first",
        "agreement",
        "agreement_label",
        "key_person_risk",
        "explanation",
    ]
    top = [
        "method",
        "questionnaire",
        "totals",
        "areas",
        "competences",
        "gaps",
        "key_persons",
        "answered",
        "respondents",
        "confidence",
    ]
    assert set(top) <= set(sheet)
    assert set(sums) <= set(sheet["totals"])
    assert all({"id", "answered", "shown", *sums} <= set(area) for area in sheet["areas"])
    assert all(set(line) <= set(competence) for competence in sheet["competences"])
    assert json.loads(json.dumps(sheet)) == sheet
