"""What was agreed on reaches the next sheet; the earlier one stays byte for byte, and every figure still comes out."""

import hashlib

import pytest
from flask import Flask

from osaamistase.clock import today
from osaamistase.database import transaction
from tests.discussion.table import REASON, at, draw, say, sheets_of, talk_page, talks_of
from tests.editions.region import sums_now
from tests.page import PageClient
from tests.people import People, make_firm, quick_answers
from tests.rounds.finished import document_of, finish, new_round


def digital(app: Flask, round_id: int) -> tuple[dict[str, object], dict[str, object]]:
    """The digital area and its competence in the newest sheet."""
    sheet = document_of(sheets_of(app, round_id)[0])["sheet"]
    area = next(one for one in sheet["areas"] if one["id"] == "DIG")
    return area, next(one for one in sheet["competences"] if one["area"] == "DIG")


def test_value_reason_and_day_reach_the_next_sheet_and_the_answers_stay(
    app: Flask, six: int, adviser: PageClient
) -> None:
    say(adviser, six, "DIG", current="3", target="5")
    answer = draw(adviser, six)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/kysely/{six}/tase")
    newest, first = (document_of(one) for one in sheets_of(app, six))
    assert newest["answers"]["consensus"] == {
        "DIG": {"current": 3, "target": 5, "reason": REASON, "date": today().isoformat()}
    }
    assert newest["answers"]["respondents"] == first["answers"]["respondents"]
    assert (newest["submitted_at"], newest["company"]) == (first["submitted_at"], first["company"])
    area, line = digital(app, six)
    assert area["talk"] == {"reason": REASON, "date": today().isoformat()}
    assert (line["current"], line["target"], line["importance"]) == (3.0, 5.0, 4.0)
    assert line["agreed"] == ["current", "target"]
    assert line["agreement_label"] == "erimielinen"


@pytest.mark.slow
def test_the_first_sheet_stays_byte_for_byte_and_can_be_opened(
    app: Flask, six: int, people: People, adviser: PageClient, stranger: PageClient
) -> None:
    (first,) = sheets_of(app, six)
    page = stranger.get(people.firm.at("tase")).get_data(as_text=True)
    pdf = stranger.get(people.firm.at("tase.pdf")).data
    say(adviser, six, "DIG", current="0")
    draw(adviser, six)
    newest, again = sheets_of(app, six)
    assert (newest.number, again.number) == (2, 1)
    assert (again.content, again.sha256, again.made_at) == (first.content, first.sha256, first.made_at)
    assert newest.sha256 == hashlib.sha256(newest.content.encode()).hexdigest() != first.sha256
    old = stranger.get(people.firm.at("tase?versio=1")).get_data(as_text=True)
    assert "Tämä on aiempi tase 1." in old
    assert first.sha256[:12] in old
    now_shown = stranger.get(people.firm.at("tase")).get_data(as_text=True)
    assert newest.sha256[:12] in now_shown
    assert "Tase 2, keskustelun jälkeen laskettu" in now_shown
    assert (
        stranger.get(people.firm.at("tase.pdf?versio=1")).data == pdf != stranger.get(people.firm.at("tase.pdf")).data
    )
    assert "aiempi tase" not in page


def test_each_sheets_page_leads_to_its_own_print(six: int, adviser: PageClient) -> None:
    say(adviser, six, "DIG", current="0")
    draw(adviser, six)
    for number in (1, 2):
        page = adviser.get(f"/kysely/{six}/tase?versio={number}").get_data(as_text=True)
        assert f'href="/kysely/{six}/tase.pdf?versio={number}"' in page


def test_drawing_again_with_nothing_new_makes_no_sheet(app: Flask, six: int, adviser: PageClient) -> None:
    assert draw(adviser, six).status_code == 302
    assert len(sheets_of(app, six)) == 1
    say(adviser, six, "DIG", current="3")
    for _ in range(3):
        draw(adviser, six)
    assert len(sheets_of(app, six)) == 2
    say(adviser, six, "DIG", current="3")  # said again, the same day and in the same words
    draw(adviser, six)
    assert len(sheets_of(app, six)) == 2


def test_what_is_changed_and_withdrawn_stays_written(app: Flask, six: int, adviser: PageClient) -> None:
    say(adviser, six, "DIG", current="3")
    say(adviser, six, "DIG", reason="Katsoimme uudelleen.", current="2")
    draw(adviser, six)
    assert digital(app, six)[1]["current"] == 2.0
    adviser.post_form(at(six, "DIG/peru"), page="/yritykset")
    assert [(one.current, one.reason, one.withdrawn) for one in talks_of(app, six)] == [
        (3, REASON, False), (2, "Katsoimme uudelleen.", False), (None, "Katsoimme uudelleen.", True),
    ]  # fmt: skip
    form = adviser.get(at(six, "DIG")).get_data(as_text=True)
    assert "Aiemmin kirjattu (3)" in form
    assert "peruttu" in form
    assert '<option value="2" selected>' not in form
    assert "Laske tase uudelleen" in talk_page(adviser, six)
    draw(adviser, six)
    newest, _second, first = sheets_of(app, six)
    assert newest.number == 3
    assert document_of(newest)["sheet"] == document_of(first)["sheet"]
    assert "consensus" not in document_of(newest)["answers"]


def test_withdrawing_what_was_never_said_writes_nothing(app: Flask, six: int, adviser: PageClient) -> None:
    for subject in ("DIG", "ZZZ"):
        assert adviser.post_form(at(six, f"{subject}/peru"), page="/yritykset").status_code == 302
    assert talks_of(app, six) == []


def test_a_talk_that_keeps_the_mean_counts_for_the_confidence(app: Flask, one: int, adviser: PageClient) -> None:
    before = document_of(sheets_of(app, one)[0])["sheet"]
    say(adviser, one, "DIG")
    draw(adviser, one)
    after = document_of(sheets_of(app, one)[0])["sheet"]
    assert (before["confidence"], after["confidence"]) == ("C", "B")
    assert after["totals"] == before["totals"]
    assert digital(app, one)[1]["agreed"] == []
    assert "vastausten keskiarvo pidetään" in talk_page(adviser, one)


def test_every_sheet_drawn_again_still_comes_out_the_same(app: Flask, six: int, adviser: PageClient) -> None:
    for level in ("3", "0"):
        say(adviser, six, "DIG", current=level)
        draw(adviser, six)
    done = app.test_cli_runner().invoke(args=["rescore", "--check"])
    assert (done.exit_code, done.output) == (0, "3 stored sheets come out the same\n")


def test_management_counts_a_firm_once_by_the_newest_sheet_of_its_latest_round(
    app: Flask, people: People, adviser: PageClient
) -> None:
    with app.app_context(), transaction():
        others = [make_firm(people.adviser_id, f"800000{n}-0", f"Muu {n} Oy", "pikakartoitus") for n in range(3)]
    five = [people.firm, people.other_firm, *others]
    for firm in five:
        finish(app, firm.round_id, quick_answers(current=2))
    second = new_round(app, five[0].company_id, people.adviser_id)
    finish(app, second, quick_answers(current=2))
    for round_id, level in ((five[0].round_id, "0"), (second, "4")):  # the older round's talk comes to nothing
        say(adviser, round_id, "DIG", current=level)
        draw(adviser, round_id)
    draw_last = draw(adviser, five[0].round_id)
    assert draw_last.status_code == 302
    assert sums_now(app, "DIG") == (5, 8)  # 0 + 2 + 2 + 2 + 2
    assert sums_now(app, "TYO") == (5, 10)
