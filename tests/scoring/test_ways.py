"""The ways an opening can hold are just those that trying every answer finds."""

from itertools import product
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from osaamistase.questionnaires.conditions import Condition, holds
from osaamistase.questionnaires.questionnaire import Questionnaire
from osaamistase.scoring.ways import may_stand, ways_to
from tests.questionnaires.tiny import TINY, remade

PLACES = (("REK", "importance"), ("REK", "holders"), ("REK-01", "current"))
VALUES = {
    "importance": ["1", "5", "dont_know"],
    "holders": ["0", "1"],
    "current": ["0", "5", "not_applicable"],
}


def comparison(rating: str) -> st.SearchStrategy[dict[str, Any]]:
    values = st.lists(st.sampled_from(VALUES[rating]), min_size=1, max_size=2, unique=True)
    return values.map(lambda chosen: {"rating": rating, "in": chosen})


conditions = st.recursive(
    st.sampled_from(sorted(VALUES)).flatmap(comparison),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"and": parts}),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"or": parts}),
        inner.map(lambda one: {"not": one}),
    ),
    max_leaves=6,
)


def opened_by(condition: dict[str, Any]) -> Questionnaire:
    return remade(TINY, opening=Condition.model_validate(condition))


@given(conditions)
def test_the_ways_are_all_the_answers_that_open_and_no_others(condition: dict[str, Any]) -> None:
    questionnaire = opened_by(condition)
    ways = list(ways_to(questionnaire, questionnaire.areas[0], "REK-02"))
    assert questionnaire.opening is not None
    for values in product(*(sorted(may_stand(questionnaire, place)) for place in PLACES)):
        answers = dict(zip(PLACES, values, strict=True))

        def value_of(_: str | None, rating: str, answers: dict[tuple[str, str], str] = answers) -> str:
            return answers[next(place for place in PLACES if place[1] == rating)]

        on_a_way = any(all(answers[place] in allowed for place, allowed in way.items()) for way in ways)
        assert on_a_way == holds(questionnaire.opening, value_of)


def test_the_core_is_asked_whatever_is_answered() -> None:
    questionnaire = opened_by({"and": [{"rating": "holders", "equals": "0"}, {"rating": "holders", "equals": "1"}]})
    area = questionnaire.areas[0]
    assert list(ways_to(questionnaire, area, "REK-01")) == [{}]
    assert list(ways_to(questionnaire, area, "REK-02")) == []


def test_at_every_place_stand_its_steps_its_states_and_nothing_at_all() -> None:
    assert may_stand(TINY, ("REK", "importance")) == {"1", "2", "3", "4", "5", "dont_know", ""}
    assert may_stand(TINY, ("REK-01", "current")) == {"0", "1", "2", "3", "4", "5", "dont_know", "not_applicable", ""}
    assert may_stand(TINY, ("REK", "current")) == {"not_applicable", ""}  # the whole area, with one choice
