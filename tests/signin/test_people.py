"""The administrator gives and ends access; each person keeps their own sign-in."""

import hashlib
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
import time_machine
from flask import Flask

from osaamistase.accounts.password_rules import stands_in
from osaamistase.accounts.store import find_user_by_email
from osaamistase.clock import now
from osaamistase.database import transaction
from osaamistase.settings import Settings
from osaamistase.signin.steps import begin_second_factor
from tests.conftest import signed_in
from tests.page import PageClient
from tests.people import PASSWORD, People

NEW = "hevonen laukkaa sateessa kotiin"


def user_id(app: Flask, email: str) -> int:
    with app.app_context():
        found = find_user_by_email(email)
        assert found is not None
        return found.id


def invited(app: Flask, administrator: PageClient, email: str = "uusi@testi.example") -> str:
    """The link a new adviser gets, as it stands on the page once."""
    answer = administrator.post_form(
        "/tunnukset", {"name": "Uusi Testi", "email": email, "role": "adviser"}, page="/tunnukset"
    )
    page = administrator.get(answer.headers["Location"]).get_data(as_text=True)
    found = re.search(r"(/salasana/[A-Za-z0-9_-]{43})<", page)
    assert found is not None
    assert found.group(1) not in administrator.get(answer.headers["Location"]).get_data(as_text=True)
    return found.group(1)


def set_password(client: PageClient, link: str, password: str = NEW, again: str | None = None) -> tuple[int, str]:
    answer = client.post_form(link, {"password": password, "again": again or password}, page=link)
    return answer.status_code, answer.get_data(as_text=True)


def test_a_new_person_sets_a_password_by_a_link_and_comes_in(app: Flask, administrator: PageClient) -> None:
    link, client = invited(app, administrator), PageClient(app)
    assert set_password(client, link)[0] == 302
    assert client.post_form("/kirjaudu", {"email": "UUSI@testi.example", "password": NEW}).headers["Location"] == "/"
    assert client.get("/tanaan").status_code == 200
    assert client.get("/tunnukset").status_code == 403


def test_who_has_set_no_password_yet_comes_in_by_none(app: Flask, administrator: PageClient) -> None:
    invited(app, administrator)
    for guess in ("nobody has this password", "", NEW):
        client = PageClient(app)
        client.post_form("/kirjaudu", {"email": "uusi@testi.example", "password": guess})
        assert client.get("/tanaan").status_code == 302


def test_a_link_works_once_and_only_the_newest(app: Flask, administrator: PageClient) -> None:
    first = invited(app, administrator)
    address = f"/tunnukset/{user_id(app, 'uusi@testi.example')}"
    administrator.post_form(f"{address}/linkki", page=address)
    assert PageClient(app).get(first).status_code == 404
    second = re.search(r"(/salasana/[A-Za-z0-9_-]{43})<", administrator.get(address).get_data(as_text=True))
    assert second is not None
    assert set_password(PageClient(app), second.group(1))[0] == 302
    used = PageClient(app).get(second.group(1))
    assert used.status_code == 404
    assert "Linkki on jo käytetty" in used.get_data(as_text=True)
    assert 'href="/salasana/unohtui"' in used.get_data(as_text=True)


def test_whose_access_has_ended_gets_no_link(app: Flask, people: People, administrator: PageClient) -> None:
    address = f"/tunnukset/{people.adviser_id}"
    administrator.post_form(f"{address}/paata", page=address)
    assert administrator.post_form(f"{address}/linkki", page=address).status_code == 404


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("lyhyt sana", "liian lyhyt"), ("salasanasalasana", "helppo arvata"), ("uusi@testi.example", "helppo arvata"),
        ("osaamistase2026", "helppo arvata"), ("qwertyuiop123456", "helppo arvata"), ("x" * 1001, "liian pitkä"),
    ],
)  # fmt: skip
def test_a_password_that_is_tried_first_is_refused_with_what_helps(
    app: Flask, administrator: PageClient, password: str, sentence: str
) -> None:
    status, page = set_password(PageClient(app), invited(app, administrator), password)
    assert status == 400
    assert sentence in page


def test_two_passwords_that_differ_change_nothing(app: Flask, administrator: PageClient) -> None:
    link = invited(app, administrator)
    assert "eivät ole samat" in set_password(PageClient(app), link, NEW, "toinen lause kokonaan")[1]
    assert PageClient(app).get(link).status_code == 200


def test_a_leaked_password_is_refused(
    app: Flask, administrator: PageClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leaked = tmp_path / "leaked.txt"
    words = [f"vuotanut lause numero {n}" for n in range(50)]
    hashes = sorted(hashlib.sha1(one.encode()).hexdigest().upper() for one in words)
    leaked.write_text("".join(f"{one}:{n}\n" for n, one in enumerate(hashes)), encoding="ascii")
    settings: Settings = app.config["OSAAMISTASE"]
    monkeypatch.setitem(app.config, "OSAAMISTASE", replace(settings, leaked_passwords=leaked))
    link = invited(app, administrator)
    assert "on vuotanut muualta" in set_password(PageClient(app), link, words[0])[1]
    assert [one for one in words if not stands_in(leaked, one)] == []
    assert [n for n in range(500) if stands_in(leaked, f"ei vuotanut lause {n}")] == []
    assert set_password(PageClient(app), link, NEW)[0] == 302


def test_ending_access_signs_out_at_once_and_giving_it_back_needs_no_new_password(
    app: Flask, people: People, administrator: PageClient, adviser: PageClient
) -> None:
    address = f"/tunnukset/{people.adviser_id}"
    administrator.post_form(f"{address}/paata", page=address)
    assert adviser.get("/tanaan").status_code == 302
    assert signed_in(app, people.adviser_email).get("/tanaan").status_code == 302
    administrator.post_form(f"{address}/palauta", page=address)
    assert adviser.get("/tanaan").status_code == 302  # the old sign-in does not come back
    assert signed_in(app, people.adviser_email).get("/tanaan").status_code == 200


def test_a_new_role_ends_the_pages_of_the_old_one(
    app: Flask, people: People, administrator: PageClient, adviser: PageClient
) -> None:
    address = f"/tunnukset/{people.adviser_id}"
    administrator.post_form(f"{address}/tehtava", {"role": "manager"}, page=address)
    assert adviser.get("/yritykset").status_code == 302
    assert signed_in(app, people.adviser_email).get("/yritykset").status_code == 403


def test_the_last_administrator_cannot_be_taken_away(app: Flask, people: People, administrator: PageClient) -> None:
    address = f"/tunnukset/{user_id(app, people.administrator_email)}"
    for change, form in (("paata", {}), ("tehtava", {"role": "adviser"})):
        answer = administrator.post_form(f"{address}/{change}", form, page=address)
        assert answer.status_code == 409
        assert "ainoa ylläpidon tunnus" in answer.get_data(as_text=True)
    other = f"/tunnukset/{people.adviser_id}"
    administrator.post_form(f"{other}/tehtava", {"role": "administrator"}, page=other)
    assert administrator.post_form(f"{address}/paata", page=address).status_code == 302


def test_the_same_address_is_not_added_twice(app: Flask, people: People, administrator: PageClient) -> None:
    answer = administrator.post_form(
        "/tunnukset", {"name": "Sama", "email": people.adviser_email.upper(), "role": "adviser"}, page="/tunnukset"
    )
    assert answer.status_code == 400
    assert "on jo tunnus" in answer.get_data(as_text=True)


def test_a_person_changes_the_password_and_stays_in_here_alone(app: Flask, people: People, adviser: PageClient) -> None:
    elsewhere = signed_in(app, people.adviser_email)
    wrong = {"old": "väärä", "password": NEW, "again": NEW}
    assert adviser.post_form("/oma-tunnus", wrong, page="/oma-tunnus").status_code == 400
    right = {"old": PASSWORD, "password": NEW, "again": NEW}
    assert adviser.post_form("/oma-tunnus", right, page="/oma-tunnus").status_code == 302
    assert "Salasana on vaihdettu" in adviser.get("/oma-tunnus").get_data(as_text=True)
    assert elsewhere.get("/tanaan").status_code == 302
    assert signed_in(app, people.adviser_email).get("/tanaan").status_code == 302


def test_the_old_password_is_guessed_ten_times_only(app: Flask, people: People, adviser: PageClient) -> None:
    wrong = {"old": "väärä", "password": NEW, "again": NEW}
    pages = [adviser.post_form("/oma-tunnus", wrong, page="/oma-tunnus").get_data(as_text=True) for _ in range(11)]
    assert ["ei täsmää" in one for one in pages] == [True] * 10 + [False]
    right = {"old": PASSWORD, "password": NEW, "again": NEW}
    answer = adviser.post_form("/oma-tunnus", right, page="/oma-tunnus")
    assert "Yritit liian monta kertaa" in answer.get_data(as_text=True)


def test_a_person_sees_and_ends_their_other_browsers_and_nobody_elses(
    app: Flask, people: People, adviser: PageClient, manager: PageClient
) -> None:
    other = PageClient(app)
    agent = {"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0"}
    form = {"email": people.adviser_email, "password": PASSWORD}
    other.post_form("/kirjaudu", form, headers=agent)
    page = adviser.get("/oma-tunnus").get_data(as_text=True)
    assert "Firefox, Windows" in page
    assert "tämä selain" in page
    ends = re.search(r'action="(/oma-tunnus/kirjaudu-ulos/\d+)"', page)
    assert ends is not None
    manager.post_form(ends.group(1), page="/oma-tunnus")
    assert other.get("/tanaan").status_code == 200
    adviser.post_form(ends.group(1), page="/oma-tunnus")
    assert other.get("/tanaan").status_code == 302
    assert adviser.get("/tanaan").status_code == 200


def test_a_second_factor_is_begun_with_a_code_that_works(app: Flask, people: People, adviser: PageClient) -> None:
    page = adviser.get("/oma-tunnus/koodi").get_data(as_text=True)
    secret = re.search(r'class="address">([A-Z2-7]{32})<', page)
    assert secret is not None
    where = "/oma-tunnus/koodi"
    assert adviser.post_form(where, {"code": "123"}, page=where).status_code == 400
    done = adviser.post_form(where, {"code": pyotp.TOTP(secret.group(1)).now()}, page=where)
    codes = re.findall(r"<code>([a-z0-9-]{11})</code>", done.get_data(as_text=True))
    assert len(set(codes)) == 10
    with app.app_context():
        user = find_user_by_email(people.adviser_email)
        assert user is not None
        assert secret.group(1) not in user.totp_secret  # a copy of the database makes no codes
    client = PageClient(app)
    client.post_form("/kirjaudu", {"email": people.adviser_email, "password": PASSWORD})
    assert client.post_form("/kirjaudu/koodi", {"code": codes[3]}, page="/kirjaudu/koodi").headers["Location"] == "/"


def test_the_administrator_takes_a_lost_second_factor_away(
    app: Flask, people: People, administrator: PageClient
) -> None:
    with app.app_context(), transaction():
        begin_second_factor(people.adviser_id, pyotp.random_base32(), 0, "k")
    address = f"/tunnukset/{people.adviser_id}"
    assert "Koodi on käytössä" in administrator.get(address).get_data(as_text=True)
    administrator.post_form(f"{address}/koodi-pois", page=address)
    assert signed_in(app, people.adviser_email).get("/tanaan").status_code == 200


def test_where_it_is_required_nothing_opens_before_the_second_factor_is_set_up(
    app: Flask, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings: Settings = app.config["OSAAMISTASE"]
    monkeypatch.setitem(app.config, "OSAAMISTASE", replace(settings, second_factor="required"))
    client = signed_in(app, people.adviser_email)
    assert client.get("/yritykset").headers["Location"] == "/oma-tunnus/koodi"
    page = client.get("/oma-tunnus/koodi").get_data(as_text=True)
    secret = re.search(r'class="address">([A-Z2-7]{32})<', page)
    assert secret is not None
    where = "/oma-tunnus/koodi"
    with client.client.session_transaction() as kept:
        before = dict(kept)
    client.post_form(where, {"code": pyotp.TOTP(secret.group(1)).now()}, page=where)
    assert client.get("/yritykset").status_code == 200
    # The answer was lost on its way: the browser still has the cookie of before, and must find a way on.
    with client.client.session_transaction() as kept:
        kept.clear()
        kept.update(before)
    assert client.get("/yritykset").headers["Location"] == where
    assert client.get(where).headers["Location"] == "/oma-tunnus/koodi/vanha"
    assert client.get("/oma-tunnus/koodi/vanha").status_code == 200


def test_who_has_a_code_gives_one_before_another_takes_its_place(app: Flask, people: People) -> None:
    with app.app_context(), transaction():
        old = pyotp.random_base32()
        codes = list(begin_second_factor(people.adviser_id, old, 0, str(app.secret_key)))
    client, where, first = PageClient(app), "/oma-tunnus/koodi", "/oma-tunnus/koodi/vanha"
    client.post_form("/kirjaudu", {"email": people.adviser_email, "password": PASSWORD})
    client.post_form("/kirjaudu/koodi", {"code": codes[0]}, page="/kirjaudu/koodi")
    assert client.get(where).headers["Location"] == first
    new = pyotp.random_base32()
    with client.client.session_transaction() as kept:
        kept["new_factor"] = new  # a page that was open before
    assert client.post_form(where, {"code": pyotp.TOTP(new).now()}, page=first).headers["Location"] == first
    assert client.post_form(first, {"code": codes[0]}, page=first).status_code == 400  # used at the door
    assert client.post_form(first, {"code": codes[1]}, page=first).headers["Location"] == where
    with time_machine.travel(now() + timedelta(minutes=11)):
        assert client.get(where).headers["Location"] == first
    assert "Varakoodit" in client.post_form(where, {"code": pyotp.TOTP(new).now()}, page=where).get_data(as_text=True)
    assert client.get(where).headers["Location"] == first  # the next change asks again
    for _ in range(10):
        client.post_form(first, {"code": "000000"}, page=first)
    assert client.post_form(first, {"code": "000000"}, page=first).status_code == 429
