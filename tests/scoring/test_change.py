"""Two rounds side by side (method.md section 7): the worked example, and each rule on its edge."""

import json
from pathlib import Path
from typing import Any

import pytest

from osaamistase.scoring.answers import Frame
from osaamistase.scoring.change import Change, compare
from osaamistase.scoring.change_report import change_report
from osaamistase.scoring.inputs import read_answers
from osaamistase.scoring.scored import read_scored
from osaamistase.scoring.sheet import draw_up
from tests.scoring.build import Said, frame, of_people, one_answer, person, printed

CASES = Path(__file__).parent / "cases"
NOT_COMPARED = (None,) * 7


def sheet_of(name: str, replaces: dict[str, str] | None = None) -> dict[str, Any]:
    case = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    asked = frame(case["areas"], case["asked_per_area"])
    asked = Frame(asked.areas, asked.asked, replaces or {})
    return printed(draw_up(asked, read_answers(case["answers"], asked)))


def round_of(levels: dict[str, tuple[Said, Said, Said]], people: int = 1, **names: str) -> dict[str, Any]:
    """A printed sheet of one area, T; levels are (importance, current, target) as everyone says."""
    answers: dict[tuple[str, str], Said] = {}
    for one, (w, n, t) in levels.items():
        answers |= one_answer(one, n, t, w)
    asked = frame({"T": list(levels)})
    asked = Frame(asked.areas, asked.asked, {}, names)
    return printed(draw_up(asked, of_people([person(answers)] * people)))


def between(first: dict[str, Any], second: dict[str, Any]) -> Change:
    return compare(read_scored(first), read_scored(second))


def told(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    return change_report(between(first, second))


def test_worked_example_b_tells_competence_and_targets_apart() -> None:
    found = told(sheet_of("example_b_round_0"), sheet_of("example_b_round_1", {"C5b": "C5"}))
    assert found["q"] == 0.8095
    assert found["compared"]
    assert found["totals"] == {
        "coverage_rate_first": 54.902,
        "coverage_rate_fixed": 82.3529,
        "coverage_rate_second": 71.1864,
        "competence_change": 27.451,
        "target_change": -11.1665,
        "total_change": 16.2845,
        "gap_closed": 60.8696,
    }
    assert found["common"] == ["C1", "C2", "C3", "C4"]
    assert (found["added"], found["removed"]) == (["C5b", "C6"], ["C5"])
    assert found["breaks"] == [{"id": "C5b", "replaces": "C5"}]


def test_a_replaced_competence_is_no_break_where_the_old_one_was_never_scored() -> None:
    first = round_of({"T-01": (4, 2, 4), "T-02": (4, None, 4)})
    second = sheet_of("example_b_round_1", {"C5b": "T-02"})
    assert told(first, second)["breaks"] == []


def test_totals_are_compared_from_seven_tenths_and_competences_always() -> None:
    first = round_of({"T-01": (7 - 2, 1, 4), "T-02": (2, 1, 5), "T-03": (3, 1, 0), "T-04": (2, 2, 3)})
    # Σw0t0 = 20 + 10 + 0 + 6 = 36; without T-04 30/36, without T-02 26/36, without both 20/36.
    rest = {"T-01": (5, 3, 4), "T-03": (3, 1, 0)}
    enough = told(first, round_of({**rest, "T-04": (2, 2, 3)}))
    assert (enough["q"], enough["compared"], enough["why_not"]) == (0.7222, True, None)
    few = told(first, round_of(rest))
    assert (few["q"], few["compared"], few["why_not"]) == (0.5556, False, "few_common")
    assert tuple(few["totals"].values()) == NOT_COMPARED
    assert [one["current_change"] for one in few["competences"]] == [2, 0]


def test_seven_tenths_exactly_is_enough() -> None:
    first = round_of({"T-01": (2, 1, 5), "T-02": (4, 1, 1), "T-03": (3, 2, 2)})  # Σw0t0 = 10 + 4 + 6
    found = told(first, round_of({"T-01": (2, 2, 5), "T-02": (4, 1, 1)}))
    assert (found["q"], found["compared"]) == (0.7, True)


def test_a_round_whose_totals_are_not_shown_is_not_compared_in_total() -> None:
    first = round_of({"T-01": (4, 2, 4)})
    thin = round_of({"T-01": (4, 3, 4), "T-02": (4, None, 4)})
    for one, other in ((first, thin), (thin, first)):
        found = told(one, other)
        assert (found["q"], found["why_not"]) == (1, "totals_not_shown")
        assert tuple(found["totals"].values()) == NOT_COMPARED


def test_where_nothing_was_required_there_is_nothing_to_compare() -> None:
    found = told(round_of({"T-01": (4, 2, 0)}), round_of({"T-01": (4, 2, 4)}))
    assert (found["q"], found["why_not"]) == (None, "no_requirement")


def test_a_figure_without_a_divisor_is_none_and_the_others_stand() -> None:
    no_gap = told(round_of({"T-01": (4, 4, 4)}), round_of({"T-01": (4, 3, 4)}))["totals"]
    assert (no_gap["gap_closed"], no_gap["competence_change"]) == (None, -25)
    wants_nothing = told(round_of({"T-01": (4, 2, 4)}), round_of({"T-01": (4, 3, 0)}))["totals"]
    assert (wants_nothing["coverage_rate_second"], wants_nothing["total_change"]) == (None, None)
    assert (wants_nothing["competence_change"], wants_nothing["gap_closed"]) == (25, 50)


@pytest.mark.parametrize(
    ("people", "to", "clear"),
    [(3, 3, True), (1, 3, True), (2, 3, True), (1, 2, False), (3, 2, False), (1, 1, True)],
)
def test_a_whole_level_is_clear_whoever_answered(people: int, to: int, clear: bool) -> None:
    found = told(round_of({"T-01": (4, 2, 4)}, people), round_of({"T-01": (4, to, 4)}, people))
    assert found["competences"][0]["clear"] is clear


def test_half_a_level_is_clear_with_three_answers_in_both_rounds_only() -> None:
    def round_with(*levels: int) -> dict[str, Any]:
        asked = frame({"T": ["T-01"]})
        people = [person(one_answer("T-01", level, 4, 4)) for level in levels]
        return printed(draw_up(asked, of_people(people)))

    half = round_with(2, 2, 3, 3)
    assert told(round_with(2, 2, 2), half)["competences"][0]["clear"]
    assert not told(round_with(2, 2), half)["competences"][0]["clear"]
    assert not told(half, round_with(3, 3))["competences"][0]["clear"]
    assert not told(round_with(2, 2, 2), round_with(2, 2, 3))["competences"][0]["clear"]  # a third of a level


def test_an_area_is_compared_by_its_own_common_competences_and_weights() -> None:
    first, second = round_of({"T-01": (4, 2, 4), "T-02": (1, 1, 3)}), round_of({"T-01": (1, 3, 5), "T-02": (5, 1, 3)})
    area = told(first, second)["areas"][0]
    assert area == {
        "id": "T", "q": 1.0, "compared": True,
        "current_first": 1.8, "current_second": 2.6, "current_change": 0.8,
        "target_first": 3.8, "target_second": 4.6, "target_change": 0.8,
    }  # fmt: skip


def test_an_own_competence_under_another_name_is_another_competence() -> None:
    levels: dict[str, tuple[Said, Said, Said]] = {"T-01": (4, 2, 4), "T-X1": (1, 2, 4)}
    first = round_of(levels, **{"T-X1": "Hitsaus"})
    assert told(first, round_of(levels, **{"T-X1": " hitsaus"}))["common"] == ["T-01", "T-X1"]
    other = told(first, round_of(levels, **{"T-X1": "Maalaus"}))
    assert (other["common"], other["added"], other["removed"]) == (["T-01"], ["T-X1"], ["T-X1"])


def test_a_sheet_without_exact_levels_is_compared_by_its_four_decimals() -> None:
    first, second = sheet_of("example_b_round_0"), sheet_of("example_b_round_1")
    for sheet in (first, second):
        for one in sheet["competences"]:
            del one["exact"]
    assert told(first, second)["totals"]["competence_change"] == 27.451
