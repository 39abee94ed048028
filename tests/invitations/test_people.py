"""Adding, removing and letting in those who answer, with mail on, off and as in the demo."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from osaamistase.database import db
from osaamistase.survey.answering import Place
from osaamistase.survey.links import token_hash
from osaamistase.survey.models import Link
from tests.page import PageClient
from tests.people import People
from tests.rounds.table import answer, answers_of, invite, letters, mail, people_of, shown_token, tables_with

ADDRESS = "tyontekija@testi.example"


def page_of(people: People) -> str:
    return f"/kierrokset/{people.firm.round_id}/vastaajat"


@pytest.mark.parametrize("state", ["off", "on", "demo"])
def test_one_more_without_an_address_gets_a_link_to_hand_over(
    app: Flask, people: People, adviser: PageClient, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    mail(app, monkeypatch, state)
    guest = invite(app, adviser, people.firm.round_id, group="management", language="sv")
    one = people_of(app, people.firm.round_id)[1]
    assert (one.id, one.main, one.group, one.email, one.language) == (
        guest.respondent_id, False, "management", "", "sv",
    )  # fmt: skip
    assert letters(app) == []
    page = PageClient(app).get(guest.at()).get_data(as_text=True)
    assert '<html lang="sv">' in page


def test_an_address_may_be_kept_without_a_letter(app: Flask, people: People, adviser: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    mail(app, monkeypatch, "on")
    invite(app, adviser, people.firm.round_id, ADDRESS)
    assert people_of(app, people.firm.round_id)[1].email == ADDRESS
    assert letters(app) == []
    assert "Kirje on lähtevien jonossa" not in adviser.get(f"/kierrokset/{people.firm.round_id}").get_data(as_text=True)


@pytest.mark.parametrize("state", ["on", "demo"])
def test_the_invitation_is_written_at_once_where_that_is_wished(
    app: Flask, people: People, adviser: PageClient, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    mail(app, monkeypatch, state)
    guest = invite(app, adviser, people.firm.round_id, ADDRESS, language="sv", send=True)
    (letter,) = letters(app)
    assert (letter.kind, letter.to, letter.language, letter.about) == (
        "invitation", ADDRESS, "sv", f"round-{people.firm.round_id}",
    )  # fmt: skip
    assert (letter.sent_at, letter.tries, letter.created_by_id) == (None, 0, people.adviser_id)
    assert guest.token in letter.text
    assert guest.token in letter.html
    page = adviser.get(f"/kierrokset/{people.firm.round_id}").get_data(as_text=True)
    assert "Kirje on lähtevien jonossa" in page
    assert ("ei lähetetä: esittelytila" if state == "demo" else "odottaa lähettämistä") in page


def test_with_mail_off_nothing_is_written_and_the_page_says_so(
    app: Flask, people: People, adviser: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail(app, monkeypatch, "off")
    page = adviser.get(page_of(people)).get_data(as_text=True)
    assert "Tämä palvelu ei lähetä sähköpostia" in page
    assert 'name="send"' not in page
    invite(app, adviser, people.firm.round_id, ADDRESS, send=True)
    assert letters(app) == []
    page = adviser.get(f"/kierrokset/{people.firm.round_id}").get_data(as_text=True)
    assert "Kirje on lähtevien jonossa" not in page
    assert "Lähetä kutsu sähköpostilla" not in page


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"email": "ei-osoite"}, "Tarkista sähköpostiosoite, esimerkiksi nimi@yritys.fi."),
        ({"email": "kaksi@testi.example,toinen@testi.example"}, "Tarkista sähköpostiosoite, esimerkiksi nimi@yritys.fi."),
        ({"email": "a@b@testi.example"}, "Tarkista sähköpostiosoite, esimerkiksi nimi@yritys.fi."),
        ({"email": "x@testi.example\r\nBcc: muu@testi.example"}, "Tarkista sähköpostiosoite, esimerkiksi nimi@yritys.fi."),
        ({"email": "x" * 250 + "@testi.example"}, ""),
        ({"email": "", "send": "y"}, "Kirjoita osoite, johon kutsu lähetetään."),
        ({"email": ADDRESS, "group": "omistaja"}, ""),
        ({"email": ADDRESS, "language": "de"}, ""),
    ],
    ids=["no address", "two", "two signs", "a header", "too long", "nowhere to send", "unknown group", "unknown language"],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nobody_is_added(
    app: Flask, people: People, adviser: PageClient, monkeypatch: pytest.MonkeyPatch, form: dict[str, str], sentence: str
) -> None:  # fmt: skip
    mail(app, monkeypatch, "on")
    response = adviser.post_form(page_of(people), {"group": "staff", "language": "fi", **form}, page="/yritykset")
    assert response.status_code == 400
    page = response.get_data(as_text=True)
    assert sentence in page
    assert 'class="summary"' in page
    assert len(people_of(app, people.firm.round_id)) == 1
    assert letters(app) == []


def test_an_address_no_letter_can_go_to_adds_nobody_and_shows_no_link(
    app: Flask, people: People, adviser: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail(app, monkeypatch, "on")
    form = {"email": "ääkkönen@testi.example", "group": "staff", "language": "fi", "send": "y"}
    response = adviser.post_form(page_of(people), form, page="/yritykset")
    assert response.status_code == 400
    assert "Tarkista sähköpostiosoite" in response.get_data(as_text=True)
    assert len(people_of(app, people.firm.round_id)) == 1
    assert letters(app) == []
    assert "Uusi linkki" not in adviser.get(f"/kierrokset/{people.firm.round_id}").get_data(as_text=True)


def test_each_link_opens_its_own_answers_and_no_others(app: Flask, people: People, adviser: PageClient, stranger: PageClient) -> None:  # fmt: skip
    guests = [invite(app, adviser, people.firm.round_id) for _ in range(2)]
    doors = {"1": people.firm.at, "3": guests[0].at, "5": guests[1].at}
    for level, door in doors.items():
        assert stranger.post_form(door("alueet/TYO"), {"q_TYO_importance": level}).status_code == 302
    for level, door in doors.items():
        found = stranger.get(door("alueet/TYO")).get_data(as_text=True)
        assert re.findall(r'name="q_TYO_importance" value="(.)" checked', found) == [level]
    ids = [people.firm.respondent_id, *(guest.respondent_id for guest in guests)]
    kept = answers_of(app, people.firm.round_id)
    assert [kept[one][Place("TYO", "importance")] for one in ids] == ["1", "3", "5"]


def test_a_colleague_writes_no_words_that_the_employer_would_read(people: People, app: Flask, adviser: PageClient, stranger: PageClient) -> None:  # fmt: skip
    guest = invite(app, adviser, people.firm.round_id)
    assert "Omin sanoin" not in stranger.get(guest.at("alueet/TYO")).get_data(as_text=True)
    stranger.post_form(guest.at("alueet/TYO"), {"q_TYO_note": "vain minun sanani"})
    assert answers_of(app, people.firm.round_id).get(guest.respondent_id) is None


def test_a_link_is_kept_only_as_its_hash(app: Flask, people: People, adviser: PageClient) -> None:
    guest = invite(app, adviser, people.firm.round_id)
    adviser.post_form(f"/vastaajat/{people.firm.respondent_id}/linkki", page="/yritykset")
    for token in (guest.token, shown_token(adviser, people.firm.round_id), people.firm.token):
        assert tables_with(app, token) == set()
        assert tables_with(app, token_hash(token)) == {"links.token_sha256"}


def test_a_link_stands_in_clear_in_an_unsent_letter_alone(
    app: Flask, people: People, adviser: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail(app, monkeypatch, "on")
    guest = invite(app, adviser, people.firm.round_id, ADDRESS, send=True)
    assert tables_with(app, guest.token) == {"messages.text", "messages.html"}


def test_the_new_link_is_shown_to_whoever_made_it_and_nobody_else(
    app: Flask, people: People, adviser: PageClient, administrator: PageClient
) -> None:
    guest = invite(app, adviser, people.firm.round_id)
    address = f"/kierrokset/{people.firm.round_id}"
    assert guest.token in adviser.get(address).get_data(as_text=True)
    assert guest.token not in administrator.get(address).get_data(as_text=True)
    assert guest.token not in adviser.get(f"/kierrokset/{people.other_firm.round_id}").get_data(as_text=True)


def test_whoever_has_not_answered_may_be_taken_out_with_their_links(
    app: Flask, people: People, adviser: PageClient, stranger: PageClient
) -> None:
    guest = invite(app, adviser, people.firm.round_id)
    answer(app, guest.respondent_id, {Place("TYO", "current"): ""})  # given and taken back
    response = adviser.post_form(f"/vastaajat/{guest.respondent_id}/poista", page="/yritykset")
    assert response.headers["Location"].startswith(f"/kierrokset/{people.firm.round_id}")
    assert [one.main for one in people_of(app, people.firm.round_id)] == [True]
    assert stranger.get(guest.at()).status_code == 404
    with app.app_context():
        assert set(db.session.scalars(select(Link.id))) == {people.firm.link_id, people.other_firm.link_id}
    assert "Uusi linkki" not in adviser.get(f"/kierrokset/{people.firm.round_id}").get_data(as_text=True)


def test_whoever_has_answered_stays(app: Flask, people: People, adviser: PageClient) -> None:
    guest = invite(app, adviser, people.firm.round_id)
    answer(app, guest.respondent_id, {Place("TYO", "current"): "2"})
    response = adviser.post_form(f"/vastaajat/{guest.respondent_id}/poista", page="/yritykset")
    assert response.status_code == 409
    assert "Vastaaja on jo vastannut" in response.get_data(as_text=True)
    assert len(people_of(app, people.firm.round_id)) == 2
    assert answers_of(app, people.firm.round_id)[guest.respondent_id] == {Place("TYO", "current"): "2"}


def test_the_main_respondent_stays(app: Flask, people: People, adviser: PageClient) -> None:
    assert adviser.post_form(f"/vastaajat/{people.firm.respondent_id}/poista", page="/yritykset").status_code == 404
    assert len(people_of(app, people.firm.round_id)) == 1


def test_a_withdrawn_link_opens_no_more_and_the_others_still_do(
    app: Flask, people: People, adviser: PageClient, stranger: PageClient
) -> None:
    adviser.post_form(f"/vastaajat/{people.firm.respondent_id}/linkki", page="/yritykset")
    other = shown_token(adviser, people.firm.round_id)
    address = f"/linkit/{people.firm.link_id}/peru"
    assert adviser.post_form(address, page="/yritykset").status_code == 302
    with app.app_context():
        link = db.session.get(Link, people.firm.link_id)
        assert link is not None
        since = link.withdrawn_at
    refused = stranger.get(people.firm.at("alueet"))
    assert refused.status_code == 409
    assert "on peruttu" in refused.get_data(as_text=True)
    assert (
        stranger.post_form(people.firm.at("vastaus"), {"subject": "TYO", "rating": "note", "value": "x"}).status_code
        == 409
    )
    assert stranger.get(f"/kysely/{other}/alueet").status_code == 200
    assert "peruttu" in adviser.get(f"/kierrokset/{people.firm.round_id}").get_data(as_text=True)
    adviser.post_form(address, page="/yritykset")
    with app.app_context():
        again = db.session.get(Link, people.firm.link_id)
        assert again is not None
        assert again.withdrawn_at == since


def test_a_link_withdrawn_at_once_is_shown_no_more(app: Flask, people: People, adviser: PageClient) -> None:
    invite(app, adviser, people.firm.round_id)
    with app.app_context():
        newest = max(db.session.scalars(select(Link.id)))
    adviser.post_form(f"/linkit/{newest}/peru", page="/yritykset")
    assert "Uusi linkki" not in adviser.get(f"/kierrokset/{people.firm.round_id}").get_data(as_text=True)
