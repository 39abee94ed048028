"""What changed between two versions, kind by kind; nothing between a version and itself."""

import json
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osaamistase.questionnaires.differences import Break, Change, Differences, ScaleChange, Wording, differences
from osaamistase.questionnaires.questionnaire import Questionnaire
from tests.questionnaires.tiny import FOLDER, TINY, read, remade, tiny_with

NOTHING = Differences((), (), (), (), (), (), (), (), ())
PACK = read((FOLDER / "pack.toml").read_bytes())
RATING = '{ id = "current", scale = "level", asked = "competence"'
DIG = 'name = { fi = "Digi", sv = "Digi", en = "Digital" }\n'
LAST = '{ value = "likely", word = { fi = "ehkä", sv = "kanske", en = "maybe" } },'


def changed(*swaps: tuple[str, str]) -> Differences:
    return differences(TINY, read(tiny_with(*swaps)))


KINDS = [
    ("wording", ('fi = "Valinta"', 'fi = "Karsinta"'), (Wording("REK-02", "name", "fi", "Valinta", "Karsinta"),)),
    ("wording", ('sv = "Liten"', 'sv = "Små"'), (Wording("tiny", "title", "sv", "Liten", "Små"),)),
    ("wording", ('question = { fi = "w"', 'question = { fi = "W"'), (Wording("importance", "question", "fi", "w", "W"),)),
    ("scale", ('fi = "ehkä"', 'fi = "kyllä"'), (ScaleChange("leaving", "word", "likely.fi", "ehkä", "kyllä"),)),
    ("scale", (LAST, ""), (ScaleChange("leaving", "option", "likely", "likely", None),)),
    ("scale", (RATING, RATING.replace("competence", "area")), (ScaleChange("current", "asked", "level", "competence", "area"),)),
    ("scale", (RATING, RATING.replace("level", "holders")), (ScaleChange("current", "scale", "name", "level", "holders"),)),
    ("core", ('"REK-02",', '"REK-02", core = true,'), (Change("REK-02", False, True),)),
    (
        "opening",
        (DIG, f'{DIG}opening = {{ rating = "importance", in = ["5"] }}\n'),
        (Change("DIG", None, {"rating": "importance", "in": ["5"]}),),
    ),
    (
        "opening",
        ("minutes = 2", 'minutes = 2\nopening = { not = { rating = "importance", equals = "1" } }'),
        (Change("tiny", None, {"not": {"rating": "importance", "equals": "1"}}),),
    ),
    ("own", ("minutes = 2", 'minutes = 2\nown = { area = "DIG", most = 2 }'), (Change("tiny", None, {"area": "DIG", "most": 2}),)),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "swap", "wanted"), KINDS)
def test_one_change_is_told_once_and_of_its_kind(kind: str, swap: tuple[str, str], wanted: object) -> None:
    found = changed(swap)
    assert {name: value for name, value in vars(found).items() if value} == {kind: wanted}


def test_a_new_meaning_is_a_break_and_both_ids_are_told() -> None:
    found = changed(('"REK-02",', '"REK-03", replaces = "REK-02",'))
    assert (found.meaning, found.added, found.removed) == ((Break("REK-03", "REK-02"),), ("REK-03",), ("REK-02",))
    assert found.wording == ()


def test_a_break_of_an_earlier_version_is_told_no_more() -> None:
    second = read(tiny_with(('"REK-02",', '"REK-03", replaces = "REK-02",')))
    assert differences(second, remade(second, version=3)) == NOTHING


def test_a_whole_area_that_is_new_is_told_with_what_is_in_it() -> None:
    found = differences(remade(TINY, areas=TINY.areas[:1]), TINY)
    assert found.added == ("DIG", "DIG-01")
    assert found.wording == ()


def test_packs_are_told_apart_by_the_industry_they_are_joined_for() -> None:
    assert PACK.joins is not None
    wider = remade(PACK, joins=PACK.joins.model_copy(update={"divisions": ()}))
    (change,) = differences(PACK, wider).joins
    assert (change.id, change.old["divisions"], change.new["divisions"]) == ("pack", ["56"], [])


def test_differences_are_plain_enough_for_json() -> None:
    swaps = [swap for _, swap, _ in KINDS if "minutes = 2" not in swap[0] and not swap[0].startswith(RATING)]
    found = changed(*(swap for swap in swaps if swap[0] != LAST))
    assert json.loads(json.dumps(asdict(found)))["core"] == [{"id": "REK-02", "old": False, "new": True}]


IDS = st.sets(st.sampled_from([f"REK-{number:02}" for number in range(1, 9)]), min_size=1)


@st.composite
def versions(draw: st.DrawFn) -> Questionnaire:
    area, (core, rest) = TINY.areas[0], TINY.areas[0].competences
    words = st.sampled_from(["Haku", "Valinta", "Palkka"])
    competences = tuple(
        (core if draw(st.booleans()) else rest).model_copy(
            update={"id": one, "name": rest.name.model_copy(update={"fi": draw(words)})}
        )
        for one in sorted(draw(IDS))
    )
    areas = (area.model_copy(update={"competences": competences}), *TINY.areas[1 : draw(st.integers(1, 2))])
    return remade(TINY, areas=areas)


@given(versions())
def test_nothing_differs_between_a_version_and_itself(version: Questionnaire) -> None:
    assert differences(version, version) == NOTHING
    assert not differences(version, version)


@given(versions(), versions())
def test_swapping_old_and_new_swaps_what_was_added_and_removed(one: Questionnaire, other: Questionnaire) -> None:
    there, back = differences(one, other), differences(other, one)
    assert (there.added, there.removed) == (back.removed, back.added)
    assert {(w.id, w.old, w.new) for w in there.wording} == {(w.id, w.new, w.old) for w in back.wording}
    assert bool(there) == bool(back) == (one != other)
