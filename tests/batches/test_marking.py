"""Many actions are marked at once: all that were chosen, or none."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from osaamistase.database import db
from osaamistase.plans.models import Action
from tests.batches.test_folders import plans
from tests.conftest import signed_in
from tests.page import PageClient
from tests.people import People

__all__ = ["plans"]


def form_of(client: PageClient, count: int, to: str) -> dict[str, str]:
    page = client.get("/toimenpiteet").get_data(as_text=True)
    seen = re.findall(r'name="seen_(\d+)" value="(\d+)"', page)
    assert len(seen) >= count
    return {
        **{f"seen_{action}": event for action, event in seen},
        **{f"action_{action}": "on" for action, _event in seen[:count]},
        "to": to,
    }


def statuses(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(Action.status).order_by(Action.deadline, Action.id)))


def test_ten_actions_are_marked_in_three_presses(app: Flask, adviser: PageClient, plans: list[int]) -> None:
    for to in ("sovittu", "kaynnissa", "tehty"):
        answer = adviser.post_form("/toimenpiteet", {**form_of(adviser, 10, to), "text": "yhdessä käyty läpi"})
        assert answer.status_code == 302
        assert "10 toimenpidettä merkittiin" in adviser.get(answer.headers["Location"]).get_data(as_text=True)
    assert statuses(app).count("tehty") == 10


def test_where_one_cannot_nothing_is_changed_and_it_is_named(app: Flask, adviser: PageClient, plans: list[int]) -> None:
    before = statuses(app)
    answer = adviser.post_form("/toimenpiteet", form_of(adviser, 3, "tehty"))
    assert answer.status_code == 409
    page = answer.get_data(as_text=True)
    assert page.count("vasta ehdotettu: merkitse ensin sovituksi") == 3
    assert "Testileipomo Oy: " in page
    assert len(re.findall(r'name="action_\d+" checked', page)) == 3  # what was chosen stays chosen
    assert statuses(app) == before


def test_what_somebody_stepped_meanwhile_is_named_and_nothing_changes(
    app: Flask, people: People, adviser: PageClient, plans: list[int]
) -> None:
    form = form_of(adviser, 2, "sovittu")
    first = next(name for name in form if name.startswith("action_")).removeprefix("action_")
    signed_in(app, people.colleague_email).post_form(f"/toimenpiteet/{first}/tila/hylatty", {"text": "ei nyt"})
    answer = adviser.post_form("/toimenpiteet", form)
    assert answer.status_code == 409
    assert "joku muu ehti muuttaa sitä" in answer.get_data(as_text=True)
    assert statuses(app).count("sovittu") == 0


@pytest.mark.parametrize("form", [{}, {"to": "tehty"}, {"action_1": "on", "to": "hylatty"}, {"action_x": "on", "to": "tehty"}])  # fmt: skip
def test_nothing_chosen_is_a_sentence(adviser: PageClient, plans: list[int], form: dict[str, str]) -> None:
    answer = adviser.post_form("/toimenpiteet", form)
    assert answer.status_code == 400
    assert "Valitse ensin toimenpiteet" in answer.get_data(as_text=True)


def test_the_list_is_by_deadline_status_and_lateness(app: Flask, adviser: PageClient, plans: list[int]) -> None:
    assert "ei ole avoimia toimenpiteitä" in adviser.get("/toimenpiteet?tila=kaynnissa").get_data(as_text=True)
    assert "ei ole avoimia toimenpiteitä" in adviser.get("/toimenpiteet?myohassa=1").get_data(as_text=True)
    assert (
        len(
            re.findall(r'name="action_\d+" checked', adviser.get("/toimenpiteet?valitut=kaikki").get_data(as_text=True))
        )
        == 14
    )


def test_of_one_firm_its_actions_alone_and_only_the_steps_that_one_can_take(
    app: Flask, people: People, adviser: PageClient, plans: list[int]
) -> None:
    page = adviser.get(f"/toimenpiteet?yritys={people.firm.company_id}").get_data(as_text=True)
    assert page.count('type="checkbox"') == 7
    assert "Toinen Testi Oy" not in page
    assert re.findall(r'name="to" value="(\w+)"', page) == ["sovittu"]
    assert "ei ole avoimia toimenpiteitä" in adviser.get("/toimenpiteet?yritys=999").get_data(as_text=True)


def test_what_the_list_is_narrowed_to_stays_after_marking(app: Flask, adviser: PageClient, plans: list[int]) -> None:
    address = adviser.post_form("/toimenpiteet?tila=ehdotettu&kaikki=1", form_of(adviser, 2, "sovittu")).headers[
        "Location"
    ]
    assert sorted(address.partition("?")[2].split("&")) == ["kaikki=1", "merkitty=2", "tila=ehdotettu"]


def test_what_was_agreed_on_is_marked_done_at_once(app: Flask, adviser: PageClient, plans: list[int]) -> None:
    for to in ("sovittu", "tehty"):
        adviser.post_form("/toimenpiteet", form_of(adviser, 4, to))
    assert statuses(app).count("tehty") == 4
