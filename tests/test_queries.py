"""How many queries each page makes: known, and the same with many firms as with few."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event

from osaamistase.clock import now
from osaamistase.database import db, transaction
from osaamistase.survey.store import save_answers
from tests.page import PageClient
from tests.people import People, make_firm, quick_answers

BUSINESS_IDS = ("9000035-4", "9000052-3", "9000069-7", "9000086-6", "9000103-6", "9000120-5")


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith("BEGIN"):
            said.append(statement)

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", note)
    yield said
    with app.app_context():
        event.remove(db.engine, "before_cursor_execute", note)


def finished(app: Flask, people: People, client: PageClient) -> None:
    for firm in (people.firm, people.other_firm):
        with app.app_context(), transaction():
            save_answers(firm.respondent_id, quick_answers(), None, now())
        client.post_form(firm.at("laheta"))


@pytest.mark.parametrize(
    ("page", "most"),
    [("", 3), ("alueet", 2), ("alueet/TYO", 2), ("tarkista", 2), ("kysymykset", 1)],
)
def test_a_firms_page_makes_few_queries(app: Flask, people: People, stranger: PageClient, page: str, most: int) -> None:
    with counted(app) as said:
        assert stranger.get(people.firm.at(page)).status_code == 200
    assert len(said) <= most, said


def test_an_advisers_pages_make_the_same_few_queries_with_many_firms(
    app: Flask, people: People, stranger: PageClient, adviser: PageClient
) -> None:
    finished(app, people, stranger)
    plan = adviser.post_form(f"/kierrokset/{people.firm.round_id}/suunnitelma").headers["Location"]
    pages = {
        "/yritykset": 2, f"/yritykset/{people.firm.company_id}": 4, f"/kierrokset/{people.firm.round_id}": 7,
        f"/kysely/{people.firm.round_id}/tase": 3, plan: 8,
    }  # fmt: skip
    few = {page: _queries(app, adviser, page) for page in pages}
    with app.app_context(), transaction():
        for number, business_id in enumerate(BUSINESS_IDS):
            make_firm(people.adviser_id, business_id, f"Lisätesti {number} Oy", "pikakartoitus")
    assert {page: _queries(app, adviser, page) for page in pages} == few
    assert {page: count for page, count in few.items() if count > pages[page]} == {}


def test_the_managers_page_makes_the_same_few_queries_with_many_firms(
    app: Flask, people: People, stranger: PageClient, manager: PageClient
) -> None:
    before = _queries(app, manager, "/alue")
    finished(app, people, stranger)
    assert _queries(app, manager, "/alue") == before <= 3


def _queries(app: Flask, client: PageClient, page: str) -> int:
    with counted(app) as said:
        assert client.get(page).status_code == 200
    return len(said)
