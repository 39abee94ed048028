"""The adviser's first page: what is due at their firms, with the one step that does it."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from osaamistase.clock import now, today
from osaamistase.companies.models import Company
from osaamistase.database import db, transaction
from osaamistase.plans.models import Action, ActionService
from osaamistase.services.models import Service
from osaamistase.web.languages import day
from tests.conftest import signed_in
from tests.desk.desk import (
    answered,
    change_actions,
    failed_letter,
    firms_on,
    opened_days_ago,
    sentences,
    waiting_firms,
)
from tests.page import PageClient
from tests.people import PASSWORD, People, make_firm
from tests.rounds.table import answer, colleagues_answers, invite, letters, mail


def test_an_adviser_lands_here_and_others_where_they_did(app: Flask, people: People) -> None:
    for email, page in (
        (people.adviser_email, "/tanaan"), (people.manager_email, "/alue"), (people.administrator_email, "/yritykset"),
    ):  # fmt: skip
        client = PageClient(app)
        there = client.post_form("/kirjaudu", {"email": email, "password": PASSWORD}).headers["Location"]
        assert client.get(there).headers["Location"] == page


def test_only_advisers_and_administrators_may_look(app: Flask, manager: PageClient, administrator: PageClient) -> None:
    assert manager.get("/tanaan").status_code == 403
    assert administrator.get("/tanaan").status_code == 200
    assert PageClient(app).get("/tanaan").headers["Location"].startswith("/kirjaudu")


def test_on_a_good_day_it_says_so(adviser: PageClient) -> None:
    page = adviser.get("/tanaan").get_data(as_text=True)
    assert "Mikään omista yrityksistäsi ei odota sinua tänään." in page
    assert 'href="/yritykset"' in page
    assert "Mikään ei odota tänään." in adviser.get("/tanaan?kaikki=1").get_data(as_text=True)


def test_a_round_left_for_a_week_is_here_from_that_day_on(app: Flask, people: People, adviser: PageClient) -> None:
    opened_days_ago(app, people.firm.round_id, 6)
    assert firms_on(adviser) == []
    opened_days_ago(app, people.firm.round_id, 7)
    assert firms_on(adviser) == ["Testileipomo Oy"]
    opened = day(now() - timedelta(days=7))
    assert sentences(adviser) == [f"Kierros avattiin {opened}. Vastaaja ei ole vielä valmis."]
    guest = invite(app, adviser, people.firm.round_id)
    assert sentences(adviser) == [f"Kierros avattiin {opened}. Valmiita on 0 / 2 vastaajasta."]
    answer(app, guest.respondent_id, colleagues_answers())
    adviser.post_form(guest.at("laheta"))
    assert sentences(adviser) == [f"Kierros avattiin {opened}. Valmiita on 1 / 2 vastaajasta."]


def test_one_press_reminds_everyone_who_is_not_ready(
    app: Flask, people: People, adviser: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail(app, monkeypatch, "on")
    opened_days_ago(app, people.firm.round_id, 8)
    ready = invite(app, adviser, people.firm.round_id, "valmis@testi.example")
    invite(app, adviser, people.firm.round_id, "kesken@testi.example")
    invite(app, adviser, people.firm.round_id)  # no address: no letter
    answer(app, ready.respondent_id, colleagues_answers())
    adviser.post_form(ready.at("laheta"))
    page = adviser.get("/tanaan").get_data(as_text=True)
    (address,) = re.findall(r'action="([^"]*/muistuta)"', page)
    assert adviser.post_form(address).headers["Location"] == f"/kierrokset/{people.firm.round_id}#kirjeet"
    assert sorted((one.kind, one.to) for one in letters(app)) == [
        ("reminder", "kesken@testi.example"), ("reminder", "y@testi.example"),
    ]  # fmt: skip
    assert sentences(adviser)[0].endswith(f"Viimeisin muistutus lähti {day(today())}.")


def test_without_mail_or_addresses_the_step_leads_to_the_round(app: Flask, people: People, adviser: PageClient) -> None:
    opened_days_ago(app, people.firm.round_id, 8)
    page = adviser.get("/tanaan").get_data(as_text=True)
    assert "/muistuta" not in page
    assert re.search(rf'href="/kierrokset/{people.firm.round_id}">Katso tilanne', page)
    assert adviser.post_form(f"/kierrokset/{people.firm.round_id}/muistuta").status_code == 409


def test_a_round_with_nobody_to_write_to_sends_no_reminder(
    app: Flask, people: People, adviser: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail(app, monkeypatch, "on")
    opened_days_ago(app, people.firm.round_id, 8)
    with app.app_context(), transaction():
        db.session.get_one(Company, people.firm.company_id).contact_email = ""
    assert "/muistuta" not in adviser.get("/tanaan").get_data(as_text=True)
    assert adviser.post_form(f"/kierrokset/{people.firm.round_id}/muistuta").status_code == 409
    assert letters(app) == []


def test_a_finished_round_leads_to_its_plan_and_the_plan_to_its_revision(
    app: Flask, people: People, stranger: PageClient, adviser: PageClient
) -> None:
    answered(app, stranger, people.firm)
    assert sentences(adviser) == [f"Vastaukset lähetettiin {day(today())}. Suunnitelmaa ei ole vielä luonnosteltu."]
    plan = adviser.post_form(f"/kierrokset/{people.firm.round_id}/suunnitelma").headers["Location"]
    assert (
        sentences(adviser)[-1]
        == f"Suunnitelma luonnosteltiin {day(today())}. Siitä ei ole vielä vahvistettua versiota."
    )
    adviser.post_form(f"{plan}/vahvista")
    change_actions(app, int(plan.rsplit("/", 1)[1]), status="tehty")
    assert firms_on(adviser) == []


def test_a_late_action_and_an_ending_service_lead_to_the_action(
    app: Flask, people: People, stranger: PageClient, adviser: PageClient, service: Service
) -> None:
    answered(app, stranger, people.firm)
    plan = int(
        adviser.post_form(f"/kierrokset/{people.firm.round_id}/suunnitelma").headers["Location"].rsplit("/", 1)[1]
    )
    adviser.post_form(f"/suunnitelmat/{plan}/vahvista")
    first = change_actions(app, plan, status="tehty", deadline=today() - timedelta(days=1))[0]
    ending = service.name["fi"]
    _serve(app, first.id, service.id, today() + timedelta(days=30))
    assert sentences(adviser) == []
    change_actions(app, plan, status="tehty")
    with app.app_context(), transaction():
        db.session.get_one(Action, first.id).status = "kaynnissa"
    assert sentences(adviser) == [
        f"Toimenpiteen ”{first.title}” määräaika oli {day(today() - timedelta(days=1))}.",
        f"Palvelu ”{ending}” päättyy {day(today() + timedelta(days=30))}. Se on toimenpiteessä ”{first.title}”.",
    ]
    assert f'href="/suunnitelmat/{plan}#toimenpide-{first.id}"' in adviser.get("/tanaan").get_data(as_text=True)
    _serve(app, first.id, service.id, today() - timedelta(days=1))
    assert f"Palvelu ”{ending}” päättyi {day(today() - timedelta(days=1))}." in sentences(adviser)[1]


def _serve(app: Flask, action_id: int, service: str, ends: date) -> None:
    """The action is served by that service alone, which ends that day."""
    with app.app_context(), transaction():
        action = db.session.get_one(Action, action_id, options=[selectinload(Action.services)])
        action.services.clear()
        db.session.flush()
        action.services.append(ActionService(position=0, service_id=service, why=""))
        db.session.get_one(Service, service).valid_until = ends


@pytest.fixture
def service(app: Flask) -> Iterator[Service]:
    """A service of the catalogue that has no end, and has none again after the test."""
    with app.app_context():
        found = db.session.scalars(select(Service).where(Service.valid_until.is_(None)).order_by(Service.id)).first()
    assert found is not None
    yield found
    with app.app_context(), transaction():
        db.session.get_one(Service, found.id).valid_until = None


def test_a_letter_nobody_got_can_be_sent_again_from_here(app: Flask, people: People, adviser: PageClient) -> None:
    id_ = failed_letter(app, people.firm.round_id)
    assert sentences(adviser) == [f"Kirjettä ei voitu lähettää {day(today())}."]
    assert f'action="/lahtevat/{id_}/uudelleen"' in adviser.get("/tanaan").get_data(as_text=True)
    failed_letter(app, people.firm.round_id, 2, "toinen@testi.example")
    assert sentences(adviser) == [f"2 kirjettä ei voitu lähettää, ensimmäistä {day(today())}."]
    adviser.post_form(f"/lahtevat/{id_}/uudelleen")
    assert sentences(adviser) == [f"Kirjettä ei voitu lähettää {day(today())}."]


def test_a_letter_called_off_or_made_good_by_a_later_one_waits_for_nobody(
    app: Flask, people: People, adviser: PageClient
) -> None:
    failed_letter(app, people.firm.round_id, 1, last_error="withdrawn")
    failed_letter(app, people.firm.round_id, 2)
    failed_letter(app, people.firm.round_id, 3, failed_at=None, sent_at=now() + timedelta(minutes=1))
    assert firms_on(adviser) == []


def test_anothers_firms_are_here_only_when_everyones_are_asked_for(
    app: Flask, people: People, adviser: PageClient
) -> None:
    opened_days_ago(app, people.firm.round_id, 8)
    colleague = signed_in(app, people.colleague_email)
    assert firms_on(colleague) == []
    assert firms_on(colleague, "/tanaan?kaikki=1") == ["Testileipomo Oy"]
    assert "neuvoja Testi adviser" in colleague.get("/tanaan?kaikki=1").get_data(as_text=True)
    assert firms_on(adviser) == ["Testileipomo Oy"]


def test_fifty_firms_are_on_a_page_and_the_rest_on_the_next(app: Flask, people: People, adviser: PageClient) -> None:
    waiting_firms(app, people.adviser_id, 50)
    assert len(firms_on(adviser)) == 50
    assert "Seuraavat" not in adviser.get("/tanaan").get_data(as_text=True)
    opened_days_ago(app, people.firm.round_id, 8)
    page = adviser.get("/tanaan").get_data(as_text=True)
    assert "51 asiaa odottaa. Ne ovat 51 yrityksessä. Tässä ovat yritykset 1–50." in page
    assert 'href="/tanaan?sivu=2"' in page
    assert len(firms_on(adviser)) == 50
    assert firms_on(adviser, "/tanaan?sivu=2") == ["Testileipomo Oy"]
    assert 'href="/tanaan?kaikki=1&amp;sivu=2"' in adviser.get("/tanaan?kaikki=1").get_data(as_text=True)
    assert "Tällä sivulla ei ole enää yrityksiä." in adviser.get("/tanaan?sivu=3").get_data(as_text=True)


@pytest.mark.parametrize("page", ["0", "-1", "kaksi", "99999999999999999999"])
def test_a_page_that_is_no_page_is_no_error(people: People, adviser: PageClient, page: str) -> None:
    assert adviser.get(f"/tanaan?sivu={page}").status_code == 200


def test_a_round_whose_answers_were_carried_over_waits_no_more(app: Flask, people: People, adviser: PageClient) -> None:
    with app.app_context(), transaction():
        firm = make_firm(people.adviser_id, "9000035-3", "Siirtyvä Testi Oy", "osaamistase")
    opened_days_ago(app, firm.round_id, 30)
    assert firms_on(adviser) == ["Siirtyvä Testi Oy"]
    new = adviser.post_form(f"/kierrokset/{firm.round_id}/uudempi").headers["Location"]
    assert firms_on(adviser) == []
    opened_days_ago(app, int(new.rsplit("/", 1)[1]), 7)
    assert firms_on(adviser) == ["Siirtyvä Testi Oy"]


def test_one_kind_of_thing_is_seen_by_itself_with_how_many_there_are(
    app: Flask, people: People, stranger: PageClient, adviser: PageClient
) -> None:
    answered(app, stranger, people.firm)
    opened_days_ago(app, people.other_firm.round_id, 8)
    page = adviser.get("/tanaan").get_data(as_text=True)
    assert "odottaa vastauksia (1)" in page
    assert "suunnitelma puuttuu (1)" in page
    assert firms_on(adviser, "/tanaan?asia=no_plan") == ["Testileipomo Oy"]
    assert firms_on(adviser, "/tanaan?asia=answers_waiting") == ["Toinen Testi Oy"]
    for kind in ("follow_up", "ei sellaista"):
        page = adviser.get(f"/tanaan?asia={kind}").get_data(as_text=True)
        assert "Tätä ei odota enää yksikään yritys." in page


def test_whoever_has_no_firm_yet_is_told_how_to_begin(app: Flask, people: People) -> None:
    page = signed_in(app, people.colleague_email).get("/tanaan").get_data(as_text=True)
    assert "Yksikään yritys ei ole vielä aloittanut." in page
    assert 'href="/yritykset/uusi"' in page
    assert "Kaikki on hoidettu." not in page


def test_a_firm_for_which_nobody_opened_a_round_is_not_forgotten(
    app: Flask, people: People, adviser: PageClient
) -> None:
    assert "Ilman kierrosta" not in adviser.get("/tanaan").get_data(as_text=True)
    firm = adviser.post_form("/yritykset/uusi", {
        "business_id": "9000035-3", "name": "Uusi Firma Oy", "industry_scheme": "TOL 2025", "industry_code": "10.71",
        "headcount": "4", "municipality": "Kouvola", "contact_name": "Uusi Yrittäjä", "language": "fi",
    }).headers["Location"]  # fmt: skip
    page = adviser.get("/tanaan").get_data(as_text=True)
    assert f'href="{firm}#uusi-kierros"' in page.partition("Ilman kierrosta")[2]
    assert "Ilman kierrosta" not in signed_in(app, people.colleague_email).get("/tanaan").get_data(as_text=True)
    adviser.post_form(f"{firm}/kierrokset", {"questionnaire": "osaamistase"})
    assert "Ilman kierrosta" not in adviser.get("/tanaan").get_data(as_text=True)
