"""The page of a person's own keys: made, shown once, listed, ended; never more than ten alive, never another's."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from osaamistase.accounts.models import ApiToken
from osaamistase.accounts.tokens import TooMany, lives, new_secret, secret_hash, secret_in
from osaamistase.clock import now
from osaamistase.database import db, transaction
from tests.accounts.keys import kept_keys, key_of
from tests.page import PageClient
from tests.people import People

PAGE = "/omat-avaimet"


def make(client: PageClient, name: str = "Kuukausiraportti", days: str = "90") -> tuple[int, str]:
    response = client.post_form(PAGE, {"name": name, "days": days}, page=PAGE)
    return response.status_code, response.get_data(as_text=True)


@pytest.mark.parametrize("days", [30, 90, 365])
def test_a_key_is_shown_once_and_only_its_hash_is_kept(app: Flask, manager: PageClient, days: int) -> None:
    response = manager.post_form(PAGE, {"name": "  Raportti <1>  ", "days": str(days)}, page=PAGE)
    page = response.get_data(as_text=True)
    secrets = re.findall(r"osa_[\w-]{43}", page)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert len(secrets) == 1
    assert "Raportti &lt;1&gt;" in page
    assert "ei vielä käytetty" in page
    assert "osa_" not in manager.get(PAGE).get_data(as_text=True)
    (kept,) = kept_keys(app)
    assert (kept.name, kept.token_sha256) == ("Raportti <1>", secret_hash(secrets[0]))
    assert kept.expires_at - kept.created_at == timedelta(days=days)
    assert (kept.last_used_on, kept.ended_at) == (None, None)
    assert kept.token_sha256 not in repr(kept)


@pytest.mark.parametrize(
    ("name", "days"), [("", "90"), ("   ", "90"), ("x" * 61, "90"), ("Hyvä", "31"), ("Hyvä", ""), ("Hyvä", "kaksi")]
)
def test_a_key_needs_a_name_and_one_of_three_times(app: Flask, manager: PageClient, name: str, days: str) -> None:
    status, page = make(manager, name, days)
    assert status == 400
    assert 'role="alert"' in page
    assert "osa_" not in page
    assert kept_keys(app) == []


def test_the_longest_name_is_taken(app: Flask, manager: PageClient) -> None:
    assert make(manager, "ä" * 60)[0] == 200
    assert kept_keys(app)[0].name == "ä" * 60


def test_a_tenth_key_is_made_and_an_eleventh_only_when_one_is_over(
    app: Flask, people: People, manager: PageClient, administrator: PageClient
) -> None:
    assert [make(manager, f"Avain {number}")[0] for number in range(10)] == [200] * 10
    status, page = make(manager, "Yksi liikaa")
    assert status == 400
    assert "Sinulla on jo 10 avainta" in page
    assert len(kept_keys(app)) == 10
    assert make(administrator)[0] == 200  # another person's are counted apart
    first, second = kept_keys(app)[:2]
    manager.post_form(f"{PAGE}/{first.id}/lopeta", page=PAGE)
    assert make(manager, "Tilalle")[0] == 200
    assert make(manager, "Yksi liikaa")[0] == 400
    with app.app_context(), transaction():
        db.session.execute(update(ApiToken).where(ApiToken.id == second.id).values(expires_at=now()))
    assert make(manager, "Vanhentuneen tilalle")[0] == 200


def test_who_presses_many_times_at_once_gets_ten_keys(app: Flask, people: People) -> None:
    def press(_number: int) -> bool:
        try:
            return bool(key_of(app, people.manager_email))
        except TooMany:
            return False

    with ThreadPoolExecutor(6) as crowd:
        made = list(crowd.map(press, range(18)))
    assert sum(made) == len(kept_keys(app)) == 10


def test_a_key_is_ended_once_and_the_page_says_when(app: Flask, manager: PageClient) -> None:
    make(manager)
    (kept,) = kept_keys(app)
    response = manager.post_form(f"{PAGE}/{kept.id}/lopeta", page=PAGE)
    assert (response.status_code, response.headers["Location"]) == (302, PAGE)
    (ended,) = kept_keys(app)
    assert ended.ended_at is not None
    page = manager.get(PAGE).get_data(as_text=True)
    assert "lopetettu" in page
    assert "Lopeta avain" not in page
    manager.post_form(f"{PAGE}/{kept.id}/lopeta", page=PAGE)
    assert kept_keys(app)[0].ended_at == ended.ended_at


def test_anothers_key_is_not_there(app: Flask, people: People, manager: PageClient, administrator: PageClient) -> None:
    make(administrator, "Ylläpidon oma")
    (kept,) = kept_keys(app)
    assert "Ylläpidon oma" not in manager.get(PAGE).get_data(as_text=True)
    assert manager.post_form(f"{PAGE}/{kept.id}/lopeta", page=PAGE).status_code == 404
    assert manager.post_form(f"{PAGE}/{kept.id + 1}/lopeta", page=PAGE).status_code == 404
    assert kept_keys(app)[0].ended_at is None


def test_an_adviser_has_no_keys_and_the_managers_page_leads_to_theirs(
    people: People, adviser: PageClient, manager: PageClient
) -> None:
    assert adviser.get(PAGE).status_code == 403
    assert f'href="{PAGE}"' in manager.get("/alue").get_data(as_text=True)


def test_keys_that_live_stand_first_and_those_long_over_do_not_fill_the_page(
    app: Flask, people: People, manager: PageClient
) -> None:
    make(manager, "Elävä")
    for number in range(60):
        key_of(app, people.manager_email, at=now() - timedelta(days=40 * (60 - number)))
    page = manager.get(PAGE).get_data(as_text=True)
    assert page.count("vanhentui") == 49
    assert page.index("Elävä") < page.index("vanhentui")


def test_a_key_lives_until_the_moment_it_expires_or_is_ended() -> None:
    at = now()
    assert lives(None, at + timedelta(microseconds=1), at)
    assert not lives(None, at, at)
    assert not lives(at, at + timedelta(days=1), at)


def test_a_secret_is_found_in_a_header_that_is_whole_and_in_no_other() -> None:
    secret = new_secret()
    assert secret_in(f"Bearer {secret}") == secret_in(f"bEARER   {secret}") == secret
    for header in ("", secret, "Bearer", f"Basic {secret}", f"Bearer{secret}", f"Bearer {secret}x", f"Bearer {secret} ", f"Bearer {secret}\n", f"Bearer {secret[:-1]}", f"Bearer {secret[4:]}", f"Bearer {secret}, Bearer {secret}", f"Bearer {secret[:-1]}ä", "Bearer" + " " * 200 + secret):  # fmt: skip
        assert secret_in(header) is None, header
