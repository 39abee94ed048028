"""The database itself keeps what a result stands on, whoever asks and however. On both databases."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from osaamistase.clock import now
from osaamistase.database import db, transaction
from osaamistase.survey.asked import asked
from osaamistase.survey.steps import start_round
from osaamistase.survey.store import find_source, save_answers, save_source
from tests.page import PageClient
from tests.people import SHELF, People, quick_answers

TWO, PACK = SHELF.find("osaamistase", 2), SHELF.find("elintarvike", 1)
assert TWO is not None
assert PACK is not None
POINTS = {
    "company_id": "company_id + 1", "questionnaire_id": "'toinen'", "questionnaire_version": "9",
    "questionnaire_sha256": "'0'", "pack_id": "'toinen'", "pack_version": "9", "pack_sha256": "'0'",
}  # fmt: skip
KEEPS = "a round keeps its questionnaire"
STANDS = "the round is submitted; its answers stand"


def say(app: Flask, words: str, **values: Any) -> int:
    """Say it to the database as it is; how many rows it changed."""
    with app.app_context(), transaction() as session:
        return int(getattr(session.execute(text(words), values), "rowcount", -1))


def one(app: Flask, words: str, **values: Any) -> Any:
    with app.app_context():
        return db.session.execute(text(words), values).scalar()


@pytest.fixture
def with_pack(app: Flask, people: People) -> int:
    """A round of the second questionnaire with the food pack."""
    with app.app_context(), transaction():
        return start_round(people.other_firm.company_id, asked(TWO, PACK), people.adviser_id, now()).id


@pytest.fixture
def submitted(app: Flask, people: People, stranger: PageClient) -> People:
    with app.app_context(), transaction():
        save_answers(people.firm.respondent_id, quick_answers(), None, now())
    assert stranger.post_form(people.firm.at("laheta")).status_code == 302
    return people


@pytest.mark.parametrize("column", POINTS)
def test_a_round_keeps_its_firm_and_its_questionnaire(app: Flask, with_pack: int, column: str) -> None:
    for value in (POINTS[column], "NULL"):
        with pytest.raises(IntegrityError, match=KEEPS):
            say(app, f"UPDATE rounds SET {column} = {value} WHERE id = :id", id=with_pack)


@pytest.mark.parametrize("column", ["pack_id", "pack_version", "pack_sha256"])
def test_a_round_without_a_pack_gets_none(app: Flask, people: People, column: str) -> None:
    with pytest.raises(IntegrityError, match=KEEPS):
        say(app, f"UPDATE rounds SET {column} = {POINTS[column]} WHERE id = :id", id=people.firm.round_id)


def test_a_round_may_be_submitted_once_and_carried_over(app: Flask, people: People, with_pack: int) -> None:
    move = "UPDATE rounds SET submitted_at = :at, submitted_by_id = :by, carried_to_id = :to WHERE id = :id"
    assert say(app, move, at="2026-11-24 12:00:00+00", by=people.adviser_id, to=1, id=with_pack) == 1
    assert say(app, "UPDATE rounds SET company_id = company_id, pack_id = pack_id WHERE id = :id", id=with_pack) == 1


@pytest.mark.parametrize("value", ["NULL", "'2026-11-25 12:00:00+00'"], ids=["opened again", "at another time"])
def test_a_submitted_round_is_not_opened_again(app: Flask, submitted: People, value: str) -> None:
    with pytest.raises(IntegrityError, match=KEEPS):
        say(app, f"UPDATE rounds SET submitted_at = {value} WHERE id = :id", id=submitted.firm.round_id)


def test_the_answers_of_a_submitted_round_do_not_change(app: Flask, submitted: People) -> None:
    mine = submitted.firm.respondent_id
    with pytest.raises(IntegrityError, match=STANDS):
        say(app, "UPDATE answers SET value = '5' WHERE respondent_id = :id", id=mine)
    with pytest.raises(IntegrityError, match=STANDS):
        say(app, "UPDATE answers SET entered_by_id = :by WHERE respondent_id = :id", by=submitted.adviser_id, id=mine)
    assert one(app, "SELECT count(*) FROM answers WHERE value = '5'") == 0


def test_a_submitted_round_gets_no_more_answers(app: Flask, submitted: People) -> None:
    new = (
        "INSERT INTO answers (respondent_id, subject, rating, value, saved_at, version, page, turn) "
        "VALUES (:id, 'TYO', 'note', 'myöhässä', :at, 1, '', 0)"
    )
    at = "2026-11-24 12:00:00+00"
    with pytest.raises(IntegrityError, match=STANDS):
        say(app, new, id=submitted.firm.respondent_id, at=at)
    assert say(app, new, id=submitted.other_firm.respondent_id, at=at) == 1


def test_no_answer_comes_into_a_submitted_round_or_leaves_it_for_another(app: Flask, submitted: People) -> None:
    with app.app_context(), transaction():
        save_answers(submitted.other_firm.respondent_id, dict(list(quick_answers().items())[:3]), None, now())
    # The values differ from every other row's, so that only the guard can refuse.
    say(app, "UPDATE answers SET subject = 'ZZZ' WHERE respondent_id = :id", id=submitted.other_firm.respondent_id)
    for here, there in (
        (submitted.other_firm.respondent_id, submitted.firm.respondent_id),
        (submitted.firm.respondent_id, submitted.other_firm.respondent_id),
    ):
        with pytest.raises(IntegrityError, match=STANDS):
            say(app, "UPDATE answers SET respondent_id = :there WHERE respondent_id = :here", here=here, there=there)


def test_the_answers_of_an_open_round_may_change(app: Flask, people: People, submitted: People) -> None:
    with app.app_context(), transaction():
        save_answers(people.other_firm.respondent_id, quick_answers(), None, now())
    changed = say(app, "UPDATE answers SET value = '1' WHERE respondent_id = :id", id=people.other_firm.respondent_id)
    assert changed == len(quick_answers())


@pytest.mark.parametrize("change", ["source = 'muuta'", "sha256 = 'muuta'", "kept_at = kept_at"])
def test_the_words_of_a_questionnaire_never_change(app: Flask, with_pack: int, change: str) -> None:
    assert TWO is not None
    with pytest.raises(IntegrityError, match="the words of a questionnaire never change"):
        say(app, f"UPDATE questionnaire_sources SET {change} WHERE sha256 = :sha", sha=TWO.sha256)


def test_the_words_a_round_points_at_stay(app: Flask, with_pack: int) -> None:
    assert TWO is not None
    assert PACK is not None
    for version in (TWO, PACK):
        with pytest.raises(IntegrityError, match="a round points at this questionnaire"):
            say(app, "DELETE FROM questionnaire_sources WHERE sha256 = :sha", sha=version.sha256)
        with app.app_context():
            assert find_source(version.sha256) == version.source.decode()


def test_words_nobody_points_at_may_go(app: Flask, with_pack: int) -> None:
    with app.app_context(), transaction():
        save_source("a" * 64, "luonnos", now())
    assert say(app, "DELETE FROM questionnaire_sources WHERE sha256 = :sha", sha="a" * 64) == 1
    with app.app_context():
        assert find_source("a" * 64) is None


@pytest.mark.parametrize("change", ["content = '{}'", "sha256 = '0'", "made_at = made_at", "company_id = company_id"])
def test_a_stored_sheet_never_changes(app: Flask, submitted: People, change: str) -> None:
    before = one(app, "SELECT content FROM sheets")
    with pytest.raises(IntegrityError, match="a stored sheet never changes"):
        say(app, f"UPDATE sheets SET {change}")
    assert one(app, "SELECT content FROM sheets") == before
