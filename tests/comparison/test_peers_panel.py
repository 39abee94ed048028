"""A firm beside others: five of them or nothing, as they were when the quarter began, and never who they are."""

from datetime import timedelta

from flask import Flask

from osaamistase.clock import now
from tests.comparison.firms import last_quarter, mine, others, read, rows
from tests.page import PageClient
from tests.people import People, quick_answers
from tests.rounds.finished import finish, full_answers, new_round

CAPTION = "Oma yritys ja muiden mediaani"
TOO_FEW = "Vertailua ei voi vielä näyttää"


def page_of(client: PageClient, address: str) -> str:
    return client.get(address).get_data(as_text=True)


def test_five_others_give_a_median_of_each_figure(app: Flask, people: People, stranger: PageClient) -> None:
    others(app, people, 0, 1, 2, 4, 5)
    page = page_of(stranger, mine(app, people, level=3))
    table = rows(page, CAPTION)
    assert table.pop("Tasoindeksi (0–100)") == ["60", "40"]
    assert list(table.values()) == [["3,0", "2,0"]] * 12
    assert "Vertailussa on 5 muuta yritystä: toimialan pääluokka C, mikroyritys (1–9)." in read(page)


def test_four_others_give_nothing_at_all(app: Flask, people: People, stranger: PageClient) -> None:
    others(app, people, 0, 1, 2, 4)
    words = read(page_of(stranger, mine(app, people)))
    assert TOO_FEW in words
    assert CAPTION not in words


def test_a_firm_is_no_peer_of_itself(app: Flask, people: People, stranger: PageClient) -> None:
    others(app, people, 0, 1, 2, 4)
    mine(app, people, level=5, at=last_quarter())
    second = new_round(app, people.firm.company_id, people.adviser_id)
    finish(app, second, quick_answers())
    assert TOO_FEW in read(page_of(stranger, people.firm.at("tase/vertailu")))


def test_what_was_made_in_this_quarter_waits_for_the_next(app: Flask, people: People, stranger: PageClient) -> None:
    others(app, people, 0, 1, 2, 4, 5, at=now())
    assert TOO_FEW in read(page_of(stranger, mine(app, people)))


def test_another_questionnaires_firms_are_no_peers(app: Flask, people: People, adviser: PageClient) -> None:
    others(app, people, 0, 1, 2, 4, 5)
    full = new_round(app, people.firm.company_id, people.adviser_id, "osaamistase")
    finish(app, full, full_answers())
    assert TOO_FEW in read(page_of(adviser, f"/kysely/{full}/tase/vertailu"))


def test_one_firm_more_and_one_firm_again_change_nothing_on_the_page(
    app: Flask, people: People, stranger: PageClient
) -> None:
    long_ago = last_quarter() - timedelta(days=400)
    firms = others(app, people, 0, 1, 2, 4, 5, at=long_ago)
    address = mine(app, people)
    before = read(page_of(stranger, address))
    again = new_round(app, firms[2].company_id, people.adviser_id)
    finish(app, again, quick_answers(current=5), at=last_quarter())
    finish(app, people.other_firm.round_id, quick_answers(current=5), at=last_quarter())
    app.extensions.pop("peers", None)
    assert read(page_of(stranger, address)) == before


def test_an_area_that_fewer_than_five_answered_is_not_shown(app: Flask, people: People, stranger: PageClient) -> None:
    others(app, people, 0, 1, 2, 4)
    without = {place: value for place, value in quick_answers(current=5).items() if place.subject != "DIG"}
    finish(app, people.other_firm.round_id, without, at=last_quarter())
    app.extensions.pop("peers", None)
    table = rows(page_of(stranger, mine(app, people)), CAPTION)
    assert table["Tasoindeksi (0–100)"] == ["60", "40"]
    assert [cells for cells in table.values() if "ei näytetä" in cells] == [["3,0", "ei näytetä"]]


def test_no_other_firm_is_on_the_page(app: Flask, people: People, stranger: PageClient) -> None:
    firms = others(app, people, 0, 1, 2, 3, 5)
    page = page_of(stranger, mine(app, people))
    assert CAPTION in page
    for secret in ("Salainen", "Toinen Testi", "8000000-0", "8000004-0", "10.71", *(firm.token for firm in firms)):
        assert secret not in page
    assert not {f"kierros={firm.round_id}" for firm in firms} & set(page.replace('"', " ").split())


def test_the_lowest_and_the_highest_are_never_shown(app: Flask, people: People, stranger: PageClient) -> None:
    others(app, people, 0, 2, 3, 4, 5)
    table = rows(page_of(stranger, mine(app, people, level=2)), CAPTION)
    assert {cells[1] for cells in table.values()} == {"60", "3,0"}


def test_a_sheet_without_a_total_is_compared_by_its_areas_alone(
    app: Flask, people: People, stranger: PageClient
) -> None:
    others(app, people, 0, 1, 2, 4, 5)
    few = {place: value for place, value in quick_answers(current=3).items() if place.subject in ("TYO", "DIG")}
    finish(app, people.firm.round_id, few)
    table = rows(page_of(stranger, people.firm.at("tase/vertailu")), CAPTION)
    assert table.pop("Tasoindeksi (0–100)") == ["–", "40"]
    assert sorted(cells[0] for cells in table.values()) == ["3,0"] * 2 + ["ei näytetä"] * 10
