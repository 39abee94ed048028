"""How many queries each page makes: known, and the same with many firms as with few."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import event

from osaamistase.clock import now
from osaamistase.database import db, transaction
from osaamistase.survey.answering import Place
from osaamistase.survey.store import save_answers
from tests.desk.desk import failed_letter, waiting_firms
from tests.editions.region import answered as region_answer
from tests.editions.region import region
from tests.page import PageClient
from tests.people import People, make_firm, quick_answers
from tests.rounds.table import Guest, answer, colleagues_answers, invite, mail

BUSINESS_IDS = ("9000035-4", "9000052-3", "9000069-7", "9000086-6", "9000103-6", "9000120-5")


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        # The trace of who saw a page is one more on each of them alike (tests/audit).
        if not statement.startswith(("BEGIN", "SET LOCAL", "INSERT INTO audit_events")):
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
        "/tanaan": 11, "/valmennukset": 2, "/mallit": 1, "/tanaan?kaikki=1": 6, "/yritykset?haku=testi": 8,
        "/yritykset": 8, "/yritykset?omat=1": 8, f"/yritykset/{people.firm.company_id}": 22, f"/kierrokset/{people.firm.round_id}": 7,
        f"/kysely/{people.firm.round_id}/tase": 4, plan: 11, f"/kysely/{people.firm.round_id}/tase/miksi": 3,
        f"/kysely/{people.firm.round_id}/tase/miksi/TYO": 3, f"/kysely/{people.firm.round_id}/tase/vertailu": 6,
        "/palvelut": 3, "/palvelut/vie.xlsx": 5, "/palvelut/puuttuvat": 4, f"{plan}/seuranta": 9, f"{plan}/seuranta/muutos": 9, f"/yritykset/{people.firm.company_id}/muistiinpanot/uusi": 3,
        f"/kierrokset/{people.firm.round_id}/keskustelu": 5, f"/kierrokset/{people.firm.round_id}/keskustelu/TYO": 5,
    }  # fmt: skip
    _queries(app, adviser, f"/kysely/{people.firm.round_id}/tase/vertailu")  # reads the quarter's peers, once
    few = {page: _queries(app, adviser, page) for page in pages}
    with app.app_context(), transaction():
        for number, business_id in enumerate(BUSINESS_IDS):
            make_firm(people.adviser_id, business_id, f"Lisätesti {number} Oy", "pikakartoitus")
    waiting_firms(app, people.adviser_id, 9)
    assert {page: _queries(app, adviser, page) for page in pages} == few
    assert {page: count for page, count in few.items() if count > pages[page]} == {}


def test_a_firms_page_makes_the_same_queries_however_long_its_story(
    app: Flask, people: People, stranger: PageClient, adviser: PageClient
) -> None:
    here = f"/yritykset/{people.firm.company_id}"
    few = _queries(app, adviser, here)
    for number in range(3):
        invite(app, adviser, people.firm.round_id)
        failed_letter(app, people.firm.round_id, number, f"{number}@testi.example")
    finished(app, people, stranger)
    adviser.post_form(f"/kierrokset/{people.firm.round_id}/suunnitelma")
    adviser.post_form(f"{here}/kierrokset", {"questionnaire": "osaamistase"})
    assert _queries(app, adviser, here) == few <= 22


def test_a_rounds_pages_make_the_same_few_queries_with_many_who_answer(
    app: Flask, people: People, adviser: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail(app, monkeypatch, "on")
    here = f"/kierrokset/{people.firm.round_id}"
    pages = {here: 7, f"{here}/sulje": 8, f"{here}/vastaajat": 3, "/lahtevat": 2}
    answered(app, people, adviser, 1)
    few = {page: _queries(app, adviser, page) for page in pages}
    answered(app, people, adviser, 6)
    assert {page: _queries(app, adviser, page) for page in pages} == few
    assert {page: count for page, count in few.items() if count > pages[page]} == {}


def test_moving_a_round_is_looked_at_with_few_queries(app: Flask, people: People, adviser: PageClient) -> None:
    with app.app_context(), transaction():
        firm = make_firm(people.adviser_id, BUSINESS_IDS[0], "Siirtyvä Testi Oy", "osaamistase")
    few = _queries(app, adviser, f"/kierrokset/{firm.round_id}/uudempi")
    for _ in range(3):
        guest = invite(app, adviser, firm.round_id)
        answer(app, guest.respondent_id, {Place("TYO", "importance"): "4"})
    assert _queries(app, adviser, f"/kierrokset/{firm.round_id}/uudempi") == few <= 4


def test_a_respondents_pages_make_the_same_few_queries_with_many_who_answer(
    app: Flask, people: People, adviser: PageClient, stranger: PageClient
) -> None:
    (guest,) = answered(app, people, adviser, 1)
    pages = {"": 3, "alueet": 2, "alueet/TYO": 2, "tarkista": 2, "kysymykset": 1}
    few = {page: _queries(app, stranger, guest.at(page)) for page in pages}
    stranger.post_form(guest.at("laheta"))
    receipt = _queries(app, stranger, guest.at("kuitti"))
    later = answered(app, people, adviser, 5)[-1]
    assert {page: _queries(app, stranger, later.at(page)) for page in pages} == few
    assert {page: count for page, count in few.items() if count > pages[page]} == {}
    assert _queries(app, stranger, guest.at("kuitti")) == receipt <= 1


def answered(app: Flask, people: People, adviser: PageClient, count: int) -> list[Guest]:
    """So many more who have answered, each with a letter on its way."""
    guests = [invite(app, adviser, people.firm.round_id, "tyontekija@testi.example", send=True) for _ in range(count)]
    for guest in guests:
        answer(app, guest.respondent_id, colleagues_answers())
    return guests


def test_the_managers_pages_make_the_same_few_queries_with_many_firms(
    app: Flask, people: People, manager: PageClient
) -> None:
    pages = {
        "/alue": 7, "/alue?luokitus=kunta": 7, "/alue/osaaminen/DIG": 5, "/alue/tarpeet": 7, "/alue/tiedostot": 2,
        "/alue/luvut.csv": 4, "/alue/luvut.xlsx": 7, "/alue/palvelut": 5, "/api/v1/palvelut": 4, "/api/v1/luvut": 4, "/api/v1/neljannekset": 3,
    }  # fmt: skip
    region(app, people, firms=6)
    few = {page: _queries(app, manager, page) for page in pages}
    for number in range(20, 34):
        region_answer(app, people.adviser_id, number, date(2026, 5, 5), number % 5)
    assert {page: _queries(app, manager, page) for page in pages} == few
    assert {page: count for page, count in few.items() if count > pages[page]} == {}


def test_a_page_of_keys_makes_two_queries_however_many_there_are(
    app: Flask, people: People, manager: PageClient
) -> None:
    before = _queries(app, manager, "/omat-avaimet")
    for _ in range(9):
        manager.post_form("/omat-avaimet", {"name": "Raportti", "days": "30"}, page="/omat-avaimet")
    assert _queries(app, manager, "/omat-avaimet") == before <= 2


def _queries(app: Flask, client: PageClient, page: str) -> int:
    with counted(app) as said:
        assert client.get(page).status_code == 200
    return len(said)
