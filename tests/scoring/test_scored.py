"""A sheet as `score` printed it (contract.md): a sound one is read in full, a faulty one is refused with the place."""

import copy
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osaamistase.errors import BadFile
from osaamistase.scoring.answers import Frame
from osaamistase.scoring.change import compare
from osaamistase.scoring.change_report import change_report
from osaamistase.scoring.inputs import read_answers
from osaamistase.scoring.scored import Line, read_scored
from osaamistase.scoring.sheet import draw_up
from tests.scoring.build import frame, printed
from tests.scoring.faults import Fault, at, name_of
from tests.scoring.files import DROP, Path, paths
from tests.scoring.test_inputs_any import JSON

C: Path = ("competences", 0)
HUGE = 10**5000  # more digits than Python writes


def sound() -> dict[str, Any]:
    """Two areas: two scored competences, one of them with a mean of thirds, and one that is not scored."""
    asked = frame({"REK": ["REK-01", "REK-02"], "DIG": ["DIG-01"]}, ("importance",))
    asked = Frame(asked.areas, asked.asked, {"DIG-01": "DIG-00"}, {"DIG-01": " Hitsaus "})
    people = [
        {"ratings": {"REK": {"importance": w}, "REK-01": {"current": n, "target": 4}, "DIG": {"importance": 5}, "DIG-01": {"current": 2, "target": 2}}}
        for n, w in ((1, 3), (2, 4), (2, 4))
    ]  # fmt: skip
    return printed(draw_up(asked, read_answers({"company": {"headcount": 9}, "respondents": people}, asked)))


SOUND = sound()


def with_(path: Path, value: Any) -> Any:
    """The sound sheet with one place changed, added, or (DROP) taken out."""
    if not path:
        return value
    document = copy.deepcopy(SOUND)
    at: Any = document
    for step in path[:-1]:
        at = at[step]
    if value is DROP:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return document


NO_TEXT = (7, DROP, None, True, [], {}, "")
NO_LEVEL = ("3", DROP, None, True, [], {}, -1, -0.0001, 5.0001, 6, 1e308, HUGE, float("nan"), float("inf"))
FAULTS: list[Fault] = [
    *at((), "the file", None, [], 3, "text", True),
    *at(("method",), "method", DROP, None, "2", "", "1.0", 1, [], {}, HUGE),
    *at(("questionnaire",), "questionnaire", [], "osaamistase", 1, False),
    *at(("questionnaire", "version"), "questionnaire.version", 1.5, [], {}, None, True, float("inf")),
    *at(("questionnaire", "n\nn"), r"questionnaire.n\nn", []),
    *at(("respondents",), "respondents", -1, 1.0, "3", True, [], {}, float("nan")),
    *at(("answered",), "answered", -0.1, 1.1, "1", True, [], {}, float("nan"), float("inf"), HUGE),
    *at(("confidence",), "confidence", "E", "", "a", 1, True, [], {}),
    *at(("totals",), "totals", DROP, None, [], 1, "text"),
    *at(("totals", "covered"), "totals.covered", DROP, "40", True, [], {}, -1, float("nan"), float("inf"), HUGE),
    *at(("areas",), "areas", DROP, None, {}, "REK", 1),
    *at(("areas", 0), "areas[0]", None, [], "REK", 1),
    *at(("areas", 0, "id"), "areas[0].id", *NO_TEXT),
    *at(("areas", 1, "id"), "areas[1].id", "REK"),
    *at(("areas", 0, "shown"), "areas[0].shown", "YES", DROP, None, True, "", [], {}, 1),
    *at(("competences",), "competences", DROP, None, {}, "REK-01", 1),
    *at(C, "competences[0]", None, [], "REK-01", 1),
    *at((*C, "id"), "competences[0].id", *NO_TEXT),
    *at(("competences", 1, "id"), "competences[1].id", "REK-01", *NO_TEXT),  # an unscored one as well
    *at(("competences", 2, "id"), "competences[2].id", "REK-01", "REK-02"),
    *at((*C, "state"), "competences[0].state", "SCORED", DROP, None, "", 1, True, [], {}),
    *at((*C, "area"), "competences[0].area", "XXX", "", None, 7, [], {}),
    *at((*C, "current"), "competences[0].current", *NO_LEVEL),
    *at((*C, "target"), "competences[0].target", *NO_LEVEL),
    *at((*C, "importance"), "competences[0].importance", *NO_LEVEL, 0, 0.9999),
    *at((*C, "exact"), "competences[0].exact", None, [], "5/3", 1),
    *at((*C, "exact", "current"), "competences[0].exact.current", 1, 1.6667, True, [], {}, "", "x", "5 / 3", "5/3 ", "5/0"),
    *at((*C, "exact", "current"), "competences[0].exact.current", "-5/3", "1e0", "1.6667", "٥/3", "5/-3", "5//3", "5/3\n"),
    # The exact figure must be the shown one unrounded: 1.6667 is neither 1.6668 nor 2, nor off the scale.
    *at((*C, "exact", "current"), "competences[0].exact.current", "4167/2500", "2", "0", "9" * 21, "1/" + "9" * 21),
    *at((*C, "exact", "target"), "competences[0].exact.target", "4167/2500", "399994/100000"),
    *at((*C, "answers"), "competences[0].answers", None, -1, 1.0, "3", True, [], {}, float("nan")),
    *at((*C, "own"), "competences[0].own", "", 7, True, [], {}),
    *at((*C, "replaces"), "competences[0].replaces", "", 7, True, [], {}),
]  # fmt: skip


@pytest.mark.parametrize(("path", "place", "value"), FAULTS, ids=name_of)
def test_a_fault_is_refused_and_its_place_named(path: Path, place: str, value: Any) -> None:
    with pytest.raises(BadFile) as refusal:
        read_scored(with_(path, value))
    assert refusal.value.where == place
    assert refusal.value.what
    assert len(str(refusal.value)) < 300
    assert "\n" not in str(refusal.value)


def test_a_sound_sheet_is_read_in_full() -> None:
    found = read_scored(SOUND)
    third = Line("REK-01", "REK", Fraction(5, 3), Fraction(4), Fraction(11, 3), 3)
    assert dict(found.lines) == {
        "REK-01": third,
        "DIG-01": Line("DIG-01", "DIG", Fraction(2), Fraction(2), Fraction(5), 3, "hitsaus"),
    }
    assert (found.method.version, found.totals_shown) == ("1", False)
    assert found.shown == {"REK": True, "DIG": True}
    assert found.replaces == {"DIG-01": "DIG-00"}
    assert found.about == {
        "questionnaire": {"id": "test", "version": 1, "sha256": ""},
        "respondents": 3,
        "answered": 0.6667,
        "confidence": "B",
    }


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("questionnaire",), DROP),
        (("respondents",), DROP),
        (("answered",), None),
        (("confidence",), DROP),
        (("areas", 0, "shown"), "no"),
        (("totals", "covered"), 0),
        ((*C, "surprise"), 1),  # more may stand beside what the contract names
        (("surprise",), [1]),
        ((*C, "exact"), DROP),
        ((*C, "exact", "current"), DROP),
        ((*C, "area"), DROP),
        ((*C, "own"), DROP),
        ((*C, "replaces"), DROP),
        ((*C, "state"), "unscored"),
        (("competences",), []),
    ],
)
def test_what_the_contract_allows_is_read_and_compared(path: Path, value: Any) -> None:
    assert change_report(compare(read_scored(with_(path, value)), read_scored(SOUND)))["method"] == "1"


@pytest.mark.parametrize("edge", ["0", "5"])
def test_the_ends_of_a_scale_are_on_it(edge: str) -> None:
    for rating in ("current", "target"):
        sheet = with_((*C, rating), float(edge))
        sheet["competences"][0]["exact"][rating] = edge
        assert getattr(read_scored(sheet).lines["REK-01"], rating) == int(edge)


def test_an_exact_level_just_off_the_scale_is_refused_though_it_rounds_onto_it() -> None:
    for rating, shown, exact in (("target", 5.0, "500001/100000"), ("importance", 1.0, "99999/100000")):
        sheet = with_((*C, rating), shown)
        sheet["competences"][0]["exact"][rating] = exact
        with pytest.raises(BadFile, match=rf"competences\[0\]\.exact\.{rating}"):
            read_scored(sheet)


def test_without_answers_of_its_own_a_line_has_those_of_the_round() -> None:
    assert read_scored(with_((*C, "answers"), DROP)).lines["REK-01"].answers == 3
    neither = with_((*C, "answers"), DROP)
    del neither["respondents"]
    with pytest.raises(BadFile, match=r"competences\[0\]\.answers: must be a whole number from 0 up, not nothing"):
        read_scored(neither)


@given(st.sampled_from(paths(SOUND)), JSON)
def test_a_sheet_spoilt_in_any_one_place_is_compared_or_refused(at: Path, value: Any) -> None:
    try:
        spoilt = read_scored(with_(at, value))
    except BadFile:
        return
    change_report(compare(spoilt, read_scored(SOUND)))
    change_report(compare(read_scored(SOUND), spoilt))


def test_a_sector_packs_identity_stands_within_the_questionnaires_and_is_as_plain() -> None:
    def with_pack(pack: Any) -> dict[str, Any]:
        sheet = copy.deepcopy(SOUND)
        sheet["questionnaire"] = {**sheet["questionnaire"], "pack": pack}
        return sheet

    identity = {"id": "elintarvike", "version": 1, "sha256": "00"}
    assert read_scored(with_pack(identity)).about["questionnaire"]["pack"] == identity
    for pack, where in (
        (3, "questionnaire.pack"),
        ({**identity, "version": 1.5}, "questionnaire.pack.version"),
        ({**identity, "pack": identity}, "questionnaire.pack.pack"),
    ):
        with pytest.raises(BadFile) as found:
            read_scored(with_pack(pack))
        assert found.value.where == where
