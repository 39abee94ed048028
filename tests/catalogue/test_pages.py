"""Advisers keep the catalogue on its pages: everything changed is told, and nothing a person wrote is lost."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from osaamistase.catalogue.rows import Known
from osaamistase.catalogue.steps import known
from osaamistase.clock import today
from osaamistase.database import db, transaction
from osaamistase.services.models import Service
from osaamistase.web.languages import day
from tests.catalogue.conftest import MADE, changes, forget, made
from tests.conftest import signed_in
from tests.page import PageClient
from tests.people import People


def typed(client: PageClient, address: str) -> dict[str, str]:
    """What stands in the form at an address, as a browser would send it back."""
    page = client.get(address).get_data(as_text=True)
    found = dict(re.findall(r'<input id="\w+" name="(\w+)" type="\w+" value="([^"]*)"', page))
    found |= dict(re.findall(r'<textarea id="\w+" name="(\w+)"[^>]*>([^<]*)</textarea>', page))
    found |= dict(re.findall(r'<input type="hidden" name="(seen|replaced_by)" value="([^"]*)"', page))
    for name, options in re.findall(r'<select id="\w+" name="(\w+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen.group(1) if chosen else ""
    return found


def set_service(app: Flask, service_id: str, **values: object) -> None:
    with app.app_context(), transaction():
        service = db.session.get_one(Service, service_id)
        for name, value in values.items():
            setattr(service, name, value)


def test_the_list_is_searched_and_chosen_by_state(app: Flask, adviser: PageClient, service: str) -> None:
    page = adviser.get("/palvelut").get_data(as_text=True)
    assert f'href="/palvelut/{service}"' in page
    assert "91 palvelua" in page
    assert "1 palvelu<" in adviser.get("/palvelut?haku=TESTIpalvelu").get_data(as_text=True)
    set_service(app, service, valid_until=today() + timedelta(days=60))
    assert f"/palvelut/{service}" in adviser.get("/palvelut?tila=ending").get_data(as_text=True)
    set_service(app, service, valid_until=today() - timedelta(days=1))
    assert f"/palvelut/{service}" in adviser.get("/palvelut?tila=ended").get_data(as_text=True)
    assert f"/palvelut/{service}" not in adviser.get("/palvelut?tila=valid").get_data(as_text=True)


def test_a_change_is_told_field_by_field_with_who_and_when(app: Flask, adviser: PageClient, service: str) -> None:
    address = f"/palvelut/{service}"
    form = typed(adviser, f"{address}/muokkaa") | {"note": "Kysy ensin", "competences": "DIG-04; TYO-01"}
    assert adviser.post_form(f"{address}/muokkaa", form).status_code == 302
    assert changes(app, service) == [("competences", "TYO-01", "DIG-04, TYO-01"), ("note", "", "Kysy ensin")]
    page = adviser.get(address).get_data(as_text=True)
    assert "Testi adviser" in page
    assert "Kysy ensin" in page
    form = typed(adviser, f"{address}/muokkaa")
    adviser.post_form(f"{address}/muokkaa", form)
    assert len(changes(app, service)) == 2  # nothing changed, nothing told


def test_a_new_service_is_added_once(app: Flask, adviser: PageClient, service: str) -> None:
    form = typed(adviser, "/palvelut/uusi") | typed(adviser, f"/palvelut/{service}/muokkaa")
    form |= {"id": f"{MADE}uusi", "name_fi": "Aivan uusi"}
    assert adviser.post_form("/palvelut/uusi", form).headers["Location"] == f"/palvelut/{MADE}uusi"
    assert changes(app, f"{MADE}uusi") == [("new", "", "Aivan uusi")]
    again = adviser.post_form("/palvelut/uusi", form)
    assert again.status_code == 400
    assert "Sama on jo olemassa" in again.get_data(as_text=True)


def test_an_id_that_another_gave_a_moment_ago_is_told_and_what_was_typed_stays(
    adviser: PageClient, service: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def a_moment_ago(competences: frozenset[str]) -> Known:
        about = known(competences)
        return replace(about, services={one: by for one, by in about.services.items() if one != service})

    monkeypatch.setattr("osaamistase.catalogue.routes.known", a_moment_ago)
    form = typed(adviser, "/palvelut/uusi") | typed(adviser, f"/palvelut/{service}/muokkaa")
    late = adviser.post_form("/palvelut/uusi", form | {"id": service, "name_fi": "Toisen kirjoittama"})
    assert late.status_code == 409
    assert "Sama on jo olemassa" in late.get_data(as_text=True)
    assert "Toisen kirjoittama" in late.get_data(as_text=True)
    assert "Toisen kirjoittama" not in adviser.get("/palvelut").get_data(as_text=True)


@pytest.mark.parametrize(
    ("field", "given", "sentence"),
    [
        ("name_sv", "", "Tämä puuttuu."),
        ("competences", "DIG-99", "ei kysytä missään kyselyssä"),
        ("competences", "DIG-04, DIG-04", "Sama on jo olemassa"),
        ("valid_until", "joskus", "Tämä ei ole päivä"),
        ("headcount_most", "monta", "numeroin"),
        ("kind", "muukalainen", "Tällaista lajia ei ole"),
        ("responsible", "ei@ole.example", "Tällaista henkilöä ei ole"),
        ("note", "x" * 2001, "liian pitkä"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(
    app: Flask, adviser: PageClient, service: str, field: str, given: str, sentence: str
) -> None:
    form = typed(adviser, f"/palvelut/{service}/muokkaa") | {"description_fi": "Säilyy sivulla", field: given}
    answer = adviser.post_form(f"/palvelut/{service}/muokkaa", form)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert sentence in page
    assert "Säilyy sivulla" in page
    assert changes(app, service) == []


def test_of_two_who_edit_the_second_sees_both_and_chooses(
    app: Flask, people: People, adviser: PageClient, service: str
) -> None:
    colleague = signed_in(app, people.colleague_email)
    address = f"/palvelut/{service}/muokkaa"
    mine, theirs = typed(adviser, address) | {"note": "Minun"}, typed(colleague, address) | {"note": "Toisen"}
    adviser.post_form(address, mine)
    answer = colleague.post_form(address, theirs)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Minun" in page
    assert "Toisen" in page
    seen = re.search(r'name="seen" value="(\d+)"', page)
    assert seen is not None
    assert colleague.post_form(address, theirs | {"seen": seen.group(1)}).status_code == 302
    assert changes(app, service) == [("note", "", "Minun"), ("note", "Minun", "Toisen")]


def test_a_fault_mended_after_another_saved_does_not_overwrite_it_unseen(
    app: Flask, people: People, adviser: PageClient, service: str
) -> None:
    colleague = signed_in(app, people.colleague_email)
    address = f"/palvelut/{service}/muokkaa"
    mine, theirs = typed(adviser, address) | {"name_fi": ""}, typed(colleague, address) | {"note": "Toisen"}
    colleague.post_form(address, theirs)
    page = adviser.post_form(address, mine).get_data(as_text=True)
    seen = re.search(r'name="seen" value="(\d+)"', page)
    assert seen is not None
    assert seen.group(1) == mine["seen"]
    mended = mine | {"name_fi": "Testipalvelu", "note": "Minun"}
    assert adviser.post_form(address, mended).status_code == 409
    assert changes(app, service) == [("note", "", "Toisen")]


def test_checked_today_is_one_press_from_its_page_and_from_the_start_page(
    app: Flask, people: People, adviser: PageClient, service: str
) -> None:
    set_service(app, service, checked_on=today() - timedelta(days=184), responsible_id=people.adviser_id, position=-1)
    assert "Testipalvelu" in adviser.get("/tanaan").get_data(as_text=True)
    answer = adviser.post_form(f"/palvelut/{service}/tarkistettu", {"to": "today"})
    assert answer.headers["Location"] == "/tanaan"
    assert "Testipalvelu" not in adviser.get("/tanaan").get_data(as_text=True)
    assert changes(app, service)[0][0] == "checked_on"


def test_anothers_service_is_not_on_my_start_page(
    app: Flask, people: People, adviser: PageClient, service: str
) -> None:
    set_service(app, service, checked_on=today() - timedelta(days=400), responsible_id=people.adviser_id)
    colleague = signed_in(app, people.colleague_email)
    assert "Testipalvelu" not in colleague.get("/tanaan").get_data(as_text=True)


def test_a_service_is_ended_and_replaced_and_never_by_itself_in_a_circle_or_by_an_ended_one(
    app: Flask, adviser: PageClient, service: str
) -> None:
    with app.app_context(), transaction():
        db.session.add(made(f"{MADE}toinen", name={"fi": "Toinen palvelu", "sv": "Andra", "en": "Other"}))
    last = (today() + timedelta(days=10)).isoformat()
    for wrong in ({"last_day": ""}, {"last_day": "ensi vuonna"}):
        assert adviser.post_form(f"/palvelut/{service}/paata", wrong).status_code == 400
    assert "ei voi korvata itseään" in adviser.post_form(
        f"/palvelut/{service}/korvaa", {"by": service, "last_day": last}
    ).get_data(as_text=True)
    assert adviser.post_form(f"/palvelut/{service}/korvaa", {"by": "ei-ole", "last_day": last}).status_code == 404
    assert (
        adviser.post_form(f"/palvelut/{service}/korvaa", {"by": f"{MADE}toinen", "last_day": last}).status_code == 302
    )
    page = adviser.get(f"/palvelut/{service}").get_data(as_text=True)
    assert "Toinen palvelu" in page
    back = adviser.post_form(f"/palvelut/{MADE}toinen/korvaa", {"by": service, "last_day": last})
    assert "on jo korvattu tällä palvelulla" in back.get_data(as_text=True)
    adviser.post_form(f"/palvelut/{MADE}toinen/paata", {"last_day": today().isoformat()})
    set_service(app, service, replaced_by_id=None)
    late = adviser.post_form(f"/palvelut/{service}/korvaa", {"by": f"{MADE}toinen", "last_day": last})
    assert "päättyy ennen kuin" in late.get_data(as_text=True)


def test_what_may_take_its_place_begins_with_what_helps_with_the_same_and_nothing_is_chosen_yet(
    app: Flask, adviser: PageClient, service: str
) -> None:
    with app.app_context(), transaction():
        db.session.add(made(f"{MADE}sama", name={"fi": "Sama osaaminen", "sv": "x", "en": "x"}, position=950))
    page = adviser.get(f"/palvelut/{service}/korvaa").get_data(as_text=True)
    offered = re.findall(r'<option value="([^"]*)"', page)
    assert offered[0] == ""
    assert service not in offered
    assert page.index(f'value="{MADE}sama"') < page.index("<optgroup", page.index("<optgroup") + 1)
    answer = adviser.post_form(f"/palvelut/{service}/korvaa", {"by": "", "last_day": today().isoformat()})
    assert answer.status_code == 400
    assert "Valitse palvelu, joka tulee tilalle." in answer.get_data(as_text=True)


def test_an_end_and_a_replacement_are_taken_back_and_both_stay_told(
    app: Flask, adviser: PageClient, service: str
) -> None:
    with app.app_context(), transaction():
        db.session.add(made(f"{MADE}toinen", name={"fi": "Toinen palvelu", "sv": "Andra", "en": "Other"}))
    set_service(app, service, valid_until=today() + timedelta(days=300))
    assert "Peru päättäminen" not in adviser.get(f"/palvelut/{service}").get_data(as_text=True)
    for way, form in (("paata", {}), ("korvaa", {"by": f"{MADE}toinen"})):
        adviser.post_form(f"/palvelut/{service}/{way}", {**form, "last_day": today().isoformat()})
        assert "Peru päättäminen" in adviser.get(f"/palvelut/{service}").get_data(as_text=True)
        assert adviser.post_form(f"/palvelut/{service}/jatka", page=f"/palvelut/{service}").status_code == 302
        adviser.post_form(f"/palvelut/{service}/jatka", page=f"/palvelut/{service}")  # twice is once
        page = adviser.get(f"/palvelut/{service}").get_data(as_text=True)
        assert f"{day(today() + timedelta(days=300))} asti" in page
        assert "Tilalle on tullut" not in page
    later = (today() + timedelta(days=300)).isoformat()
    told = changes(app, service)
    assert told[:2] == [("valid_until", later, today().isoformat()), ("valid_until", today().isoformat(), later)]
    assert ("replaced_by", f"{MADE}toinen", "") in told


def test_a_service_that_was_over_when_it_was_ended_has_no_end_when_that_is_taken_back(
    app: Flask, adviser: PageClient, service: str
) -> None:
    set_service(app, service, valid_until=today() - timedelta(days=3))
    adviser.post_form(f"/palvelut/{service}/jatka", page=f"/palvelut/{service}")
    assert "päättymisestä ei ole tietoa" in adviser.get(f"/palvelut/{service}").get_data(as_text=True)


def test_a_manager_reads_and_changes_nothing(app: Flask, manager: PageClient, service: str) -> None:
    assert manager.get(f"/palvelut/{service}").status_code == 200
    assert "Muokkaa" not in manager.get(f"/palvelut/{service}").get_data(as_text=True)
    assert manager.get(f"/palvelut/{service}/muokkaa").status_code == 403
    assert manager.post_form(f"/palvelut/{service}/tarkistettu", page="/palvelut").status_code == 403


def test_what_is_not_there_is_a_404(app: Flask, adviser: PageClient) -> None:
    assert adviser.get("/palvelut/ei-ole").status_code == 404
    forget(app)


def test_a_revision_keeps_the_service_as_it_stood_and_says_when_it_has_since_ended(
    app: Flask, people: People, adviser: PageClient, service: str
) -> None:
    from tests.people import quick_answers
    from tests.plans.page import TYPED, read_plan
    from tests.rounds.finished import finish

    finish(app, people.firm.round_id, quick_answers())
    plan = adviser.post_form(f"/kierrokset/{people.firm.round_id}/suunnitelma", page="/yritykset").headers["Location"]
    action = read_plan(adviser, plan).ids[0]
    adviser.post_form(f"/toimenpiteet/{action}", {**TYPED, "service_1": service})
    assert read_plan(adviser, plan).to_do[0] in adviser.get(f"/palvelut/{service}").get_data(as_text=True)
    revision = adviser.post_form(f"{plan}/vahvista").headers["Location"]
    assert "sittemmin päättynyt" not in adviser.get(revision).get_data(as_text=True)
    ended = today() - timedelta(days=1)
    set_service(app, service, valid_until=ended, name={"fi": "Muu nimi", "sv": "x", "en": "x"})
    page = adviser.get(revision).get_data(as_text=True)
    assert "Testipalvelu" in page
    assert f"Palvelu on sittemmin päättynyt {day(ended)}." in page
