"""What the explaining pages tell of who answered: nothing; and what they say of a sheet that does not come out again."""

import re

import pytest
from flask import Flask

from osaamistase.survey.answering import Place
from tests.discussion.table import REASON, draw, say
from tests.page import PageClient
from tests.people import People, quick_answers
from tests.results.explaining import as_html, element, text_of
from tests.rounds.finished import SIX, finish, full_answers, new_round

PAGES = ("tase/miksi", "tase/miksi/DIG", "tase.pdf")
SPREAD = re.compile(r"\d × \d")


def levels(*each: str) -> list[dict[Place, str]]:
    return [{**quick_answers(), Place("DIG", "current"): one} for one in each]


@pytest.mark.parametrize(
    ("each", "told"),
    [
        (("0", "5", "5"), "3 vastausta: 1 × 0, 2 × 5, keskiarvo 3,33"),
        (("0", "5", "5", "dont_know"), "3 vastausta: 1 × 0, 2 × 5, keskiarvo 3,33; en osaa sanoa 1"),
        (("0", "5", "dont_know", "not_applicable"), "2 vastausta, keskiarvo 2,5; en osaa sanoa 1; ei koske meitä 1"),
        (("0", "5"), "2 vastausta, keskiarvo 2,5"),
        (("0", "dont_know"), "1 vastaus, luku 0"),
        (("4",), "1 vastaus, luku 4"),
    ],
)
def test_a_spread_is_told_of_three_answers_and_never_of_fewer(
    app: Flask, people: People, stranger: PageClient, monkeypatch: pytest.MonkeyPatch, each: tuple[str, ...], told: str
) -> None:
    finish(app, people.firm.round_id, *levels(*each))
    page = text_of(stranger, people.firm.at("tase/miksi/DIG"))
    assert element(page, "DIG-00-current").endswith(told)
    as_html(monkeypatch)
    cell = element(text_of(stranger, people.firm.at("tase.pdf")), "DIG-00").split("keskiarvo")[0]
    assert bool(SPREAD.search(cell)) == bool(SPREAD.search(told))


def test_nothing_tells_who_answered(
    app: Flask, people: People, stranger: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_html(monkeypatch)
    finish(app, people.firm.round_id, *levels("0", "1", "2", "3", "4", "5"), groups=SIX)
    for address in PAGES:
        page = text_of(stranger, people.firm.at(address))
        for secret in (r"\br\d+\b", "management", "staff", "johto", "y@testi", "vastaaja \\d"):
            assert not re.search(secret, page.split("<main" if "<main" in page else "<body")[1]), (address, secret)


def test_the_pages_are_the_same_whoever_of_the_six_said_what(app: Flask, people: People, adviser: PageClient) -> None:
    finish(app, people.firm.round_id, *levels("0", "1", "2", "3", "4", "5"), groups=SIX)
    finish(app, people.other_firm.round_id, *levels("5", "4", "3", "2", "1", "0"), groups=SIX)
    one, other = (
        text_of(adviser, f"/kysely/{firm.round_id}/tase/miksi/DIG").split("<main")[1].replace(f"/{firm.round_id}/", "/")
        for firm in (people.firm, people.other_firm)
    )
    assert one == other


def test_what_was_agreed_on_stands_beside_the_answers_with_its_reason(
    app: Flask, people: People, adviser: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_id = people.firm.round_id
    finish(app, round_id, *levels("0", "5", "5"))
    say(adviser, round_id, "DIG", current="2")
    draw(adviser, round_id)
    page = text_of(adviser, f"/kysely/{round_id}/tase/miksi/DIG")
    assert "Nykytaso 2 yhdessä sovittu 2; 3 vastausta: 1 × 0, 2 × 5, keskiarvo 3,33" in element(page, "DIG-00-current")
    assert REASON in page
    assert REASON not in text_of(adviser, f"/kysely/{round_id}/tase/miksi/DIG?versio=1")
    assert REASON not in text_of(adviser, f"/kysely/{round_id}/tase/miksi/REK")
    as_html(monkeypatch)
    assert text_of(adviser, f"/kysely/{round_id}/tase.pdf").count(REASON) == 1


def test_a_reason_on_one_competence_stands_at_that_one(
    app: Flask, people: People, adviser: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_id = new_round(app, people.firm.company_id, people.adviser_id, "osaamistase")
    finish(app, round_id, full_answers())
    say(adviser, round_id, "DIG-02", current="2")
    draw(adviser, round_id)
    page = text_of(adviser, f"/kysely/{round_id}/tase/miksi/DIG")
    assert [one.split('"')[0] for one in page.split('<section id="')[1:] if REASON in one] == ["DIG-02"]
    as_html(monkeypatch)
    assert text_of(adviser, f"/kysely/{round_id}/tase.pdf").count(REASON) == 1


@pytest.mark.parametrize("area", ["ZZZ", "dig", "DIG-00", "%20"])
def test_an_area_that_is_not_there_is_not_found(app: Flask, people: People, stranger: PageClient, area: str) -> None:
    finish(app, people.firm.round_id, quick_answers())
    assert stranger.get(people.firm.at(f"tase/miksi/{area}")).status_code == 404


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_explaining_page_opens_in_the_other_languages(
    app: Flask, people: People, adviser: PageClient, language: str
) -> None:
    round_id = people.firm.round_id
    finish(app, round_id, *levels("0", "5", "5"))
    say(adviser, round_id, "DIG", current="2")
    draw(adviser, round_id)
    adviser.post_form(f"/kieli/{language}", page="/yritykset")
    page = text_of(adviser, f"/kysely/{round_id}/tase/miksi")
    areas = set(re.findall(rf'href="(/kysely/{round_id}/tase/miksi/[A-Z]{{3}}[^"#]*)', page))
    assert len(areas) == 12
    for address in sorted(areas):
        assert f'<html lang="{language}"' in text_of(adviser, address)
    text = element(text_of(adviser, f"/kysely/{round_id}/tase/miksi/DIG"), "DIG-00-current")
    assert ("3.33" if language == "en" else "3,33") in text
