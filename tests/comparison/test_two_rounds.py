"""The page of the change and its print: what moved since an earlier round, and who may see it."""

import re
import subprocess
from datetime import datetime, timedelta
from typing import Any

from flask import Flask

from osaamistase.clock import now
from tests.comparison.firms import mine, read, rows
from tests.page import PageClient
from tests.people import SHELF, People, quick_answers
from tests.rounds.finished import finish, full_answers, link_to, new_round, put_another

QUICK = SHELF.find("pikakartoitus", 1)
assert QUICK is not None
AREA = {one.id: one.name.in_("fi") for one in QUICK.questionnaire.areas}


def before() -> datetime:
    return now() - timedelta(days=400)


def test_without_an_earlier_round_and_with_too_few_firms_both_are_said(
    app: Flask, people: People, stranger: PageClient
) -> None:
    page = stranger.get(mine(app, people)).get_data(as_text=True)
    assert "<h1>Vertailu muihin yrityksiin</h1>" in page
    assert "luvun takana pitää olla vähintään 5 muuta yritystä" in read(page)
    assert "Muutos" not in read(page)
    assert "Muutos" not in stranger.get(people.firm.at("tase")).get_data(as_text=True)
    assert stranger.get(people.firm.at("tase/muutos.pdf")).status_code == 404


def test_totals_areas_and_clear_changes_are_shown(two_rounds: int, adviser: PageClient) -> None:
    page = adviser.get(f"/kysely/{two_rounds}/tase/vertailu").get_data(as_text=True)
    words = read(page)
    assert "<h1>Muutos ja vertailu</h1>" in page
    assert "arvioitiin 12 samaa osaamista. Ne kattavat 100 %" in words
    # Of 48 levels wanted 24 were covered; now, by the first targets, 25 of 48; by the new ones 25 of 49.
    assert [cells[0] for cells in rows(page, "Kattavuusasteen muutos").values()][:4] == ["50,0", "+2,1", "−1,1", "51,0"]
    assert "Ensimmäisen kierroksen vajeesta on kurottu umpeen 4 %." in words
    areas = rows(page, "Osa-alueiden nykytaso ja tavoite kierroksilla")
    assert areas[AREA["DIG"]] == ["2,0", "4,0", "+2,0", "4,0", "4,0", "±0,0"]
    assert [cells for head, cells in rows(page, "Selvästi noussut").items() if AREA["DIG"] in head] == [
        ["2,0", "4,0", "+2,0", "4,0 / 4,0"]
    ]
    assert list(rows(page, "Selvästi laskenut").values()) == [["2,0", "1,0", "−1,0", "4,0 / 5,0"]]
    assert "Lasku koulutuksen jälkeen voi olla myös tarkempi silmä" in words
    assert "Mitä ei verrata" not in words


def test_a_firm_sees_the_same_by_its_link_as_its_adviser(
    app: Flask, people: People, two_rounds: int, adviser: PageClient, stranger: PageClient
) -> None:
    link = link_to(app, two_rounds, people.adviser_id)
    for page in ("", f"?kierros={people.firm.round_id}"):
        by_link = read(stranger.get(f"{link}/tase/vertailu{page}").get_data(as_text=True))
        assert "Ensimmäisen kierroksen vajeesta on kurottu umpeen 4 %." in by_link
        assert by_link == read(adviser.get(f"/kysely/{two_rounds}/tase/vertailu{page}").get_data(as_text=True))
    assert "Muutos ja vertailu" in read(stranger.get(f"{link}/tase").get_data(as_text=True))


def test_a_question_of_another_meaning_is_named_and_not_compared(
    app: Flask, people: People, two_rounds: int, adviser: PageClient
) -> None:
    def as_if_renewed(document: dict[str, Any]) -> None:
        lines = {line["id"]: line for line in document["sheet"]["competences"]}
        lines["VIH-00"]["replaces"] = "HYV-00"
        lines["HYV-00"]["state"] = "unscored"

    put_another(app, two_rounds, as_if_renewed)
    words = read(adviser.get(f"/kysely/{two_rounds}/tase/vertailu").get_data(as_text=True))
    assert "kysymys tarkoittaa nyt muuta, tilalla on" in words
    assert "arvioitiin 11 samaa osaamista" in words


def test_two_questionnaires_with_nothing_in_common_are_not_compared(
    app: Flask, people: People, adviser: PageClient
) -> None:
    mine(app, people, at=before())
    second = new_round(app, people.firm.company_id, people.adviser_id, "osaamistase")
    finish(app, second, full_answers())
    words = read(adviser.get(f"/kysely/{second}/tase/vertailu").get_data(as_text=True))
    assert "kierroksilla on liian vähän samoja osaamisia" in words
    assert "Arvioitu vain ensimmäisellä kerralla:" in words
    assert adviser.get(f"/kysely/{second}/tase/muutos.pdf").data.startswith(b"%PDF")


def test_a_third_round_is_compared_with_the_last_or_with_the_one_asked_for(
    app: Flask, people: People, two_rounds: int, adviser: PageClient
) -> None:
    third = new_round(app, people.firm.company_id, people.adviser_id)
    finish(app, third, quick_answers(current=3))
    address = f"/kysely/{third}/tase/vertailu"
    last, first = (
        adviser.get(f"{address}{asked}").get_data(as_text=True) for asked in ("", f"?kierros={people.firm.round_id}")
    )
    assert [next(iter(rows(page, "Kattavuusasteen muutos").values())) for page in (last, first)] == [["51,0"], ["50,0"]]
    assert f'vertailu?kierros={people.firm.round_id}"' in last
    assert f'muutos.pdf?kierros={people.firm.round_id}"' in first


def test_an_older_sheet_stays_the_one_looked_at_from_page_to_page(
    app: Flask, people: People, two_rounds: int, adviser: PageClient
) -> None:
    put_another(app, two_rounds, lambda _document: None)
    assert "versio=1" in _link(adviser, f"/kysely/{two_rounds}/tase?versio=1", "tase/vertailu")
    assert "versio" not in _link(adviser, f"/kysely/{two_rounds}/tase", "tase/vertailu")
    old = f"/kysely/{two_rounds}/tase/vertailu?versio=1"
    assert "versio=1" in _link(adviser, old, "muutos.pdf")
    assert "versio=1" in _link(adviser, old, "tase?")


def _link(client: PageClient, address: str, part: str) -> str:
    page = client.get(address).get_data(as_text=True)
    return next(one for one in re.findall(r'href="([^"]*)"', page) if part in one)


def test_the_print_holds_the_figures_of_the_page_and_stays_the_same(two_rounds: int, adviser: PageClient) -> None:
    first = adviser.get(f"/kysely/{two_rounds}/tase/muutos.pdf")
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=first.data, capture_output=True, check=True)
    text = done.stdout.decode()
    for figure in ("Testileipomo Oy", "50,0", "+2,1", "−1,1", "51,0", "kurottu umpeen 4 %", "Selvästi laskenut"):
        assert figure in text, figure
    assert adviser.get(f"/kysely/{two_rounds}/tase/muutos.pdf").data == first.data
