"""Numbers, dates and the choice of language: half up, 3,5 or 3.5, and the switch that keeps the page."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from flask import Flask, session
from flask_babel import force_locale, gettext, refresh

from osaamistase.web.languages import (
    capitalize_first,
    clock_time,
    current_language,
    day,
    iso_day,
    number,
    speak,
    teach_languages,
    translated,
)
from tests.page import PageClient


@pytest.fixture
def plain() -> Flask:
    """An application that knows languages and nothing else."""
    app = Flask(__name__)
    app.secret_key = "t" * 40
    teach_languages(app)
    return app


@pytest.fixture
def finnish(plain: Flask) -> Iterator[None]:
    with plain.test_request_context():
        yield


@pytest.mark.parametrize(("language", "text"), [("fi", "3,5"), ("sv", "3,5"), ("en", "3.5")])
def test_a_number_is_written_as_its_language_does(plain: Flask, language: str, text: str) -> None:
    with plain.test_request_context(), force_locale(language):
        assert number(3.5) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (2.25, 1, "2,3"), (2.35, 1, "2,4"), (0.05, 1, "0,1"), (0.049, 1, "0,0"), (1.005, 2, "1,01"), (2.5, 0, "3"),
        (0.5, 0, "1"), (3, 1, "3,0"), (0, 1, "0,0"), (59.7015, 0, "60"), (-1.25, 1, "-1,3"), (None, 1, "–"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("finnish")
def test_a_number_is_rounded_half_up_as_people_expect(value: float | None, decimals: int, text: str) -> None:
    assert number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2026, 11, 24), "24.11.2026"),
        (date(2027, 2, 1), "1.2.2027"),
        (datetime(2026, 12, 31, 22, 30, tzinfo=UTC), "1.1.2027"),  # it is past midnight in Kouvola
        (datetime(2026, 7, 1, 20, 59, tzinfo=UTC), "1.7.2026"),
        (datetime(2026, 7, 1, 21, 0, tzinfo=UTC), "2.7.2026"),
        (None, "–"),
    ],
)
def test_a_date_is_the_one_on_a_finnish_wall(value: date | None, text: str) -> None:
    assert day(value) == text


def test_stored_dates_and_times_of_day_read_as_people_write_them() -> None:
    assert iso_day("2027-02-01") == "1.2.2027"
    assert iso_day(None) == iso_day("") == "–"
    assert clock_time(datetime(2026, 11, 24, 12, 5, tzinfo=UTC)) == "14.05"
    assert clock_time(datetime(2026, 7, 24, 21, 0, tzinfo=UTC)) == "0.00"


def test_only_the_first_letter_is_made_a_capital() -> None:
    assert capitalize_first("äiti ja PDF") == "Äiti ja PDF"
    assert capitalize_first("") == ""


@pytest.mark.parametrize(
    ("accepts", "language"),
    [
        (None, "fi"),
        ("sv", "sv"),
        ("en-GB,en;q=0.9,fi;q=0.5", "en"),
        ("sv-FI,sv;q=0.9", "sv"),
        ("de", "fi"),
        ("de,en;q=0.1", "en"),
    ],
)
def test_a_first_visit_speaks_the_browsers_language_or_finnish(
    plain: Flask, accepts: str | None, language: str
) -> None:
    with plain.test_request_context(headers={"Accept-Language": accepts} if accepts else {}):
        assert current_language() == language


def test_a_firms_page_speaks_the_firms_language_unless_the_person_chose_one(plain: Flask) -> None:
    with plain.test_request_context(headers={"Accept-Language": "en"}):
        speak("sv")
        assert current_language() == "sv"
    with plain.test_request_context(headers={"Accept-Language": "en"}):
        session["language"] = "fi"
        speak("sv")
        assert current_language() == "fi"
    with plain.test_request_context(headers={"Accept-Language": "en"}):
        speak("xx")
        assert current_language() == "en"


@pytest.mark.parametrize("language", ["sv", "en", "fi"])
def test_switching_the_language_keeps_the_page(stranger: PageClient, language: str) -> None:
    page = "/kirjaudu?next=/yritykset?haku%3Da"
    shown = stranger.get(page).get_data(as_text=True)
    kept = re.search(r'name="next" value="([^"]*)"', shown)
    assert kept is not None
    answer = stranger.post_form(f"/kieli/{language}", {"next": kept.group(1)})
    assert (answer.status_code, answer.headers["Location"]) == (302, page)
    assert f'<html lang="{language}">' in stranger.get(page).get_data(as_text=True)
    assert f'<html lang="{language}">' in stranger.get("/nain-laskemme").get_data(as_text=True)


@pytest.mark.parametrize("next_page", ["https://muu.example/", "//muu.example/", "/\\muu.example/", "muu", "", None])
def test_switching_the_language_never_leads_elsewhere(stranger: PageClient, next_page: str | None) -> None:
    answer = stranger.post_form("/kieli/sv", {} if next_page is None else {"next": next_page})
    assert answer.headers["Location"] == "/"


def test_a_language_nobody_here_speaks_changes_nothing(stranger: PageClient) -> None:
    stranger.post_form("/kieli/en")
    assert stranger.post_form("/kieli/xx", {"next": "/kirjaudu"}).headers["Location"] == "/kirjaudu"
    assert '<html lang="en">' in stranger.get("/kirjaudu").get_data(as_text=True)


WORDS = ("Kirjaudu", "Suunnitelma", "Tätä ei ole missään luettelossa.")


@pytest.fixture
def worded() -> Iterator[Flask]:
    """An application that knows languages and our words."""
    app = Flask("osaamistase.app")
    app.secret_key = "t" * 40
    teach_languages(app)
    with app.test_request_context():
        yield app


def both() -> None:
    assert [translated(one) for one in WORDS] == [gettext(one) for one in WORDS]


@pytest.mark.usefixtures("worded")
def test_a_text_of_a_page_follows_each_change_of_the_language() -> None:
    both()
    with force_locale("sv"):
        both()
        swedish = translated("Kirjaudu")
        with force_locale("en"):
            both()
            assert translated("Kirjaudu") not in {"Kirjaudu", swedish}
        assert translated("Kirjaudu") == swedish
    assert translated("Kirjaudu") == "Kirjaudu"
    session["language"] = "en"
    assert translated("Kirjaudu") == "Kirjaudu"  # decided already, as for every text of this page
    refresh()
    assert translated("Kirjaudu") not in {"Kirjaudu", swedish}


@pytest.mark.usefixtures("worded")
def test_a_text_takes_its_values_and_without_any_keeps_its_percent_signs() -> None:
    assert translated("70 % täynnä") == "70 % täynnä"
    assert translated("%(n)s päivää ennen", n=3) == gettext("%(n)s päivää ennen", n=3) == "3 päivää ennen"


def test_a_text_outside_any_page_stays_as_it_is_written() -> None:
    assert translated("Kirjaudu") == "Kirjaudu"
