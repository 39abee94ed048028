"""The comparison as `compare` prints it: every field, and what is left out where it may not be compared."""

from typing import Any

from osaamistase.scoring.change import compare
from osaamistase.scoring.change_report import change_report
from osaamistase.scoring.scored import read_scored
from osaamistase.scoring.sheet import draw_up
from tests.scoring.build import Said, frame, of_people, one_answer, person, printed

Levels = tuple[Said, Said, Said]


def round_of(areas: dict[str, dict[str, Levels]], people: int = 1) -> dict[str, Any]:
    """A printed sheet; levels are (importance, current, target) as everyone says."""
    answers: dict[tuple[str, str], Said] = {}
    for levels in areas.values():
        for one, (w, n, t) in levels.items():
            answers |= one_answer(one, n, t, w)
    asked = frame({area: list(levels) for area, levels in areas.items()})
    return printed(draw_up(asked, of_people([person(answers)] * people)))


def told(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    return change_report(compare(read_scored(first), read_scored(second)))


def test_the_whole_comparison_of_two_small_rounds() -> None:
    first = round_of({"T": {"T-01": (4, 1, 4), "T-02": (2, 5, 3)}}, people=3)
    second = round_of({"T": {"T-01": (1, 3, 5), "T-02": (2, 4, 3)}}, people=2)
    assert told(first, second) == {
        "method": "1",
        "first": {"method": "1", "questionnaire": {"id": "test", "version": 1, "sha256": ""}, "respondents": 3, "answered": 1.0, "confidence": "A"},
        "second": {"method": "1", "questionnaire": {"id": "test", "version": 1, "sha256": ""}, "respondents": 2, "answered": 1.0, "confidence": "B"},
        "common": ["T-01", "T-02"],
        "added": [],
        "removed": [],
        "breaks": [],
        "q": 1.0,
        "compared": True,
        "why_not": None,
        # w0t0 = 16 + 6; KA0 = (4 + 6)/22, KAfix = (12 + 6)/22, KA1 = (12 + 6)/(20 + 6); gap 12 and then 4.
        "totals": {
            "coverage_rate_first": 45.4545,
            "coverage_rate_fixed": 81.8182,
            "coverage_rate_second": 69.2308,
            "competence_change": 36.3636,
            "target_change": -12.5874,
            "total_change": 23.7762,
            "gap_closed": 66.6667,
        },
        "areas": [
            {
                "id": "T", "q": 1.0, "compared": True,
                "current_first": 2.3333, "current_second": 3.3333, "current_change": 1.0,
                "target_first": 3.6667, "target_second": 4.3333, "target_change": 0.6667,
            }
        ],
        "competences": [
            {
                "id": "T-01", "area": "T", "importance": 4.0,
                "current_first": 1.0, "current_second": 3.0, "current_change": 2.0,
                "target_first": 4.0, "target_second": 5.0, "target_change": 1.0,
                "gap_first": 3.0, "gap_second": 2.0, "answers_first": 3, "answers_second": 2, "clear": True,
            },
            {
                "id": "T-02", "area": "T", "importance": 2.0,
                "current_first": 5.0, "current_second": 4.0, "current_change": -1.0,
                "target_first": 3.0, "target_second": 3.0, "target_change": 0.0,
                "gap_first": 0.0, "gap_second": 0.0, "answers_first": 3, "answers_second": 2, "clear": True,
            },
        ],
    }  # fmt: skip


def test_an_area_that_one_of_the_rounds_does_not_show_is_not_compared() -> None:
    seen: dict[str, Levels] = {"T-01": (4, 1, 4)}
    unsure: dict[str, Levels] = {**seen, "T-02": (1, None, 4), "T-03": (1, None, 4)}  # one of three is answered
    for one, other in ((seen, unsure), (unsure, seen)):
        (area,) = told(round_of({"T": one}), round_of({"T": other}))["areas"]
        assert (area["q"], area["compared"]) == (1.0, False)
        assert (area["current_first"], area["current_change"], area["target_change"]) == (None, None, None)


def test_an_area_is_compared_from_seven_tenths_of_its_requirement() -> None:
    first = round_of({"T": {"T-01": (2, 1, 5), "T-02": (1, 1, 4), "T-03": (3, 2, 2)}})  # Σw0t0 = 10 + 4 + 6
    for kept, compared in ((("T-01", "T-02"), True), (("T-01",), False), (("T-02", "T-03"), False)):
        (area,) = told(first, round_of({"T": dict.fromkeys(kept, (2, 2, 5))}))["areas"]
        assert area["compared"] is compared


def test_an_area_that_is_new_or_wanted_nothing_has_no_share_and_no_means() -> None:
    first = round_of({"T": {"T-01": (2, 1, 0)}})
    second = round_of({"T": {"T-01": (2, 1, 4)}, "U": {"U-01": (2, 1, 4)}})
    assert [(area["id"], area["q"], area["compared"]) for area in told(first, second)["areas"]] == [
        ("T", None, False),
        ("U", None, False),
    ]
