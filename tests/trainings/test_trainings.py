"""Trainings: planned by management, filled by advisers from their own firms, and kept in the plans of who came."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from osaamistase.clock import today
from osaamistase.database import db, transaction
from osaamistase.editions.steps import take_sheets
from osaamistase.plans.store import get_plan, list_events, list_plans
from osaamistase.trainings.models import Training
from osaamistase.trainings.store import list_attended, list_came, list_standing, list_trainings
from tests.conftest import signed_in
from tests.editions.region import answered
from tests.page import PageClient
from tests.people import People
from tests.test_queries import counted


def planned(manager: PageClient, **other: str) -> str:
    """A training of today for the area TYO; its address."""
    typed = {"title": "Testivalmennus", "item": "TYO", "day": today().isoformat(), "place": "Testisali", "seats": "3"}
    answer = manager.post_form("/valmennukset/uusi", {**typed, **other})
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return answer.headers["Location"]


def needy(app: Flask, people: People, number: int, current: int = 1) -> int:
    company_id = answered(app, people.adviser_id, number, today() - timedelta(days=9), current)
    with app.app_context(), transaction():
        while take_sheets():
            pass
    return company_id


def drawn(app: Flask, address: str, company_id: int) -> str:
    """What a firm's line on the page gives back of how it was drawn."""
    with app.app_context():
        found = [row for row, *_ in list_standing(int(address.rsplit("/", 1)[1])) if row.company_id == company_id]
        return f"{found[0].id} {found[0].standing} {found[0].persons}" if found else ""


def mark(app: Flask, client: PageClient, address: str, company_id: int, standing: str, persons: str = "") -> int:
    """Write down how a firm stands, as its line on the page does; the status of the answer."""
    line = {
        f"nahty_{company_id}": drawn(app, address, company_id),
        f"tila_{company_id}": standing,
        f"henkiloita_{company_id}": persons,
    }
    return client.post_form(address, line).status_code


def test_a_need_becomes_a_training_and_a_done_action(
    app: Flask, people: People, manager: PageClient, adviser: PageClient
) -> None:
    firm = needy(app, people, 1)
    with app.app_context():
        round_id = db.session.execute(text(f"SELECT max(id) FROM rounds WHERE company_id = {firm}")).scalar_one()
    adviser.post_form(f"/kierrokset/{round_id}/suunnitelma")
    here = planned(manager)
    page = adviser.get(here).get_data(as_text=True)
    assert "Salainen 1 Oy" in page.split("ei vielä kutsuttu")[1].split("Muu oma yritys")[0]
    assert adviser.post_form(here, {f"kutsu_{firm}": "1"}).status_code == 302
    assert mark(app, adviser, here, firm, "coming", "2") == 302
    assert "2/3 paikkaa varattu" in manager.get(here).get_data(as_text=True)
    assert mark(app, adviser, here, firm, "came", "3") == 302
    with app.app_context():
        plan = get_plan(list_plans(firm)[0][0].id)
        action = plan.actions[-1]
        assert (action.title, action.status, action.kind) == ("Testivalmennus", "tehty", "valmennus")
        assert [event.status for event, _who in list_events(plan.id)[action.id]] == ["tehty"]
        assert list_came(today(), today()) == [(firm, today())]
        assert [(firms, persons) for *_rest, firms, persons in list_attended(today(), today())] == [(1, 3)]
    assert "Valmennus ”Testivalmennus”: kävi" in adviser.get(f"/yritykset/{firm}").get_data(as_text=True)


def test_who_did_not_come_after_all_has_the_action_left_out_with_the_reason(
    app: Flask, people: People, manager: PageClient, adviser: PageClient
) -> None:
    firm = needy(app, people, 1)
    with app.app_context():
        round_id = db.session.execute(text(f"SELECT max(id) FROM rounds WHERE company_id = {firm}")).scalar_one()
    adviser.post_form(f"/kierrokset/{round_id}/suunnitelma")
    here = planned(manager)
    mark(app, adviser, here, firm, "came", "1")
    assert mark(app, adviser, here, firm, "missed") == 302
    with app.app_context():
        action = get_plan(list_plans(firm)[0][0].id).actions[-1]
        assert action.status == "hylatty"
        assert "merkintä korjattiin" in (action.dropped_because or "")
        assert [(row.standing, row.action_id) for row, *_ in list_standing(_id(here))] == [("missed", None)]


def _id(address: str) -> int:
    return int(address.rsplit("/", 1)[1])


def test_a_firm_without_a_plan_comes_too(app: Flask, people: People, manager: PageClient, adviser: PageClient) -> None:
    here = planned(manager)
    assert mark(app, adviser, here, people.firm.company_id, "came", "1") == 302
    with app.app_context():
        assert list_plans(people.firm.company_id) == []


def test_management_sees_seats_and_no_firm(
    app: Flask, people: People, manager: PageClient, adviser: PageClient
) -> None:
    firm = needy(app, people, 1)
    here = planned(manager)
    mark(app, adviser, here, firm, "coming", "2")
    for address in (here, "/valmennukset"):
        page = manager.get(address).get_data(as_text=True)
        assert "Salainen" not in page
        assert "2/3 paikkaa varattu" in page
    assert manager.post_form(here, {f"kutsu_{firm}": "1"}).status_code == 403


def test_an_adviser_writes_down_own_firms_alone(app: Flask, people: People, manager: PageClient) -> None:
    here = planned(manager)
    colleague = signed_in(app, people.colleague_email)
    page = colleague.get(here).get_data(as_text=True)
    assert "Testileipomo" not in page
    assert mark(app, colleague, here, people.firm.company_id, "came", "1") == 302  # nothing of theirs was typed
    with app.app_context():
        assert list_standing(_id(here)) == []


def test_who_is_not_in_need_is_no_firm_in_need(
    app: Flask, people: People, manager: PageClient, adviser: PageClient
) -> None:
    needy(app, people, 1, current=1)
    needy(app, people, 2, current=5)
    page = adviser.get(planned(manager)).get_data(as_text=True)
    in_need, others = page.split("ei vielä kutsuttu")[1].split("Muu oma yritys")
    assert "Salainen 1 Oy" in in_need
    assert "Salainen 2 Oy" not in in_need
    assert "Salainen 2 Oy" in others


@pytest.mark.parametrize(
    ("standing", "persons", "ahead", "words"),
    [
        ("coming", "", 0, "montako henkilöä"),
        ("coming", "4", 0, "Paikat eivät riitä"),
        ("came", "1", 5, "ei ole vielä ollut"),
        ("sotku", "1", 0, "Valitse tila"),
        ("came", "1001", 0, "montako henkilöä"),
    ],
)
def test_what_cannot_be_is_refused_beside_the_firm(
    app: Flask, people: People, manager: PageClient, adviser: PageClient, standing: str, persons: str, ahead: int, words: str
) -> None:  # fmt: skip
    firm = people.firm.company_id
    here = planned(manager, day=(today() + timedelta(days=ahead)).isoformat())
    mark(app, adviser, here, firm, "invited")
    line = {f"nahty_{firm}": drawn(app, here, firm), f"tila_{firm}": standing, f"henkiloita_{firm}": persons}
    answer = adviser.post_form(here, line)
    assert answer.status_code == 400
    assert words in answer.get_data(as_text=True)
    with app.app_context():
        assert [row.standing for row, *_ in list_standing(_id(here))] == ["invited"]


def test_a_page_that_another_overtook_changes_nothing(
    app: Flask, people: People, manager: PageClient, adviser: PageClient
) -> None:
    firm = people.firm.company_id
    here = planned(manager)
    mark(app, adviser, here, firm, "invited")
    old = drawn(app, here, firm)
    mark(app, adviser, here, firm, "coming", "2")
    answer = adviser.post_form(here, {f"nahty_{firm}": old, f"tila_{firm}": "declined", f"henkiloita_{firm}": ""})
    assert answer.status_code == 409
    assert "Joku muu muutti" in answer.get_data(as_text=True)
    untouched = {f"nahty_{firm}": old, f"tila_{firm}": "invited", f"henkiloita_{firm}": ""}
    assert adviser.post_form(here, untouched).status_code == 302  # what was left alone overwrites nothing
    with app.app_context():
        assert [(row.standing, row.persons) for row, *_ in list_standing(_id(here))] == [("coming", 2)]


def test_the_first_page_tells_of_it_until_all_are_marked(
    app: Flask, people: People, manager: PageClient, adviser: PageClient
) -> None:
    here = planned(manager)
    assert "et ole vielä kutsunut" in adviser.get("/tanaan").get_data(as_text=True)
    mark(app, adviser, here, people.firm.company_id, "coming", "1")
    assert "mukana 1 yrityksesi" in adviser.get("/tanaan").get_data(as_text=True)
    with app.app_context(), transaction():
        db.session.query(Training).update({"day": today() - timedelta(days=3)})
    assert "1 yrityksesi odottaa: kävikö se?" in adviser.get("/tanaan").get_data(as_text=True)
    mark(app, adviser, here, people.firm.company_id, "came", "1")
    assert "Testivalmennus" not in adviser.get("/tanaan").get_data(as_text=True)


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", ""), ("item", "XXX"), ("service", "olematon"), ("day", "2020-01-01"), ("day", "huomenna"), ("seats", "0"), ("seats", "kymmenen")],
)  # fmt: skip
def test_a_training_that_cannot_be_is_refused(
    app: Flask, people: People, manager: PageClient, field: str, value: str
) -> None:
    typed = {"title": "Testi", "item": "TYO", "day": today().isoformat(), "place": "", "seats": "3"}
    answer = manager.post_form("/valmennukset/uusi", {**typed, field: value})
    assert answer.status_code == 400
    assert "Tarkista nämä kohdat" in answer.get_data(as_text=True)
    with app.app_context():
        assert list_trainings() == []


def test_it_is_changed_and_called_off_with_a_reason(
    app: Flask, people: People, manager: PageClient, adviser: PageClient
) -> None:
    here = planned(manager)
    typed = {"title": "Uusi nimi", "item": "REK", "day": today().isoformat(), "place": "", "seats": "9"}
    assert manager.post_form(f"{here}/muuta", typed).status_code == 302
    assert manager.post_form(f"{here}/peru", {"reason": ""}).status_code == 400
    assert manager.post_form(f"{here}/peru", {"reason": "Kouluttaja sairastui."}).status_code == 302
    assert manager.post_form(f"{here}/peru", {"reason": "Toinen syy."}, page=here).status_code == 302
    assert manager.post_form(f"{here}/muuta", {**typed, "title": "Toinen nimi"}, page=here).status_code == 302
    page = adviser.get(here).get_data(as_text=True)
    assert "Uusi nimi" in page
    assert "Kouluttaja sairastui." in page
    assert "Toinen" not in page.split("<form")[0]
    assert adviser.post_form(here, {f"kutsu_{people.firm.company_id}": "1"}).status_code == 409
    assert "Uusi nimi" not in adviser.get("/tanaan").get_data(as_text=True)


def test_what_was_written_down_stays(app: Flask, people: People, manager: PageClient, adviser: PageClient) -> None:
    mark(app, adviser, planned(manager), people.firm.company_id, "invited")
    with app.app_context(), pytest.raises(IntegrityError), transaction():
        db.session.execute(text("UPDATE attendances SET standing = 'came'"))


def test_its_page_makes_the_same_few_queries_with_many_firms(
    app: Flask, people: People, manager: PageClient, adviser: PageClient
) -> None:
    needy(app, people, 1)
    here = planned(manager)
    with counted(app) as few:
        adviser.get(here)
    for number in range(2, 8):
        firm = needy(app, people, number)
        if number % 2:
            mark(app, adviser, here, firm, "invited")
    with counted(app) as many:
        adviser.get(here)
    assert len(many) == len(few) <= 8, few


def test_one_firm_may_take_the_seats_that_another_gives_up_at_once(
    app: Flask, people: People, manager: PageClient, adviser: PageClient
) -> None:
    here = planned(manager)
    first, second = people.firm.company_id, people.other_firm.company_id
    mark(app, adviser, here, second, "coming", "3")
    both = {
        f"nahty_{first}": "", f"tila_{first}": "coming", f"henkiloita_{first}": "2",
        f"nahty_{second}": drawn(app, here, second), f"tila_{second}": "declined", f"henkiloita_{second}": "3",
    }  # fmt: skip
    assert adviser.post_form(here, both).status_code == 302
    assert "2/3 paikkaa varattu" in manager.get(here).get_data(as_text=True)


def test_more_persons_than_seats_that_were_taken_away_later_come_down_step_by_step(
    app: Flask, people: People, manager: PageClient, adviser: PageClient
) -> None:
    here = planned(manager)
    firm = people.firm.company_id
    mark(app, adviser, here, firm, "coming", "3")
    typed = {"title": "Testivalmennus", "item": "TYO", "day": today().isoformat(), "place": "", "seats": "1"}
    assert manager.post_form(f"{here}/muuta", typed).status_code == 302
    assert mark(app, adviser, here, people.other_firm.company_id, "invited") == 302
    assert mark(app, adviser, here, people.other_firm.company_id, "coming", "1") == 400
    assert mark(app, adviser, here, firm, "coming", "2") == 302
    assert mark(app, adviser, here, firm, "coming", "3") == 400
    assert "2/1 paikkaa varattu" in manager.get(here).get_data(as_text=True)
