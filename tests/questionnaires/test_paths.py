"""Which competences of an area are asked: the core, the rest where it opens, and the firm's own once it has a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osaamistase.questionnaires.conditions import Condition, comparisons
from osaamistase.questionnaires.paths import is_open, on_path, path_opens
from osaamistase.questionnaires.questionnaire import SCALE_VALUES, Questionnaire
from osaamistase.survey.asked import asked
from tests.people import SHELF
from tests.questionnaires.tiny import QUICK, TINY, remade

Said = dict[tuple[str, str], str]

TWO = SHELF.find("osaamistase", 2)
assert TWO is not None
SECOND = asked(TWO).questionnaire
CORE, REST = ("TYO-01", "TYO-02", "TYO-03"), ("TYO-04", "TYO-05")


def path(questionnaire: Questionnaire, area: str, said: Said) -> tuple[str, ...]:
    return on_path(questionnaire, questionnaire.area[area], lambda subject, rating: said.get((subject, rating), ""))


def ruled(rule: object, questionnaire: Questionnaire = TINY) -> Questionnaire:
    return remade(questionnaire, opening=Condition.model_validate(rule))


def test_without_a_rule_everything_is_asked_of_everyone() -> None:
    assert path(TINY, "REK", {}) == ("REK-01", "REK-02")
    assert path(TINY, "REK", {("REK", "importance"): "1"}) == ("REK-01", "REK-02")
    assert not path_opens(TINY, TINY.area["REK"], "importance")


@pytest.mark.parametrize(
    "said",
    [
        {},
        {("TYO", "importance"): "1"},
        {("TYO", "importance"): "3"},
        {("TYO", "importance"): "dont_know"},
        {("TYO-01", "current"): "dont_know", ("TYO-01", "target"): "5"},
        {("TYO-01", "current"): "3", ("TYO-01", "target"): "3"},
        {("TYO-01", "current"): "5", ("TYO-01", "target"): "0"},
        {("TYO-01", "target"): "5"},
        {("TYO-01", "current"): "0"},
        {("TYO-01", "current"): "1", ("TYO-02", "target"): "5"},  # of two competences, so no gap
        {("TYO-04", "current"): "0", ("TYO-04", "target"): "5"},  # a gap outside the core opens nothing
        {("REK", "importance"): "5", ("REK-01", "current"): "0", ("REK-01", "target"): "5"},  # another area
    ],
    ids=repr,
)
def test_the_core_is_always_asked_and_the_rest_stays_shut_without_need(said: Said) -> None:
    assert path(SECOND, "TYO", said) == CORE


@pytest.mark.parametrize("importance", ["4", "5"])
def test_the_rest_opens_where_the_area_is_very_important(importance: str) -> None:
    assert path(SECOND, "TYO", {("TYO", "importance"): importance}) == CORE + REST


@pytest.mark.parametrize("core", CORE)
@pytest.mark.parametrize("current", range(6))
@pytest.mark.parametrize("target", range(6))
def test_the_rest_opens_where_one_core_competence_is_a_level_short(core: str, current: int, target: int) -> None:
    said = {("TYO", "importance"): "1", (core, "current"): str(current), (core, "target"): str(target)}
    assert path(SECOND, "TYO", said) == (CORE + REST if target > current else CORE)


def test_every_area_of_version_two_opens_by_itself_alone() -> None:
    said = {("TYO", "importance"): "5"}
    opened = {area.id for area in SECOND.areas if is_open(SECOND, area, lambda s, r: said.get((s, r), ""))}
    assert opened == {"TYO"}


def test_a_rule_may_name_another_areas_answer() -> None:
    by_area = ruled({"of": "REK", "rating": "importance", "equals": "5"})
    assert path(by_area, "REK", {("REK", "importance"): "5"}) == ("REK-01", "REK-02")
    by_one = ruled({"of": "DIG-01", "rating": "current", "equals": "0"})
    assert path(by_one, "REK", {("DIG-01", "current"): "0"}) == ("REK-01", "REK-02")
    assert path(by_one, "REK", {("REK-01", "current"): "0"}) == ("REK-01",)


def test_a_rating_asked_of_the_whole_area_is_looked_up_there_whatever_it_is_named_by() -> None:
    of_competence = ruled({"of": "REK-02", "rating": "importance", "equals": "4"})
    assert path(of_competence, "REK", {("REK", "importance"): "4"}) == ("REK-01", "REK-02")
    quick = ruled({"rating": "current", "equals": "0"}, QUICK)
    assert path(quick, "REK", {("REK", "current"): "0"}) == ("REK-01", "REK-02")
    assert path(quick, "REK", {("REK-01", "current"): "0"}) == ("REK-01",)


def test_a_whole_area_marked_not_applicable_may_be_named() -> None:
    rule = ruled({"of": "DIG", "rating": "current", "equals": "not_applicable"})
    assert path(rule, "REK", {("DIG", "current"): "not_applicable"}) == ("REK-01", "REK-02")
    assert path(rule, "REK", {("DIG-01", "current"): "not_applicable"}) == ("REK-01",)


@pytest.mark.parametrize(
    ("rule", "opens_by"),
    [
        ({"rating": "importance", "equals": "5"}, {"5"}),
        ({"rating": "importance", "in": ["1", "dont_know"]}, {"1", "dont_know"}),
        ({"not": {"rating": "importance", "in": ["1", "5"]}}, {"", "3", "dont_know"}),
        (
            {"and": [{"rating": "importance", "in": ["3", "5"]}, {"not": {"rating": "importance", "equals": "5"}}]},
            {"3"},
        ),
        ({"or": [{"rating": "importance", "equals": "1"}, {"rating": "importance", "equals": "3"}]}, {"1", "3"}),
    ],
    ids=["equals", "in", "not", "and", "or"],
)
def test_a_rule_is_equals_in_and_or_not_and_what_is_unanswered_equals_nothing(rule: object, opens_by: set[str]) -> None:
    for value in ("", "1", "3", "5", "dont_know"):
        found = path(ruled(rule), "REK", {("REK", "importance"): value} if value else {})
        assert found == (("REK-01", "REK-02") if value in opens_by else ("REK-01",)), value


def test_not_holds_of_each_core_competence_by_itself() -> None:
    rule = remade(
        SECOND, opening=Condition.model_validate({"not": {"rating": "current", "in": ["1", "2", "3", "4", "5"]}})
    )
    said = dict.fromkeys(((one, "current") for one in CORE), "3")
    assert path(rule, "TYO", said) == CORE
    assert path(rule, "TYO", {**said, ("TYO-02", "current"): "0"}) == CORE + REST


def test_an_areas_own_rule_goes_before_the_common_one() -> None:
    common = ruled({"rating": "importance", "equals": "5"})
    rek = common.area["REK"].model_copy(
        update={"opening": Condition.model_validate({"rating": "importance", "equals": "1"})}
    )
    both = remade(common, areas=(rek, *common.areas[1:]))
    assert path(both, "REK", {("REK", "importance"): "5"}) == ("REK-01",)
    assert path(both, "REK", {("REK", "importance"): "1"}) == ("REK-01", "REK-02")


def test_the_firms_own_competences_are_asked_only_where_they_have_a_name() -> None:
    core = path(SECOND, "AMM", {})
    assert not any("X" in one for one in core)
    named = {("AMM-X2", "name"): "Hapanjuuri"}
    assert path(SECOND, "AMM", named) == (*core, "AMM-X2")
    assert path(SECOND, "AMM", {("AMM-X1", "current"): "3", ("AMM-X1", "target"): "5"}) == core
    every = {("AMM", "importance"): "5"}
    assert set(path(SECOND, "AMM", every)) == {one.id for one in TWO.questionnaire.area["AMM"].competences}
    assert path(SECOND, "TYO", named) == CORE


def test_only_what_the_rule_compares_can_open_the_rest() -> None:
    area = SECOND.area["TYO"]
    assert {rating.id for rating in SECOND.ratings if path_opens(SECOND, area, rating.id)} == {
        "importance", "current", "target",
    }  # fmt: skip


RATINGS = tuple(SCALE_VALUES)
SUBJECTS = ("REK", "REK-01", "REK-02", "DIG", "DIG-01")
VALUES = tuple(sorted({value for values in SCALE_VALUES.values() for value in values} | {"dont_know"}))
comparison = st.builds(
    lambda of, rating, values: Condition.model_validate({"of": of, "rating": rating, "in": values}),
    st.sampled_from((None, *SUBJECTS)),
    st.sampled_from(RATINGS),
    st.lists(st.sampled_from(VALUES), min_size=1, max_size=3),
)
rules = st.recursive(
    comparison,
    lambda inner: st.one_of(
        st.builds(lambda one: Condition.model_validate({"not": one}), inner),
        st.builds(lambda parts: Condition.model_validate({"and": parts}), st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: Condition.model_validate({"or": parts}), st.lists(inner, min_size=1, max_size=3)),
    ),
    max_leaves=5,
)
answers = st.dictionaries(
    st.tuples(st.sampled_from(SUBJECTS), st.sampled_from(RATINGS)), st.sampled_from(VALUES), max_size=12
)


@given(rules, answers, answers)
def test_an_answer_the_rule_does_not_speak_of_never_changes_the_path(rule: Condition, said: Said, more: Said) -> None:
    questionnaire = remade(TINY, opening=rule)
    spoken = {one.rating for one in comparisons(rule)}
    beside = {place: value for place, value in more.items() if place[1] not in spoken}
    for area in questionnaire.areas:
        assert path(questionnaire, area.id, {**said, **beside}) == path(questionnaire, area.id, said)
        assert {rating for rating in RATINGS if path_opens(questionnaire, area, rating)} == spoken


@given(rules, answers)
def test_the_core_is_asked_whatever_the_rule_and_the_answers(rule: Condition, said: Said) -> None:
    questionnaire = remade(TINY, opening=rule)
    for area in questionnaire.areas:
        asked_now = path(questionnaire, area.id, said)
        assert {one.id for one in area.competences if one.core} <= set(asked_now)
        assert list(asked_now) == [one.id for one in area.competences if one.id in asked_now]
