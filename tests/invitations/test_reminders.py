"""Letters that wait: invitations, reminders and the outbox, and what becomes of the links in them."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from osaamistase.clock import now
from osaamistase.database import transaction
from osaamistase.mail.store import get_message, save_failure, save_sent
from osaamistase.survey.store import get_respondent
from tests.page import PageClient
from tests.people import People
from tests.rounds.table import invite, letters, mail, shown_token, tables_with

ADDRESS = "tyontekija@testi.example"


def remind(adviser: PageClient, respondent_id: int, kind: str = "reminder") -> int:
    return adviser.post_form(f"/vastaajat/{respondent_id}/kirje", {"kind": kind}, page="/yritykset").status_code


@pytest.fixture
def with_mail(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    mail(app, monkeypatch, "on")


@pytest.mark.usefixtures("with_mail")
def test_a_reminder_is_a_waiting_letter_with_a_link_of_its_own_and_the_old_one_still_opens(
    app: Flask, people: People, adviser: PageClient, stranger: PageClient
) -> None:
    guest = invite(app, adviser, people.firm.round_id, ADDRESS, send=True)
    assert remind(adviser, guest.respondent_id) == 302
    first, second = letters(app)
    assert (first.kind, second.kind) == ("invitation", "reminder")
    assert (second.to, second.sent_at, second.tries) == (ADDRESS, None, 0)
    token = shown_token(adviser, people.firm.round_id)
    assert token != guest.token
    assert token in second.text
    assert guest.token not in second.text
    stranger.post_form(f"/kysely/{token}/alueet/TYO", {"q_TYO_importance": "5"})
    page = stranger.get(guest.at("alueet/TYO")).get_data(as_text=True)
    assert 'name="q_TYO_importance" value="5" checked' in page
    assert tables_with(app, token) == {"messages.text", "messages.html"}


@pytest.mark.usefixtures("with_mail")
def test_the_main_respondents_letters_go_to_the_firms_contact(app: Flask, people: People, adviser: PageClient) -> None:
    assert remind(adviser, people.firm.respondent_id, "invitation") == 302
    (letter,) = letters(app)
    assert (letter.kind, letter.to, letter.language) == ("invitation", "y@testi.example", "fi")
    assert "Testi adviser" in letter.text


@pytest.mark.usefixtures("with_mail")
def test_a_letter_without_an_address_is_refused_with_a_way_on(app: Flask, people: People, adviser: PageClient) -> None:
    guest = invite(app, adviser, people.firm.round_id)
    before = tables_with(app, "token")
    response = adviser.post_form(f"/vastaajat/{guest.respondent_id}/kirje", page="/yritykset")
    assert response.status_code == 409
    assert "Vastaajalla ei ole sähköpostiosoitetta" in response.get_data(as_text=True)
    assert letters(app) == []
    assert tables_with(app, "token") == before


def test_with_mail_off_a_letter_is_refused_with_a_way_on(
    app: Flask, people: People, adviser: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail(app, monkeypatch, "off")
    response = adviser.post_form(f"/vastaajat/{people.firm.respondent_id}/kirje", page="/yritykset")
    assert response.status_code == 409
    assert "Tämä palvelu ei lähetä sähköpostia" in response.get_data(as_text=True)
    assert letters(app) == []
    assert "Anna linkit itse" in adviser.get("/lahtevat").get_data(as_text=True)


@pytest.mark.usefixtures("with_mail")
def test_the_page_offers_an_invitation_first_and_a_reminder_then(
    app: Flask, people: People, adviser: PageClient
) -> None:
    address = f"/kierrokset/{people.firm.round_id}"
    guest = invite(app, adviser, people.firm.round_id, ADDRESS)
    page = adviser.get(address).get_data(as_text=True)
    # Both were given links, the one by hand, and so both would be reminded.
    assert re.findall(r'name="kind" value="(\w+)"', page) == ["reminder", "reminder"]
    with app.app_context(), transaction():
        get_respondent(guest.respondent_id).ready_at = now()
    assert re.findall(r'name="kind" value="(\w+)"', adviser.get(address).get_data(as_text=True)) == ["reminder"]


@pytest.mark.usefixtures("with_mail")
def test_the_outbox_shows_a_waiting_letter_and_forgets_the_words_of_a_sent_one(
    app: Flask, people: People, adviser: PageClient
) -> None:
    guest = invite(app, adviser, people.firm.round_id, ADDRESS, send=True)
    (letter,) = letters(app)
    outbox = adviser.get("/lahtevat").get_data(as_text=True)
    assert ADDRESS in outbox
    assert "odottaa lähettämistä" in outbox
    assert guest.token not in outbox
    assert adviser.get(f"/lahtevat/{letter.id}").status_code == 404  # its link is the recipient's alone
    with app.app_context(), transaction():
        save_sent(letter.id, now())
    assert tables_with(app, guest.token) == set()
    assert "lähetetty" in adviser.get("/lahtevat").get_data(as_text=True)


@pytest.mark.usefixtures("with_mail")
def test_a_letter_that_did_not_go_is_tried_again_on_wish_and_a_sent_one_is_not(
    app: Flask, people: People, adviser: PageClient
) -> None:
    invite(app, adviser, people.firm.round_id, ADDRESS, send=True)
    (letter,) = letters(app)
    with app.app_context(), transaction():
        save_failure(get_message(letter.id), "550 no such user", 3, now() + timedelta(hours=1), now())
    page = adviser.get("/lahtevat").get_data(as_text=True)
    assert "550 no such user" in page
    assert "Yritä heti uudelleen" in page
    assert adviser.post_form(f"/lahtevat/{letter.id}/uudelleen", page="/yritykset").status_code == 302
    (again,) = letters(app)
    assert again.next_try_at <= now()
    assert (again.tries, again.failed_at) == (0, None)
    with app.app_context(), transaction():
        save_sent(letter.id, now())
    assert adviser.post_form(f"/lahtevat/{letter.id}/uudelleen", page="/yritykset").status_code == 404


def test_the_demo_writes_letters_and_says_that_none_goes(
    app: Flask, people: People, adviser: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail(app, monkeypatch, "demo")
    assert remind(adviser, people.firm.respondent_id, "invitation") == 302
    page = adviser.get("/lahtevat").get_data(as_text=True)
    assert "Esittelytila: kirjeitä ei lähetetä kenellekään" in page
    assert "ei lähetetä: esittelytila" in page
    assert "Yritä heti uudelleen" not in page
    assert len(letters(app)) == 1


def test_an_empty_outbox_says_where_letters_come_from(adviser: PageClient) -> None:
    assert "lähtevät kierroksen sivulta" in adviser.get("/lahtevat").get_data(as_text=True)
