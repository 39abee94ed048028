"""A round as it was asked: what lay off a path is neither scored nor in the sheet, and the firm's own is."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from osaamistase.errors import BadFile
from osaamistase.questionnaires.questionnaire import Questionnaire, named
from osaamistase.results.freeze import freeze
from osaamistase.results.view import sheet_view
from osaamistase.scoring.rounds import read_round
from osaamistase.scoring.sheet import CompetenceLine, Sheet, draw_up
from osaamistase.survey.answering import Place
from osaamistase.survey.asked import asked
from osaamistase.survey.document import Answerer, answers_document
from tests.people import SHELF

Ratings = Mapping[str, Mapping[str, Any]]

TWO = SHELF.find("osaamistase", 2)
assert TWO is not None
FILE, ASKED = TWO.questionnaire, asked(TWO)
CORE, REST = ("TYO-01", "TYO-02", "TYO-03"), ("TYO-04", "TYO-05")
AT = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SHUT = {"TYO": {"importance": 3}, **{one: {"current": 4, "target": 4} for one in CORE}}
OPEN = {**SHUT, "TYO": {"importance": 4}, **{one: {"current": 1, "target": 5} for one in REST}}
WITH_OWN = {
    "AMM": {"importance": 3},
    "AMM-01": {"current": 4, "target": 4},
    "AMM-02": {"current": 4, "target": 4},
    "AMM-03": {"current": 4, "target": 4},
    "AMM-X1": {"current": 1, "target": 5},
}
OWN = {"AMM-X1": "Hapanjuurileivonta"}
INDUSTRY = {"scheme": "TOL 2025", "code": "10.71", "section": "C"}
COMPANY = {"name": "Testi Oy", "headcount": 12, "size_class": "pieni", "industry": INDUSTRY}


def document(*people: Ratings, **more: Any) -> dict[str, Any]:
    respondents = [{"id": f"r{at}", "main": at == 0, "ratings": ratings} for at, ratings in enumerate(people)]
    return {"company": {"headcount": 12}, "respondents": respondents, **more}


def sheet_of(*people: Ratings, questionnaire: Questionnaire = FILE, **more: Any) -> Sheet:
    return draw_up(*read_round(questionnaire, document(*people, **more)))


def lines(sheet: Sheet, area: str) -> dict[str, CompetenceLine]:
    return {line.id: line for line in sheet.competences if line.area == area}


def test_what_lay_off_the_path_is_neither_scored_nor_in_the_sheet() -> None:
    beside = {**SHUT, **{one: {"current": 0, "target": 5} for one in REST}}
    assert set(lines(sheet_of(beside), "TYO")) == set(CORE)
    assert sheet_of(beside) == sheet_of(SHUT)


def test_what_the_path_opened_is_in_the_sheet_with_its_gap() -> None:
    found = lines(sheet_of(OPEN), "TYO")
    assert set(found) == {*CORE, *REST}
    entry = found["TYO-04"].entry
    assert entry is not None
    assert (entry.current, entry.target, entry.gap) == (1, 5, 4)


def test_on_ones_path_and_off_anothers_only_the_firsts_answers_count() -> None:
    other = {**SHUT, "TYO-04": {"current": 5, "target": 5}}
    found = lines(sheet_of(OPEN, other), "TYO")
    assert set(found) == {*CORE, *REST}
    levels = found["TYO-04"].levels
    assert (levels.current.value, levels.target.value, levels.answers) == (1, 5, 1)
    assert found["TYO-01"].levels.answers == 2
    assert found["TYO-04"].levels.importance.value == found["TYO-01"].levels.importance.value == 3.5


def test_a_not_applicable_off_the_path_takes_nothing_out() -> None:
    refusing = {**SHUT, "TYO-04": {"current": "not_applicable"}}
    found = lines(sheet_of(OPEN, refusing, refusing), "TYO")["TYO-04"]
    assert found.levels.applicable
    assert found.entry is not None


def test_coverage_counts_only_what_was_asked() -> None:
    whole = sheet_of(SHUT)
    assert {area.id: area.answered for area in whole.areas}["TYO"] == 1
    assert sum(line.area == "TYO" for line in whole.competences) == 3
    half = sheet_of({**OPEN, "TYO-04": {}, "TYO-05": {}})
    assert {area.id: area.answered for area in half.areas}["TYO"] == pytest.approx(3 / 5)
    core = [one for area in FILE.areas for one in area.competences if one.core]
    assert len(whole.competences) == len(core)
    assert whole.answered == pytest.approx(3 / len(core))


def test_without_anyone_answering_the_sheet_holds_the_whole_questionnaire() -> None:
    empty = sheet_of()
    assert [line.id for line in empty.competences] == list(FILE.competence)
    assert empty.answered == 0


def test_the_firms_own_competences_count_as_any_other_and_once() -> None:
    found = lines(sheet_of(WITH_OWN, own=OWN), "AMM")
    assert list(found) == ["AMM-01", "AMM-02", "AMM-03", "AMM-X1"]
    entry = found["AMM-X1"].entry
    assert entry is not None
    assert (entry.gap, entry.importance) == (4, 3)
    assert lines(sheet_of(WITH_OWN, own={"AMM-X1": "x" * 120}), "AMM").keys() == found.keys()  # the longest name


@pytest.mark.parametrize("ratings", [SHUT, OPEN, WITH_OWN], ids=["shut", "open", "own"])
def test_the_file_and_the_round_made_of_it_give_the_same_sheet(ratings: Ratings) -> None:
    said = document(ratings, own=OWN)
    assert read_round(ASKED.questionnaire, said) == read_round(FILE, said)
    ids = [line.id for line in sheet_of(ratings, questionnaire=ASKED.questionnaire, own=OWN).competences]
    assert len(ids) == len(set(ids))


def test_an_own_competence_without_a_name_is_not_in_the_sheet() -> None:
    assert "AMM-X1" not in lines(sheet_of(WITH_OWN, questionnaire=ASKED.questionnaire), "AMM")
    with pytest.raises(BadFile) as refusal:
        read_round(FILE, document(WITH_OWN))
    assert refusal.value.where == "respondents[0].ratings.AMM-X1"


@pytest.mark.parametrize(
    ("own", "where"),
    [
        ([], "own"),
        (None, "own"),
        ({"AMM-X5": "Liian mones"}, "own.AMM-X5"),
        ({"TYO-X1": "Väärä alue"}, "own.TYO-X1"),
        ({"AMM-01": "Kyselyn oma"}, "own.AMM-01"),
        ({"ä" * 5000: "x"}, "own."),
        ({"AMM-X1": ""}, "own.AMM-X1"),
        ({"AMM-X1": "   "}, "own.AMM-X1"),
        ({"AMM-X1": "x" * 121}, "own.AMM-X1"),
        ({"AMM-X1": 7}, "own.AMM-X1"),
        ({"AMM-X1": {"name": "x"}}, "own.AMM-X1"),
    ],
    ids=["a list", "nothing", "fifth", "other area", "the questionnaire's", "long id", "empty", "blank", "long", "number", "object"],
)  # fmt: skip
def test_a_faulty_own_competence_is_refused_and_its_place_named(own: object, where: str) -> None:
    with pytest.raises(BadFile) as refusal:
        read_round(FILE, document(SHUT, own=own))
    assert refusal.value.where.startswith(where)
    assert len(str(refusal.value)) < 200
    assert "\n" not in str(refusal.value)


def test_a_questionnaire_with_no_room_for_own_competences_takes_none() -> None:
    quick = SHELF.find("pikakartoitus", 1)
    assert quick is not None
    with pytest.raises(BadFile, match=r"own\.AMM-X1.*known here: none$"):
        read_round(quick.questionnaire, document(own=OWN))


def test_a_consensus_on_what_was_not_opened_puts_it_into_the_sheet() -> None:
    agreed = {"TYO-04": {"current": 2, "target": 4, "reason": "puhuttu käynnillä"}}
    found = lines(sheet_of({**SHUT, "TYO-04": {"current": 5, "target": 5}}, consensus=agreed), "TYO")
    assert set(found) == {*CORE, "TYO-04"}
    entry = found["TYO-04"].entry
    assert entry is not None
    assert (entry.current, entry.target, entry.importance) == (2, 4, 3)
    assert found["TYO-04"].levels.answers == 0  # what lay off the path is no answer to compare with


def test_dont_know_opens_nothing() -> None:
    unsure = {**SHUT, "TYO": {"importance": "dont_know"}, "TYO-01": {"current": "dont_know", "target": 5}}
    assert set(lines(sheet_of(unsure), "TYO")) == set(CORE)


def test_leaving_and_deputy_are_compared_in_the_words_of_the_questionnaire() -> None:
    """A rule may ask whether the holder is leaving; scoring keeps that as a number."""
    rules = (
        ({"rating": "leaving", "equals": "likely"}, {"leaving": "likely"}, {"leaving": "unknown"}),
        ({"rating": "deputy", "equals": "no"}, {"deputy": False}, {"deputy": True}),
        ({"rating": "holders", "equals": "1"}, {"holders": 1}, {"holders": 2}),
    )
    for rule, opening, shutting in rules:
        questionnaire = Questionnaire.model_validate(
            {**{name: getattr(FILE, name) for name in Questionnaire.model_fields}, "opening": rule}
        )
        for said, wanted in ((opening, {*CORE, *REST}), (shutting, set(CORE))):
            found = sheet_of({**SHUT, "TYO": {"importance": 3, **said}}, questionnaire=questionnaire)
            assert set(lines(found, "TYO")) == wanted, (rule, said)


def people(*ratings: Ratings) -> list[Answerer]:
    """The same as rows of answers, as pages keep them; the names of own competences are the first one's."""
    return [
        Answerer(
            f"r{at}",
            at == 0,
            "management",
            {
                **{
                    Place(subject, rating): str(value)
                    for subject, said in one.items()
                    for rating, value in said.items()
                },
                **{Place(subject, "name"): name for subject, name in OWN.items()},
            },
        )
        for at, one in enumerate(ratings)
    ]


def test_the_rows_of_a_page_make_the_same_round_as_the_file() -> None:
    made = answers_document(ASKED.questionnaire, 12, people(WITH_OWN))
    assert made["own"] == OWN
    assert read_round(ASKED.questionnaire, made) == read_round(FILE, document(WITH_OWN, own=OWN))


def test_a_frozen_round_holds_the_own_competence_by_name_and_keeps_it_out_of_what_firms_share() -> None:
    frozen = freeze(ASKED.questionnaire, ASKED.identity, COMPANY, people(WITH_OWN, WITH_OWN), AT)
    content = json.loads(frozen.content)
    assert content["answers"]["own"] == OWN
    in_sheet = [line for line in content["sheet"]["competences"] if line["area"] == "AMM"]
    assert [line["id"] for line in in_sheet] == ["AMM-01", "AMM-02", "AMM-03", "AMM-X1"]
    assert next(area for area in content["sheet"]["areas"] if area["id"] == "AMM")["gap"] == 12.0  # 3 · 4
    assert frozen.areas["AMM"][0] == Decimal("0.0000")
    view = sheet_view(content["sheet"], named(ASKED.questionnaire, content["answers"]["own"]), "fi")
    assert [line.name for line in view.gaps if line.id == "AMM-X1"] == ["Hapanjuurileivonta"]


def test_an_area_of_own_competences_alone_gives_management_nothing() -> None:
    alone = {**SHUT, "AMM": {"importance": 3}, "AMM-X1": {"current": 1, "target": 5}}
    frozen = freeze(ASKED.questionnaire, ASKED.identity, COMPANY, people(alone), AT)
    assert "TYO" in frozen.areas
    assert "AMM" not in frozen.areas


def test_the_packs_areas_are_scored_after_the_questionnaires_own() -> None:
    pack = SHELF.find("elintarvike", 1)
    assert pack is not None
    both = asked(TWO, pack)
    eli = {
        "ELI": {"importance": 5},
        **{one.id: {"current": 1, "target": 3} for one in pack.questionnaire.areas[0].competences},
    }
    found = sheet_of({**SHUT, **eli}, questionnaire=both.questionnaire)
    assert [area.id for area in found.areas][-1] == "ELI"
    assert {line.id for line in found.competences if line.area == "ELI" and line.entry} == {
        one for one in eli if "-" in one
    }
    shut = sheet_of({**SHUT, "ELI": {"importance": 1}}, questionnaire=both.questionnaire)
    assert {line.id for line in shut.competences if line.area == "ELI"} == {
        one.id for one in pack.questionnaire.areas[0].competences if one.core
    }
