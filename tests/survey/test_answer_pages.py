"""The firm's pages: what is typed is saved, what is wrong is said, nothing is lost. On both databases."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from osaamistase.clock import now
from osaamistase.companies.models import Company
from osaamistase.database import db, transaction
from osaamistase.results.models import StoredSheet
from osaamistase.survey.answering import Place
from osaamistase.survey.models import Answer, Link, Round
from osaamistase.survey.store import get_respondent, list_kept, save_answers
from tests.page import PageClient
from tests.people import People, quick_answers


def begin_together(app: Flask, people: People) -> None:
    """The firm and its adviser fill in at one table."""
    with app.app_context(), transaction():
        get_respondent(people.firm.respondent_id).together_at = now()


def hidden(response: TestResponse) -> dict[str, str]:
    """What a page knows of itself: its name, its saves so far and what it was drawn from."""
    page = response.get_data(as_text=True)
    found = re.findall(r'<input type="hidden" name="(page|turn|seen)" value="([^"]*)"', page)
    assert len(found) == 3
    return {name: unescape(value) for name, value in found}


def answers_of(app: Flask, people: People) -> dict[Place, str]:
    with app.app_context():
        return {at: one.value for at, one in list_kept(people.firm.respondent_id).items() if one.value}


def test_the_first_page_says_who_asks_why_and_how_long(people: People, stranger: PageClient) -> None:
    page = stranger.get(people.firm.at()).get_data(as_text=True)
    for words in ("Testi adviser", "Noin 5 minuuttia", "Kuka näkee", "kaikki kysymykset ensin"):
        assert words in page


def test_one_answer_is_saved_as_it_is_given(app: Flask, people: People, stranger: PageClient) -> None:
    form = {"subject": "TYO", "rating": "current", "value": "3"}
    response = stranger.post_form(people.firm.at("vastaus"), form, page=people.firm.at())
    assert response.status_code == 200
    assert response.json is not None
    assert "." in response.json["saved"]
    assert answers_of(app, people) == {Place("TYO", "current"): "3"}


def test_what_is_off_the_scale_is_refused_with_a_sentence(app: Flask, people: People, stranger: PageClient) -> None:
    for subject, rating, value in (
        ("TYO", "current", "6"),
        ("XXX", "current", "1"),
        ("TYO", "password", "1"),
        ("TYO-01", "current", "1"),
    ):
        form = {"subject": subject, "rating": rating, "value": value}
        response = stranger.post_form(people.firm.at("vastaus"), form, page=people.firm.at())
        assert response.status_code == 400
        assert response.json is not None
        assert response.json["error"].endswith(".")
    assert answers_of(app, people) == {}


def test_a_page_with_one_wrong_answer_keeps_the_rest_and_shows_the_wrong_one(
    app: Flask, people: People, stranger: PageClient
) -> None:
    long = "ä" * 4001
    response = stranger.post_form(people.firm.at("alueet/TYO"), {"q_TYO_current": "2", "q_TYO_note": long})
    assert response.status_code == 400
    assert long in response.get_data(as_text=True)
    assert answers_of(app, people) == {Place("TYO", "current"): "2"}


def test_four_thousand_characters_are_kept_whole(app: Flask, people: People, stranger: PageClient) -> None:
    text = ("Pitkä vastaus <b>ja merkit</b> & 'lainaukset' 😀 " * 100)[:4000].strip()
    assert stranger.post_form(people.firm.at("alueet/TYO"), {"q_TYO_note": text}).status_code == 302
    assert answers_of(app, people)[Place("TYO", "note")] == text


def test_ten_megabytes_a_doubled_field_and_broken_letters_are_refused_with_a_way_on(
    app: Flask, people: People, stranger: PageClient
) -> None:
    address, token = people.firm.at("alueet/TYO"), stranger.token(people.firm.at())
    huge = stranger.client.post(address, data={"csrf_token": token, "q_TYO_note": "x" * 10_000_000})
    assert huge.status_code == 413
    doubled = stranger.client.post(
        address,
        data=f"csrf_token={token}&q_TYO_current=1&q_TYO_current=2",
        content_type="application/x-www-form-urlencoded",
    )
    broken = stranger.client.post(
        address,
        data=b"csrf_token=" + token.encode() + b"&q_TYO_note=%ff%fe",
        content_type="application/x-www-form-urlencoded",
    )
    null = stranger.client.post(address, data={"csrf_token": token, "q_TYO_note": "a\x00b"})
    assert [one.status_code for one in (doubled, broken, null)] == [400, 400, 400]
    assert all("Etusivulle" in one.get_data(as_text=True) for one in (huge, doubled, broken, null))
    assert answers_of(app, people) == {}


def test_an_expired_form_gives_everything_back_to_be_sent_again(people: People, stranger: PageClient) -> None:
    sent = {"q_TYO_note": "pitkään mietitty", "csrf_token": "vanha"}
    response = stranger.client.post(people.firm.at("alueet/TYO"), data=sent, headers={"Origin": "http://localhost"})
    page = response.get_data(as_text=True)
    assert response.status_code == 400
    assert "pitkään mietitty" in page
    assert "Lähetä uudelleen" in page


@pytest.mark.parametrize("origin", ["https://muualla.example", "null", ""])
def test_what_another_site_put_into_a_form_is_not_given_back(people: People, stranger: PageClient, origin: str) -> None:
    sent = {"q_TYO_note": "muualta pantu", "csrf_token": "vanha"}
    response = stranger.client.post(
        people.firm.at("alueet/TYO"), data=sent, headers={"Origin": origin} if origin else {}
    )
    assert response.status_code == 400
    assert "muualta pantu" not in response.get_data(as_text=True)


def test_line_ends_make_no_text_longer_and_change_nobody_who_entered_it(
    app: Flask, people: People, adviser: PageClient, stranger: PageClient
) -> None:
    text = "\n".join(["x" * 99] * 40)  # 3 999 characters; 4 038 with the line ends a form sends
    begin_together(app, people)
    at_table = {"subject": "TYO", "rating": "note", "value": text}
    assert adviser.post_form(f"/kysely/{people.firm.round_id}/vastaus", at_table, page="/yritykset").status_code == 200
    assert (
        stranger.post_form(people.firm.at("alueet/TYO"), {"q_TYO_note": text.replace("\n", "\r\n")}).status_code == 302
    )
    with app.app_context():
        kept = db.session.scalars(select(Answer)).one()
    assert (kept.value, kept.entered_by_id, kept.version) == (text, people.adviser_id, 1)


def test_a_link_that_had_expired_stays_shut_after_the_submit(
    app: Flask, people: People, adviser: PageClient, stranger: PageClient
) -> None:
    with app.app_context(), transaction():
        save_answers(people.firm.respondent_id, quick_answers(), None, now())
        link = db.session.get(Link, people.firm.link_id)
        assert link is not None
        link.expires_at = now() - timedelta(days=1)
    assert adviser.post_form(f"/kierrokset/{people.firm.round_id}/sulje").status_code == 302
    assert stranger.get(people.firm.at("tase")).status_code == 409


def test_the_sheet_keeps_the_name_the_firm_had(app: Flask, people: People, stranger: PageClient) -> None:
    with app.app_context(), transaction():
        save_answers(people.firm.respondent_id, quick_answers(), None, now())
    stranger.post_form(people.firm.at("laheta"))
    with app.app_context(), transaction():
        company = db.session.get(Company, people.firm.company_id)
        assert company is not None
        company.name = "Uusi Nimi Oy"
    page = stranger.get(people.firm.at("tase")).get_data(as_text=True)
    assert "Testileipomo Oy" in page
    assert "Uusi Nimi" not in page


def test_a_withdrawn_and_an_expired_link_say_so_and_keep_the_answers(
    app: Flask, people: People, stranger: PageClient
) -> None:
    stranger.post_form(people.firm.at("alueet/TYO"), {"q_TYO_current": "2"})
    for change, words in (
        ({"expires_at": now() - timedelta(days=1)}, "aika on päättynyt"),
        ({"withdrawn_at": now()}, "on peruttu"),
    ):
        with app.app_context(), transaction():
            link = db.session.get(Link, people.firm.link_id)
            assert link is not None
            for name, value in change.items():
                setattr(link, name, value)
        response = stranger.get(people.firm.at())
        assert response.status_code == 409
        assert words in response.get_data(as_text=True)
    assert answers_of(app, people) == {Place("TYO", "current"): "2"}


def test_the_database_holds_a_links_hash_and_never_the_link(app: Flask, people: People) -> None:
    with app.app_context():
        kept = db.session.scalars(select(Link.token_sha256)).all()
    assert people.firm.token not in kept
    assert all(len(one) == 64 for one in kept)


def test_who_entered_what_is_kept(app: Flask, people: People, stranger: PageClient, adviser: PageClient) -> None:
    begin_together(app, people)
    stranger.post_form(people.firm.at("alueet/TYO"), {"q_TYO_current": "2", "q_TYO_target": "4"})
    table = f"/kysely/{people.firm.round_id}/alueet/TYO"
    adviser.post_form(table, {**hidden(adviser.get(table)), "q_TYO_current": "3", "q_TYO_target": "4"})
    with app.app_context():
        found = {one.rating: (one.value, one.entered_by_id, one.version) for one in db.session.scalars(select(Answer))}
    assert found == {"current": ("3", people.adviser_id, 2), "target": ("4", None, 1)}


def test_an_answer_can_be_taken_back(app: Flask, people: People, stranger: PageClient) -> None:
    address = people.firm.at("alueet/TYO")
    stranger.post_form(address, {"q_TYO_note": "jotain"})
    stranger.post_form(address, {**hidden(stranger.get(address)), "q_TYO_note": ""})
    assert answers_of(app, people) == {}


def test_changing_the_language_loses_nothing(app: Flask, people: People, stranger: PageClient) -> None:
    stranger.post_form(people.firm.at("alueet/TYO"), {"q_TYO_current": "2"})
    response = stranger.post_form("/kieli/sv", {"next": people.firm.at("alueet/TYO")})
    assert response.headers["Location"] == people.firm.at("alueet/TYO")
    page = stranger.get(people.firm.at("alueet/TYO")).get_data(as_text=True)
    assert '<html lang="sv">' in page
    assert 'name="q_TYO_current" value="2" checked' in page


def test_nothing_answered_gives_no_sheet_but_a_sentence(app: Flask, people: People, stranger: PageClient) -> None:
    response = stranger.post_form(people.firm.at("laheta"))
    page = stranger.get(response.headers["Location"].split("#")[0]).get_data(as_text=True)
    assert "Vastaa ensin" in page
    assert f'href="{people.firm.at("alueet/TYO")}#q_TYO_importance"' in page  # each area leads to what is missing
    with app.app_context():
        assert db.session.scalar(select(func.count(StoredSheet.id))) == 0


def test_twenty_submits_at_once_make_one_sheet_and_one_page(app: Flask, people: People) -> None:
    with app.app_context(), transaction():
        save_answers(people.firm.respondent_id, quick_answers(), None, now())

    def submit(_number: int) -> tuple[int, str]:
        response = PageClient(app).post_form(people.firm.at("laheta"), page="/kirjaudu")
        return response.status_code, response.headers.get("Location", "")

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(submit, range(20)))
    assert answers == {(302, people.firm.at("kuitti"))}
    assert PageClient(app).get(people.firm.at("kuitti")).headers["Location"] == people.firm.at("tase")
    with app.app_context():
        assert db.session.scalar(select(func.count(StoredSheet.id))) == 1


def test_a_frozen_round_takes_no_more_answers(app: Flask, people: People, stranger: PageClient) -> None:
    with app.app_context(), transaction():
        save_answers(people.firm.respondent_id, quick_answers(), None, now())
    stranger.post_form(people.firm.at("laheta"))
    response = stranger.post_form(people.firm.at("alueet/TYO"), {"q_TYO_current": "5"})
    assert response.status_code == 409
    assert answers_of(app, people)[Place("TYO", "current")] == "2"
    with app.app_context():
        round_ = db.session.get(Round, people.firm.round_id)
        assert round_ is not None
        assert round_.submitted_at is not None
