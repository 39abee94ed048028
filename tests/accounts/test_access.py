"""Default-deny: every route declares who may open it, and each of the same few people tries every one of them."""

import pytest
from flask import Flask

from osaamistase.accounts.guard import ADMINISTRATOR, ADVISER, ANYONE, LINK, MANAGER, TOKEN
from tests.conftest import signed_in
from tests.page import PageClient
from tests.people import People

KNOWN = {ANYONE, LINK, TOKEN, ADVISER, MANAGER, ADMINISTRATOR}


def test_every_route_declares_who_may_open_it(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        declared = getattr(app.view_functions[rule.endpoint], "open_to", frozenset())
        assert declared, f"{rule.endpoint} declares nobody"
        assert declared <= KNOWN, f"{rule.endpoint} declares {declared}"


def _addresses(app: Flask, people: People, token: str) -> list[tuple[str, str, frozenset[str]]]:
    values = {
        "company_id": people.firm.company_id, "round_id": people.firm.round_id, "link_id": people.firm.link_id,
        "respondent_id": people.firm.respondent_id, "message_id": 1, "user_id": 999999, "session_id": 999999, "plan_id": 1, "action_id": 1, "follow_up_id": 1, "folder_id": 1, "kind": "seinalista", "handover_id": 1, "absence_id": 1, "secret": "x" * 43, "token": "x", "token_id": 1, "training_id": 1, "item": "TYO", "service_id": "liike-elaman-palvelut", "note_id": 1, "number": 1, "door": token, "area_id": "TYO", "area": "TYO", "subject": "TYO", "status": "sovittu", "language": "fi", "filename": "site.css",
        "questionnaire_id": "osaamistase", "version": 1, "old": 1, "new": 2, "sha256": "0" * 64, "page": "yritykselle",
    }  # fmt: skip
    adapter = app.url_map.bind("localhost")
    found = []
    for rule in app.url_map.iter_rules():
        address = adapter.build(rule.endpoint, {name: values[name] for name in rule.arguments})
        declared: frozenset[str] = app.view_functions[rule.endpoint].open_to  # type: ignore[attr-defined]
        found += [(method, address, declared) for method in sorted(rule.methods & {"GET", "POST"})]  # type: ignore[operator]
    return found


@pytest.mark.parametrize("role", [None, ADVISER, MANAGER, ADMINISTRATOR])
def test_nobody_opens_what_is_not_declared_for_them(app: Flask, people: People, role: str | None) -> None:
    emails = {ADVISER: people.adviser_email, MANAGER: people.manager_email, ADMINISTRATOR: people.administrator_email}
    client = signed_in(app, emails[role]) if role else PageClient(app)
    page = "/nain-laskemme"
    for method, address, declared in _addresses(app, people, "x" * 43):
        if address.endswith("/ulos"):
            continue  # signing out in the middle would make everybody a stranger
        response = client.get(address) if method == "GET" else client.post_form(address, page=page)
        status = response.status_code
        if ANYONE in declared:
            assert status not in (401, 403), address
        elif LINK in declared:
            assert status == 404, f"{address} opened by a token nobody was given"
        elif role is None and TOKEN in declared:
            assert status == 401, f"a stranger at {address} got {status}"
        elif role is None:
            assert status == 302, f"a stranger at {address} got {status}"
            assert "/kirjaudu" in response.headers["Location"]
        elif role in declared:
            assert status != 403, address
        else:
            assert status == 403, f"{role} at {method} {address} got {status}"


def test_a_round_number_is_a_door_for_advisers_only(app: Flask, people: People) -> None:
    address = f"/kysely/{people.firm.round_id}/alueet"
    assert PageClient(app).get(address).status_code == 404
    assert signed_in(app, people.manager_email).get(address).status_code == 404
    adviser = signed_in(app, people.adviser_email)
    assert adviser.get(address).status_code == 409  # the firm's answers are its own until they fill in together
    adviser.post_form(f"/kierrokset/{people.firm.round_id}/yhdessa", page="/yritykset")
    assert adviser.get(address).status_code == 200


def test_a_link_opens_its_own_round_and_no_other(app: Flask, people: People) -> None:
    page = PageClient(app).get(people.other_firm.at()).get_data(as_text=True)
    assert "Toinen Testi Oy" in page
    assert "Testileipomo" not in page


@pytest.mark.parametrize("address", ["/yritykset/999999", "/kierrokset/999999", "/suunnitelmat/999999", "/toimenpiteet/999999", "/kysely/999999/tase", "/yritykset/99999999999999999999"])  # fmt: skip
def test_what_is_not_there_is_a_404_with_a_way_on(adviser: PageClient, address: str) -> None:
    response = adviser.get(address)
    assert response.status_code == 404
    assert "Etusivulle" in response.get_data(as_text=True)


def test_cookies_are_for_our_own_pages_and_no_script(app: Flask, people: People) -> None:
    response = PageClient(app).client.get("/kirjaudu")
    cookie = response.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


@pytest.mark.parametrize("elsewhere", ["https://muualla.example", "//muualla.example", "/\\muualla.example"])
def test_signing_in_never_leads_elsewhere(app: Flask, people: People, elsewhere: str) -> None:
    client = PageClient(app)
    form = {"email": people.adviser_email, "password": "oikea-sana-testeihin"}
    response = client.post_form(f"/kirjaudu?next={elsewhere}", form)
    assert response.headers["Location"] == "/"


def test_a_wrong_password_and_an_unknown_person_get_the_same_sentence(app: Flask, people: People) -> None:
    answers = []
    for email in (people.adviser_email, "eiole@testi.example"):
        response = PageClient(app).post_form("/kirjaudu", {"email": email, "password": "väärä"})
        assert response.status_code == 400
        answers.append("Sähköposti tai salasana ei täsmää" in response.get_data(as_text=True))
    assert answers == [True, True]
