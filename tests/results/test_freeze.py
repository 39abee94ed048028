"""A frozen round: the same answers give the same text and checksum, and what is stored is what the checksum is over."""

import hashlib
import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from osaamistase.clock import now
from osaamistase.database import db, transaction
from osaamistase.results.freeze import Frozen, NothingScored, canonical, freeze
from osaamistase.results.models import AreaResult, StoredSheet
from osaamistase.results.steps import finish_round
from osaamistase.survey.answering import Place
from osaamistase.survey.asked import asked
from osaamistase.survey.document import Answerer
from osaamistase.survey.store import save_answers
from tests.people import SHELF, People, quick_answers

AT = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
QUICK = SHELF.find("pikakartoitus", 1)
assert QUICK is not None
VERSION = QUICK
COMPANY = {
    "name": "Testi Oy",
    "headcount": 4,
    "size_class": "mikro",
    "industry": {"scheme": "TOL 2025", "code": "10.71", "section": "C"},
    "municipality": "Kouvola",
}


def frozen(answers: dict[Place, str], at: datetime = AT, company: dict[str, Any] = COMPANY) -> Frozen:
    return freeze(
        VERSION.questionnaire, asked(VERSION).identity, company, [Answerer("r1", True, "management", answers)], at
    )


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_the_same_answers_give_the_same_text_and_checksum_in_whatever_order_they_came() -> None:
    answers = quick_answers()
    other_way = dict(reversed(answers.items()))
    assert list(other_way) != list(answers)
    assert frozen(answers) == frozen(other_way)
    assert frozen(answers) == frozen(answers, company=dict(reversed(COMPANY.items())))


@pytest.mark.parametrize(
    "other",
    [
        frozen({**quick_answers(), Place("DIG", "current"): "3"}),
        frozen({**quick_answers(), Place("DIG", "note"): "huomio"}),
        frozen(quick_answers(), at=AT.replace(minute=1)),
        frozen(quick_answers(), company={**COMPANY, "headcount": 5}),
    ],
    ids=["another level", "a note", "a minute later", "one more person"],
)
def test_any_difference_gives_another_checksum(other: Frozen) -> None:
    assert other.sha256 != frozen(quick_answers()).sha256


def test_the_checksum_is_over_the_very_text() -> None:
    found = frozen({**quick_answers(), Place("DIG", "note"): "ääkkösiä “ja” muuta"})
    assert found.sha256 == sha256(found.content)
    assert "ääkkösiä “ja” muuta" in found.content
    assert canonical(json.loads(found.content)) == found.content


def test_the_document_holds_everything_that_made_the_figures() -> None:
    document = json.loads(frozen({**quick_answers(), Place("DIG", "note"): "huomio"}).content)
    assert set(document) == {"company", "submitted_at", "answers", "notes", "sheet"}
    assert document["company"] == COMPANY
    assert document["submitted_at"] == "2026-11-24T12:00:00+00:00"
    assert document["notes"] == {"DIG": ["huomio"]}
    assert document["sheet"]["questionnaire"] == {"id": "pikakartoitus", "version": 1, "sha256": VERSION.sha256}
    assert document["answers"]["respondents"][0]["ratings"]["DIG"]["current"] == 2
    assert document["sheet"]["totals"]["coverage_rate"] == 50.0


def test_each_areas_mean_gap_is_in_levels_and_an_area_without_answers_has_none() -> None:
    answers = {place: value for place, value in quick_answers().items() if place.subject != "DIG"}
    found = frozen({**answers, Place("REK", "current"): "3"})
    assert set(found.areas) == {area.id for area in VERSION.questionnaire.areas} - {"DIG"}
    assert found.areas["REK"] == (Decimal("1.0000"), Decimal("3.0000"))
    assert found.areas["TYO"] == (Decimal("2.0000"), Decimal("2.0000"))
    assert (found.section, found.size_class, found.level_index) == ("C", "mikro", Decimal("41.8182"))
    assert found.method == "1"


@pytest.mark.parametrize(
    "answers",
    [{}, {Place("DIG", "current"): "3"}, dict.fromkeys(quick_answers(), "dont_know")],
    ids=["nothing", "half an area", "only don't know"],
)
def test_a_round_without_a_single_whole_answer_gives_no_sheet(answers: dict[Place, str]) -> None:
    with pytest.raises(NothingScored):
        frozen(answers)


def test_what_is_stored_is_what_its_checksum_is_over_and_a_second_finish_changes_nothing(
    app: Flask, people: People
) -> None:
    answers = {**quick_answers(), Place("DIG", "note"): "ääkkösiä 😀"}
    with app.app_context(), transaction():
        save_answers(people.firm.respondent_id, answers, None, now())
        finish_round(people.firm.round_id, asked(VERSION), 730, None, AT)
    with app.app_context(), transaction():
        finish_round(people.firm.round_id, asked(VERSION), 730, None, now())
    with app.app_context():
        (stored,) = db.session.scalars(select(StoredSheet))
        gaps = {one.area: one.mean_gap for one in db.session.scalars(select(AreaResult))}
    assert stored.sha256 == sha256(stored.content)
    assert stored.made_at == AT
    assert json.loads(stored.content)["notes"] == {"DIG": ["ääkkösiä 😀"]}
    assert gaps == {area.id: Decimal("2.0000") for area in VERSION.questionnaire.areas}
