"""Letters of thanks once a round is closed: to whom, with which link, and that none of them can hold the round up."""

import re

import pytest
from flask import Flask

from osaamistase.database import db, transaction
from osaamistase.survey.models import Respondent
from tests.page import PageClient
from tests.people import People, quick_answers
from tests.rounds.table import answer, colleagues_answers, invite, letters, mail, sheets

ADDRESS = "tyontekija@testi.example"


def closed(app: Flask, people: People, adviser: PageClient, stranger: PageClient) -> int:
    """A round that both its people have answered and finished; the colleague's id."""
    guest = invite(app, adviser, people.firm.round_id, ADDRESS)
    answer(app, people.firm.respondent_id, quick_answers())
    answer(app, guest.respondent_id, colleagues_answers())
    for door in (guest, people.firm):
        assert stranger.post_form(door.at("laheta")).status_code == 302
    return guest.respondent_id


@pytest.mark.parametrize("state", ["on", "demo"])
def test_everyone_is_thanked_once_and_the_main_respondents_link_opens_the_sheet(
    app: Flask, people: People, adviser: PageClient, stranger: PageClient, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    mail(app, monkeypatch, state)
    closed(app, people, adviser, stranger)
    stranger.post_form(people.firm.at("laheta"))  # sent again: no second letter
    receipts = {one.to: one for one in letters(app) if one.kind == "receipt"}
    assert len([one for one in letters(app) if one.kind == "receipt"]) == 2
    assert set(receipts) == {"y@testi.example", ADDRESS}
    (link,) = re.findall(r"https?://\S+?(/kysely/\S+)", receipts["y@testi.example"].text)
    assert stranger.get(f"{link}/tase").status_code == 200
    assert "/kysely/" not in receipts[ADDRESS].text + receipts[ADDRESS].html


def test_the_adviser_who_closes_sends_them_too(
    app: Flask, people: People, adviser: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail(app, monkeypatch, "on")
    answer(app, people.firm.respondent_id, quick_answers())
    assert adviser.post_form(f"/kierrokset/{people.firm.round_id}/sulje").status_code == 302
    assert [(one.kind, one.to) for one in letters(app)] == [("receipt", "y@testi.example")]


def test_where_mail_is_off_nothing_is_written(
    app: Flask, people: People, adviser: PageClient, stranger: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail(app, monkeypatch, "off")
    closed(app, people, adviser, stranger)
    assert len(sheets(app)) == 1
    assert letters(app) == []


def test_an_address_no_mail_can_go_to_stops_no_round(
    app: Flask, people: People, adviser: PageClient, stranger: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail(app, monkeypatch, "on")
    with app.app_context(), transaction():
        main = db.session.get(Respondent, people.firm.respondent_id)
        assert main is not None
        main.email = "ääkkönen@testi.example"
    closed(app, people, adviser, stranger)
    assert len(sheets(app)) == 1
    assert [one.to for one in letters(app) if one.kind == "receipt"] == [ADDRESS]
