"""A firm's page: what is next at it, and its whole story with who did what."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from osaamistase.clock import now, today
from osaamistase.database import db, transaction
from osaamistase.results.models import Talk
from osaamistase.survey.links import new_token, token_hash
from osaamistase.survey.models import Link, Round
from osaamistase.web.languages import day
from tests.desk.desk import answered, failed_letter, opened_days_ago
from tests.page import PageClient
from tests.people import Firm, People, make_firm
from tests.rounds.table import invite


def told(client: PageClient, firm: Firm) -> list[tuple[str, str]]:
    """Who and what, line by line, the folded ones too."""
    page = client.get(f"/yritykset/{firm.company_id}").get_data(as_text=True)
    found = re.findall(r'<p class="quiet">[\d.]+ klo [\d.]+(?:, ([^<]*))?</p>\s*<p><a href="[^"]*">([^<]*)</a>', page)
    return [(who, what) for who, what in found]


def test_the_whole_story_stands_the_newest_first_with_who_did_it(
    app: Flask, people: People, stranger: PageClient, adviser: PageClient
) -> None:
    answered(app, stranger, people.firm)
    for subject in ("TYO", "VIE"):
        with app.app_context(), transaction():
            db.session.add(
                Talk(round_id=people.firm.round_id, subject="TYO", reason=subject, said_at=now(), written_by_id=people.adviser_id, current=3)
            )  # fmt: skip
    adviser.post_form(f"/kierrokset/{people.firm.round_id}/keskustelu")
    plan = adviser.post_form(f"/kierrokset/{people.firm.round_id}/suunnitelma").headers["Location"]
    adviser.post_form(f"{plan}/vahvista")
    me = "Testi adviser"
    assert told(adviser, people.firm) == [
        (me, "Suunnitelman versio 1 vahvistettiin"), (me, "Suunnitelma luonnosteltiin"),
        ("", "Tase laskettiin uudelleen: tase 2"), (me, "Keskustelusta kirjattiin 2 kohtaa"),
        ("yritys", "Vastaukset lähetettiin: Pikakartoitus"), (me, "Linkki tehtiin"),
        (me, "Kierros avattiin: Pikakartoitus"),
    ]  # fmt: skip
    assert [what for _who, what in told(adviser, people.other_firm)] == [
        "Linkki tehtiin",
        "Kierros avattiin: Pikakartoitus",
    ]


def test_letters_are_told_as_they_stand(app: Flask, people: People, adviser: PageClient) -> None:
    failed_letter(app, people.firm.round_id, 1, created_by_id=people.adviser_id)
    failed_letter(app, people.firm.round_id, 2, failed_at=None, sent_at=now())
    failed_letter(app, people.firm.round_id, 3, failed_at=None)
    failed_letter(app, people.firm.round_id, 4, last_error="withdrawn")
    failed_letter(app, people.other_firm.round_id, 5)
    assert sorted(told(adviser, people.firm))[:2] == [("", "Kirje kirjoitettiin lähtemään"), ("", "Kirje lähetettiin")]
    assert ("Testi adviser", "Kirjettä ei voitu lähettää") in told(adviser, people.firm)
    assert len(told(adviser, people.firm)) == 5


def test_a_round_carried_over_is_told_so_and_not_as_opened_anew(
    app: Flask, people: People, adviser: PageClient
) -> None:
    with app.app_context(), transaction():
        firm = make_firm(people.adviser_id, "9000035-3", "Siirtyvä Testi Oy", "osaamistase")
    adviser.post_form(f"/kierrokset/{firm.round_id}/uudempi")
    opened, carried = [what for _who, what in reversed(told(adviser, firm)) if what != "Linkki tehtiin"]
    assert opened == "Kierros avattiin: Osaamistase"
    assert re.fullmatch(r"Vastaukset siirrettiin uudempaan kyselyyn: Osaamistase, versio \d", carried)


def test_fifty_lines_stand_open_and_the_rest_unfold(app: Flask, people: People, adviser: PageClient) -> None:
    _links(app, people, 48)
    page = adviser.get(f"/yritykset/{people.firm.company_id}").get_data(as_text=True)
    assert len(told(adviser, people.firm)) == 50
    assert "<details>" not in page
    _links(app, people, 52, first=100)
    page = adviser.get(f"/yritykset/{people.firm.company_id}").get_data(as_text=True)
    assert len(told(adviser, people.firm)) == 102
    assert page.split("<details>")[0].count("Linkki tehtiin") + 1 == 50  # the opening is the newest of all
    assert "52 varhaisempaa tapahtumaa" in page


def _links(app: Flask, people: People, count: int, first: int = 1) -> None:
    """So many links, each made at noon of a day of its own: a night hour could fall on another's day in summer time."""
    noon = now().replace(hour=10)
    with app.app_context(), transaction():
        for ago in range(first, first + count):
            db.session.add(
                Link(
                    respondent_id=people.firm.respondent_id, token_sha256=token_hash(new_token()),
                    created_at=noon - timedelta(days=ago), created_by_id=people.adviser_id, expires_at=now(),
                )
            )  # fmt: skip


def test_what_is_next_stands_first_and_where_nothing_waits_what_is_to_come(
    app: Flask, people: People, stranger: PageClient, adviser: PageClient
) -> None:
    page = f"/yritykset/{people.firm.company_id}"
    shown = adviser.get(page).get_data(as_text=True)
    assert shown.index("Seuraavaksi") < shown.index("Mikään ei odota tänään.") < shown.index("Tulossa")
    assert f"<strong>{day(today() + timedelta(days=7))}</strong>" in shown
    answered(app, stranger, people.firm)
    shown = adviser.get(page).get_data(as_text=True)
    assert shown.index("Seuraavaksi") < shown.index("Kierrokset") < shown.index("Tapahtumat")
    assert f"Vastaukset lähetettiin {day(today())}." in shown
    assert shown.count("Luonnostele suunnitelma") == 1


def test_a_firm_without_a_round_has_a_page_that_says_what_to_do(
    app: Flask, people: People, adviser: PageClient
) -> None:
    answer = adviser.post_form("/yritykset/uusi", {
        "business_id": "9000035-3", "name": "Uusi Firma Oy", "industry_scheme": "TOL 2025", "industry_code": "10.71",
        "headcount": "4", "municipality": "Kouvola", "contact_name": "Uusi Yrittäjä", "language": "fi",
    })  # fmt: skip
    assert "Yrityksellä ei ole vielä tapahtumia." in adviser.get(answer.headers["Location"]).get_data(as_text=True)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_pages_are_drawn_in_every_language(app: Flask, people: People, adviser: PageClient, language: str) -> None:
    opened_days_ago(app, people.firm.round_id, 8)
    invite(app, adviser, people.firm.round_id)
    adviser.post_form(f"/kieli/{language}")
    for page in ("/tanaan", f"/yritykset/{people.firm.company_id}", "/yritykset"):
        assert f'<html lang="{language}">' in adviser.get(page).get_data(as_text=True)


def test_a_moment_is_told_as_the_clock_on_the_wall_shows_it(app: Flask, people: People, adviser: PageClient) -> None:
    with app.app_context(), transaction():
        late = datetime(2026, 6, 30, 22, 15, tzinfo=UTC)
        db.session.execute(update(Round).where(Round.id == people.firm.round_id).values(opened_at=late))
    assert "1.7.2026 klo 1.15, Testi adviser" in adviser.get(f"/yritykset/{people.firm.company_id}").get_data(
        as_text=True
    )


def test_a_change_of_the_register_is_told_with_who_did_it(app: Flask, people: People, adviser: PageClient) -> None:
    firm = f"/yritykset/{people.firm.company_id}"
    form = {
        "business_id": "9000001-1", "name": "Testileipomo Oy", "industry_scheme": "TOL 2025", "industry_code": "10.71",
        "headcount": "5", "municipality": "Kouvola", "contact_name": "Testi Yrittäjä", "language": "fi",
        "contact_email": "y@testi.example", "contact_phone": "",
    }  # fmt: skip
    assert adviser.post_form(f"{firm}/muokkaa", form).status_code == 302
    adviser.post_form(f"{firm}/muokkaa", form)  # nothing changed, nothing told
    page = adviser.get(firm).get_data(as_text=True)
    assert page.count("Yrityksen tietoja muutettiin") == 1


def test_what_was_promised_stands_there_with_its_day_and_by_whom(
    app: Flask, people: People, stranger: PageClient, adviser: PageClient
) -> None:
    answered(app, stranger, people.firm)
    plan = adviser.post_form(f"/kierrokset/{people.firm.round_id}/suunnitelma").headers["Location"]
    adviser.post_form(f"{plan}/vahvista", {"sovittu": "on"})
    page = adviser.get(f"/yritykset/{people.firm.company_id}").get_data(as_text=True)
    ahead = page.partition("Tulossa")[2].partition("</section>")[0]
    assert ahead.count("vastuussa Testi Yrittäjä, sovittu") == 7
    assert "Suunnitelman seuranta" in ahead
    assert "Yritys vastaa kyselyyn uudelleen" in ahead
    assert f'href="{plan}/versiot/1.pdf"' in page  # on paper with one press


def test_an_open_round_is_filled_in_together_with_one_press_and_hides_the_form_for_another(
    app: Flask, people: People, stranger: PageClient, adviser: PageClient
) -> None:
    here = f"/yritykset/{people.firm.company_id}"
    page = adviser.get(here).get_data(as_text=True)
    assert f'action="/kierrokset/{people.firm.round_id}/yhdessa"' in page
    assert '<details class="panel" id="uusi-kierros" >' in page
    answered(app, stranger, people.firm)
    page = adviser.get(here).get_data(as_text=True)
    assert "/yhdessa" not in page
    assert '<details class="panel" id="uusi-kierros" open>' in page


def test_what_was_written_of_a_visit_is_read_in_the_story_without_opening_it(
    app: Flask, people: People, adviser: PageClient
) -> None:
    here = f"/yritykset/{people.firm.company_id}"
    adviser.post_form(
        f"{here}/muistiinpanot/uusi", {"day": "2026-11-24", "how": "puhelu", "text": "# Puhelu\n- **Soita** Maijalle"}
    )
    assert '<p class="words">Puhelu Soita Maijalle</p>' in adviser.get(here).get_data(as_text=True)
