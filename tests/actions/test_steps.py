"""An action taken through its states on the pages, and two who edit it at once."""

import pytest
from flask import Flask
from sqlalchemy import select

from osaamistase.database import db
from osaamistase.plans.models import ActionEvent
from tests.page import PageClient
from tests.plans.conftest import finished, plan
from tests.plans.page import TYPED, read_plan

__all__ = ["finished", "plan"]


def events(app: Flask) -> list[tuple[str | None, str, str | None]]:
    with app.app_context():
        found = db.session.scalars(select(ActionEvent).order_by(ActionEvent.id)).all()
        return [(one.status, one.text, one.until.isoformat() if one.until else None) for one in found]


def test_an_action_goes_through_its_states_and_each_step_is_written_down(
    app: Flask, plan: str, adviser: PageClient
) -> None:
    first = read_plan(adviser, plan).ids[0]
    for to in ("sovittu", "kaynnissa", "tehty"):
        assert adviser.get(f"/toimenpiteet/{first}/tila/{to}").status_code == 200
        assert adviser.post_form(f"/toimenpiteet/{first}/tila/{to}", {"text": f"nyt {to}"}).status_code == 302
    assert events(app) == [
        ("sovittu", "nyt sovittu", None),
        ("kaynnissa", "nyt kaynnissa", None),
        ("tehty", "nyt tehty", None),
    ]
    html = adviser.get(plan).get_data(as_text=True)
    assert "Vaiheet (3)" in html
    assert "Testi adviser: tehty" in html


def test_a_step_pressed_twice_is_written_once(app: Flask, plan: str, adviser: PageClient) -> None:
    first = read_plan(adviser, plan).ids[0]
    for _ in range(2):
        assert adviser.post_form(f"/toimenpiteet/{first}/tila/sovittu").status_code == 302
    assert len(events(app)) == 1


@pytest.mark.parametrize("to", ["tehty", "kaynnissa", "siirretty", "valmis"])
def test_a_step_that_is_none_is_refused_with_a_way_on(app: Flask, plan: str, adviser: PageClient, to: str) -> None:
    first = read_plan(adviser, plan).ids[0]
    answer = adviser.post_form(f"/toimenpiteet/{first}/tila/{to}", {"text": "syy"})
    assert answer.status_code == 409
    assert "ei voi siirtyä" in answer.get_data(as_text=True)
    assert events(app) == []


def test_what_is_put_off_gets_its_new_day_and_asks_for_one(app: Flask, plan: str, adviser: PageClient) -> None:
    first = read_plan(adviser, plan).ids[0]
    adviser.post_form(f"/toimenpiteet/{first}/tila/sovittu")
    for until, sentence in (("", "Anna uusi määräaika"), ("2026-11-24", "Uuden määräajan pitää olla tulevaisuudessa.")):
        answer = adviser.post_form(f"/toimenpiteet/{first}/tila/siirretty", {"until": until, "text": "kiire"})
        html = answer.get_data(as_text=True)
        assert (answer.status_code, sentence in html, ">kiire</textarea>" in html) == (400, True, True)
    adviser.post_form(f"/toimenpiteet/{first}/tila/siirretty", {"until": "1.9.2027", "text": "kiire"})
    assert "viimeistään 1.9.2027 · siirretty" in adviser.get(plan).get_data(as_text=True)
    assert events(app)[-1] == ("siirretty", "kiire", "2027-09-01")


def test_the_second_to_save_sees_the_firsts_words_and_chooses(plan: str, adviser: PageClient) -> None:
    first = read_plan(adviser, plan).ids[0]
    assert adviser.post_form(f"/toimenpiteet/{first}", {**TYPED, "title": "Ensimmäisen nimi"}).status_code == 302
    answer = adviser.post_form(f"/toimenpiteet/{first}", {**TYPED, "title": "Toisen nimi"})
    html = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Joku muu tallensi" in html
    assert "Ensimmäisen nimi" in html
    assert 'value="Toisen nimi"' in html
    assert read_plan(adviser, plan).to_do[0] == "Ensimmäisen nimi"
    assert (
        adviser.post_form(f"/toimenpiteet/{first}", {**TYPED, "title": "Toisen nimi", "seen": "2"}).status_code == 302
    )
    assert read_plan(adviser, plan).to_do[0] == "Toisen nimi"


def test_the_same_words_from_an_old_page_are_no_clash(plan: str, adviser: PageClient) -> None:
    first = read_plan(adviser, plan).ids[0]
    for _ in range(2):
        assert adviser.post_form(f"/toimenpiteet/{first}", TYPED).status_code == 302


def test_a_deadline_that_passed_stays_while_other_words_change(
    plan: str, adviser: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import date

    from osaamistase.actions import routes

    first = read_plan(adviser, plan).ids[0]
    assert adviser.post_form(f"/toimenpiteet/{first}", TYPED).status_code == 302
    monkeypatch.setattr(routes, "today", lambda: date(2027, 6, 1))
    assert adviser.post_form(f"/toimenpiteet/{first}", {**TYPED, "seen": "2", "title": "Muu"}).status_code == 302
    answer = adviser.post_form(f"/toimenpiteet/{first}", {**TYPED, "seen": "3", "deadline": "2027-05-01"})
    assert answer.status_code == 400


def test_two_revisions_are_shown_side_by_side(plan: str, adviser: PageClient) -> None:
    first = read_plan(adviser, plan).ids[0]
    adviser.post_form(f"{plan}/vahvista")
    adviser.post_form(f"/toimenpiteet/{first}", {**TYPED, "title": "Uusi nimi", "kind": "koulutus", "cost": "300 €"})
    adviser.post_form(f"/toimenpiteet/{first}/tila/sovittu")
    adviser.post_form(f"{plan}/vahvista")
    html = adviser.get(f"{plan}/versiot/2/muutokset").get_data(as_text=True)
    assert html.count(">muuttui</span>") == 1
    for words in ("Uusi nimi", "koulutus", "300 €", "sovittu", "ehdotettu"):
        assert words in html
    for nowhere in (
        f"{plan}/versiot/1/muutokset",
        f"{plan}/versiot/3/muutokset",
        f"{plan}/versiot/2/muutokset?versiosta=x",
    ):
        assert adviser.get(nowhere).status_code == 404
