"""Carrying a round over to the newest version: everyone's answers and links come along, the old round stays."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import func, select

from osaamistase.clock import now
from osaamistase.database import db, transaction
from osaamistase.rounds.steps import carry_over
from osaamistase.survey.answering import Place
from osaamistase.survey.asked import asked
from osaamistase.survey.models import Round
from tests.page import PageClient
from tests.people import SHELF, Firm, People, make_firm, quick_answers
from tests.rounds.table import (
    Guest,
    answer,
    answers_of,
    invite,
    people_of,
    round_of,
    rows,
    sheets,
    shown_token,
    until_someone_waits,
)

TWO, PACK = SHELF.find("osaamistase", 2), SHELF.find("elintarvike", 1)
assert TWO is not None
ALONE = {Place("TYO", "importance"): "4", Place("TYO-04", "current"): "2", Place("TYO", "note"): "itse kirjoitettu"}
AT_TABLE = {Place("REK-01", "current"): "3", Place("REK", "holders"): "1"}
# Enough for a sheet, were the old round to be closed after all.
THEIRS = {Place("TYO", "importance"): "3", Place("TYO-01", "current"): "0", Place("TYO-01", "target"): "3"}


@dataclass(frozen=True)
class Old:
    """A round on the first version, with a colleague, begun by both and in part at the table."""

    firm: Firm
    guest: Guest

    @property
    def move(self) -> str:
        return f"/kierrokset/{self.firm.round_id}/uudempi"


@pytest.fixture
def old(app: Flask, people: People, adviser: PageClient) -> Old:
    with app.app_context(), transaction():
        firm = make_firm(people.adviser_id, "9000035-4", "Siirtyvä Testi Oy", "osaamistase")
    guest = invite(app, adviser, firm.round_id, "tyontekija@testi.example", "staff", "sv")
    answer(app, firm.respondent_id, ALONE)
    answer(app, firm.respondent_id, AT_TABLE, by=people.adviser_id)
    answer(app, guest.respondent_id, THEIRS)
    return Old(firm, guest)


def moved(adviser: PageClient, old: Old) -> int:
    response = adviser.post_form(old.move, page="/yritykset")
    assert response.status_code == 302
    return int(response.headers["Location"].rsplit("/", 1)[1])


def rounds_in(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count(Round.id))) or 0


def test_the_page_says_what_comes_along_what_does_not_and_what_is_new(adviser: PageClient, old: Old) -> None:
    assert "Kyselystä on julkaistu versio 2" in adviser.get(f"/kierrokset/{old.firm.round_id}").get_data(as_text=True)
    page = adviser.get(old.move).get_data(as_text=True)
    assert "versio 1 → 2" in page
    assert "Kaikki siirtyy." in page
    new = page.split("Uutta kysyttävää")[1]
    assert all(one in new for one in ("AMM-X1", "AMM-X4"))
    assert "ELI" not in new  # the round was opened without the sector pack, and goes on without it
    assert "TYO-01" in page.split("Ei siirry")[0]


def test_looking_at_the_page_moves_nothing(app: Flask, adviser: PageClient, old: Old) -> None:
    before = rounds_in(app)
    adviser.get(old.move)
    assert rounds_in(app) == before
    assert round_of(app, old.firm.round_id).carried_to_id is None


def test_everyones_answers_come_along_and_who_entered_them_is_kept(
    app: Flask, people: People, adviser: PageClient, old: Old
) -> None:
    new_id = moved(adviser, old)
    new = round_of(app, new_id)
    assert (new.questionnaire_id, new.questionnaire_version, new.pack_id) == ("osaamistase", 2, None)
    assert new.company_id == old.firm.company_id
    main, guest = people_of(app, new_id)
    assert (main.main, guest.main) == (True, False)
    assert (guest.group, guest.email, guest.language) == ("staff", "tyontekija@testi.example", "sv")
    assert answers_of(app, new_id) == {main.id: {**ALONE, **AT_TABLE}, guest.id: THEIRS}
    typists = {Place(subject, rating): by for subject, rating, _value, by, _version, _at in rows(app, main.id)}
    assert typists == {**dict.fromkeys(ALONE), **dict.fromkeys(AT_TABLE, people.adviser_id)}


def test_what_was_filled_in_together_stays_open_to_the_adviser_and_the_rest_shut(
    app: Flask, adviser: PageClient, stranger: PageClient, old: Old
) -> None:
    stranger.post_form(old.firm.at("yhdessa"))
    since = people_of(app, old.firm.round_id)[0].together_at
    main, guest = people_of(app, moved(adviser, old))
    assert main.together_at == since is not None
    assert guest.together_at is None


def test_the_old_round_stays_as_it_was_and_takes_no_more(app: Flask, adviser: PageClient, old: Old) -> None:
    idle = invite(app, adviser, old.firm.round_id)
    both = (old.firm.respondent_id, old.guest.respondent_id)
    before, people_before = [rows(app, one) for one in both], people_of(app, old.firm.round_id)
    new_id = moved(adviser, old)
    here = f"/kierrokset/{old.firm.round_id}"
    page = adviser.get(here).get_data(as_text=True)
    assert "Vastaukset siirrettiin uudempaan kyselyyn" in page
    assert f'href="/kierrokset/{new_id}"' in page
    assert adviser.get(f"/kysely/{old.firm.round_id}/alueet").headers["Location"] == f"/kysely/{new_id}/alueet"
    for address in (
        f"{here}/sulje", f"{here}/vastaajat", f"{here}/yhdessa", f"/vastaajat/{old.guest.respondent_id}/linkki",
        f"/vastaajat/{old.guest.respondent_id}/kirje", f"/vastaajat/{idle.respondent_id}/poista",
        f"/kysely/{old.firm.round_id}/laheta", f"/kysely/{old.firm.round_id}/alueet/TYO",
        f"/kysely/{old.firm.round_id}/vastaus",
    ):  # fmt: skip
        form = {"group": "staff", "language": "fi", "q_TYO_current": "not_applicable", "subject": "TYO", "rating": "note", "value": "x"}  # fmt: skip
        assert adviser.post_form(address, form, page="/yritykset").status_code in (302, 404, 409), address
    for gone in ("Tee uusi linkki", "Lisää vastaaja", "Sulje kierros", "Poista vastaaja", "Täytä yhdessä"):
        assert gone not in page
    made = round_of(app, old.firm.round_id)
    assert (made.submitted_at, made.carried_to_id) == (None, new_id)
    assert [rows(app, one) for one in both] == before
    assert [(one.id, one.ready_at) for one in people_of(app, old.firm.round_id)] == [
        (one.id, one.ready_at) for one in people_before
    ]
    assert sheets(app) == []


def test_the_same_links_open_the_new_round(app: Flask, adviser: PageClient, stranger: PageClient, old: Old) -> None:
    new_id = moved(adviser, old)
    for door in (old.firm.at("alueet"), old.guest.at("alueet")):
        assert "/alueet/AMM" in stranger.get(door).get_data(as_text=True)
    assert "itse kirjoitettu" in stranger.get(old.firm.at("alueet/TYO")).get_data(as_text=True)
    stranger.post_form(old.guest.at("vastaus"), {"subject": "MYK", "rating": "importance", "value": "5"})
    guest = people_of(app, new_id)[1]
    assert answers_of(app, new_id)[guest.id][Place("MYK", "importance")] == "5"


def test_a_withdrawn_link_stays_withdrawn(adviser: PageClient, stranger: PageClient, old: Old) -> None:
    adviser.post_form(f"/linkit/{old.firm.link_id}/peru", page="/yritykset")
    moved(adviser, old)
    assert stranger.get(old.firm.at()).status_code == 409


def test_moving_twice_gives_the_same_new_round(app: Flask, adviser: PageClient, old: Old) -> None:
    new_id = moved(adviser, old)
    count = rounds_in(app)
    assert moved(adviser, old) == new_id
    assert adviser.get(old.move).headers["Location"] == f"/kierrokset/{new_id}"
    assert rounds_in(app) == count


def test_moving_twice_in_the_same_moment_gives_the_same_new_round(
    app: Flask, people: People, adviser: PageClient, old: Old
) -> None:
    assert TWO is not None
    token, count = adviser.token("/yritykset"), rounds_in(app)
    with ThreadPoolExecutor(1) as pool:
        with app.app_context(), transaction():
            new_id = carry_over(old.firm.round_id, asked(TWO, PACK), people.adviser_id, now()).id
            came = pool.submit(adviser.client.post, old.move, data={"csrf_token": token})
            until_someone_waits(app)
        assert came.result().headers["Location"] == f"/kierrokset/{new_id}"
    assert rounds_in(app) == count + 1


def test_a_new_link_after_the_move_opens_the_new_round(app: Flask, adviser: PageClient, stranger: PageClient, old: Old) -> None:  # fmt: skip
    new_id = moved(adviser, old)
    guest = people_of(app, new_id)[1]
    adviser.post_form(f"/vastaajat/{guest.id}/linkki", page="/yritykset")
    token = shown_token(adviser, new_id)
    assert stranger.get(f"/kysely/{token}/alueet").status_code == 200


def test_no_link_is_made_to_what_was_carried_over(adviser: PageClient, old: Old) -> None:
    moved(adviser, old)
    for one in (old.firm.respondent_id, old.guest.respondent_id):
        response = adviser.post_form(f"/vastaajat/{one}/linkki", page="/yritykset")
        assert response.status_code == 409
        assert "Kierros on jo suljettu" in response.get_data(as_text=True)


def test_a_carried_over_round_is_not_closed(app: Flask, adviser: PageClient, old: Old) -> None:
    new_id = moved(adviser, old)
    for response in (
        adviser.get(f"/kierrokset/{old.firm.round_id}/sulje"),
        adviser.post_form(f"/kierrokset/{old.firm.round_id}/sulje", page="/yritykset"),
    ):
        assert response.headers["Location"] == f"/kierrokset/{new_id}"
    assert sheets(app) == []


def test_there_is_nothing_newer_for_a_round_on_the_newest_version(app: Flask, adviser: PageClient, old: Old) -> None:
    new_id = moved(adviser, old)
    assert adviser.get(f"/kierrokset/{new_id}/uudempi").status_code == 404
    assert adviser.post_form(f"/kierrokset/{new_id}/uudempi", page="/yritykset").status_code == 404
    assert "Kyselystä on julkaistu" not in adviser.get(f"/kierrokset/{new_id}").get_data(as_text=True)


def test_the_quick_questionnaire_has_nothing_newer(people: People, adviser: PageClient) -> None:
    assert adviser.get(f"/kierrokset/{people.firm.round_id}/uudempi").status_code == 404


def test_a_submitted_round_is_not_moved(app: Flask, adviser: PageClient, stranger: PageClient, old: Old) -> None:
    areas = {at.subject for at in quick_answers()}
    everything = {Place(one, "importance"): "4" for one in areas} | {Place("TYO-01", "target"): "4", Place("TYO-01", "current"): "2"}  # fmt: skip
    answer(app, old.firm.respondent_id, everything)
    assert adviser.post_form(f"/kierrokset/{old.firm.round_id}/sulje", page="/yritykset").status_code == 302
    assert adviser.get(old.move).status_code == 404
    assert adviser.post_form(old.move, page="/yritykset").status_code == 404
    assert round_of(app, old.firm.round_id).carried_to_id is None
