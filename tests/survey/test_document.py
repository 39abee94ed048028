"""Rows of answers as contract.md's answers file, which scoring reads without a word of complaint."""

import pytest

from osaamistase.questionnaires.questionnaire import Questionnaire
from osaamistase.scoring.answers import State
from osaamistase.scoring.frames import frame_of
from osaamistase.scoring.inputs import read_answers
from osaamistase.survey.answering import Place, accepted, places
from osaamistase.survey.document import Answerer, answers_document, notes_of
from tests.questionnaires.tiny import QUICK, TINY

ANSWERS = {
    Place("REK", "importance"): "5", Place("REK", "holders"): "1",
    Place("REK", "leaving"): "unknown", Place("REK", "deputy"): "yes",
    Place("REK-01", "current"): "3", Place("REK-01", "target"): "4",
    Place("REK-02", "current"): "not_applicable", Place("REK", "note"): "huomio",
}  # fmt: skip


def main(answers: dict[Place, str]) -> Answerer:
    return Answerer("r1", True, "management", answers)


def test_the_document_is_the_contracts() -> None:
    assert answers_document(TINY, 12, [main(ANSWERS), Answerer("r2", False, "staff", {})]) == {
        "company": {"headcount": 12},
        "respondents": [
            {"id": "r1", "main": True, "group": "management", "ratings": {
                "REK": {"importance": 5, "holders": 1, "leaving": "unknown", "deputy": True},
                "REK-01": {"current": 3, "target": 4},
                "REK-02": {"current": "not_applicable"},
            }},
            {"id": "r2", "main": False, "group": "staff", "ratings": {}},
        ],
    }  # fmt: skip


def test_scoring_reads_it_to_the_last_answer() -> None:
    found = read_answers(answers_document(TINY, 12, [main(ANSWERS)]), frame_of(TINY))
    assert found.headcount == 12
    assert found.respondents[0].main
    assert found.respondents[0].ratings == {
        ("REK", "importance"): 5, ("REK", "holders"): 1,
        ("REK", "leaving"): 1, ("REK", "deputy"): 1,
        ("REK-01", "current"): 3, ("REK-01", "target"): 4,
        ("REK-02", "current"): State.NOT_APPLICABLE,
    }  # fmt: skip


@pytest.mark.parametrize(("said", "meant"), [("yes", True), ("no", False)])
def test_a_deputy_becomes_true_or_false(said: str, meant: bool) -> None:
    document = answers_document(TINY, 1, [main({Place("DIG", "deputy"): said})])
    assert document["respondents"][0]["ratings"] == {"DIG": {"deputy": meant}}
    assert document["respondents"][0]["ratings"]["DIG"]["deputy"] is meant


@pytest.mark.parametrize("questionnaire", [TINY, QUICK], ids=["tiny", "quick"])
def test_an_area_marked_not_applicable_says_only_that(questionnaire: Questionnaire) -> None:
    before = {
        place: "3" for place in places(questionnaire, questionnaire.areas[0]) if place.rating in ("current", "target")
    }
    answers = {**before, Place("REK", "holders"): "2", Place("REK", "current"): "not_applicable"}
    document = answers_document(questionnaire, 3, [main(answers)])
    assert document["respondents"][0]["ratings"] == {"REK": {"current": "not_applicable"}}
    read_answers(document, frame_of(questionnaire))


def test_an_answer_taken_back_is_left_out() -> None:
    answers = {Place("DIG-01", "current"): "", Place("DIG-01", "target"): "2"}
    document = answers_document(TINY, 1, [main(answers)])
    assert document["respondents"][0]["ratings"] == {"DIG-01": {"target": 2}}


@pytest.mark.parametrize("questionnaire", [TINY, QUICK], ids=["tiny", "quick"])
def test_whatever_a_page_accepts_scoring_can_read(questionnaire: Questionnaire) -> None:
    values = ("0", "1", "2", "3", "4", "5", "dont_know", "not_applicable", "no", "unknown", "likely", "yes")
    read = 0
    for area in questionnaire.areas:
        for place in places(questionnaire, area):
            for value in values:
                if place.rating != "note" and accepted(questionnaire, place, value):
                    document = answers_document(questionnaire, 1, [main({place: value})])
                    found = read_answers(document, frame_of(questionnaire))
                    assert list(found.respondents[0].ratings) == [place]
                    read += 1
    assert read > 50


def test_notes_stand_by_area_and_are_the_main_respondents_alone() -> None:
    people = [
        main({Place("DIG", "note"): "eka", Place("REK", "note"): ""}),
        Answerer("r2", False, "staff", {Place("DIG", "note"): "toka"}),
    ]
    assert notes_of(TINY, people) == {"DIG": ["eka"]}  # a colleague's words are no reading for the employer
    assert notes_of(TINY, []) == {}
