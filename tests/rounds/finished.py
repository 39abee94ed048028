"""Rounds that are over, on any day, with as many answering as a test wants; and sheets that are not what they were."""

import hashlib
import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from flask import Flask

from osaamistase.clock import now
from osaamistase.database import transaction
from osaamistase.invitations.store import add_respondent
from osaamistase.results.freeze import canonical
from osaamistase.results.models import StoredSheet
from osaamistase.results.steps import finish_round
from osaamistase.results.store import add_sheet, content_of, get_sheet
from osaamistase.survey.answering import KEY_PERSON, Place
from osaamistase.survey.asked import asked
from osaamistase.survey.guard import asked_by
from osaamistase.survey.models import Respondent
from osaamistase.survey.steps import new_link, start_round
from osaamistase.survey.store import get_round, list_respondents, save_answers
from tests.people import SHELF

Answers = dict[Place, str]
SIX = ("management", "management", "management", "staff", "staff", "staff")


def new_round(
    app: Flask, company_id: int, adviser_id: int, questionnaire: str = "pikakartoitus", at: datetime | None = None
) -> int:
    version = SHELF.find(questionnaire, 2) or SHELF.find(questionnaire, 1)
    assert version is not None
    with app.app_context(), transaction():
        return start_round(company_id, asked(version), adviser_id, at or now()).id


def finish(app: Flask, round_id: int, *given: Answers, groups: Sequence[str] = (), at: datetime | None = None) -> None:
    """The main respondent's answers first, then a colleague's each, who are not asked of key persons."""
    with app.app_context(), transaction():
        for number, answers in enumerate(given):
            person = list_respondents(round_id)[0]
            if number:
                group = groups[number] if groups else "staff"
                person = add_respondent(Respondent(round_id=round_id, main=False, group=group))
            mine = {at: value for at, value in answers.items() if person.main or at.rating not in KEY_PERSON}
            save_answers(person.id, mine, None, now())
        assert finish_round(round_id, asked_by(get_round(round_id)), 730, None, at or now())


def link_to(app: Flask, round_id: int, adviser_id: int) -> str:
    """The address that opens a round to its main respondent."""
    with app.app_context(), transaction():
        token, _link = new_link(list_respondents(round_id)[0].id, adviser_id, now(), 90)
    return f"/kysely/{token}"


def full_answers(current: int = 2, target: int = 4, importance: int = 3) -> Answers:
    """The full questionnaire answered whole, every competence alike."""
    version = SHELF.find("osaamistase", 2)
    assert version is not None
    found: Answers = {}
    for area in version.questionnaire.areas:
        found |= {
            Place(area.id, "importance"): str(importance), Place(area.id, "holders"): "1",
            Place(area.id, "leaving"): "unknown", Place(area.id, "deputy"): "no",
        }  # fmt: skip
        for one in area.competences:
            found |= {Place(one.id, "current"): str(current), Place(one.id, "target"): str(target)}
    return found


def sheet_of(app: Flask, round_id: int, number: int | None = None) -> StoredSheet:
    with app.app_context():
        return get_sheet(round_id, number)


def put_another(app: Flask, round_id: int, change: Callable[[dict[str, Any]], None]) -> None:
    """A further sheet of the round with something changed in its document, sealed as if it were right."""
    with app.app_context(), transaction():
        first = get_sheet(round_id)
        document = content_of(first)
        change(document)
        content = canonical(document)
        add_sheet(
            StoredSheet(
                round_id=round_id, number=first.number + 1, company_id=first.company_id, method=first.method,
                content=content, sha256=hashlib.sha256(content.encode()).hexdigest(), made_at=now(),
                industry_section="C", size_class="mikro", level_index=first.level_index, to_talk=first.to_talk,
            ),
            {},
        )  # fmt: skip


def document_of(sheet: StoredSheet) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(sheet.content)
    return found
