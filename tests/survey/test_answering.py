"""What is asked, what may be answered, and how far the answers have come."""

import pytest

from osaamistase.questionnaires.questionnaire import Questionnaire
from osaamistase.survey.answering import (
    NOTE_LONGEST,
    Place,
    Progress,
    accepted,
    minutes_left,
    places,
    progress,
    whole_area_choice,
)
from tests.questionnaires.tiny import QUICK, TINY

REK, DIG = TINY.areas
ALL_OF_DIG = {
    Place("DIG", "importance"): "4", Place("DIG", "holders"): "3",
    Place("DIG-01", "current"): "2", Place("DIG-01", "target"): "4",
}  # fmt: skip


def test_the_places_of_an_area_stand_in_the_order_of_the_questions() -> None:
    assert list(places(TINY, REK)) == [
        ("REK", "current"), ("REK", "importance"),
        ("REK-01", "current"), ("REK-02", "current"), ("REK-01", "target"), ("REK-02", "target"),
        ("REK", "holders"), ("REK", "leaving"), ("REK", "deputy"),
        ("REK", "note"), ("REK-01", "note"), ("REK-02", "note"),
    ]  # fmt: skip


def test_the_quick_questionnaire_has_a_place_a_rating_and_no_separate_choice_for_the_area() -> None:
    asked = ["importance", "current", "target", "holders", "leaving", "deputy", "note"]
    notes = [("REK-01", "note"), ("REK-02", "note")]
    assert list(places(QUICK, QUICK.areas[0])) == [*(("REK", rating) for rating in asked), *notes]


def test_key_persons_are_asked_of_the_main_respondent_alone() -> None:
    asked = {place.rating for place in places(TINY, REK, main=False)}
    assert asked == {"current", "target", "importance"}  # nor in their own words: the employer reads those
    assert not accepted(TINY, Place("REK", "holders"), "1", main=False)
    assert not whole_area_choice(QUICK)
    assert whole_area_choice(TINY)


def test_a_field_is_named_so_that_it_cannot_break_a_form() -> None:
    assert Place("REK-01", "current").field == "q_REK-01_current"


@pytest.mark.parametrize(
    ("subject", "rating", "values"),
    [
        ("REK", "current", ["not_applicable", ""]),
        ("REK-01", "current", ["0", "5", "dont_know", "not_applicable", ""]),
        ("REK-02", "target", ["0", "5", "dont_know", ""]),
        ("REK", "importance", ["1", "5", "dont_know", ""]),
        ("REK", "holders", ["0", "3", "dont_know", ""]),
        ("DIG", "leaving", ["no", "unknown", "likely", ""]),
        ("DIG", "deputy", ["no", "yes", ""]),
        ("DIG", "note", ["<b>mitä vain</b>", "x" * NOTE_LONGEST, ""]),
    ],
)
def test_what_the_scale_and_its_states_hold_is_accepted(subject: str, rating: str, values: list[str]) -> None:
    for value in values:
        assert accepted(TINY, Place(subject, rating), value), value


@pytest.mark.parametrize(
    ("subject", "rating", "values"),
    [
        ("REK", "current", ["3", "dont_know"]),  # asked per competence
        ("REK-01", "current", ["6", "-1", "2.5", "03", "٣", "no", "NOT_APPLICABLE"]),
        ("REK-01", "target", ["not_applicable"]),
        ("REK", "importance", ["0", "6", "not_applicable"]),
        ("REK", "holders", ["4", "not_applicable"]),
        ("REK", "leaving", ["dont_know", "yes", "1"]),
        ("REK", "deputy", ["dont_know", "unknown", "true"]),
        ("REK", "note", ["x" * (NOTE_LONGEST + 1)]),
        ("REK-01", "importance", ["3", ""]),  # asked per area
        ("REK-01", "note", ["x" * (NOTE_LONGEST + 1)]),
        ("REK-01", "name", ["Hapanjuuri", ""]),  # a name is given to the firm's own competences alone
        ("REK", "wealth", ["3", ""]),
        ("XXX", "importance", ["3", ""]),
        ("XXX-01", "current", ["3"]),
        ("", "", [""]),
    ],
)
def test_anything_else_is_refused(subject: str, rating: str, values: list[str]) -> None:
    for value in values:
        assert not accepted(TINY, Place(subject, rating), value), value


def test_the_quick_questionnaires_own_level_takes_numbers_and_both_states() -> None:
    assert all(accepted(QUICK, Place("REK", "current"), value) for value in ("3", "dont_know", "not_applicable"))


def test_an_area_is_empty_then_half_then_done() -> None:
    found = progress(TINY, DIG, {})
    assert (found.area, found.state, found.asked) == ("DIG", "empty", 4)
    assert list(found.missing) == [
        ("DIG", "importance"), ("DIG-01", "current"), ("DIG-01", "target"), ("DIG", "holders"),
    ]  # fmt: skip
    half = progress(TINY, DIG, {Place("DIG", "importance"): "4"})
    assert (half.state, len(half.missing)) == ("half", 3)
    done = progress(TINY, DIG, ALL_OF_DIG)
    assert (done.state, done.missing) == ("done", ())


@pytest.mark.parametrize("questionnaire", [TINY, QUICK], ids=["tiny", "quick"])
def test_a_whole_area_that_does_not_concern_the_firm_is_done_with_one_choice(questionnaire: Questionnaire) -> None:
    found = progress(questionnaire, questionnaire.areas[0], {Place("REK", "current"): "not_applicable"})
    assert (found.state, found.missing, found.asked) == ("done", (), 0)


def test_dont_know_is_an_answer_and_silence_is_not() -> None:
    unsure = dict.fromkeys(ALL_OF_DIG, "dont_know")
    assert progress(TINY, DIG, unsure).state == "done"
    taken_back = {**ALL_OF_DIG, Place("DIG", "holders"): ""}
    assert progress(TINY, DIG, taken_back).missing == (("DIG", "holders"),)


@pytest.mark.parametrize(
    ("holders", "wanted"), [("0", False), ("1", True), ("2", True), ("3", False), ("dont_know", False)]
)
def test_leaving_and_deputy_are_wanted_only_of_one_or_two_holders(holders: str, wanted: bool) -> None:
    found = progress(TINY, DIG, {**ALL_OF_DIG, Place("DIG", "holders"): holders})
    assert found.missing == ((("DIG", "leaving"), ("DIG", "deputy")) if wanted else ())


def test_no_target_is_wanted_of_a_competence_that_does_not_concern_the_firm() -> None:
    answers = {**ALL_OF_DIG, Place("DIG-01", "current"): "not_applicable"}
    del answers[Place("DIG-01", "target")]
    assert progress(TINY, DIG, answers).state == "done"


def test_a_note_is_never_wanted_but_begins_an_area() -> None:
    assert progress(TINY, DIG, {Place("DIG", "note"): "huomio"}).state == "half"
    assert progress(TINY, DIG, {Place("REK", "note"): "huomio"}).state == "empty"


@pytest.mark.parametrize(
    ("missing", "left"),
    [((8, 8), 15), ((0, 8), 8), ((0, 4), 4), ((0, 1), 1), ((0, 0), 0)],
)
def test_the_time_left_is_the_share_that_is_missing_in_full_minutes(missing: tuple[int, int], left: int) -> None:
    areas = [Progress("REK", "half", (Place("REK", "current"),) * count, 8) for count in missing]
    assert minutes_left(15, areas) == left
