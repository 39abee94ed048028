"""The survey's pages for whoever comes in by a round's door: answer, look over, be ready."""

import secrets
from collections.abc import Mapping

from flask import Blueprint, Response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from osaamistase.accounts.guard import LINK, open_to
from osaamistase.clock import now
from osaamistase.database import transaction
from osaamistase.errors import NotFound
from osaamistase.prints.routes import print_answer
from osaamistase.questionnaires.paths import is_open, path_opens
from osaamistase.questionnaires.questionnaire import Area, Questionnaire, checksum
from osaamistase.survey.answering import Place, accepted, minutes_left, off_path, places, progress
from osaamistase.survey.clashes import Kept, digest, remembered
from osaamistase.survey.entry import Entry
from osaamistase.survey.forms import as_kept, clash_words, given_on, refusal, writer_of
from osaamistase.survey.guard import asked_by, enter, open_to_answer, questionnaire_of, typist
from osaamistase.survey.steps import save_one, save_page
from osaamistase.survey.store import find_last_saved, get_respondent, list_kept
from osaamistase.web.fragments import fragment
from osaamistase.web.languages import LANGUAGES, clock_time, current_language
from osaamistase.web.limits import PRINT, limited

survey = Blueprint("survey", __name__)


@survey.get("/kysely/<door>")
@open_to(LINK)
def welcome(door: str) -> ResponseReturnValue:
    entry = enter(door)
    if entry.submitted_at or entry.ready_at:
        return redirect(url_for("survey.receipt", door=door))
    entry = open_to_answer(entry)
    last = None if entry.preview else find_last_saved(entry.respondent_id)
    return render_template(
        "survey/welcome.html", entry=entry, door=door, questionnaire=questionnaire_of(entry), last=last
    )


@survey.get("/kysely/<door>/kysymykset")
@open_to(LINK)
def questions(door: str) -> ResponseReturnValue:
    entry = enter(door)
    return render_template("survey/questions.html", entry=entry, door=door, questionnaire=questionnaire_of(entry))


@survey.get("/kysely/<door>/kysymykset.pdf")
@open_to(LINK)
@limited(PRINT)
def questions_pdf(door: str) -> Response:
    """The blank questionnaire for whoever wants to fill in on paper first: the same order and ids as on screen."""
    entry = enter(door)
    asked = asked_by(entry)
    title = f"{asked.questionnaire.id}-{asked.questionnaire.version}"

    def html() -> str:
        return render_template("print/questions.html", questionnaire=asked.questionnaire, main=entry.main)

    words = checksum("-".join(asked.key).encode())[:40]  # a document's subject has room for 60 characters
    subject = f"questions-{words}-{'main' if entry.main else 'other'}"
    return print_answer(subject, html, f"{title}.pdf", passing=entry.preview)


@survey.get("/kysely/<door>/alueet")
@open_to(LINK)
def hub(door: str) -> ResponseReturnValue:
    entry = open_to_answer(enter(door))
    return render_template("survey/hub.html", entry=entry, door=door, **_how_far(entry))


@survey.get("/kysely/<door>/tarkista")
@open_to(LINK)
def review(door: str) -> ResponseReturnValue:
    entry = open_to_answer(enter(door))
    blocked = "puuttuu" in request.args  # sent back here: nothing could be computed yet
    return render_template("survey/review.html", entry=entry, door=door, blocked=blocked, **_how_far(entry))


@survey.get("/kysely/<door>/kuitti")
@open_to(LINK)
def receipt(door: str) -> ResponseReturnValue:
    """Where a person lands who is ready, now and whenever they come back."""
    entry = enter(door)
    if entry.submitted_at and entry.main:
        return redirect(url_for("results.sheet", door=door))
    if not entry.submitted_at and not entry.ready_at:
        return redirect(url_for("survey.hub", door=door))
    return render_template("survey/receipt.html", entry=entry, door=door)


@survey.post("/kysely/<door>/yhdessa")
@open_to(LINK)
def answer_together(door: str) -> ResponseReturnValue:
    """The firm lets its adviser see and fill in its answers, as when both sit at one table."""
    entry = open_to_answer(enter(door, to_write=True))
    if not entry.main:
        raise NotFound("together")  # an adviser comes to the main respondent's answers alone
    if entry.preview:
        return redirect(url_for("survey.hub", door=door))
    with transaction():
        person = get_respondent(entry.respondent_id)
        person.together_at = person.together_at or now()
    return redirect(url_for("survey.hub", door=door))


@survey.route("/kysely/<door>/alueet/<area_id>", methods=["GET", "POST"])
@open_to(LINK)
def area(door: str, area_id: str) -> ResponseReturnValue:
    entry = open_to_answer(enter(door, to_write=request.method == "POST"))
    asked = questionnaire_of(entry)
    found = asked.area.get(area_id)
    if found is None:
        raise NotFound("area")
    if request.method == "GET":
        return _area_page(entry, door, found, _kept(entry), {}, {})
    given = given_on(request.form, places(asked, found, entry.main))
    unfit = {place: refusal(place) for place, value in given.items() if not accepted(asked, place, value, entry.main)}
    good = {place: value for place, value in given.items() if place not in unfit}
    before = _kept(entry)
    newer: dict[Place, Kept] = {}
    if not entry.preview:
        with transaction():
            newer = save_page(entry.respondent_id, good, writer_of(request.form), typist(entry), now())
    if request.form.get("language") in LANGUAGES:
        session["language"] = request.form["language"]
    if unfit or newer:
        # What fits is kept; what does not stands on the page as it was typed, with the reason beside it.
        refused = unfit | {place: clash_words(asked, place, kept.value) for place, kept in newer.items()}
        typed = given if entry.preview else {place: given[place] for place in refused}
        return _area_page(entry, door, found, _kept(entry), typed, refused), 409 if newer else 400
    after = {**before, **{at: Kept(value) for at, value in good.items()}}
    # A preview shows the rest of an area from the start, so nothing opens there.
    return redirect(_next(door, asked, found, after if entry.preview else before, after))


@survey.post("/kysely/<door>/vastaus")
@open_to(LINK)
def save(door: str) -> ResponseReturnValue:
    """One answer, saved as it is given. JSON: {"saved": "14.32", "version", "digest", "open"}; 400 with {"error": a
    sentence}; or 409 with {"error", "kept", "version", "digest"}, where something newer stands and nothing was changed.
    """
    entry = open_to_answer(enter(door, to_write=True))
    asked, place = (
        questionnaire_of(entry),
        Place(request.form.get("subject", "")[:20], request.form.get("rating", "")[:20]),
    )
    value = as_kept(request.form.get("value", ""))
    if not accepted(asked, place, value, entry.main):
        return {"error": refusal(place)}, 400
    if entry.preview:
        return {"saved": "–", "version": 0, "digest": ""}
    moment, writer = now(), writer_of(request.form)
    with transaction():
        version, newer = save_one(entry.respondent_id, place, value, writer, typist(entry), moment)
        kept = list_kept(entry.respondent_id) if newer is None and _may_open(asked, place) else None
    if newer is not None:
        told = clash_words(asked, place, newer.value)
        return {"error": told, "kept": newer.value, "version": newer.version, "digest": digest(newer.value)}, 409
    answer = {"saved": clock_time(moment), "version": version, "digest": digest(value)}
    return answer if kept is None else {**answer, "open": _is_open(asked, place, kept)}


def _kept(entry: Entry) -> dict[Place, Kept]:
    return {} if entry.preview else list_kept(entry.respondent_id)


def _values(kept: Mapping[Place, Kept]) -> dict[Place, str]:
    return {place: one.value for place, one in kept.items() if one.value}


def _how_far(entry: Entry) -> dict[str, object]:
    asked, answers = questionnaire_of(entry), _values(_kept(entry))
    areas = [progress(asked, area, answers, entry.main) for area in asked.areas]
    return {
        "questionnaire": asked,
        "answers": answers,
        "dropped": off_path(asked, answers),
        "progress": areas,
        "minutes_left": minutes_left(asked.minutes, areas),
    }


def _may_open(asked: Questionnaire, place: Place) -> bool:
    area = asked.area.get(place.subject) or asked.area_of[place.subject]
    return path_opens(asked, area, place.rating)


def _is_open(asked: Questionnaire, place: Place, kept: Mapping[Place, Kept]) -> bool:
    area = asked.area.get(place.subject) or asked.area_of[place.subject]
    return is_open(asked, area, lambda subject, rating: kept.get(Place(subject, rating), Kept()).value)


def _area_page(
    entry: Entry,
    door: str,
    found: Area,
    kept: Mapping[Place, Kept],
    typed: Mapping[Place, str],
    refused: Mapping[Place, str],
) -> str:
    asked = questionnaire_of(entry)
    answers = {**_values(kept), **typed}
    mine = [*places(asked, found, entry.main)]
    own = asked.own.ids if asked.own and asked.own.area == found.id else ()

    def questions(part: str) -> object:
        def draw() -> str:
            return render_template(
                "survey/area_questions.html", part=part, entry=entry, questionnaire=asked, area=found, refused=refused
            )

        # Drawn once for everyone; anew where something was refused and the reason stands beside it, and in a preview,
        # of which there may be any number.
        key = (*asked_by(entry).key, found.id, part, entry.main, entry.link_id is None, current_language())
        return fragment(None if refused or entry.preview else key, draw).filled(
            {place.field: answers.get(place, "") for place in mine}
        )

    return render_template(
        "survey/area.html",
        entry=entry,
        door=door,
        questionnaire=asked,
        area=found,
        number=asked.areas.index(found) + 1,
        questions=questions,
        own=[one for one in found.competences if one.id in own],
        has_rest=any(not one.core and one.id not in own for one in found.competences),
        rest_is_open=entry.preview
        or is_open(asked, found, lambda subject, rating: answers.get(Place(subject, rating), "")),
        answers=answers,
        refused=refused,
        page=secrets.token_urlsafe(8),
        seen=remembered({place: kept[place] for place in mine if place in kept}),
    )


def _next(
    door: str, asked: Questionnaire, found: Area, before: Mapping[Place, Kept], after: Mapping[Place, Kept]
) -> str:
    """Where the pressed button leads: the same area in another language or where more has opened, the hub, or on."""
    if "language" in request.form:
        return url_for("survey.area", door=door, area_id=found.id)
    place = Place(found.id, "current")
    if not _is_open(asked, place, before) and _is_open(asked, place, after):
        return url_for("survey.area", door=door, area_id=found.id, _anchor="lisaa")
    following = asked.areas.index(found) + 1
    if request.form.get("next") == "hub" or following == len(asked.areas):
        return url_for("survey.hub", door=door)
    return url_for("survey.area", door=door, area_id=asked.areas[following].id)
