"""A round with several who answer, as an adviser makes it on the pages, and a look at what the database then holds."""

import re
import time
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text

from osaamistase.clock import now
from osaamistase.database import Base, db, transaction
from osaamistase.mail.models import Message
from osaamistase.neighbours import MailSettings
from osaamistase.results.models import StoredSheet
from osaamistase.survey.answering import KEY_PERSON, Place
from osaamistase.survey.models import Answer, Respondent, Round
from osaamistase.survey.store import get_round, list_answers_of_round, list_respondents, save_answers
from tests.page import PageClient
from tests.people import quick_answers

MAIL = MailSettings("127.0.0.1", 2525, "none", "posti@testi.example")


@dataclass(frozen=True)
class Guest:
    """One who answers, with the link they were given."""

    respondent_id: int
    token: str

    def at(self, page: str = "") -> str:
        return f"/kysely/{self.token}{'/' + page if page else ''}"


def mail(app: Flask, monkeypatch: pytest.MonkeyPatch, state: str) -> None:
    """The service with mail on, off or as in the demo, for one test."""
    changes: dict[str, Any] = {"on": {"mail": MAIL}, "off": {}, "demo": {"demo": True}}[state]
    monkeypatch.setitem(app.config, "OSAAMISTASE", replace(app.config["OSAAMISTASE"], **changes))


def invite(
    app: Flask, adviser: PageClient, round_id: int, email: str = "", group: str = "staff", language: str = "fi", send: bool = False
) -> Guest:  # fmt: skip
    """Add one who answers, and read their link off the page."""
    form = {"email": email, "group": group, "language": language, **({"send": "y"} if send else {})}
    response = adviser.post_form(f"/kierrokset/{round_id}/vastaajat", form, page="/yritykset")
    assert response.status_code == 302, response.get_data(as_text=True)
    with app.app_context():
        newest = list_respondents(round_id)[-1].id
    return Guest(newest, shown_token(adviser, round_id))


def shown_token(adviser: PageClient, round_id: int) -> str:
    """The link that was just made, as the round's page shows it this once."""
    page = adviser.get(f"/kierrokset/{round_id}").get_data(as_text=True)
    found = re.search(r'id="osoite">http://localhost/kysely/([^<]{43})<', page)
    assert found is not None, "no new link is shown"
    return found.group(1)


def answer(app: Flask, respondent_id: int, values: dict[Place, str], by: int | None = None) -> None:
    with app.app_context(), transaction():
        save_answers(respondent_id, values, by, now())


def colleagues_answers(current: int = 3, target: int = 4, importance: int = 4) -> dict[Place, str]:
    """The quick questionnaire as someone answers it who is not asked of key persons."""
    return {
        at: value for at, value in quick_answers(current, target, importance).items() if at.rating not in KEY_PERSON
    }


def round_of(app: Flask, round_id: int) -> Round:
    with app.app_context():
        return get_round(round_id)


def people_of(app: Flask, round_id: int) -> list[Respondent]:
    with app.app_context():
        return list(list_respondents(round_id))


def answers_of(app: Flask, round_id: int) -> dict[int, dict[Place, str]]:
    with app.app_context():
        return list_answers_of_round(round_id)


def rows(app: Flask, respondent_id: int) -> list[tuple[str, str, str, int | None, int, datetime]]:
    """Every answer of one respondent, whole."""
    with app.app_context():
        found = db.session.scalars(select(Answer).where(Answer.respondent_id == respondent_id))
        return sorted((a.subject, a.rating, a.value, a.entered_by_id, a.version, a.saved_at) for a in found)


def sheets(app: Flask) -> list[StoredSheet]:
    with app.app_context():
        return list(db.session.scalars(select(StoredSheet)))


def letters(app: Flask) -> list[Message]:
    """Every letter, the oldest first."""
    with app.app_context():
        return list(db.session.scalars(select(Message).order_by(Message.id)))


def tables_with(app: Flask, words: str) -> set[str]:
    """Which columns of the whole database hold `words` anywhere."""
    found = set()
    with app.app_context():
        for table in Base.metadata.sorted_tables:
            for row in db.session.execute(table.select()).mappings():
                found |= {f"{table.name}.{column}" for column, value in row.items() if words in str(value)}
    return found


def until_someone_waits(app: Flask) -> None:
    """Until another request stands behind what this one holds. SQLite cannot tell; there it gets time to come."""
    for _ in range(50):
        time.sleep(0.1)
        with app.app_context(), db.engine.connect() as other:
            if db.engine.dialect.name != "postgresql":
                time.sleep(0.4)
                return
            if other.execute(text("SELECT count(*) FROM pg_locks WHERE NOT granted")).scalar():
                return
    raise AssertionError("nobody came to wait")
