"""Rounds and links for advisers; the survey's pages for whoever comes in by a round's door."""

from datetime import timedelta
from urllib.parse import quote

import segno
from flask import Blueprint, abort, current_app, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from osaamistase.accounts.guard import ADMINISTRATOR, ADVISER, LINK, open_to, signed_in
from osaamistase.clock import now
from osaamistase.companies.store import get_company
from osaamistase.database import transaction
from osaamistase.errors import NotFound, Refused
from osaamistase.survey.answering import Place, accepted, places, progress
from osaamistase.survey.entry import Entry
from osaamistase.survey.forms import as_kept, drawn_at, refusal, refusals
from osaamistase.survey.guard import enter, questionnaire_of, shelf, typist, version_of
from osaamistase.survey.links import new_token, token_hash
from osaamistase.survey.models import Link, Round
from osaamistase.survey.questionnaire import Area, Questionnaire
from osaamistase.survey.store import (
    add_link,
    add_round,
    find_last_saved,
    get_link,
    get_round,
    list_answers,
    list_answers_of_round,
    list_answers_since,
    list_links,
    list_respondents,
    save_answers,
)
from osaamistase.web.fragments import Fragment
from osaamistase.web.languages import clock_time, current_language

survey = Blueprint("survey", __name__)


@survey.post("/yritykset/<int:company_id>/kierrokset")
@open_to(ADVISER, ADMINISTRATOR)
def open_round(company_id: int) -> ResponseReturnValue:
    company = get_company(company_id)
    wanted = request.form.get("questionnaire", "")
    version = next((one for one in shelf().newest() if one.questionnaire.id == wanted), None)
    if version is None:
        raise Refused(_("Tällaista kyselyä ei ole. Palaa yrityksen sivulle ja valitse kysely listasta."))
    asked = version.questionnaire
    with transaction():
        new = add_round(
            Round(
                company_id=company.id,
                questionnaire_id=asked.id,
                questionnaire_version=asked.version,
                questionnaire_sha256=version.sha256,
                opened_at=now(),
                opened_by_id=signed_in().id,
            )
        )
    return redirect(url_for("survey.show_round", round_id=new.id))


@survey.get("/kierrokset/<int:round_id>")
@open_to(ADVISER, ADMINISTRATOR)
def show_round(round_id: int) -> ResponseReturnValue:
    shown = get_round(round_id)
    company = get_company(shown.company_id)
    asked = version_of(shown.questionnaire_id, shown.questionnaire_version, shown.questionnaire_sha256).questionnaire
    answers = list_answers_of_round(round_id)
    people = [
        (person, [progress(asked, area, answers.get(person.id, {})) for area in asked.areas])
        for person in list_respondents(round_id)
    ]
    return render_template(
        "survey/show_round.html",
        round=shown,
        company=company,
        questionnaire=asked,
        people=people,
        links=list_links(round_id),
        fresh=_fresh_link(round_id, company.contact_email, asked),
        now=now(),
    )


def _fresh_link(round_id: int, email: str, asked: Questionnaire) -> dict[str, str] | None:
    """The link just made, to hand over: the address is known only in the session of whoever made it."""
    made = session.get("fresh_link", {})
    if made.get("round_id") != round_id:
        return None
    address = url_for("survey.welcome", door=made["token"], _external=True)
    minutes = asked.minutes
    subject = quote(_("Yrityksesi osaamiskartoitus"))
    words = _("Hei! Tästä linkistä pääset vastaamaan kyselyyn (noin %(minutes)s min):", minutes=minutes)
    return {
        "address": address,
        "mailto": f"mailto:{quote(email)}?subject={subject}&body={quote(words + chr(10) + chr(10) + address)}",
        "qr": segno.make(address, error="m").svg_data_uri(scale=5, border=4, dark="#000", light="#fff"),
    }


@survey.post("/kierrokset/<int:round_id>/linkit")
@open_to(ADVISER, ADMINISTRATOR)
def create_link(round_id: int) -> ResponseReturnValue:
    shown = get_round(round_id)
    days = (
        current_app.config["OSAAMISTASE"].link_days
        if shown.submitted_at is None
        else current_app.config["OSAAMISTASE"].result_days
    )
    token = new_token()
    with transaction():
        add_link(
            Link(
                respondent_id=list_respondents(round_id)[0].id,
                token_sha256=token_hash(token),
                created_at=now(),
                created_by_id=signed_in().id,
                expires_at=now() + timedelta(days=days),
            )
        )
    session["fresh_link"] = {"round_id": round_id, "token": token}
    return redirect(url_for("survey.show_round", round_id=round_id, _anchor="linkki"))


@survey.post("/linkit/<int:link_id>/peru")
@open_to(ADVISER, ADMINISTRATOR)
def withdraw_link(link_id: int) -> ResponseReturnValue:
    with transaction():
        link, round_id = get_link(link_id)
        link.withdrawn_at = link.withdrawn_at or now()
    if token_hash(session.get("fresh_link", {}).get("token", "")) == link.token_sha256:
        session.pop("fresh_link")
    return redirect(url_for("survey.show_round", round_id=round_id, _anchor="linkit"))


@survey.get("/kysely/<door>")
@open_to(LINK)
def welcome(door: str) -> ResponseReturnValue:
    entry = enter(door)
    if entry.submitted_at:
        return redirect(url_for("results.sheet", door=door))
    return render_template(
        "survey/welcome.html",
        entry=entry,
        door=door,
        questionnaire=questionnaire_of(entry),
        last=find_last_saved(entry.respondent_id),
    )


@survey.get("/kysely/<door>/kysymykset")
@open_to(LINK)
def questions(door: str) -> ResponseReturnValue:
    entry = enter(door)
    return render_template("survey/questions.html", entry=entry, door=door, questionnaire=questionnaire_of(entry))


@survey.get("/kysely/<door>/alueet")
@open_to(LINK)
def hub(door: str) -> ResponseReturnValue:
    entry = _open(enter(door))
    return render_template("survey/hub.html", entry=entry, door=door, **_how_far(entry))


@survey.get("/kysely/<door>/tarkista")
@open_to(LINK)
def review(door: str) -> ResponseReturnValue:
    entry = _open(enter(door))
    return render_template("survey/review.html", entry=entry, door=door, **_how_far(entry))


@survey.route("/kysely/<door>/alueet/<area_id>", methods=["GET", "POST"])
@open_to(LINK)
def area(door: str, area_id: str) -> ResponseReturnValue:
    entry = _open(enter(door, to_write=request.method == "POST"))
    asked = questionnaire_of(entry)
    found = asked.area.get(area_id)
    if found is None:
        raise NotFound("area")
    if request.method == "GET":
        return _area_page(entry, door, asked, found, list_answers(entry.respondent_id), {})
    given = {place: as_kept(request.form[place.field]) for place in places(asked, found) if place.field in request.form}
    drawn = drawn_at(request.form.get("drawn", ""), now())
    newer = list_answers_since(entry.respondent_id, drawn)
    refused = refusals(asked, given, newer, current_language())
    with transaction():
        good = {place: value for place, value in given.items() if place not in refused}
        save_answers(entry.respondent_id, good, typist(entry), now())
    if refused:
        # What fits is kept; what does not stands on the page as it was typed, with the reason beside it.
        typed = {place: given[place] for place in refused}
        page = _area_page(entry, door, asked, found, {**list_answers(entry.respondent_id), **typed}, refused)
        return page, 400
    return redirect(_next(door, asked, found))


@survey.post("/kysely/<door>/vastaus")
@open_to(LINK)
def save(door: str) -> ResponseReturnValue:
    """One answer, saved as it is given. JSON: {"saved": "14.32", "moment": …}, or 400 with {"error": a sentence}."""
    entry = _open(enter(door, to_write=True))
    place = Place(request.form.get("subject", "")[:20], request.form.get("rating", "")[:20])
    value = as_kept(request.form.get("value", ""))
    if not accepted(questionnaire_of(entry), place, value):
        return {"error": refusal(place)}, 400
    moment = now()
    with transaction():
        save_answers(entry.respondent_id, {place: value}, typist(entry), moment)
    return {"saved": clock_time(moment), "moment": moment.isoformat()}


def _open(entry: Entry) -> Entry:
    if entry.submitted_at is not None:
        if request.method == "GET":
            abort(redirect(url_for("results.sheet", door=request.view_args["door"] if request.view_args else "")))
        raise Refused(_("Vastaukset on jo lähetetty, eikä niitä voi enää muuttaa. Tulos avautuu samasta linkistä."))
    return entry


def _how_far(entry: Entry) -> dict[str, object]:
    asked = questionnaire_of(entry)
    answers = list_answers(entry.respondent_id)
    return {
        "questionnaire": asked,
        "answers": answers,
        "progress": [progress(asked, area, answers) for area in asked.areas],
    }


def _area_page(
    entry: Entry, door: str, asked: Questionnaire, found: Area, answers: dict[Place, str], refused: dict[Place, str]
) -> str:
    return render_template(
        "survey/area.html",
        entry=entry,
        door=door,
        questionnaire=asked,
        area=found,
        number=asked.areas.index(found) + 1,
        questions=_questions(entry, asked, found, answers, refused),
        answers=answers,
        refused=refused,
        drawn=now().isoformat(),
    )


def _questions(
    entry: Entry, asked: Questionnaire, found: Area, answers: dict[Place, str], refused: dict[Place, str]
) -> Markup:
    """The area's questions with the person's answers checked; drawn anew only where something was refused."""
    kept: dict[tuple[str, str, str], Fragment] = current_app.extensions.setdefault("survey_fragments", {})
    key = (entry.questionnaire_sha256, found.id, current_language())
    fragment = None if refused else kept.get(key)
    if fragment is None:
        html = render_template("survey/area_questions.html", questionnaire=asked, area=found, refused=refused)
        fragment = Fragment.of(html)
        if not refused:
            kept[key] = fragment
    return fragment.filled({place.field: value for place, value in answers.items()})


def _next(door: str, asked: Questionnaire, found: Area) -> str:
    """Where the pressed button leads: the hub, or the area after this one."""
    following = asked.areas.index(found) + 1
    if request.form.get("next") == "hub" or following == len(asked.areas):
        return url_for("survey.hub", door=door)
    return url_for("survey.area", door=door, area_id=asked.areas[following].id)
