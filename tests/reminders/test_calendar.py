"""A calendar by a secret address, opened by a real calendar library over HTTP."""

import re
import threading
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from flask import Flask
from icalendar import Calendar
from icalevents import icalevents
from sqlalchemy import update
from werkzeug.serving import make_server

from osaamistase.companies.models import Company
from osaamistase.database import db, transaction
from osaamistase.plans.models import Action
from tests.conftest import signed_in
from tests.page import PageClient
from tests.people import People, quick_answers
from tests.plans.page import read_plan
from tests.rounds.finished import finish


@pytest.fixture
def served(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def plan(app: Flask, people: People, adviser: PageClient) -> str:
    finish(app, people.firm.round_id, quick_answers())
    address: str = adviser.post_form(f"/kierrokset/{people.firm.round_id}/suunnitelma", page="/yritykset").headers[
        "Location"
    ]
    adviser.post_form(f"{address}/vahvista")
    return address


def secret_of(adviser: PageClient) -> str:
    adviser.post_form("/omat/kalenteri")
    found = re.search(r"/kalenteri/([\w-]{43})\.ics", adviser.get("/omat/muistutukset").get_data(as_text=True))
    assert found is not None
    return found.group(1)


def test_a_calendar_program_opens_the_address_and_finds_what_has_a_day(
    app: Flask, people: People, adviser: PageClient, plan: str, served: str
) -> None:
    name = "Ääkköset, pilkku; ja\\kenoviiva " + "pitkä " * 20
    with app.app_context(), transaction():
        db.session.execute(update(Company).where(Company.id == people.firm.company_id).values(name=name.strip()[:150]))
        db.session.execute(update(Action).values(deadline=date(2027, 2, 1)))
    address = f"{served}/kalenteri/{secret_of(adviser)}.ics"
    found = icalevents.events(url=address, start=datetime(2027, 1, 1), end=datetime(2028, 12, 31))
    deadlines = [one for one in found if one.summary.endswith("määräaika")]
    assert len(deadlines) == len(read_plan(adviser, plan).ids)
    assert deadlines[0].summary.startswith("Ääkköset, pilkku; ja\\kenoviiva pitkä")
    assert all(one.all_day and one.start.date() == date(2027, 2, 1) for one in deadlines)
    assert len([one for one in found if one.summary.endswith("seuranta")]) == 3


def test_the_feed_keeps_to_the_standard_and_its_events_to_their_names(adviser: PageClient, plan: str) -> None:
    secret = secret_of(adviser)
    first, second = (adviser.get(f"/kalenteri/{secret}.ics") for _ in range(2))
    assert first.mimetype == "text/calendar"
    assert "no-store" in first.headers["Cache-Control"]
    assert all(len(line) <= 75 for line in first.data.split(b"\r\n"))
    uids = [[str(one["UID"]) for one in Calendar.from_ical(feed.data).walk("VEVENT")] for feed in (first, second)]
    assert uids[0] == uids[1]
    assert len(set(uids[0])) == len(uids[0]) > 3
    assert b"op-" not in first.data  # no figures of any firm


def test_the_address_is_a_key_shown_once_withdrawn_and_made_anew(
    app: Flask, people: People, adviser: PageClient, stranger: PageClient
) -> None:
    first = secret_of(adviser)
    assert first not in adviser.get("/omat/muistutukset").get_data(as_text=True)
    assert stranger.get(f"/kalenteri/{first}.ics").status_code == 200
    second = secret_of(adviser)
    assert stranger.get(f"/kalenteri/{first}.ics").status_code == 404
    adviser.post_form("/omat/kalenteri/peru")
    assert stranger.get(f"/kalenteri/{second}.ics").status_code == 404
    assert stranger.get(f"/kalenteri/{'x' * 43}.ics").status_code == 404


def test_a_colleagues_calendar_tells_of_their_own_firms_only(app: Flask, people: People, plan: str) -> None:
    colleague = signed_in(app, people.colleague_email)
    feed = colleague.get(f"/kalenteri/{secret_of(colleague)}.ics")
    assert Calendar.from_ical(feed.data).walk("VEVENT") == []


def test_a_calendar_ends_with_the_role_that_sees_firms(
    app: Flask, people: People, adviser: PageClient, administrator: PageClient, stranger: PageClient
) -> None:
    feed = f"/kalenteri/{secret_of(adviser)}.ics"
    assert stranger.get(feed).status_code == 200
    address = f"/tunnukset/{people.adviser_id}"
    administrator.post_form(f"{address}/tehtava", {"role": "manager"}, page=address)
    assert stranger.get(feed).status_code == 404
