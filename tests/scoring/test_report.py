"""The sheet as `score` prints it: every field of a small firm's round, computed by hand."""

from typing import Any

from osaamistase.scoring.answers import Frame, Place, RoundAnswers, Talk
from osaamistase.scoring.explain import explanation
from osaamistase.scoring.report import report
from osaamistase.scoring.sheet import Sheet, draw_up
from tests.scoring.build import DONT_KNOW, NOT_APPLICABLE, Said, frame, line, one_answer, person

NONE = dict.fromkeys(
    ("covered", "gap", "surplus", "required", "held", "balance", "held_by_one", "coverage_rate", "level_index", "band")
)
UNSCORED = dict.fromkeys(("exact", "covered", "gap", "surplus", "priority", "class", "key_person_risk"))


def small_firm(headcount: int = 12) -> Sheet:
    """Three people: T-01 a gap in one head, T-02 a surplus only one speaks of, U-01 not theirs, U-02 left open."""
    main: dict[Place, Said] = {
        **one_answer("T-01", 1, 4, 5), ("T-01", "holders"): 1, ("T-01", "leaving"): 2, ("T-01", "deputy"): 0,
        **one_answer("T-02", 5, 3, 2), **one_answer("U-01", NOT_APPLICABLE, 3, 2), **one_answer("U-02", DONT_KNOW, 4, 3),
    }  # fmt: skip
    others = [
        person({**one_answer("T-01", n, 4, 5), ("U-01", "current"): NOT_APPLICABLE, ("T-01", "holders"): 3})
        for n in (2, 3)
    ]
    asked = frame({"T": ["T-01", "T-02"], "U": ["U-01", "U-02"]})
    asked = Frame(asked.areas, asked.asked, {"U-02": "U-00"}, {"T-02": "Hitsaus"})
    talks = {"U": Talk("puhuttu", "2026-11-24"), "T-02": Talk("sama kuin keskiarvo", "")}
    people = (person(main, main=True), *others)
    return draw_up(asked, RoundAnswers(headcount, people, {("T-02", "target"): 3}, talks))


def competence(sheet: dict[str, Any], at: int) -> dict[str, Any]:
    return {
        name: value for name, value in sheet["competences"][at].items() if name not in ("explanation", "explanations")
    }


def test_the_top_of_a_sheet() -> None:
    sheet = small_firm()
    found = report(sheet, {"id": "pieni", "version": 3, "sha256": "ab"})
    assert {name: value for name, value in found.items() if name not in ("areas", "competences", "parameters")} == {
        "method": "1",
        "questionnaire": {"id": "pieni", "version": 3, "sha256": "ab"},
        "totals": NONE,  # two of three are scored, and totals are shown from seven tenths
        "gaps": ["T-01"],
        "key_persons": [{"id": "T-01", "risk": 25.0, "class": "kriittinen"}],
        "owner_only": False,
        "scored": 2,
        "applicable": 3,
        "answered": 0.6667,
        "respondents": 3,
        "confidence": "B",
    }
    assert found["parameters"] == sheet.method.as_json()
    alone = report(small_firm(headcount=1), {})
    assert (alone["owner_only"], alone["key_persons"]) == (True, [])


def test_the_areas_of_a_sheet() -> None:
    assert report(small_firm(), {})["areas"] == [
        {
            # 5·2 + 2·3, 5·2, 2·2; of 5 + 2 weights
            "id": "T", "covered": 16.0, "gap": 10.0, "surplus": 4.0, "required": 26.0, "held": 20.0, "balance": 30.0,
            "held_by_one": 10.0, "coverage_rate": 61.5385, "level_index": 57.1429, "band": "kehittyva",
            "current": 2.8571, "target": 3.7143, "scored": 2, "applicable": 2, "answered": 1.0, "shown": "yes", "talk": None,
        },
        {
            "id": "U", **NONE, "current": None, "target": None, "scored": 0, "applicable": 1, "answered": 0.0, "shown": "no",
            "talk": {"reason": "puhuttu", "date": "2026-11-24"},
        },
    ]  # fmt: skip


def test_the_scored_lines_of_a_sheet() -> None:
    found = report(small_firm(), {})
    assert competence(found, 0) == {
        "id": "T-01", "area": "T", "replaces": None, "own": None, "state": "scored",
        "current": 2.0, "target": 4.0, "importance": 5.0, "exact": {"current": "2", "target": "4", "importance": "5"},
        "covered": 2.0, "gap": 2.0, "surplus": 0.0, "priority": 10.0, "class": "kiireellinen", "check_first": False,
        "answers": 3, "not_applicable_votes": 0, "agreed": [], "talk": None,
        "agreement": 0.6571, "agreement_label": "melko", "holders": 1, "key_person_risk": 25.0,
    }  # fmt: skip
    assert competence(found, 1) == {
        "id": "T-02", "area": "T", "replaces": None, "own": "Hitsaus", "state": "scored",
        "current": 5.0, "target": 3.0, "importance": 2.0, "exact": {"current": "5", "target": "3", "importance": "2"},
        "covered": 3.0, "gap": 0.0, "surplus": 2.0, "priority": 0.0, "class": "reservi", "check_first": False,
        "answers": 1, "not_applicable_votes": 0, "agreed": ["target"], "talk": {"reason": "sama kuin keskiarvo", "date": ""},
        "agreement": None, "agreement_label": None, "holders": None, "key_person_risk": None,
    }  # fmt: skip


def test_the_lines_of_a_sheet_that_are_not_scored() -> None:
    found = report(small_firm(), {})
    rest = {"check_first": False, "answers": 0, "agreed": [], "talk": None, "agreement": None, "agreement_label": None}
    assert competence(found, 2) == {
        "id": "U-01", "area": "U", "replaces": None, "own": None, "state": "not_applicable", **UNSCORED, **rest,
        "current": None, "target": None, "importance": None, "not_applicable_votes": 3, "holders": None,
    }  # fmt: skip
    assert competence(found, 3) == {
        "id": "U-02", "area": "U", "replaces": "U-00", "own": None, "state": "unscored", **UNSCORED, **rest,
        "current": None, "target": 4.0, "importance": 3.0, "not_applicable_votes": 0, "holders": None,
    }  # fmt: skip


def test_every_line_is_explained_in_finnish_and_in_all_three_languages() -> None:
    sheet = small_firm()
    for one in report(sheet, {})["competences"]:
        assert one["explanation"] == explanation(line(sheet, one["id"]), "fi")
        assert one["explanations"] == {
            language: explanation(line(sheet, one["id"]), language) for language in ("fi", "sv", "en")
        }


def test_an_area_with_too_few_answers_shows_no_figure_though_one_of_its_lines_is_scored() -> None:
    asked = frame({"T": ["T-01", "T-02", "T-03"]})
    main = person({**one_answer("T-01", 2, 4, 5), ("T-02", "current"): 3, ("T-03", "current"): 3})
    (area,) = report(draw_up(asked, RoundAnswers(12, (main,))), {})["areas"]
    assert (area["scored"], area["applicable"], area["answered"], area["shown"]) == (1, 3, 0.3333, "no")
    assert {area[name] for name in (*NONE, "current", "target")} == {None}
