"""What stands where nothing was said, and what counts as a talk."""

from fractions import Fraction
from typing import Any

import pytest

from osaamistase.scoring.answers import Respondent, RoundAnswers, Talk
from osaamistase.scoring.balance import Entry, balance
from osaamistase.scoring.inputs import read_answers
from osaamistase.scoring.method_1 import METHOD_1
from osaamistase.scoring.sheet import draw_up
from tests.scoring.build import printed
from tests.scoring.files import ASKED, DROP, SOUND, with_


def test_who_says_no_group_is_of_the_management() -> None:
    assert Respondent(True, {}).group == "management"
    for value, group in ((DROP, "management"), ("management", "management"), ("staff", "staff")):
        assert read_answers(with_(("respondents", 0, "group"), value), ASKED).respondents[0].group == group


def test_who_is_not_said_to_be_main_is_not() -> None:
    assert not read_answers(with_(("respondents", 0, "main"), DROP), ASKED).respondents[0].main
    assert not read_answers(with_(("respondents", 0, "main"), False), ASKED).respondents[0].main


def test_nothing_is_in_one_head_unless_it_is_said() -> None:
    found = balance([Entry(Fraction(3), Fraction(3), Fraction(2))], METHOD_1)
    assert (found.covered, found.held_by_one) == (6, 0)


@pytest.mark.parametrize(
    ("consensus", "agreed", "day"),
    [
        ({"DIG-04": {"reason": "mean left as it was"}}, {}, ""),
        ({"DIG-04": {"reason": "as it was", "date": ""}}, {}, ""),
        ({"DIG-04": {"reason": "as it was", "date": "2026-11-24", "target": 0}}, {("DIG-04", "target"): 0}, "2026-11-24"),
    ],
)  # fmt: skip
def test_a_talk_is_one_whether_or_not_it_settled_a_number(consensus: Any, agreed: Any, day: str) -> None:
    found = read_answers({**SOUND, "consensus": consensus}, ASKED)
    assert found.consensus == agreed
    assert found.talks == {"DIG-04": Talk(consensus["DIG-04"]["reason"], day)}
    assert found.talked_through
    told = next(one for one in printed(draw_up(ASKED, found))["competences"] if one["id"] == "DIG-04")
    assert told["talk"] == {"reason": consensus["DIG-04"]["reason"], "date": day}


def test_an_agreed_number_alone_is_a_talk_and_silence_is_none() -> None:
    assert RoundAnswers(3, (), {("DIG-04", "target"): 0}).talked_through
    assert not RoundAnswers(3, ()).talked_through
    assert Talk("said").day == ""
