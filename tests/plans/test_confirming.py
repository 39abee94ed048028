"""Confirming a plan on both databases: numbered revisions that never change, and none without a change."""

import hashlib
import json
import re

from flask import Flask
from sqlalchemy import select

from osaamistase.database import db
from osaamistase.plans.models import ActionEvent, Revision
from tests.page import PageClient
from tests.plans.page import TYPED, read_plan


def revisions(app: Flask) -> list[Revision]:
    with app.app_context():
        return list(db.session.scalars(select(Revision).order_by(Revision.number)))


def test_confirming_makes_numbered_revisions(app: Flask, plan: str, adviser: PageClient) -> None:
    first = adviser.post_form(f"{plan}/vahvista")
    assert (first.status_code, first.headers["Location"]) == (302, f"{plan}/versiot/1")
    adviser.post_form(f"/toimenpiteet/{read_plan(adviser, plan).ids[0]}", TYPED)
    assert adviser.post_form(f"{plan}/vahvista").headers["Location"] == f"{plan}/versiot/2"
    assert "Hinnat kuntoon" not in adviser.get(f"{plan}/versiot/1").get_data(as_text=True)
    assert "1. Hinnat kuntoon" in adviser.get(f"{plan}/versiot/2").get_data(as_text=True)
    assert [one.number for one in revisions(app)] == [1, 2]
    assert adviser.get(f"{plan}/versiot/3").status_code == 404


def test_confirming_again_without_a_change_opens_the_same_revision(app: Flask, plan: str, adviser: PageClient) -> None:
    first = adviser.post_form(f"{plan}/vahvista").headers["Location"]
    assert adviser.post_form(f"{plan}/vahvista").headers["Location"] == first
    assert len(revisions(app)) == 1


def test_a_change_taken_back_makes_no_new_revision(app: Flask, plan: str, adviser: PageClient) -> None:
    first = adviser.post_form(f"{plan}/vahvista").headers["Location"]
    action = read_plan(adviser, plan).ids[0]
    adviser.post_form(f"/toimenpiteet/{action}/tila/hylatty", {"text": "ei nyt"})
    adviser.post_form(f"/toimenpiteet/{action}/palauta")
    assert adviser.post_form(f"{plan}/vahvista").headers["Location"] == first
    assert len(revisions(app)) == 1


def test_a_revision_keeps_its_checksum_its_services_and_what_was_left_out(
    app: Flask, plan: str, adviser: PageClient
) -> None:
    page = read_plan(adviser, plan)
    adviser.post_form(f"/toimenpiteet/{page.ids[0]}/tila/hylatty", {"text": "ei nyt"})
    shown = adviser.get(adviser.post_form(f"{plan}/vahvista").headers["Location"]).get_data(as_text=True)
    (kept,) = revisions(app)
    assert kept.sha256 == hashlib.sha256(kept.content.encode()).hexdigest()
    assert kept.sha256 in shown
    document = json.loads(kept.content)
    assert [one["title"] for one in document["actions"]] == page.to_do[1:]
    assert document["dropped"] == [{"title": page.to_do[0], "competence": "AMM-00", "because": "ei nyt"}]
    assert any(one["services"] for one in document["actions"])
    assert {"name", "providers", "why"} <= set(
        next(one for one in document["actions"] if one["services"])["services"][0]
    )


def test_a_plan_without_a_single_action_is_refused_with_a_sentence(app: Flask, plan: str, adviser: PageClient) -> None:
    for action in read_plan(adviser, plan).ids:
        adviser.post_form(f"/toimenpiteet/{action}/tila/hylatty", {"text": "ei nyt"})
    answer = adviser.post_form(f"{plan}/vahvista")
    assert answer.status_code == 409
    assert "Suunnitelmassa ei ole vielä yhtään toimenpidettä." in answer.get_data(as_text=True)
    assert revisions(app) == []


def test_confirming_what_was_agreed_on_takes_every_proposed_action_a_step_on(
    app: Flask, plan: str, adviser: PageClient
) -> None:
    ids = read_plan(adviser, plan).ids
    adviser.post_form(f"/toimenpiteet/{ids[0]}/tila/sovittu")
    adviser.post_form(f"/toimenpiteet/{ids[0]}/tila/kaynnissa")
    adviser.post_form(f"{plan}/vahvista", {"sovittu": "on"})
    (kept,) = revisions(app)
    assert [one["status"] for one in json.loads(kept.content)["actions"]] == ["kaynnissa"] + ["sovittu"] * (
        len(ids) - 1
    )
    with app.app_context():
        steps = db.session.scalars(select(ActionEvent.status).where(ActionEvent.action_id == ids[1])).all()
    assert list(steps) == ["sovittu"]
    assert 'name="sovittu"' not in adviser.get(plan).get_data(as_text=True)  # nothing is left to agree on


def test_confirming_without_that_leaves_the_actions_as_they_are(app: Flask, plan: str, adviser: PageClient) -> None:
    adviser.post_form(f"{plan}/vahvista")
    (kept,) = revisions(app)
    assert {one["status"] for one in json.loads(kept.content)["actions"]} == {"ehdotettu"}
    assert 'name="sovittu" checked' in adviser.get(plan).get_data(as_text=True)


def test_the_plan_says_whether_what_is_on_paper_is_what_stands_here(plan: str, adviser: PageClient) -> None:
    adviser.post_form(f"{plan}/vahvista", {"sovittu": "on"})
    page = read_plan(adviser, plan)
    assert "Suunnitelma on sen jälkeen ennallaan." in page.html
    assert "Vahvista versio" not in page.html  # nothing to confirm
    assert f'href="{plan}/versiot/1.pdf"' in page.html
    adviser.post_form(f"/toimenpiteet/{page.ids[0]}/tila/kaynnissa")
    adviser.post_form(f"/toimenpiteet/{page.ids[1]}/tila/hylatty", {"text": "ei nyt"})
    shown = adviser.get(plan).get_data(as_text=True)
    assert "2 toimenpidettä on muuttunut sen jälkeen." in shown
    assert "Vahvista versio" in shown


def test_another_order_is_a_change_too(plan: str, adviser: PageClient) -> None:
    adviser.post_form(f"{plan}/vahvista", {"sovittu": "on"})
    adviser.post_form(f"/toimenpiteet/{read_plan(adviser, plan).ids[0]}/siirra", {"direction": "down"})
    assert "2 toimenpidettä on muuttunut sen jälkeen." in adviser.get(plan).get_data(as_text=True)


def test_the_plan_in_short_leads_to_each_of_its_actions(plan: str, adviser: PageClient) -> None:
    page = read_plan(adviser, plan)
    short = page.html.partition('<ol class="overview">')[2].partition("</ol>")[0]
    assert [int(one) for one in re.findall(r'href="#toimenpide-(\d+)"', short)] == page.ids
