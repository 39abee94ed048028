"""What the project's own newer questionnaires promise: the same ids, a rule that opens just where it should, a pack."""

from itertools import product

import pytest

from osaamistase.questionnaires.checks import check
from osaamistase.questionnaires.conditions import comparisons, holds
from osaamistase.questionnaires.questionnaire import SCALE_VALUES, Questionnaire
from osaamistase.questionnaires.states import DONT_KNOW, NOT_APPLICABLE
from osaamistase.settings import ROOT
from tests.questionnaires.tiny import read

FOLDER = ROOT / "questionnaires"
FIRST, SECOND, PACK = (
    read((FOLDER / name).read_bytes()) for name in ("osaamistase-1.toml", "osaamistase-2.toml", "elintarvike-1.toml")
)
LEVELS = (*SCALE_VALUES["current"], DONT_KNOW, NOT_APPLICABLE, "")  # "" is a question not answered
IMPORTANCES = (*SCALE_VALUES["importance"], DONT_KNOW, "")


def opens(current: str, target: str, importance: str) -> bool:
    """Whether version 2 opens the rest of an area for one core competence answered so."""
    assert SECOND.opening is not None
    answers = {"current": current, "target": target, "importance": importance}
    return holds(SECOND.opening, lambda _subject, rating: answers[rating])


def test_version_2_is_sound() -> None:
    assert [one for one in check((FOLDER / "osaamistase-2.toml").read_bytes()) if not one.warning] == []


def test_version_2_asks_the_areas_and_competences_of_version_1_in_the_same_order() -> None:
    assert (SECOND.id, SECOND.version) == (FIRST.id, 2)
    assert list(SECOND.area) == list(FIRST.area)
    assert list(SECOND.competence) == list(FIRST.competence)
    assert (len(SECOND.area), len(SECOND.competence)) == (12, 56)


def test_version_2_keeps_the_scales_the_questions_and_three_core_competences_an_area() -> None:
    assert (SECOND.scales, SECOND.ratings) == (FIRST.scales, FIRST.ratings)
    assert core(SECOND) == core(FIRST)
    assert {len([one for one in area.competences if one.core]) for area in SECOND.areas} == {3}


def core(questionnaire: Questionnaire) -> list[str]:
    return [one.id for one in questionnaire.competence.values() if one.core]


def test_version_2_changes_the_words_of_one_competence_only() -> None:
    changed = [one.id for one in SECOND.competence.values() if one != FIRST.competence[one.id]]
    assert changed == ["AMM-02"]


def test_a_firm_may_name_four_competences_of_its_own_trade() -> None:
    assert SECOND.own is not None
    assert SECOND.own.area in SECOND.area
    assert SECOND.own.ids == ("AMM-X1", "AMM-X2", "AMM-X3", "AMM-X4")


def test_the_rest_opens_just_where_a_core_gap_is_one_level_or_more_or_the_area_matters_much() -> None:
    wrong = [
        answered
        for answered in product(LEVELS, LEVELS, IMPORTANCES)
        if opens(*answered) != (gap_of_one(*answered[:2]) or answered[2] in ("4", "5"))
    ]
    assert wrong == []


def gap_of_one(current: str, target: str) -> bool:
    return current.isdigit() and target.isdigit() and int(target) - int(current) >= 1


@pytest.mark.parametrize("state", [DONT_KNOW, NOT_APPLICABLE, ""])
def test_an_answer_without_a_level_opens_nothing_by_itself(state: str) -> None:
    assert not opens(state, state, state)
    assert not any(opens(state, target, "3") for target in LEVELS)
    assert not any(opens(current, state, "3") for current in LEVELS)
    assert not any(opens(level, level, state) for level in LEVELS)


def test_and_does_not_keep_closed_what_another_answer_opens() -> None:
    assert opens(DONT_KNOW, DONT_KNOW, "5")
    assert opens("2", "3", DONT_KNOW)


def test_every_area_of_version_2_has_the_one_rule_which_names_no_area_of_its_own() -> None:
    assert SECOND.opening is not None
    assert {SECOND.opening_of(area) for area in SECOND.areas} == {SECOND.opening}
    assert {one.of for one in comparisons(SECOND.opening)} == {None}


def test_the_packs_ids_begin_with_its_area_and_are_new() -> None:
    (area,) = PACK.areas
    assert area.id not in SECOND.area
    assert list(PACK.competence) == [f"{area.id}-{number:02}" for number in range(1, 6)]
    assert core(PACK) == ["ELI-01", "ELI-02", "ELI-03"]


def test_the_pack_joins_the_long_questionnaire_for_makers_of_food_and_drink_and_brings_no_questions() -> None:
    assert PACK.joins is not None
    assert PACK.joins.questionnaires == (SECOND.id,)
    assert (PACK.joins.section, PACK.joins.divisions) == ("C", ("10", "11"))
    assert (PACK.scales, PACK.ratings) == ((), ())
