"""Firms change hands with a day and a note, one stands in for another, and nothing is visible to one person only."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from osaamistase.accounts.models import User
from osaamistase.clock import now, today
from osaamistase.companies.models import Company
from osaamistase.database import db, transaction
from osaamistase.handover.models import Absence, Handover
from osaamistase.handover.steps import apply_due
from tests.conftest import signed_in
from tests.desk.desk import opened_days_ago, waiting_firms
from tests.page import PageClient
from tests.people import People


@pytest.fixture
def colleague(app: Flask, people: People) -> PageClient:
    return signed_in(app, people.colleague_email)


def user_id(app: Flask, email: str) -> int:
    with app.app_context():
        found = db.session.scalar(select(User.id).where(User.email == email))
    assert found is not None
    return found


def adviser_of(app: Flask, company_id: int) -> int:
    with app.app_context():
        return db.session.get_one(Company, company_id).adviser_id


def iso(days: int) -> str:
    return (today() + timedelta(days=days)).isoformat()


def test_a_firm_handed_over_today_is_the_others_at_once_and_its_story_tells(
    app: Flask, people: People, adviser: PageClient, colleague: PageClient
) -> None:
    to, firm = user_id(app, people.colleague_email), people.firm.company_id
    answer = adviser.post_form(
        f"/yritykset/{firm}/siirra", {"to": str(to), "day": iso(0), "note": "Soita ennen kymmentä"}
    )
    assert answer.status_code == 302
    assert adviser_of(app, firm) == to
    page = colleague.get("/tanaan").get_data(as_text=True)
    assert "Sinulle siirtyi" in page
    assert "Soita ennen kymmentä" in page
    story = adviser.get(f"/yritykset/{firm}").get_data(as_text=True)
    assert "Siirto neuvojalle Testi adviser" in story
    assert "Soita ennen kymmentä" in story


def test_a_later_day_waits_can_be_called_off_and_comes(app: Flask, people: People, adviser: PageClient) -> None:
    to, firm, other = user_id(app, people.colleague_email), people.firm.company_id, people.other_firm.company_id
    for company_id in (firm, other):
        adviser.post_form(f"/yritykset/{company_id}/siirra", {"to": str(to), "day": iso(5)})
    assert adviser_of(app, firm) == people.adviser_id
    assert "Neuvojaksi tulee" in adviser.get(f"/yritykset/{firm}").get_data(as_text=True)
    with app.app_context():
        first = db.session.scalars(select(Handover.id).where(Handover.company_id == other)).one()
    adviser.post_form(f"/siirrot/{first}/peru")
    with app.app_context(), transaction():
        assert [one.company_id for one in apply_due(now(), today() + timedelta(days=4))] == []
        assert [one.company_id for one in apply_due(now(), today() + timedelta(days=5))] == [firm]
    assert (adviser_of(app, firm), adviser_of(app, other)) == (to, people.adviser_id)
    adviser.post_form(f"/siirrot/{first}/peru")  # what is over stays over


def test_no_firm_goes_to_somebody_who_has_left_before_its_day(app: Flask, people: People, adviser: PageClient) -> None:
    to, firm = user_id(app, people.colleague_email), people.firm.company_id
    adviser.post_form(f"/yritykset/{firm}/siirra", {"to": str(to), "day": iso(5)})
    with app.app_context(), transaction():
        db.session.get_one(User, to).ended_at = now()
        assert apply_due(now(), today() + timedelta(days=5)) == []
    assert adviser_of(app, firm) == people.adviser_id
    with app.app_context(), transaction():
        db.session.get_one(User, to).ended_at = None
        assert apply_due(now(), today() + timedelta(days=6)) == []  # it was called off, and does not come by itself


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"day": "-1"}, "Päivä on jo mennyt"),
        ({"to": "0"}, "Valitse neuvoja listasta"),
        ({"to": "same"}, "Näin mikään ei siirry"),
        ({"day": ""}, "Anna päivä"),
        ({"to": "manager"}, "Valitse neuvoja listasta"),
    ],
)
def test_what_cannot_be_handed_over_is_refused_with_a_sentence(
    app: Flask, people: People, adviser: PageClient, form: dict[str, str], sentence: str
) -> None:
    people_of = {"same": people.adviser_id, "manager": user_id(app, people.manager_email)}
    to = form.get("to", str(user_id(app, people.colleague_email)))
    day = iso(-1) if form.get("day") == "-1" else form.get("day", iso(1))
    answer = adviser.post_form(
        f"/yritykset/{people.firm.company_id}/siirra", {"to": str(people_of.get(to, to)), "day": day, "note": "säilyy"}
    )
    assert answer.status_code == 400
    assert sentence in answer.get_data(as_text=True)
    assert "säilyy" in answer.get_data(as_text=True)
    with app.app_context():
        assert db.session.scalars(select(Handover)).all() == []


def test_all_firms_of_one_go_to_another(app: Flask, people: People, administrator: PageClient) -> None:
    to = user_id(app, people.colleague_email)
    form = {"giver": str(people.adviser_id), "to": str(to), "day": iso(0)}
    assert "Testi adviser (2 yritystä)" in administrator.get("/neuvojat/siirto").get_data(as_text=True)
    answer = administrator.post_form("/neuvojat/siirto", form)
    assert answer.status_code == 302
    assert "2 yritystä siirtyy" in administrator.get(answer.headers["Location"]).get_data(as_text=True)
    assert {adviser_of(app, one.company_id) for one in (people.firm, people.other_firm)} == {to}


def test_whoever_stands_in_sees_the_others_firms_on_their_start_page(
    app: Flask, people: People, adviser: PageClient, colleague: PageClient
) -> None:
    opened_days_ago(app, people.firm.round_id, 9)
    assert "Testileipomo Oy" not in colleague.get("/tanaan").get_data(as_text=True)
    form = {"user": str(people.adviser_id), "cover": str(user_id(app, people.colleague_email))}
    answer = colleague.post_form("/poissaolot", {**form, "first": iso(0), "last": iso(3)})  # for one who fell ill
    assert answer.status_code == 302
    page = colleague.get("/tanaan").get_data(as_text=True)
    assert "Testileipomo Oy" in page
    with app.app_context():
        absence = db.session.scalars(select(Absence)).one()
    colleague.post_form(f"/poissaolot/{absence.id}/peru")
    assert "Testileipomo Oy" not in colleague.get("/tanaan").get_data(as_text=True)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"cover": "me"}, "Kukaan ei voi sijaistaa itseään"),
        ({"first": 5, "last": 3}, "ennen ensimmäistä"),
        ({"first": -5, "last": -3}, "on jo ohi"),
        ({"cover": "nobody"}, "Valitse neuvojat listasta"),
    ],
)
def test_an_absence_that_cannot_be_is_refused(
    app: Flask, people: People, adviser: PageClient, change: dict[str, object], sentence: str
) -> None:
    covers = {"me": people.adviser_id, "nobody": 0}
    cover = covers.get(str(change.get("cover")), user_id(app, people.colleague_email))
    form = {
        "user": str(people.adviser_id), "cover": str(cover), "first": iso(int(str(change.get("first", 1)))),
        "last": iso(int(str(change.get("last", 2)))),
    }  # fmt: skip
    answer = adviser.post_form("/poissaolot", form)
    assert answer.status_code == 400
    assert sentence in answer.get_data(as_text=True)


def test_no_absence_twice_and_nobody_away_stands_in(app: Flask, people: People, adviser: PageClient) -> None:
    other = user_id(app, people.colleague_email)
    third = user_id(app, people.administrator_email)
    days = {"first": iso(1), "last": iso(5)}
    assert adviser.post_form("/poissaolot", {"user": str(other), "cover": str(third), **days}).status_code == 302
    twice = adviser.post_form("/poissaolot", {"user": str(other), "cover": str(people.adviser_id), **days})
    assert "on jo poissaolo" in twice.get_data(as_text=True)
    away = adviser.post_form("/poissaolot", {"user": str(people.adviser_id), "cover": str(other), **days})
    assert "Sijainen on itse poissa" in away.get_data(as_text=True)


def test_a_colleague_opens_everything_of_anothers_firm(
    app: Flask, people: People, adviser: PageClient, colleague: PageClient
) -> None:
    from tests.people import quick_answers
    from tests.rounds.finished import finish

    finish(app, people.firm.round_id, quick_answers())
    plan = adviser.post_form(f"/kierrokset/{people.firm.round_id}/suunnitelma", page="/yritykset").headers["Location"]
    adviser.post_form(f"{plan}/vahvista")
    adviser.post_form(
        f"/yritykset/{people.firm.company_id}/muistiinpanot/uusi", {"day": iso(0), "how": "puhelu", "text": "Hei"}
    )
    for address in (
        f"/yritykset/{people.firm.company_id}", f"/kierrokset/{people.firm.round_id}", plan, f"{plan}/versiot/1",
        f"{plan}/seuranta", f"/kysely/{people.firm.round_id}/tase", f"/kierrokset/{people.firm.round_id}/keskustelu",
        "/muistiinpanot/1",
    ):  # fmt: skip
        own = adviser.get(address)
        assert colleague.get(address).status_code == own.status_code, address


def test_many_firms_with_the_same_words_are_told_in_one_line(
    app: Flask, people: People, adviser: PageClient, colleague: PageClient
) -> None:
    waiting_firms(app, people.adviser_id, 10)
    to = user_id(app, people.colleague_email)
    form = {"giver": str(people.adviser_id), "to": str(to), "day": iso(0), "note": "Soita kesän jälkeen"}
    adviser.post_form("/neuvojat/siirto", form)
    page = colleague.get("/tanaan").get_data(as_text=True)
    assert page.count("Soita kesän jälkeen") == 1
    assert "12 yritystä, Testi adviser" in " ".join(page.split())
    firm = colleague.get(f"/yritykset/{people.firm.company_id}").get_data(as_text=True)
    assert re.search(r"Siirtyi [\d.]+: Testi adviser → ", firm)
    assert firm.index("Soita kesän jälkeen") < firm.index("Seuraavaksi")


@pytest.mark.parametrize("address", ["/poissaolot?siirtyi=kaksi", "/poissaolot?siirtyi=2&alkaen=huomenna"])
def test_an_address_with_other_words_is_no_error(adviser: PageClient, address: str) -> None:
    assert adviser.get(address).status_code == 200


def test_what_is_to_go_over_together_is_called_off_together(app: Flask, people: People, adviser: PageClient) -> None:
    to = user_id(app, people.colleague_email)
    adviser.post_form("/neuvojat/siirto", {"giver": str(people.adviser_id), "to": str(to), "day": iso(5)})
    assert "2 yritystä" in adviser.get("/poissaolot").get_data(as_text=True)
    wrong = {"giver": str(people.adviser_id), "to": str(to), "day": "huomenna"}
    for form in (wrong, {**wrong, "day": iso(6)}, {**wrong, "day": iso(5), "to": "x"}, {}):
        assert adviser.post_form("/siirrot/peru", form).status_code == 302
    assert "2 yritystä" in adviser.get("/poissaolot").get_data(as_text=True)
    adviser.post_form("/siirrot/peru", {**wrong, "day": iso(5)})
    assert "/siirrot/peru" not in adviser.get("/poissaolot").get_data(as_text=True)
    with app.app_context(), transaction():
        assert apply_due(now(), today() + timedelta(days=9)) == []


def test_who_stands_in_for_a_stand_in_stands_in_for_both(
    app: Flask, people: People, adviser: PageClient, colleague: PageClient
) -> None:
    """First the adviser goes away and the colleague covers; then the colleague falls ill."""
    opened_days_ago(app, people.firm.round_id, 9)
    second, third = user_id(app, people.colleague_email), user_id(app, people.administrator_email)
    days = {"first": iso(0), "last": iso(3)}
    for away, cover in ((people.adviser_id, second), (second, third)):
        form = {"user": str(away), "cover": str(cover), **days}
        assert adviser.post_form("/poissaolot", form).status_code == 302
    page = signed_in(app, people.administrator_email).get("/tanaan").get_data(as_text=True)
    assert "Testileipomo Oy" in page


def test_nobody_gets_firms_by_a_press_that_chose_nobody(
    app: Flask, people: People, adviser: PageClient, administrator: PageClient
) -> None:
    for page in (f"/yritykset/{people.firm.company_id}/siirra", "/neuvojat/siirto", "/poissaolot"):
        assert '<option value="">Valitse neuvoja</option>' in administrator.get(page).get_data(as_text=True)
    empty = {"giver": str(people.adviser_id), "to": "", "day": iso(0)}
    assert administrator.post_form("/neuvojat/siirto", empty).status_code == 400
    assert adviser_of(app, people.firm.company_id) == people.adviser_id
