"""The explanations of worked example A, written out by hand: what each figure is made of, by name and number."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

from osaamistase.scoring.answers import Talk
from osaamistase.scoring.inputs import read_answers
from osaamistase.scoring.sheet import Sheet, draw_up
from osaamistase.scoring.why import Answers, Why, answers, area, competence, firm, share
from tests.scoring.build import DONT_KNOW, NOT_APPLICABLE, frame, line, of_people, one_answer, person, single

CASE: dict[str, Any] = json.loads((Path(__file__).parent / "cases" / "example_a.json").read_text(encoding="utf-8"))
ASKED = frame(CASE["areas"], CASE["asked_per_area"])
SHEET: Sheet = draw_up(ASKED, read_answers(CASE["answers"], ASKED))


def told(why: Why) -> tuple[str, str, list[tuple[str, Fraction, str]]]:
    return why.figure, why.formula, [(part.name, part.value, part.subject) for part in why.parts]


def test_the_firms_figures_are_made_of_its_areas_and_of_each_other() -> None:
    found = {name: told(why) for name, why in firm(SHEET).items()}
    assert found == {
        "covered": ("covered", "sum", [("covered", 23, "REK"), ("covered", 17, "DIG")]),
        "gap": ("gap", "sum", [("gap", 19, "REK"), ("gap", 8, "DIG")]),
        "surplus": ("surplus", "sum", [("surplus", 3, "REK"), ("surplus", 0, "DIG")]),
        "held_by_one": ("held_by_one", "sum", [("held_by_one", 12, "REK"), ("held_by_one", 8, "DIG")]),
        "importance": ("importance", "sum", [("importance", 11, "REK"), ("importance", 7, "DIG")]),
        "required": ("required", "sum", [("covered", 40, ""), ("gap", 27, "")]),
        "held": ("held", "sum", [("covered", 40, ""), ("surplus", 3, "")]),
        "balance": ("balance", "sum", [("held", 43, ""), ("gap", 27, "")]),
        "coverage_rate": ("coverage_rate", "percent", [("covered", 40, ""), ("required", 67, "")]),
        "level_index": ("level_index", "index", [("held", 43, ""), ("level_max", 5, ""), ("importance", 18, "")]),
    }


def test_an_areas_figures_are_made_of_its_competences() -> None:
    found = {name: told(why) for name, why in area(SHEET, SHEET.areas[0]).items()}
    assert found["covered"] == (
        "covered",
        "sum",
        [("covered", 12, "REK-01"), ("covered", 5, "REK-02"), ("covered", 6, "REK-04")],
    )
    assert found["held_by_one"] == ("held_by_one", "sum", [("held_by_one", 12, "REK-01"), ("held_by_one", 0, "REK-02"), ("held_by_one", 0, "REK-04")])  # fmt: skip
    assert found["surplus"][2] == [("surplus", 0, "REK-01"), ("surplus", 0, "REK-02"), ("surplus", 3, "REK-04")]
    assert found["gap"][2] == [("gap", 4, "REK-01"), ("gap", 15, "REK-02"), ("gap", 0, "REK-04")]
    assert found["importance"][2] == [
        ("importance", 4, "REK-01"),
        ("importance", 5, "REK-02"),
        ("importance", 2, "REK-04"),
    ]
    assert found["current"] == ("current", "share", [("held", 26, ""), ("importance", 11, "")])
    assert found["target"] == ("target", "share", [("required", 42, ""), ("importance", 11, "")])
    assert found["level_index"][2] == [("held", 26, ""), ("level_max", 5, ""), ("importance", 11, "")]
    assert told(share(5, 6)) == ("answered", "share", [("scored", 5, ""), ("applicable", 6, "")])


def test_a_competences_figures_are_made_of_its_levels_and_holders() -> None:
    found = {name: told(why) for name, why in competence(line(SHEET, "REK-01"), SHEET).items()}
    n, t, w = ("current", 3, ""), ("target", 4, ""), ("importance", 4, "")
    assert found == {
        "agreement": ("agreement", "unlike", [("variance", 1, ""), ("even_variance", Fraction(35, 12), "")]),
        "covered": ("covered", "lower", [n, t]),
        "gap": ("gap", "difference", [t, n]),
        "surplus": ("surplus", "difference", [n, t]),
        "priority": ("priority", "product", [w, ("gap", 1, "")]),
        "vulnerability": ("vulnerability", "exposed", [("base", 3, ""), ("leaving", 1, ""), ("deputy", 0, "")]),
        "key_person_risk": ("key_person_risk", "product", [w, ("vulnerability", 4, "")]),
    }
    deputised = competence(line(SHEET, "DIG-04"), SHEET)["vulnerability"]
    assert (told(deputised)[2], deputised.value) == ([("base", 3, ""), ("leaving", 0, ""), ("deputy", 1, "")], 2)


def test_what_is_not_scored_or_not_known_has_no_explanation_of_it() -> None:
    assert set(competence(line(SHEET, "DIG-03"), SHEET)) == set()
    alone = single(3)
    assert set(competence(alone.competences[0], alone)) == {"covered", "gap", "surplus", "priority"}
    empty = draw_up(frame({"T": ["T-01"]}), of_people([]))
    assert set(area(empty, empty.areas[0])) == {"covered", "gap", "surplus", "held_by_one", "importance", "required", "held", "balance"}  # fmt: skip
    assert "coverage_rate" not in firm(empty)


def test_exposure_never_falls_below_nothing() -> None:
    people = [
        person(
            one_answer("T-01", 3, 4, 5) | {("T-01", "holders"): 2, ("T-01", "leaving"): 0, ("T-01", "deputy"): 1},
            main=True,
        )
    ]
    sheet = draw_up(frame({"T": ["T-01"]}), of_people(people))
    assert competence(sheet.competences[0], sheet)["vulnerability"].value == 0
    worse = {**people[0].ratings, ("T-01", "holders"): 1, ("T-01", "leaving"): 2}
    sheet = draw_up(frame({"T": ["T-01"]}), of_people([type(people[0])(True, worse)]))
    assert competence(sheet.competences[0], sheet)["vulnerability"].value == 4


def test_answers_are_told_with_their_mean_beside_what_was_agreed() -> None:
    people = [person(one_answer("T-01", said, 4, 5)) for said in (5, 1, 0)]
    sheet = draw_up(frame({"T": ["T-01"]}), of_people(people, consensus={("T-01", "current"): 3}))
    found = answers(sheet.competences[0].levels.current, sheet)
    assert found == Answers(Fraction(3), Fraction(2), 3, ((0, 1), (1, 1), (5, 1)), 0, 0, 3)


def test_states_are_told_from_three_who_spoke_and_to_one_alone() -> None:
    two = single(DONT_KNOW, NOT_APPLICABLE)
    hidden = answers(two.competences[0].levels.current, two)
    assert hidden == Answers(None, None, 0, None, None, None, None)
    three = single(3, DONT_KNOW, NOT_APPLICABLE)
    shown = answers(three.competences[0].levels.current, three)
    assert shown == Answers(Fraction(3), Fraction(3), 1, None, 1, 1, None)
    alone = single(4)
    assert answers(alone.competences[0].levels.current, alone) == Answers(Fraction(4), Fraction(4), 1, None, 0, 0, None)


def test_a_talk_on_the_place_where_a_level_is_asked_stands_with_each_of_its_competences() -> None:
    from osaamistase.scoring.report import report

    asked = frame({"T": ["T-01", "T-02"]}, per_area=("current",))
    round_ = of_people([person({("T", "current"): 2})])
    talked = type(round_)(12, round_.respondents, {}, {"T": Talk("puhuttiin", "2026-11-25")})
    found = report(draw_up(asked, talked), {})
    assert [one["talk"] for one in found["competences"]] == [{"reason": "puhuttiin", "date": "2026-11-25"}] * 2
    apart = report(draw_up(frame({"T": ["T-01"]}), type(round_)(12, (), {}, {"T": Talk("puhuttiin")})), {})
    assert [one["talk"] for one in apart["competences"]] == [None]
