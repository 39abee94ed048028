"""An opening rule is read off a file's answers in the words of the questionnaire, whatever scoring keeps them as."""

from typing import Any

import pytest

from osaamistase.questionnaires.conditions import Condition
from osaamistase.scoring.rounds import read_round
from tests.questionnaires.tiny import TINY, remade
from tests.scoring.test_rounds import CORE, FILE, SHUT, document

SAID: list[tuple[str, Any, str]] = [
    *[("leaving", one, one) for one in ("no", "unknown", "likely", "dont_know")],
    *[("deputy", False, "no"), ("deputy", True, "yes"), ("deputy", "dont_know", "dont_know")],
    *[("holders", number, str(number)) for number in range(4)],
    *[("importance", number, str(number)) for number in range(1, 6)],
    ("importance", "dont_know", "dont_know"),
]


def opened(rule: dict[str, Any], said: dict[str, Any]) -> bool:
    questionnaire = remade(TINY, opening=Condition.model_validate(rule))
    answers = {"company": {"headcount": 3}, "respondents": [{"ratings": {"REK": said}}]}
    frame, _ = read_round(questionnaire, answers)
    return "REK-02" in frame.areas[0].competences


@pytest.mark.parametrize(("rating", "value", "word"), SAID)
def test_each_answer_opens_what_waits_for_its_word_and_for_no_other(rating: str, value: Any, word: str) -> None:
    with_holders = {"holders": 1, rating: value}
    words = {other for of, _, other in SAID if of == rating}
    assert opened({"rating": rating, "equals": word}, with_holders)
    assert not opened({"rating": rating, "in": sorted(words - {word})}, with_holders)


def test_silence_opens_only_what_waits_for_anything_else() -> None:
    for rating in ("leaving", "importance"):
        words = sorted({word for of, _, word in SAID if of == rating})
        assert not opened({"rating": rating, "in": words}, {})
        assert opened({"not": {"rating": rating, "in": words}}, {})


def test_an_own_competence_may_be_named_by_one_letter() -> None:
    frame, _ = read_round(FILE, document(SHUT, own={"AMM-X1": " a "}))
    assert frame.own == {"AMM-X1": " a "}
    asked = {one for area in frame.areas for one in area.competences}
    assert {"AMM-X1", *CORE} <= asked
    assert "AMM-X2" not in asked
