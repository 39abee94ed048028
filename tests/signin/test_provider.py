"""Signing in by OpenID Connect at a provider that runs as a server of its own beside the tests."""

import re
import ssl
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from flask import Flask
from sqlalchemy import select

from osaamistase.accounts.store import find_user_by_email
from osaamistase.app import create_app
from osaamistase.audit.models import AuditEvent
from osaamistase.database import db
from osaamistase.neighbours import Provider
from tests.conftest import settings_for, signed_in
from tests.mail.conftest import certificate
from tests.page import PageClient
from tests.people import People
from tests.signin.service import running_provider

__all__ = ["certificate"]

ROLES = {"Neuvojat": "adviser", "Johto": "manager", "IT": "administrator"}
PERSONS = {
    "neuvoja": {"email": "sso@testi.example", "email_verified": True, "name": "Palvelun Testi", "groups": ["Neuvojat"]},
    "molemmat": {
        "email": "m@testi.example",
        "email_verified": True,
        "name": "Moni Testi",
        "groups": ["Neuvojat", "IT"],
    },
    "ilman": {"email": "i@testi.example", "email_verified": True, "name": "Ilman Testi", "groups": ["Muut"]},
    "tuttu": {"email": People.adviser_email, "email_verified": True, "name": "Tuttu", "groups": ["Johto"]},
    "luvaton": {"email": People.adviser_email, "email_verified": False, "name": "Joku", "groups": ["IT"]},
    "toinen": {"email": People.adviser_email, "email_verified": True, "name": "Sama osoite", "groups": ["Johto"]},
}
CLAIMS = [{"sub": sub, **said} for sub, said in PERSONS.items()]


@pytest.fixture(scope="session")
def issuer() -> Iterator[str]:
    with running_provider(CLAIMS) as address:
        yield address


def service_with(app: Flask, provider: Provider) -> Flask:
    """The service on the same database, with a sign-in service."""
    with app.app_context():
        url = db.engine.url.render_as_string(hide_password=False)
    made = create_app(replace(settings_for(url), provider=provider))
    made.testing = True
    made.config["PROPAGATE_EXCEPTIONS"] = False
    return made


@pytest.fixture
def service(app: Flask, issuer: str) -> Iterator[Flask]:
    made = service_with(app, Provider(issuer, "osaamistase", "secret", "Testin kirjautuminen", "groups", ROLES))
    yield made
    with made.app_context():
        db.session.remove()
        db.engine.dispose()


def through(client: PageClient, person: str, start: str = "/kirjaudu/palveluun", trusts: Path | None = None) -> str:
    """Go to the provider as a browser does, say yes there as `person`, and tell the way back."""
    gone = client.get(start)
    assert gone.status_code == 302
    way = gone.headers["Location"]
    asked = parse_qs(urlsplit(way).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked.keys() >= {"state", "nonce", "code_challenge"}
    trust = ssl.create_default_context(cafile=trusts)
    back = httpx.post(way, data={"sub": person}, timeout=10, verify=trust)
    assert back.status_code == 302, back.text[:500]
    parts = urlsplit(back.headers["Location"])
    return f"{parts.path}?{parts.query}"


def test_the_sign_in_page_shows_the_way_there(service: Flask) -> None:
    page = PageClient(service).get("/kirjaudu?next=/yritykset").get_data(as_text=True)
    assert "Testin kirjautuminen" in page
    assert "/kirjaudu/palveluun?next=/yritykset" in page


def test_somebody_new_comes_in_with_the_role_of_their_group(service: Flask, people: People) -> None:
    client = PageClient(service)
    answer = client.get(through(client, "neuvoja", "/kirjaudu/palveluun?next=/yritykset"))
    assert answer.headers["Location"] == "/yritykset"
    assert client.get("/yritykset").status_code == 200
    assert client.get("/tunnukset").status_code == 403
    assert "Palvelun Testi" in client.get("/oma-tunnus").get_data(as_text=True)
    with service.app_context():
        traced = db.session.execute(select(AuditEvent.what, AuditEvent.endpoint).order_by(AuditEvent.id)).first()
    assert tuple(traced or ()) == ("sign-in", "signin.provider_back")


def test_of_several_groups_the_strongest_counts_and_of_no_group_nobody_comes_in(service: Flask, people: People) -> None:
    client = PageClient(service)
    client.get(through(client, "molemmat"))
    assert client.get("/tunnukset").status_code == 200
    stranger = PageClient(service)
    refused = stranger.get(through(stranger, "ilman"))
    assert refused.status_code == 403
    assert "ei ole annettu tehtävää" in refused.get_data(as_text=True)
    assert stranger.get("/yritykset").status_code == 302


def test_a_known_person_is_recognised_by_a_verified_address_and_then_by_their_subject(
    service: Flask, people: People
) -> None:
    client = PageClient(service)
    assert client.get(through(client, "luvaton")).status_code == 403  # nobody vouches for the address
    client.get(through(client, "tuttu"))
    page = client.get("/oma-tunnus").get_data(as_text=True)
    assert "Testi adviser" in page
    assert "johto" in page  # the group says now what they may do
    other = PageClient(service)
    assert other.get(through(other, "toinen")).status_code == 403  # the address is another subject's already


def test_whose_access_has_ended_stays_out(service: Flask, people: People) -> None:
    client = PageClient(service)
    client.get(through(client, "neuvoja"))
    administrator = signed_in(service, people.administrator_email)
    listed = administrator.get("/tunnukset").get_data(as_text=True)
    found = re.search(r'href="(/tunnukset/\d+)">Palvelun Testi', listed)
    assert found is not None
    administrator.post_form(f"{found.group(1)}/paata", page=found.group(1))
    assert client.get("/yritykset").status_code == 302
    assert client.get(through(client, "neuvoja")).status_code == 403


@pytest.mark.parametrize("spoil", ["state", "code", "twice", "other browser", "nothing", "denied"])
def test_what_is_forged_or_used_again_opens_nothing(service: Flask, people: People, spoil: str) -> None:
    client = PageClient(service)
    back = through(client, "neuvoja")
    if spoil == "state":
        back = re.sub(r"state=[^&]+", "state=toinen", back)
    elif spoil == "code":
        back = re.sub(r"code=[^&]+", "code=toinen", back)
    elif spoil == "nothing":
        back = "/kirjaudu/paluu"
    elif spoil == "denied":
        state = parse_qs(urlsplit(back).query)["state"][0]
        back = f"/kirjaudu/paluu?error=access_denied&state={state}"
    elif spoil == "twice":
        client.get(back)
        client = PageClient(service)
    elif spoil == "other browser":
        client = PageClient(service)
    answer = client.get(back)
    assert answer.status_code == 502
    assert "Yritä hetken päästä uudelleen" in answer.get_data(as_text=True)
    assert client.get("/yritykset").status_code == 302


def test_a_service_that_is_away_is_told_and_passwords_still_work(app: Flask, people: People) -> None:
    made = service_with(app, Provider("http://127.0.0.1:9", "osaamistase", "secret", "Poissa", "groups", ROLES))
    assert PageClient(made).get("/kirjaudu/palveluun").status_code == 502
    assert signed_in(made, people.adviser_email).get("/tanaan").status_code == 200
    with made.app_context():
        db.session.remove()
        db.engine.dispose()


def test_a_service_of_the_organisations_own_authority_is_trusted_as_soon_as_this_machine_trusts_it(
    app: Flask, people: People, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):  # this machine's own, which would go before
        monkeypatch.delenv(name, raising=False)
    with running_provider(CLAIMS, certificate) as issuer:
        provider = Provider(issuer, "osaamistase", "secret", "Oma", "groups", ROLES)
        stranger = service_with(app, provider)
        assert PageClient(stranger).get("/kirjaudu/palveluun").status_code == 502
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        trusting = service_with(app, provider)
        client = PageClient(trusting)
        assert client.get(through(client, "neuvoja", trusts=certificate)).status_code == 302
        assert client.get("/yritykset").status_code == 200
        for made in (stranger, trusting):
            with made.app_context():
                db.session.remove()
                db.engine.dispose()


def test_without_a_service_there_is_no_way_to_one(app: Flask) -> None:
    assert PageClient(app).get("/kirjaudu/palveluun").status_code == 404
    assert PageClient(app).get("/kirjaudu/paluu").status_code == 404


def test_where_the_service_alone_lets_in_no_password_is_given_or_asked_for(
    app: Flask, issuer: str, people: People
) -> None:
    made = service_with(app, Provider(issuer, "osaamistase", "secret", "Oma", "groups", ROLES, passwords=False))
    stranger, administrator = PageClient(made), PageClient(made)
    for address in ("/salasana/unohtui", f"/salasana/{'x' * 43}"):
        assert stranger.get(address).status_code == 404
    with made.app_context():
        known = find_user_by_email(people.administrator_email)
        assert known is not None
        known_id = known.id
    administrator = signed_in(app, people.administrator_email)  # a browser of before, with the same cookie
    with administrator.client.session_transaction() as before:
        cookie = dict(before)
    administrator = PageClient(made)
    with administrator.client.session_transaction() as now_:
        now_.update(cookie)
    new = {"name": "Uusi Testi", "email": "uusi@testi.example", "role": "adviser"}
    page = administrator.get(administrator.post_form("/tunnukset", new, page="/tunnukset").headers["Location"])
    assert "/salasana/" not in page.get_data(as_text=True)
    assert "Tee linkki" not in page.get_data(as_text=True)
    address = f"/tunnukset/{known_id}"
    assert administrator.post_form(f"{address}/linkki", page=address).status_code == 404
    assert "Vaihda salasana" not in administrator.get("/oma-tunnus").get_data(as_text=True)
    with made.app_context():
        db.session.remove()
        db.engine.dispose()
