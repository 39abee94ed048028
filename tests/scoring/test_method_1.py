"""Method 1 is released: its table is what method.md says, and stays so for good."""

import json
from dataclasses import fields

import pytest

from osaamistase.scoring.method_1 import METHOD_1
from osaamistase.scoring.methods import METHODS, NEWEST, UnknownMethod, method_of

# Written down from method.md, sections 1–7, number by number: never copied from the code.
RELEASED = {
    "version": "1",
    "level_max": 5,
    "importance_max": 5,
    "current_variance": "35/12",
    "index_from": 3,
    "unanimous": "7/10",
    "fairly_unanimous": "1/2",
    "disagreeing_range": 3,
    "pair_agrees_within": 1,
    "bands": [["90", "vahva"], ["70", "hyva"], ["50", "kehittyva"], ["0", "heikko"]],
    "noise": "1/2",
    "urgent_priority": 8,
    "urgent_importance": 4,
    "important_priority": 4,
    "reserve": 1,
    "risk_by_holders": [0, 3, 1, 0],
    "leaving_unanswered": 1,
    "critical_risk": 15,
    "significant_risk": 8,
    "area_shown": "4/5",
    "area_indicative": "1/2",
    "total_shown": "7/10",
    "confidence_answered": ["4/5", "3/5", "1/2"],
    "agreeing_share": "2/3",
    "respondents_needed": 3,
    "respondents_enough": 2,
    "comparable": "7/10",
    "clear_from": 3,
    "clear_change": "1/2",
    "clear_change_few": "1",
    "group_shown_from": 3,
    "draft_fewest": 5,
    "draft_most": 7,
}


def test_the_released_table_stands_as_it_was_released() -> None:
    assert json.loads(json.dumps(METHOD_1.as_json())) == RELEASED
    assert list(METHOD_1.as_json()) == [one.name for one in fields(METHOD_1)]


def test_a_round_is_scored_by_the_newest_method_unless_it_names_another() -> None:
    assert METHODS == {"1": METHOD_1}
    assert method_of("1") is NEWEST is METHOD_1


@pytest.mark.parametrize("version", ["2", "", 1, None, [], True])
def test_a_method_that_was_never_released_is_told_by_its_own_error(version: object) -> None:
    with pytest.raises(UnknownMethod) as refusal:
        method_of(version)
    assert refusal.value.args == (version,)
