"""The page on which a firm is added, with YTJ to help and without: it fills, it says what it did, it stops nobody."""

import html
import re
import socket
import time
from collections.abc import Callable, Iterator
from threading import Event, Thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from osaamistase.companies.models import Company
from osaamistase.companies.server import Ytj
from osaamistase.database import db
from tests.companies.standin import (
    BAKERY,
    StandIn,
    address,
    drips_its_answer,
    drips_its_headers,
    firm,
    hangs_up,
    line,
    name,
    never_ends,
    refused,
    silent,
)
from tests.conftest import signed_in
from tests.page import PageClient
from tests.people import People

EMPTY = {
    "business_id": "90000601", "name": "", "industry_scheme": "TOL 2025", "industry_code": "", "headcount": "",
    "municipality": "", "contact_name": "", "contact_email": "", "contact_phone": "", "language": "fi",
}  # fmt: skip
BY_HAND = {
    **EMPTY, "name": "Käsin Oy", "industry_code": "C", "headcount": "4", "municipality": "Iitti",
    "contact_name": "Testi Yrittäjä",
}  # fmt: skip
AWAY = "YTJ ei nyt vastaa."
NONE = "ei löytynyt yritystä tällä Y-tunnuksella"


@pytest.fixture
def asking(app: Flask, ytj: StandIn) -> Iterator[StandIn]:
    """The application asks the stand-in, with the patience it has in use."""
    app.extensions["ytj"] = Ytj(ytj.address)
    yield ytj
    app.extensions["ytj"] = None


def pressed(client: PageClient, form: dict[str, str], status: int = 200) -> str:
    """The page after "Hae tiedot YTJ:stä"."""
    answer = client.post_form("/yritykset/uusi", {**form, "ytj": "1"})
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def stands_in(page: str) -> dict[str, str]:
    """What the form holds, field by field."""
    page = page[page.index('<form method="post" novalidate>') :]
    inputs = re.findall(r'<input id="\w+" name="(\w+)"[^>]*? value="([^"]*)"', page)
    chosen = re.findall(r'<select id="\w+" name="(\w+)".*?<option value="([^"]*)" selected', page, re.DOTALL)
    return {field: html.unescape(value) for field, value in inputs + chosen}


def notice(page: str) -> str:
    found = re.search(r'<div class="notice[^"]*" role="status">(.*?)</div>', page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found.group(1)).split()) if found else ""


def kept(app: Flask) -> list[tuple[Any, ...]]:
    with app.app_context():
        query = select(Company.name, Company.industry_scheme, Company.industry_code, Company.municipality)
        return [tuple(row) for row in db.session.execute(query.where(Company.business_id == BAKERY))]


def test_the_button_fills_the_form_which_is_then_saved(app: Flask, adviser: PageClient, asking: StandIn) -> None:
    asking.tells(firm())
    page = pressed(adviser, EMPTY)
    filled = {
        **EMPTY, "business_id": BAKERY, "name": "Kuusankosken Esimerkkileipomo Oy", "industry_code": "10710",
        "municipality": "Kouvola",
    }  # fmt: skip
    assert stands_in(page) == filled
    said = "YTJ:n avoimista tiedoista täytettiin: Yrityksen nimi, Toimialan koodi, Kunta. Tarkista ne"
    assert notice(page).startswith(said)
    assert "CC BY 4.0" in notice(page)
    assert kept(app) == []
    answer = adviser.post_form("/yritykset/uusi", {**filled, "headcount": "4", "contact_name": "Testi Yrittäjä"})
    assert answer.status_code == 302
    assert kept(app) == [("Kuusankosken Esimerkkileipomo Oy", "TOL 2025", "10710", "Kouvola")]
    assert asking.asked == [BAKERY]


def test_what_was_typed_stays_and_the_page_says_what_ytj_has(adviser: PageClient, asking: StandIn) -> None:
    asking.tells(firm())
    typed = {**BY_HAND, "business_id": BAKERY, "contact_email": "testi@yritys.example", "language": "sv"}
    page = pressed(adviser, typed)
    assert stands_in(page) == typed
    assert notice(page).startswith("Yritys löytyi YTJ:n avoimista tiedoista, mutta niissä ei ollut täytettävää.")
    otherwise = "YTJ:ssä on toisin: Yrityksen nimi: Kuusankosken Esimerkkileipomo Oy; Kunta: Kouvola."
    assert otherwise in notice(page)  # and nothing of the class: C is the section that 10710 is in


@pytest.mark.parametrize(
    ("typed", "otherwise"),
    [
        ({"industry_code": "10.71"}, False),
        ({"industry_code": "c"}, False),
        ({"industry_code": "25"}, True),
        ({"industry_code": "10.71", "industry_scheme": "TOL 2008"}, True),
        ({"name": "KUUSANKOSKEN esimerkkileipomo oy"}, False),
        ({"name": "Esimerkkileipomo Oy"}, True),
        ({"municipality": "kouvola"}, False),
        ({"municipality": "Kuusankoski"}, True),
    ],
)
def test_only_what_is_truly_otherwise_is_told(
    adviser: PageClient, asking: StandIn, typed: dict[str, str], otherwise: bool
) -> None:
    asking.tells(firm())
    page = pressed(adviser, {**EMPTY, **typed})
    assert ("YTJ:ssä on toisin" in notice(page)) == otherwise
    assert {field: stands_in(page)[field] for field in typed} == typed


def test_the_classification_goes_with_its_code(adviser: PageClient, asking: StandIn) -> None:
    asking.tells(firm(mainBusinessLine=line("45200", "TOIMI3")))
    page = pressed(adviser, EMPTY)
    assert (stands_in(page)["industry_scheme"], stands_in(page)["industry_code"]) == ("TOL 2008", "45200")


def test_what_ytj_does_not_tell_stays_empty_and_is_named(adviser: PageClient, asking: StandIn) -> None:
    asking.tells(firm(addresses=[address(1, [("MUUALLA", "1", "999")])], mainBusinessLine=None))
    page = pressed(adviser, EMPTY)
    assert (stands_in(page)["municipality"], stands_in(page)["industry_code"]) == ("", "")
    assert "Näitä YTJ ei kerro, joten kirjoita ne itse: Toimialan koodi, Kunta." in notice(page)


def test_a_name_with_signs_is_a_name_and_no_page(adviser: PageClient, asking: StandIn) -> None:
    asking.tells(firm(names=[name('<b>"Ääni & Åke" Oy</b>')]))
    page = pressed(adviser, EMPTY)
    assert stands_in(page)["name"] == '<b>"Ääni & Åke" Oy</b>'
    assert "<b>" not in page


def test_none_and_ended_are_told_and_nothing_is_filled(adviser: PageClient, asking: StandIn) -> None:
    page = pressed(adviser, EMPTY)
    assert NONE in notice(page)
    assert stands_in(page) == {**EMPTY, "business_id": BAKERY}
    asking.tells(firm("9000062-8", endDate="2020-12-31"))
    page = pressed(adviser, {**EMPTY, "business_id": "9000062-8"})
    assert "on lakannut 31.12.2020" in notice(page)
    assert stands_in(page) == {**EMPTY, "business_id": "9000062-8"}


@pytest.mark.parametrize("wrong", ["", "1234", "9000060-2"])
def test_a_wrong_business_id_is_told_beside_its_field_alone_and_asked_of_nobody(
    adviser: PageClient, asking: StandIn, wrong: str
) -> None:
    page = pressed(adviser, {**EMPTY, "business_id": wrong}, status=400)
    assert re.findall(r'class="error" id="(\w+)-error"', page) == ["business_id"]
    assert notice(page) == ""
    assert not asking.headers


WAYS: dict[str, Callable[[StandIn], None]] = {
    "found": lambda ytj: ytj.tells(firm()),
    "none": lambda ytj: ytj.tells(),
    "ended": lambda ytj: ytj.tells(firm(endDate="2020-12-31")),
    "another": lambda ytj: ytj.tells(firm("9000062-8")),
    **{str(status): lambda ytj, status=status: ytj.says(status) for status in (400, 404, 429, 500, 503)},  # type: ignore[misc]
    "html": lambda ytj: ytj.says(200, b"<html></html>", Content_Type="text/html"),
    "huge": lambda ytj: ytj.says(200, b" " * 300_000),
    "elsewhere": lambda ytj: ytj.says(302, Location="https://muualla.example/"),
}
LINES: dict[str, Callable[[socket.socket, Event], None]] = {
    "silent": silent,
    "drips": drips_its_answer,
    "drips headers": drips_its_headers,
    "never ends": never_ends,
    "hangs up": hangs_up,
}


@pytest.mark.parametrize("way", [*WAYS, *LINES, "refused"])
def test_whatever_ytj_does_the_page_says_so_and_the_firm_is_kept_by_hand(
    app: Flask, adviser: PageClient, asking: StandIn, way: str
) -> None:
    if way in LINES:
        asking.answer = LINES[way]
        app.extensions["ytj"] = Ytj(asking.address, patience=0.5)
    elif way in WAYS:
        WAYS[way](asking)
    else:
        app.extensions["ytj"] = Ytj(refused())
    said = {"found": "täytettiin", "none": NONE, "ended": "on lakannut"}.get(way, AWAY)
    page = pressed(adviser, {**EMPTY, "contact_name": "Testi Yrittäjä"})
    assert said in notice(page)
    assert stands_in(page)["contact_name"] == "Testi Yrittäjä"
    times = len(asking.headers)
    assert adviser.post_form("/yritykset/uusi", BY_HAND).status_code == 302
    assert kept(app) == [("Käsin Oy", "TOL 2025", "C", "Iitti")]
    assert len(asking.headers) == times  # saving asks nobody


def test_saving_waits_for_nobodys_look_up(app: Flask, people: People, asking: StandIn) -> None:
    asking.answer = silent
    app.extensions["ytj"] = Ytj(asking.address)
    looking, saving = signed_in(app, people.colleague_email), signed_in(app, people.adviser_email)
    pages: list[str] = []
    waiting = Thread(target=lambda: pages.append(pressed(looking, {**EMPTY, "business_id": "9000062-8"})))
    waiting.start()
    end = time.monotonic() + 5
    while not asking.headers and time.monotonic() < end:
        time.sleep(0.01)
    begun = time.monotonic()
    assert saving.post_form("/yritykset/uusi", BY_HAND).status_code == 302
    took = time.monotonic() - begun
    assert waiting.is_alive()  # it is waiting yet
    asking.over.set()
    waiting.join()
    assert took < 1
    assert AWAY in notice(pages[0])


def test_enter_in_a_field_saves_and_does_not_ask(adviser: PageClient, asking: StandIn) -> None:
    page = adviser.get("/yritykset/uusi").get_data(as_text=True)
    form = page[page.index('<form method="post" novalidate>') :]
    first = re.search(r"<button[^>]*>", form)
    assert first is not None
    assert "name=" not in first.group(0)
    button = re.search(r'<button class="button second" name="ytj"[^>]*aria-describedby="([^"]+)"', form)
    assert button is not None
    assert f'id="{button.group(1)}"' in form


def test_switched_off_the_page_is_as_it_was(app: Flask, adviser: PageClient) -> None:
    assert app.extensions["ytj"] is None
    page = adviser.get("/yritykset/uusi").get_data(as_text=True)
    assert "YTJ" not in page
    assert AWAY in notice(pressed(adviser, EMPTY))  # a page that was open when it was switched off


def test_the_firms_own_page_of_changes_offers_no_look_up(people: People, adviser: PageClient, asking: StandIn) -> None:
    page = adviser.get(f"/yritykset/{people.firm.company_id}/muokkaa").get_data(as_text=True)
    assert "YTJ" not in re.sub(r'value="[^"]*"', "", page)  # a token may hold any three letters
    assert 'name="ytj"' not in page


def test_management_looks_nobody_up(manager: PageClient, asking: StandIn) -> None:
    answer = manager.post_form("/yritykset/uusi", {**EMPTY, "ytj": "1"}, page="/nain-laskemme")
    assert answer.status_code == 403
    assert not asking.headers
