"""Management's pages on both databases: what is shown, what is hidden, and that nothing names a firm."""

import re
from datetime import date

import pytest
from flask import Flask

from tests.editions.region import answered, give_editions, region
from tests.page import PageClient
from tests.people import People

PAGES = ("/alue", "/alue?luokitus=koko", "/alue?luokitus=kunta", "/alue/osaaminen/DIG", "/alue/osaaminen/*", "/alue/tarpeet", "/alue/suojaus")  # fmt: skip


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


@pytest.mark.parametrize("page", PAGES)
def test_before_the_first_quarter_is_over_the_pages_say_so(people: People, manager: PageClient, page: str) -> None:
    text = words(manager.get(page).get_data(as_text=True))
    assert "Lukuja ei ole vielä" in text or page == "/alue/suojaus"


def test_no_firm_and_nothing_of_one_stands_on_any_page(app: Flask, people: People, manager: PageClient) -> None:
    region(app, people)
    for page in PAGES:
        answer = manager.get(page)
        assert answer.status_code == 200
        text = answer.get_data(as_text=True)
        for secret in ("Salainen", "Testileipomo", "7000001-0", "Testi Yrittäjä", "10.71"):
            assert secret not in text, page
        assert "%%" not in words(text), page


def test_the_overview_tells_the_quarter_the_firms_and_the_figures(
    app: Flask, people: People, manager: PageClient
) -> None:
    region(app, people)
    text = words(manager.get("/alue").get_data(as_text=True))
    assert "Tilanne 30.9.2026, III/2026." in text
    assert "Luvun takana on 5–14 yritystä" in text
    first = words(manager.get("/alue?neljannes=1").get_data(as_text=True))
    assert "Tilanne 31.3.2026, I/2026." in first


def test_the_overview_answers_a_meetings_questions_before_any_figure(
    app: Flask, people: People, manager: PageClient
) -> None:
    region(app, people)
    page = manager.get("/alue").get_data(as_text=True)
    text = words(page)
    for question in ("Mitä osaamista yritykset tarvitsevat?", "Mikä on muuttunut?", "Mitä kannattaa järjestää?", "Voiko lukuihin luottaa?"):  # fmt: skip
        assert question in text
    assert re.search(r"Yleisin tarve: .+, noin \d+ yritystä 14 vastanneesta", text)
    assert "eikä mikään luku paljasta yksittäistä yritystä" in text
    assert page.index("Mitä osaamista yritykset tarvitsevat?") < page.index("<table")
    assert "/alue/raportti.pdf?neljannes=3" in page[: page.index("<table")]
    first = words(manager.get("/alue?neljannes=1").get_data(as_text=True))
    assert "Muutos kerrotaan, kun koko alueen luku on kahdelta neljännekseltä." in first


def test_classes_of_which_nothing_is_told_are_named_and_not_drawn(
    app: Flask, people: People, manager: PageClient
) -> None:
    region(app, people)
    answered(app, people.adviser_id, 60, date(2026, 8, 10), 1, section="H", code="49.41")
    page = manager.get("/alue").get_data(as_text=True)
    assert "H kuljetus" not in page
    give_editions(app)
    for edition in (1, 2, 3):
        text = words(manager.get(f"/alue?neljannes={edition}").get_data(as_text=True))
        assert "Kuvasta puuttuvat luokat" not in text or "ei voi näyttää yhtään lukua" in text
    item = words(manager.get("/alue/osaaminen/DIG").get_data(as_text=True))
    assert "”Ei näytetä”: yrityksiä on liian vähän" in item


def test_four_firms_are_hidden_and_five_are_shown(app: Flask, people: People, manager: PageClient) -> None:
    for n in range(4):
        answered(app, people.adviser_id, n, date(2026, 2, 10), 2)
    answered(app, people.adviser_id, 4, date(2026, 5, 10), 1)
    give_editions(app)
    first = words(manager.get("/alue?neljannes=1").get_data(as_text=True))
    assert "Mukana on niin vähän yrityksiä, ettei lukuja voi näyttää." in first
    assert "2,2" not in first
    assert "ei näytetä" in first
    assert "Luvun takana on 5–5 yritystä" in words(manager.get("/alue?neljannes=2").get_data(as_text=True))


def test_how_many_there_are_is_not_told_where_it_would_tell_what_the_cells_hold(
    app: Flask, people: People, manager: PageClient
) -> None:
    """Six firms of six sections: who knew that they are six would know each cell to hold one."""
    for n, (section, code) in enumerate((("C", "10.71"), ("F", "41.00"), ("G", "47.71"), ("H", "49.41"), ("I", "56.11"), ("R", "87.30"))):  # fmt: skip
        answered(app, people.adviser_id, n, date(2026, 2, 10), 2, section=section, code=code)
    give_editions(app)
    for page in PAGES:
        assert "6 yrity" not in words(manager.get(page).get_data(as_text=True)), page
    table = manager.get("/alue/luvut.csv").data.decode("utf-8-sig").splitlines()
    assert {line.split(";")[1] for line in table[1:]} == {""}


def test_an_edition_there_is_not_is_a_404(app: Flask, people: People, manager: PageClient) -> None:
    region(app, people)
    for page in ("/alue?neljannes=99", "/alue?neljannes=x", "/alue/osaaminen/XYZ"):
        assert manager.get(page).status_code == 404


def test_the_greatest_needs_are_in_sight_and_all_of_them_are_on_the_page(
    app: Flask, people: People, manager: PageClient
) -> None:
    region(app, people)
    page = manager.get("/alue/tarpeet").get_data(as_text=True)
    every = set(re.findall(r'<li id="([A-Z]{3}-\d\d)"', page))
    in_sight = set(re.findall(r'<li id="([A-Z]{3}-\d\d)"', re.sub(r'<details class="rest">.*?</details>', "", page, flags=re.DOTALL)))  # fmt: skip
    folded = re.findall(r"Vielä (\d+) pienempä", page) + ["1"] * page.count("pienempi tarve")
    assert 0 < len(in_sight) <= 10
    assert len(every - in_sight) == sum(map(int, folded))
    assert len(every) > len(in_sight)


def test_needs_are_told_with_seats_and_offers(app: Flask, people: People, manager: PageClient) -> None:
    region(app, people)
    text = words(manager.get("/alue/tarpeet?osuus=50").get_data(as_text=True))
    assert "Tarpeet, joihin on tarjontaa" in text
    assert "jos 50 % tarvitsijoista tulee" in text
    for odd in ("0", "101", "x", "99999999999999", "01001", "0050" + 330 * "0"):
        page = words(manager.get(f"/alue/tarpeet?osuus={odd}").get_data(as_text=True))
        assert "jos 20 % tarvitsijoista tulee" in page
