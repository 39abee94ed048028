"""What commands change leaves a trace by the machine; what the service does by itself leaves none."""

import pytest
from flask import Flask
from sqlalchemy import select

from osaamistase.audit.models import AuditEvent
from osaamistase.database import db
from tests.page import PageClient
from tests.people import People

ADD = ["user", "add", "--email", "uusi@testi.example", "--name", "Testi Uusi", "--role", "adviser", "--password"]


def by_machine(app: Flask) -> list[tuple[str, str, int | None]]:
    with app.app_context():
        found = db.session.scalars(select(AuditEvent).where(AuditEvent.actor == "machine").order_by(AuditEvent.id))
        return [(one.what, one.endpoint, one.actor_id) for one in found]


def test_a_command_that_changes_leaves_its_words_and_nothing_that_was_given_to_it(
    app: Flask, people: People, administrator: PageClient
) -> None:
    done = app.test_cli_runner().invoke(args=[*ADD, "pitka-oma-lause-99"])
    assert done.exit_code == 0, done.output
    assert by_machine(app) == [("change", "flask user add", None)]
    page = administrator.get("/loki").get_data(as_text=True)
    assert "komento palvelimella" in page
    assert "flask user add" in page
    assert "uusi@testi" not in page


def test_a_command_refused_leaves_none(app: Flask, people: People) -> None:
    assert app.test_cli_runner().invoke(args=[*ADD, "lyhyt"]).exit_code != 0
    assert by_machine(app) == []


@pytest.mark.parametrize("words", [["reminders", "send"], ["worker", "--once"], ["editions", "give"]])
def test_what_the_service_does_by_itself_leaves_none(app: Flask, people: People, words: list[str]) -> None:
    app.test_cli_runner().invoke(args=words)
    assert by_machine(app) == []
