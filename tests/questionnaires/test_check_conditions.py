"""What an opening may name: itself, its core, what was asked before it, and only answers that can stand there."""

import pytest

from osaamistase.questionnaires.checks import check
from tests.questionnaires.tiny import TEXT, tiny_with

DIG = 'name = { fi = "Digi", sv = "Digi", en = "Digital" }\n'
REK = 'name = { fi = "Rekrytointi", sv = "Rekrytering", en = "Recruitment" }\n'
MINUTES = "minutes = 2\n"


def found_with(place: str, condition: str) -> list[tuple[str, str]]:
    source = tiny_with((place, f"{place}opening = {condition}\n"))
    return [(one.where, one.rule) for one in check(source)]


SOUND = [
    (REK, '{ rating = "importance", in = ["4", "5", "dont_know"] }'),
    (REK, '{ rating = "current", equals = "not_applicable" }'),
    (REK, '{ of = "REK", rating = "importance", equals = "5" }'),
    (REK, '{ of = "REK-01", rating = "target", equals = "0" }'),
    (REK, '{ of = "REK", rating = "current", equals = "not_applicable" }'),  # the whole-area choice
    (DIG, '{ of = "REK", rating = "deputy", equals = "no" }'),
    (DIG, '{ of = "REK-01", rating = "current", equals = "0" }'),
    (DIG, '{ of = "REK-02", rating = "current", equals = "0" }'),  # of an earlier area the rest may be named too
    (DIG, '{ not = { or = [{ rating = "leaving", equals = "likely" }, { rating = "holders", in = ["0"] }] } }'),
    (MINUTES, '{ of = "REK-01", rating = "current", equals = "1" }'),
]


@pytest.mark.parametrize(("place", "condition"), SOUND)
def test_a_sound_opening_gives_no_finding(place: str, condition: str) -> None:
    assert found_with(place, condition) == []


BROKEN = [
    (DIG, '{ of = "DIG-02", rating = "current", equals = "1" }', "DIG.opening.of", "unknown-reference"),
    (DIG, '{ not = { of = "KVR-01", rating = "current", equals = "1" } }', "DIG.opening.not.of", "unknown-reference"),
    (REK, '{ of = "DIG-01", rating = "current", equals = "1" }', "REK.opening.of", "later-reference"),
    (MINUTES, '{ of = "DIG-01", rating = "current", equals = "1" }', "opening.of", "later-reference"),
    (MINUTES, '{ of = "REK-02", rating = "current", equals = "1" }', "opening.of", "later-reference"),
    (MINUTES, '{ of = "KVR", rating = "importance", equals = "1" }', "opening.of", "unknown-reference"),
    (DIG, '{ of = "REK-01", rating = "importance", equals = "5" }', "DIG.opening.importance", "wrong-level"),
    (DIG, '{ of = "REK", rating = "target", equals = "5" }', "DIG.opening.target", "wrong-level"),
    (DIG, '{ of = "REK", rating = "current", in = ["not_applicable", "0"] }', "DIG.opening.current", "wrong-level"),
    (DIG, '{ rating = "current", equals = "6" }', "DIG.opening.current", "out-of-range"),
    (DIG, '{ rating = "current", equals = "" }', "DIG.opening.current", "out-of-range"),
    (DIG, '{ rating = "target", equals = "not_applicable" }', "DIG.opening.target", "out-of-range"),
    (DIG, '{ rating = "leaving", equals = "dont_know" }', "DIG.opening.leaving", "out-of-range"),
    (MINUTES, '{ rating = "deputy", equals = "maybe" }', "opening.deputy", "out-of-range"),
]


@pytest.mark.parametrize(("place", "condition", "where", "rule"), BROKEN)
def test_a_broken_opening_gives_one_finding(place: str, condition: str, where: str, rule: str) -> None:
    assert found_with(place, condition) == [(where, rule)]


def test_a_common_opening_is_held_to_the_first_area_it_serves() -> None:
    common = 'opening = { of = "DIG-01", rating = "current", equals = "1" }\n'
    served_only_dig = TEXT.replace(MINUTES, MINUTES + common).replace(
        REK, REK + 'opening = { rating = "importance", equals = "5" }\n'
    )
    assert check(served_only_dig.encode()) == []
