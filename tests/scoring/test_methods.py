"""Answers in, sheet out, by the method that is asked for."""

import pytest

from osaamistase.errors import BadFile
from osaamistase.scoring.method_1 import METHOD_1
from osaamistase.scoring.methods import UnknownMethod, score, scored
from osaamistase.scoring.report import report
from osaamistase.scoring.rounds import read_round
from osaamistase.scoring.sheet import draw_up
from tests.questionnaires.tiny import TINY

IDENTITY = {"id": "tiny", "version": 1, "sha256": "ab"}
ANSWERS = {
    "company": {"headcount": 3},
    "respondents": [{"ratings": {"REK": {"importance": 4}, "REK-01": {"current": 1, "target": 3}}}],
}


def test_scoring_is_reading_drawing_up_and_reporting() -> None:
    sheet = score(TINY, ANSWERS)
    assert sheet == score(TINY, ANSWERS, METHOD_1) == draw_up(*read_round(TINY, ANSWERS), METHOD_1)
    assert sheet.gaps == ("REK-01",)
    assert scored(TINY, ANSWERS, IDENTITY) == scored(TINY, ANSWERS, IDENTITY, "1") == report(sheet, IDENTITY)


def test_a_method_that_is_none_and_answers_that_are_bad_are_refused() -> None:
    with pytest.raises(UnknownMethod):
        scored(TINY, ANSWERS, IDENTITY, "0")
    with pytest.raises(BadFile):
        scored(TINY, {}, IDENTITY)
