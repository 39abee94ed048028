"""What comes along to a newer version: what is asked there under the same id, and only answers that may stand there."""

from osaamistase.rounds.carrying import carried, carried_answers
from osaamistase.survey.answering import Place
from osaamistase.survey.asked import asked
from tests.people import SHELF
from tests.questionnaires.tiny import QUICK, TINY, read, remade, tiny_with

ONE, TWO, PACK = SHELF.find("osaamistase", 1), SHELF.find("osaamistase", 2), SHELF.find("elintarvike", 1)
assert ONE is not None
assert TWO is not None
assert PACK is not None
# REK-02 is gone, REK-03 has come in its place.
NEWER = read(tiny_with(("version = 1", "version = 2"), ('id = "REK-02"', 'id = "REK-03"')))


def test_what_is_asked_in_both_comes_along_the_rest_is_left_or_new() -> None:
    found = carried(TINY, NEWER)
    assert found.along == ("REK", "REK-01", "DIG", "DIG-01")
    assert found.left == ("REK-02",)
    assert found.new == ("REK-03",)


def test_from_the_first_version_to_the_second_everything_comes_along() -> None:
    assert ONE is not None
    found = carried(asked(ONE).questionnaire, asked(TWO, PACK).questionnaire)
    assert found.along == tuple(
        one for area in ONE.questionnaire.areas for one in (area.id, *(it.id for it in area.competences))
    )
    assert found.left == ()
    assert found.new == (*(f"AMM-X{number}" for number in range(1, 5)), "ELI", *(f"ELI-0{n}" for n in range(1, 6)))


def test_answers_come_along_with_notes_and_names_and_without_what_has_no_place() -> None:
    answers = {
        Place("REK", "importance"): "5", Place("REK-01", "current"): "3", Place("REK-01", "note"): "huomio",
        Place("DIG", "current"): "not_applicable", Place("DIG-01", "target"): "dont_know", Place("REK", "holders"): "1",
    }  # fmt: skip
    gone = {Place("REK-02", "current"): "2", Place("REK-02", "note"): "jää"}
    assert carried_answers(NEWER, {**answers, **gone, Place("DIG", "note"): ""}, main=True) == answers
    theirs = {place: value for place, value in answers.items() if place.rating not in ("holders", "note")}
    assert carried_answers(NEWER, {**answers, **gone}, main=False) == theirs


def test_the_names_of_own_competences_come_along_for_whoever_gives_them() -> None:
    assert TWO is not None
    questionnaire = asked(TWO).questionnaire
    own = {Place("AMM-X1", "name"): "Hapanjuuri", Place("AMM-X1", "current"): "2"}
    assert carried_answers(questionnaire, own, main=True) == own
    assert carried_answers(questionnaire, own, main=False) == {Place("AMM-X1", "current"): "2"}
    assert carried_answers(TINY, own, main=True) == {}


def test_what_is_now_asked_of_the_whole_area_leaves_the_answers_to_its_parts() -> None:
    answers = {Place("REK-01", "current"): "3", Place("REK", "importance"): "4"}
    assert carried_answers(QUICK, answers, main=True) == {Place("REK", "importance"): "4"}


def test_a_value_the_newer_scale_does_not_hold_is_left() -> None:
    scales = tuple(
        scale.model_copy(update={"options": scale.options[:-1]}) if scale.id == "importance" else scale
        for scale in TINY.scales
    )
    answers = {Place("REK", "importance"): "5", Place("DIG", "importance"): "4"}
    assert carried_answers(remade(TINY, scales=scales), answers, main=True) == {Place("DIG", "importance"): "4"}
