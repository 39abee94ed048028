"""What is talked through and in which order, and what may be told of the answers: three or nothing."""

from fractions import Fraction
from typing import Any

import pytest

from osaamistase.discussion.subjects import Subject, find_subject, subjects
from osaamistase.scoring.method_1 import METHOD_1
from osaamistase.scoring.rounds import read_round
from osaamistase.scoring.sheet import draw_up
from tests.people import SHELF

AREAS = ("TYO", "REK", "KVR", "JOE", "TAL", "MYK", "HAN", "DIG", "JAT", "HYV", "VIH", "AMM")
SIX = ("management",) * 3 + ("staff",) * 3


def found(
    levels: dict[str, list[Any]], groups: tuple[str, ...] = SIX, questionnaire: str = "pikakartoitus", **more: Any
) -> list[Subject]:
    """`levels`: by area or competence, what each answered of the current level; None: nothing."""
    version = SHELF.find(questionnaire, 2) or SHELF.find(questionnaire, 1)
    assert version is not None
    respondents = [
        {
            "id": f"r{at}", "main": not at, "group": group,
            "ratings": {
                one: ({"current": said[at]} if said[at] is not None else {}) | ({"target": 4} if "-" in one else {"target": 4, "importance": 4})
                for one, said in levels.items() if at < len(said)
            },
        }
        for at, group in enumerate(groups)
    ]  # fmt: skip
    document = {"company": {"headcount": 12}, "respondents": respondents, **more}
    frame, round_ = read_round(version.questionnaire, document)
    return subjects(frame, round_, draw_up(frame, round_, METHOD_1), version.questionnaire, "fi")


def one_of(levels: list[Any], **more: Any) -> Subject:
    subject = find_subject(found({"DIG": levels}, **more), "DIG")
    assert subject is not None
    return subject


def test_those_seen_most_differently_come_first_and_equals_in_the_questionnaires_order() -> None:
    said = {
        "TYO": [3, 3, 3, 3, 3, 3],  # agreeing
        "REK": [2, 4, None, None, None, None],  # two apart
        "KVR": [3, 4, None, None, None, None],  # two alike
        "JOE": [2, 2, 4, 4, 3, 2],  # fairly
        "TAL": [5, 0, 5, 0, 5, 0],  # r_wg 0
        "MYK": [1, 4, 3, 3, 3, 3],  # r_wg 0.67, but three levels apart
        "HAN": [None] * 5 + [2],  # one alone
        "DIG": [1, 4, 1, 4, 2, 2],  # r_wg 0.38
        "JAT": [3, 3, 3, 3, 3, 3],
    }
    order = ["TAL", "DIG", "MYK", "REK", "JOE", "TYO", "JAT", "KVR"]
    everything = [one.id for one in found(said)]
    assert everything[:8] == order
    assert everything[8:] == [one for one in AREAS if one not in order]


def test_the_same_answers_in_another_order_of_people_give_the_same_list() -> None:
    said = {"TYO": [5, 0, 1, 2, 3, 4], "REK": [2, 4, 4, 2, 2, 1], "DIG": [3, 3, 3, 4, 4, 4]}
    turned = {one: list(reversed(numbers)) for one, numbers in said.items()}
    same = ("management",) * 6
    assert found(said, same) == found(turned, same)


@pytest.mark.parametrize(
    ("said", "label", "first"),
    [
        ([5, 0, 5, 0, 5, 0], "erimielinen", True), ([2, 4], "erimielinen", True), ([2, 2, 4, 4, 3, 2], "melko", True),
        ([3, 3, 3], "yksimielinen", False), ([3, 4], "samansuuntainen", False), ([3], None, False),
    ],
)  # fmt: skip
def test_what_is_not_seen_alike_is_talked_of_first(said: list[int], label: str | None, first: bool) -> None:
    subject = one_of(said)
    assert subject.agreement is not None
    assert (subject.agreement.label, subject.apart) == (label, first)


@pytest.mark.parametrize("said", [[], [4], [0, 5], [0, 5, None], [0, 5, "dont_know"], [0, 5, "not_applicable"]])
def test_fewer_than_three_numbers_have_no_spread(said: list[Any]) -> None:
    subject = one_of(said)
    assert "current" not in subject.spreads
    assert subject.answers["current"].spread is None


def test_three_numbers_have_a_spread_that_counts_them() -> None:
    subject = one_of([0, 5, 5, "dont_know"])
    assert subject.answers["current"].spread == ((0, 1), (5, 2))
    assert {column.level: column.count for column in subject.spreads["current"].columns if column.count} == {0: 1, 5: 2}


@pytest.mark.parametrize(
    ("said", "groups", "told"),
    [
        ([1, 1, 1, 4, 4, 4], SIX, (Fraction(1), Fraction(4))),
        ([1, 2, 2, 4, 4, 5], SIX, (Fraction(5, 3), Fraction(13, 3))),
        ([1, 1, None, 4, 4, 4], SIX, None),
        ([1, 1, 1, 4, 4, "dont_know"], SIX, None),
        ([1, 1, 1, 4, 4, 4], ("management",) * 2 + ("staff",) * 4, None),
        ([1, 1, 1, 4, 4, 4], ("management",) * 4 + ("staff",) * 2, None),
        ([1, 1, 1, 4, 4, 4], ("staff",) * 6, None),
    ],
)
def test_managements_and_staffs_means_are_told_of_three_and_three_alone(
    said: list[Any], groups: tuple[str, ...], told: tuple[Fraction, Fraction] | None
) -> None:
    assert one_of(said, groups=groups).groups == told


def test_the_quick_questionnaire_is_talked_through_by_area_with_all_three_ratings() -> None:
    everything = found({"DIG": [1, 2, 3]})
    assert {one.id for one in everything} == set(AREAS)
    assert {one.ratings for one in everything} == {("current", "target", "importance")}


def test_the_full_one_by_area_for_importance_and_by_competence_for_the_levels() -> None:
    everything = found({"DIG": [], "DIG-01": [1, 4, 2]}, questionnaire="osaamistase")
    by_id = {one.id: one for one in everything}
    assert by_id["DIG"].ratings == ("importance",)
    assert by_id["DIG-01"].ratings == ("current", "target")
    assert by_id["DIG"].agreement is by_id["DIG"].groups is by_id["DIG"].class_ is None
    assert everything[0].id == "DIG-01"


def test_a_talk_changes_neither_order_nor_what_was_answered() -> None:
    said = {"TYO": [3, 3, 3], "DIG": [0, 5, 5]}
    before = found(said)
    after = found(said, consensus={"DIG": {"current": 4, "reason": "katsottiin yhdessä"}})
    assert [one.id for one in after] == [one.id for one in before]
    assert after[0].answers["current"].spread == before[0].answers["current"].spread
    assert (after[0].answers["current"].value, after[0].answers["current"].mean) == (Fraction(4), Fraction(10, 3))
    assert after[0].agreement == before[0].agreement


def test_what_is_no_subject_is_none() -> None:
    assert find_subject(found({}), "ZZZ") is None
