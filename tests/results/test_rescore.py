"""Rounds stored by every released method come out the same for ever, and a spoilt one is told by its first difference."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from osaamistase.clock import now
from osaamistase.database import db, transaction
from osaamistase.questionnaires.questionnaire import Questionnaire, joined
from osaamistase.results.freeze import canonical
from osaamistase.results.models import StoredSheet
from osaamistase.results.rescore import first_difference
from osaamistase.results.steps import finish_round
from osaamistase.results.store import add_sheet
from osaamistase.scoring.change import compare
from osaamistase.scoring.change_report import change_report
from osaamistase.scoring.methods import METHODS, UnknownMethod, method_of
from osaamistase.scoring.scored import read_scored
from osaamistase.survey.asked import asked
from osaamistase.survey.store import save_answers
from tests.people import SHELF, People, quick_answers

STORED = Path(__file__).parent.parent / "scoring" / "stored"
ROUNDS = sorted(STORED.glob("*/[0-9]*.json"))


def asked_in(content: str) -> Questionnaire:
    identity = json.loads(content)["sheet"]["questionnaire"]
    base = SHELF.find(identity["id"], identity["version"])
    assert base is not None
    pack = SHELF.find(identity["pack"]["id"], identity["pack"]["version"]) if "pack" in identity else None
    return joined(base.questionnaire, pack.questionnaire if pack else None)


def checked(content: str) -> str | None:
    return first_difference(content, hashlib.sha256(content.encode()).hexdigest(), asked_in(content))


def spoilt(path: Path, *way: Any) -> str:
    """The document with another value at the end of `way`, sealed as if it were right."""
    document = json.loads(path.read_text(encoding="utf-8"))
    *to, last, value = way
    place = document
    for step in to:
        place = place[step]
    place[last] = value
    return canonical(document)


def test_every_released_method_has_stored_rounds_and_no_other() -> None:
    assert {path.parent.name for path in ROUNDS} == set(METHODS)


@pytest.mark.parametrize("version", METHODS)
def test_a_released_table_is_never_edited(version: str) -> None:
    # A later method may need an entry more; what stood there at the release stands.
    released = json.loads((STORED / version / "parameters.json").read_text(encoding="utf-8"))
    now_there = METHODS[version].as_json()
    assert {name: now_there.get(name) for name in released} == released


@pytest.mark.parametrize("path", ROUNDS, ids=lambda path: path.stem)
def test_a_round_stored_by_an_earlier_release_comes_out_the_same(path: Path) -> None:
    content = path.read_text(encoding="utf-8")
    assert json.loads(content)["sheet"]["method"] == path.parent.name
    assert checked(content) is None


@pytest.mark.parametrize(
    ("way", "told"),
    [
        (("sheet", "totals", "gap", 1.0), "sheet.totals.gap: stored 1.0, now "),
        (("sheet", "competences", 3, "priority", 0.5), "sheet.competences[TYO-04].priority: stored 0.5, now "),
        (("sheet", "gaps", []), "sheet.gaps: stored [], now ["),
        (("sheet", "confidence", "A"), 'sheet.confidence: stored "A", now '),
        (("sheet", "method", "9"), "method: version 9 is not known here"),
        (("sheet", "mood", 3), "sheet.mood: was stored, is no more computed"),
        (("sheet", "totals", "covered", None), "sheet.totals.covered: stored null, now "),
        (("answers", "company", "headcount", 0), "answers: company.headcount: "),
    ],
)
def test_the_first_difference_is_named_by_its_place(way: tuple[Any, ...], told: str) -> None:
    found = checked(spoilt(STORED / "1" / "1-osaamistase-1.json", *way))
    assert found is not None
    assert found.startswith(told)


def test_a_document_that_is_not_the_one_that_was_stored_is_told_by_its_checksum() -> None:
    content = ROUNDS[0].read_text(encoding="utf-8")
    assert first_difference(content + " ", hashlib.sha256(content.encode()).hexdigest(), asked_in(content)) == (
        "checksum: the document is not the one that was stored"
    )


def test_a_word_mended_in_a_sentence_is_no_difference() -> None:
    assert checked(spoilt(ROUNDS[0], "sheet", "competences", 0, "explanation", "toisin sanoin")) is None


def test_no_method_is_guessed() -> None:
    for version in ("2", "", 1, None):
        with pytest.raises(UnknownMethod):
            method_of(version)


def finished(people: People) -> None:
    version = SHELF.find("pikakartoitus", 1)
    assert version is not None
    with transaction():
        save_answers(people.firm.respondent_id, quick_answers(), None, now())
        finish_round(people.firm.round_id, asked(version), 730, None, now())


def test_the_command_is_content_with_what_is_stored(app: Flask, people: People) -> None:
    with app.app_context():
        finished(people)
    done = app.test_cli_runner().invoke(args=["rescore", "--check"])
    assert (done.exit_code, done.output) == (0, "1 stored sheets come out the same\n")


def test_the_command_names_the_round_that_differs_and_exits_with_1(app: Flask, people: People) -> None:
    with app.app_context():
        finished(people)
        with transaction():
            first = db.session.query(StoredSheet).one()
            document = json.loads(first.content)
            document["sheet"]["totals"]["gap"] = 1.0
            content = canonical(document)
            add_sheet(
                StoredSheet(
                    round_id=first.round_id, number=2, company_id=first.company_id, method="1", content=content,
                    sha256=hashlib.sha256(content.encode()).hexdigest(), made_at=now(), industry_section="C",
                    size_class="mikro", level_index=None, to_talk=0,
                ),
                {},
            )  # fmt: skip
    done = app.test_cli_runner().invoke(args=["rescore", "--check"])
    assert done.exit_code == 1
    assert done.output.startswith(f"round {people.firm.round_id}, sheet 2: sheet.totals.gap: stored 1.0, now ")


def test_the_command_never_rewrites_so_it_is_asked_to_check_by_name(app: Flask) -> None:
    done = app.test_cli_runner().invoke(args=["rescore"])
    assert done.exit_code == 2


@pytest.mark.parametrize("path", ROUNDS, ids=lambda path: path.stem)
def test_a_stored_sheet_is_read_for_comparing(path: Path) -> None:
    found = read_scored(json.loads(path.read_text(encoding="utf-8"))["sheet"])
    assert change_report(compare(found, found))["added"] == []
