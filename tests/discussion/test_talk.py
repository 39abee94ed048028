"""The talk: what is shown of the answers, what is written down, and the next sheet."""

import json

import pytest
from flask import Flask
from sqlalchemy import select

from osaamistase.database import db
from osaamistase.results.models import StoredSheet, Talk
from tests.editions.region import sums_now
from tests.page import PageClient
from tests.people import People
from tests.results.six import SIX, Said, finish


def sheets(app: Flask) -> list[StoredSheet]:
    with app.app_context():
        return list(db.session.scalars(select(StoredSheet).order_by(StoredSheet.number)))


def line(sheet: StoredSheet, competence: str) -> dict[str, object]:
    found = json.loads(sheet.content)["sheet"]["competences"]
    return next(one for one in found if one["id"] == competence)


def talk_page(adviser: PageClient, people: People) -> str:
    return adviser.get(f"/kierrokset/{people.firm.round_id}/keskustelu").get_data(as_text=True)


def agree(adviser: PageClient, people: People, subject: str, **typed: str) -> int:
    return adviser.post_form(f"/kierrokset/{people.firm.round_id}/keskustelu/{subject}", typed).status_code


def draw(adviser: PageClient, people: People) -> None:
    assert adviser.post_form(f"/kierrokset/{people.firm.round_id}/keskustelu").status_code == 302


def test_what_is_seen_most_differently_comes_first_with_its_spread_and_both_groups(
    app: Flask, people: People, adviser: PageClient
) -> None:
    finish(app, people.firm, SIX, REK=5)
    html = talk_page(adviser, people)
    assert html.index('id="REK"') < html.index('id="TYO"')
    assert "taso 0: 2 vastausta, taso 1: 1 vastaus, taso 4: 1 vastaus, taso 5: 2 vastausta" in html
    assert 'id="jakauma-REK-title"' in html
    assert "johdon keskiarvo 4,67, henkilöstön 0,33" in html


def test_the_answers_of_two_are_told_by_their_number_alone(app: Flask, people: People, adviser: PageClient) -> None:
    finish(app, people.firm, (Said("staff", 3, 0),), REK=5)
    html = talk_page(adviser, people)
    assert html.index('id="REK"') < html.index('id="TYO"')
    assert "2 vastausta" in html
    assert "taso 0:" not in html
    assert "jakauma-" not in html
    assert "johdon keskiarvo" not in html


def test_groups_are_told_apart_only_where_both_have_three(app: Flask, people: People, adviser: PageClient) -> None:
    finish(app, people.firm, SIX[:4], REK=5)  # three of the management, two of the staff
    html = talk_page(adviser, people)
    assert "taso 5: 2 vastausta" in html
    assert "johdon keskiarvo" not in html


def test_a_number_agreed_on_reaches_the_next_sheet_with_its_reason_and_the_first_stays(
    app: Flask, people: People, adviser: PageClient, stranger: PageClient
) -> None:
    finish(app, people.firm, SIX, REK=5)
    (before,) = sheets(app)
    assert agree(adviser, people, "REK", current="2", reason="katsoimme tilauskirjaa") == 302
    assert "eivät vielä ole taseessa" in talk_page(adviser, people)
    assert len(sheets(app)) == 1
    draw(adviser, people)
    first, second = sheets(app)
    assert (first.content, first.sha256, first.made_at) == (before.content, before.sha256, before.made_at)
    assert (second.number, line(second, "REK-00")["current"], line(second, "REK-00")["agreed"]) == (2, 2.0, ["current"])
    assert line(second, "REK-00")["agreement"] == line(first, "REK-00")["agreement"]
    agreed = json.loads(second.content)["answers"]["consensus"]["REK"]
    assert (agreed["current"], agreed["reason"], len(agreed["date"])) == (2, "katsoimme tilauskirjaa", 10)
    for page in (people.firm.at("tase"), f"/kysely/{people.firm.round_id}/tase"):
        client = stranger if page.startswith(people.firm.at()) else adviser
        assert "Tase 2, keskustelun jälkeen" in client.get(page).get_data(as_text=True)
        assert "Tämä on aiempi tase 1." in client.get(f"{page}?versio=1").get_data(as_text=True)
        assert client.get(f"{page}?versio=3").status_code == 404
    draw(adviser, people)  # nothing new: no new sheet
    assert len(sheets(app)) == 2
    done = app.test_cli_runner().invoke(args=["rescore", "--check"])
    assert (done.exit_code, done.output) == (0, "2 stored sheets come out the same\n")


def test_a_talk_that_keeps_the_mean_counts_as_a_talk(app: Flask, people: People, adviser: PageClient) -> None:
    finish(app, people.firm, (), REK=5)
    assert json.loads(sheets(app)[0].content)["sheet"]["confidence"] == "C"
    assert agree(adviser, people, "TYO", reason="kävimme läpi, arvio pitää") == 302
    draw(adviser, people)
    second = json.loads(sheets(app)[1].content)["sheet"]
    assert second["confidence"] == "B"
    assert second["totals"] == json.loads(sheets(app)[0].content)["sheet"]["totals"]


def test_a_change_of_mind_and_a_withdrawal_keep_what_was_written_before(
    app: Flask, people: People, adviser: PageClient
) -> None:
    finish(app, people.firm, SIX)
    agree(adviser, people, "REK", current="2", reason="ensin")
    agree(adviser, people, "REK", current="3", reason="sitten")
    address = f"/kierrokset/{people.firm.round_id}/keskustelu/REK"
    assert adviser.post_form(f"{address}/peru").status_code == 302
    with app.app_context():
        rows = [(one.current, one.reason, one.withdrawn) for one in db.session.scalars(select(Talk).order_by(Talk.id))]
    assert rows == [(2, "ensin", False), (3, "sitten", False), (None, "sitten", True)]
    html = adviser.get(address).get_data(as_text=True)
    assert "Aiemmin kirjattu (3)" in html
    draw(adviser, people)
    assert len(sheets(app)) == 1  # all taken back: nothing to draw


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"current": "2", "reason": ""}, 'value="2" selected'),
        ({"current": "2", "reason": "  "}, 'value="2" selected'),
        ({"current": "6", "reason": "puhuttiin"}, ">puhuttiin</textarea>"),
        ({"current": "x", "reason": "puhuttiin"}, ">puhuttiin</textarea>"),
        ({"importance": "0", "reason": "puhuttiin"}, ">puhuttiin</textarea>"),
        ({"reason": "x" * 1001}, "x" * 1001),
    ],
)
def test_what_cannot_be_kept_is_refused_and_what_was_typed_stays(
    app: Flask, people: People, adviser: PageClient, typed: dict[str, str], kept: str
) -> None:
    finish(app, people.firm, SIX)
    answer = adviser.post_form(f"/kierrokset/{people.firm.round_id}/keskustelu/REK", typed)
    assert (answer.status_code, kept in answer.get_data(as_text=True)) == (400, True)
    with app.app_context():
        assert db.session.scalars(select(Talk)).all() == []


def test_only_advisers_talk_and_only_of_finished_rounds(
    app: Flask, people: People, adviser: PageClient, manager: PageClient, stranger: PageClient
) -> None:
    here = f"/kierrokset/{people.firm.round_id}/keskustelu"
    assert adviser.get(here).status_code == 404
    assert adviser.post_form(here).status_code == 404
    finish(app, people.firm, SIX)
    assert manager.get(here).status_code == 403
    assert stranger.get(here).status_code == 302
    assert adviser.get(f"{here}/XXX").status_code == 404
    assert adviser.get(f"{here}/REK-99").status_code == 404


def test_management_counts_the_newest_sheet_once(app: Flask, people: People, adviser: PageClient) -> None:
    finish(app, people.firm, SIX, REK=5)
    agree(adviser, people, "REK", current="1", reason="puhuttiin")
    draw(adviser, people)
    assert sums_now(app, "REK") == (1, 3)


def test_the_plan_says_the_sheet_was_drawn_again_and_a_new_draft_no_longer_begins_with_that_talk(
    app: Flask, people: People, adviser: PageClient
) -> None:
    finish(app, people.firm, SIX, REK=5)
    plan = adviser.post_form(f"/kierrokset/{people.firm.round_id}/suunnitelma").headers["Location"]
    adviser.post_form(f"{plan}/vahvista")
    agree(adviser, people, "REK", current="0", reason="puhuttiin")
    draw(adviser, people)
    assert "Tase laskettiin keskustelun jälkeen uudelleen" in adviser.get(plan).get_data(as_text=True)
    from osaamistase.plans.compose import gaps_of

    (first, second) = [json.loads(one.content)["sheet"] for one in sheets(app)]
    assert {one.competence for one in gaps_of(first, "fi") if one.check_first} >= {"REK-00"}
    assert "REK-00" not in {one.competence for one in gaps_of(second, "fi") if one.check_first}
