"""Coming in by password and code: who is let in, who is told what, who must wait, and what ends."""

import re
import time
from datetime import timedelta
from threading import Event, Thread

import pyotp
import pytest
import time_machine
from flask import Flask

from osaamistase.accounts.store import find_user_by_email
from osaamistase.clock import now
from osaamistase.database import transaction
from osaamistase.signin.steps import begin_second_factor
from tests.conftest import signed_in
from tests.locks import locked, url_of
from tests.page import PageClient
from tests.people import PASSWORD, People

WRONG = "Sähköposti tai salasana ei täsmää"
WAIT = "Yritit liian monta kertaa"


def tried(client: PageClient, email: str, password: str) -> tuple[int, str]:
    answer = client.post_form("/kirjaudu", {"email": email, "password": password})
    return answer.status_code, answer.get_data(as_text=True)


def with_factor(app: Flask, email: str) -> tuple[str, list[str]]:
    """The person signs in with a code from now on: the app's secret and the codes for paper."""
    secret = pyotp.random_base32()
    with app.app_context(), transaction():
        user = find_user_by_email(email)
        assert user is not None
        codes = begin_second_factor(user.id, secret, 0, app.secret_key)  # type: ignore[arg-type]
    return secret, list(codes)


def test_after_ten_wrong_passwords_an_account_waits_even_for_the_right_one(app: Flask, people: People) -> None:
    client = PageClient(app)
    assert [tried(client, people.adviser_email, "väärä")[0] for _ in range(10)] == [400] * 10
    status, words = tried(client, people.adviser_email, PASSWORD)
    assert status == 429
    assert WAIT in words
    assert tried(client, people.colleague_email, PASSWORD)[0] == 302  # another's account is open
    with time_machine.travel(now() + timedelta(minutes=16)):
        assert tried(PageClient(app), people.adviser_email, PASSWORD)[0] == 302


def test_somebody_unknown_is_counted_like_anybody(app: Flask, people: People) -> None:
    client = PageClient(app)
    answers = [tried(client, "eiole@testi.example", "väärä") for _ in range(11)]
    assert [status for status, _words in answers] == [400] * 10 + [429]
    assert WRONG in answers[0][1]


def test_guessing_from_elsewhere_does_not_keep_the_owner_out(app: Flask, people: People) -> None:
    own = PageClient(app)
    assert tried(own, people.adviser_email, PASSWORD)[0] == 302
    own.post_form("/kirjaudu/ulos", page="/oma-tunnus")
    stranger = PageClient(app)
    for _ in range(11):
        tried(stranger, people.adviser_email, "väärä")
    assert tried(stranger, people.adviser_email, PASSWORD)[0] == 429
    assert tried(own, people.adviser_email, PASSWORD)[0] == 302
    # The cookie of a known browser is of that person alone.
    own.post_form("/kirjaudu/ulos", page="/oma-tunnus")
    for _ in range(10):
        tried(own, people.colleague_email, "väärä")
    assert tried(PageClient(app), people.colleague_email, PASSWORD)[0] == 429


def test_a_database_busy_for_a_second_keeps_nobody_out(app: Flask, people: People) -> None:
    client, held = PageClient(app), Event()
    assert tried(client, people.adviser_email, "väärä")[0] == 400  # there is a count to forget

    def busy() -> None:
        with locked(url_of(app), "rate_counts"):
            held.set()
            time.sleep(1)

    other = Thread(target=busy)
    other.start()
    assert held.wait(5)
    assert tried(client, people.adviser_email, PASSWORD)[0] == 302
    other.join()


def test_one_address_tries_thirty_times_a_minute_and_no_more(app: Flask, people: People) -> None:
    client = PageClient(app)
    token = client.token()
    answers = [
        client.client.post("/kirjaudu", data={"email": f"{n}@testi.example", "password": "x", "csrf_token": token})
        for n in range(32)
    ]
    assert [one.status_code for one in answers] == [400] * 30 + [429] * 2
    assert "Odota minuutti" in answers[-1].get_data(as_text=True)
    assert client.get("/kirjaudu").status_code == 200  # the page itself is never counted


def test_a_new_key_with_each_try_is_no_new_visitor(app: Flask, people: People) -> None:
    client = PageClient(app)
    token = client.token()
    answers = [
        client.client.post(
            "/kirjaudu",
            data={"email": f"{n}@testi.example", "password": "x", "csrf_token": token},
            headers={"Authorization": f"Bearer {n}"},
        )
        for n in range(32)
    ]
    assert [one.status_code for one in answers] == [400] * 30 + [429] * 2


def test_with_a_second_factor_the_password_alone_opens_nothing(app: Flask, people: People) -> None:
    secret, _codes = with_factor(app, people.adviser_email)
    client = PageClient(app)
    answer = client.post_form("/kirjaudu?next=/yritykset", {"email": people.adviser_email, "password": PASSWORD})
    assert answer.headers["Location"] == "/kirjaudu/koodi?next=/yritykset"
    assert client.get("/tanaan").status_code == 302
    wrong = client.post_form("/kirjaudu/koodi", {"code": "000000"}, page="/kirjaudu/koodi")
    assert wrong.status_code == 400
    right = client.post_form(
        "/kirjaudu/koodi?next=/yritykset", {"code": pyotp.TOTP(secret).now()}, page="/kirjaudu/koodi"
    )
    assert right.headers["Location"] == "/yritykset"
    assert client.get("/tanaan").status_code == 200


def test_a_code_opens_once_and_one_on_paper_too(app: Flask, people: People) -> None:
    secret, codes = with_factor(app, people.adviser_email)
    code = pyotp.TOTP(secret).now()
    for typed, status in ((code, 302), (code, 400), (codes[0].upper(), 302), (codes[0], 400), (codes[1], 302)):
        client = PageClient(app)
        tried(client, people.adviser_email, PASSWORD)
        assert client.post_form("/kirjaudu/koodi", {"code": typed}, page="/kirjaudu/koodi").status_code == status, typed
    page = client.get("/oma-tunnus").get_data(as_text=True)
    assert "8 käyttämätöntä varakoodia" in page


def test_codes_are_guessed_ten_times_only(app: Flask, people: People) -> None:
    with_factor(app, people.adviser_email)
    client = PageClient(app)
    tried(client, people.adviser_email, PASSWORD)
    answers = [client.post_form("/kirjaudu/koodi", {"code": f"{n:06}"}, page="/kirjaudu/koodi") for n in range(11)]
    assert [one.status_code for one in answers] == [400] * 10 + [429]
    assert client.get("/kirjaudu/koodi").status_code == 302  # from the password on


def test_nobody_comes_to_the_code_without_the_password_or_too_late(app: Flask, people: People) -> None:
    with_factor(app, people.adviser_email)
    assert PageClient(app).get("/kirjaudu/koodi").headers["Location"] == "/kirjaudu"
    client = PageClient(app)
    tried(client, people.adviser_email, PASSWORD)
    with time_machine.travel(now() + timedelta(minutes=11)):
        assert client.get("/kirjaudu/koodi").status_code == 302


@pytest.mark.parametrize(("gone", "status"), [(timedelta(days=2), 200), (timedelta(days=3, hours=1), 302)])
def test_a_sign_in_ends_after_three_days_of_nothing(app: Flask, people: People, gone: timedelta, status: int) -> None:
    client = signed_in(app, people.adviser_email)
    with time_machine.travel(now() + gone):
        assert client.get("/yritykset").status_code == status


def test_a_sign_in_in_daily_use_ends_after_thirty_days(app: Flask, people: People) -> None:
    client, begun = signed_in(app, people.adviser_email), now()
    for days in range(1, 30):
        with time_machine.travel(begun + timedelta(days=days)):
            assert client.get("/yritykset").status_code == 200
    with time_machine.travel(begun + timedelta(days=30)):
        assert client.get("/yritykset").status_code == 302


def test_signing_out_ends_the_sign_in_wherever_its_cookie_was_copied(app: Flask, people: People) -> None:
    client = signed_in(app, people.adviser_email)
    cookie = client.client.get_cookie("session")
    assert cookie is not None
    client.post_form("/kirjaudu/ulos", page="/oma-tunnus")
    thief = PageClient(app)
    thief.client.set_cookie("session", cookie.value)
    assert thief.get("/yritykset").status_code == 302


def test_what_was_typed_stays_on_the_page_when_the_sign_in_has_ended(app: Flask, people: People) -> None:
    client, form = signed_in(app, people.adviser_email), {"name": "Kirjoitettu Oy", "contact_name": "Joku"}
    token = client.token("/yritykset/uusi")
    with time_machine.travel(now() + timedelta(days=4)):
        answer = client.client.post("/yritykset/uusi", data={**form, "csrf_token": token})
        page = answer.get_data(as_text=True)
        assert answer.status_code == 401
        assert "Kirjoitettu Oy" in page
        assert 'target="_blank"' in page
        # Signed in on another tab of the same browser, the page is sent with its old proof of origin, and once more.
        client.post_form("/kirjaudu", {"email": people.adviser_email, "password": PASSWORD})
        stale = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert stale is not None
        by_browser = {"Sec-Fetch-Site": "same-origin"}
        again = client.client.post("/yritykset/uusi", data={**form, "csrf_token": stale.group(1)}, headers=by_browser)
        assert "Kirjoitettu Oy" in again.get_data(as_text=True)
        assert again.status_code == 400
