"""Letters about sign-ins: asked for by anybody alike, written for who is known, in the language they read."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from osaamistase.accounts.models import PasswordRequest
from osaamistase.accounts.store import find_user_by_email
from osaamistase.cli.forgotten import answer_forgotten
from osaamistase.clock import now
from osaamistase.database import db, transaction
from osaamistase.mail.models import Message
from tests.page import PageClient
from tests.people import People
from tests.rounds.table import mail
from tests.signin.test_people import set_password
from tests.test_queries import counted


def answered(app: Flask) -> None:
    """The worker's turn."""
    with app.app_context():
        while answer_forgotten():
            pass


def test_a_forgotten_password_is_answered_alike_for_everybody(
    app: Flask, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail(app, monkeypatch, "on")
    pages = set()
    for email in (people.adviser_email, "eiole@testi.example"):
        answer = PageClient(app).post_form("/salasana/unohtui", {"email": email}, page="/salasana/unohtui")
        pages.add(re.sub(r'name="csrf_token" value="[^"]+"', "", answer.get_data(as_text=True)))
    assert len(pages) == 1
    answered(app)
    with app.app_context():
        (letter,) = db.session.scalars(select(Message)).all()
        link = re.search(r"http://localhost(/salasana/[A-Za-z0-9_-]{43})", letter.text)
    assert letter.to == people.adviser_email
    assert link is not None
    assert set_password(PageClient(app), link.group(1))[0] == 302


@pytest.mark.parametrize(("state", "said"), [("on", True), ("demo", False), ("off", False)])
def test_a_link_is_said_to_be_mailed_only_where_it_is(
    app: Flask, administrator: PageClient, monkeypatch: pytest.MonkeyPatch, state: str, said: bool
) -> None:
    mail(app, monkeypatch, state)
    form = {"name": "Uusi Testi", "email": "uusi@testi.example", "role": "adviser"}
    answer = administrator.post_form("/tunnukset", form, page="/tunnukset")
    page = administrator.get(answer.headers["Location"]).get_data(as_text=True)
    assert ("Linkki lähti myös sähköpostilla." in page) is said
    assert "/salasana/" in page


def test_a_letter_speaks_as_the_page_it_was_asked_on(
    app: Flask, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail(app, monkeypatch, "on")
    for language in ("sv", "en", "fi"):
        client = PageClient(app)
        client.post_form(f"/kieli/{language}", page="/kirjaudu")
        client.post_form("/salasana/unohtui", {"email": people.adviser_email}, page="/salasana/unohtui")
    answered(app)
    with app.app_context():
        letters = db.session.scalars(select(Message).order_by(Message.id)).all()
    assert [one.language for one in letters] == ["sv", "en", "fi"]
    assert "Hej!" in letters[0].text
    assert "Hello" in letters[1].text
    assert "Hei!" in letters[2].text
    assert all(f'lang="{one.language}"' in one.html for one in letters)


@pytest.mark.parametrize(("page", "chosen", "gets"), [("fi", "sv", "sv"), ("sv", "", "sv"), ("en", "fi", "fi")])
def test_an_invitation_speaks_as_the_administrator_chose_or_as_the_page(
    app: Flask, administrator: PageClient, monkeypatch: pytest.MonkeyPatch, page: str, chosen: str, gets: str
) -> None:
    mail(app, monkeypatch, "on")
    administrator.post_form(f"/kieli/{page}", page="/tunnukset")
    form = {"name": "Uusi Testi", "email": "uusi@testi.example", "role": "adviser"}
    administrator.post_form("/tunnukset", form | ({"language": chosen} if chosen else {}), page="/tunnukset")
    with app.app_context():
        (letter,) = db.session.scalars(select(Message)).all()
    assert (letter.language, f'lang="{gets}"' in letter.html) == (gets, True)
    assert ("Hej!" if gets == "sv" else "Hei!") in letter.text
    assert administrator.post_form("/tunnukset", form | {"language": "xx"}, page="/tunnukset").status_code == 400


def test_asking_for_a_password_does_the_same_whoever_asks(
    app: Flask, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not the time but the work is compared: the same statements in the same order, and as many of them."""
    mail(app, monkeypatch, "on")
    with app.app_context(), transaction():
        ended = find_user_by_email(people.colleague_email)
        assert ended is not None
        ended.ended_at = now()
    done = []
    for email in (people.adviser_email, people.colleague_email, "eiole@testi.example"):
        client = PageClient(app)
        form = {"email": email, "csrf_token": client.token("/salasana/unohtui")}
        with counted(app) as said:
            client.client.post("/salasana/unohtui", data=form)
        done.append(said)
    assert done[0] == done[1] == done[2]
    assert len([one for one in done[0] if one.startswith("INSERT INTO password_requests")]) == 1
    assert not [one for one in done[0] if "users" in one]
    answered(app)
    with app.app_context():
        assert [one.to for one in db.session.scalars(select(Message))] == [people.adviser_email]
        assert db.session.scalars(select(PasswordRequest)).all() == []
