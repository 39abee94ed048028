"""A plan is followed up: its days, the visits and their notes, and how the levels stand beside what was done."""

from collections.abc import Sequence

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from osaamistase.accounts.guard import ADMINISTRATOR, ADVISER, open_to, signed_in
from osaamistase.clock import HELSINKI, now, today
from osaamistase.companies.store import get_company
from osaamistase.database import transaction
from osaamistase.errors import Refused
from osaamistase.followup.forms import DayForm, NoteForm, Unreadable, hours_of, outcomes, steps_taken
from osaamistase.followup.models import FollowUp, Note
from osaamistase.followup.schedule import ADOPTION_FROM, ROUND_MONTHS, months_after, state_of
from osaamistase.followup.steps import Clashing, Typed, begin_note, confirm_and_follow, hold, save_note
from osaamistase.followup.store import (
    add_follow_ups,
    find_note_of,
    find_round_months,
    get_follow_up,
    get_note,
    list_follow_ups,
    list_outcomes,
    list_outcomes_of_plan,
    list_versions,
    save_round_months,
)
from osaamistase.followup.view import beside, earlier_versions
from osaamistase.plans.models import Action, Plan
from osaamistase.plans.status import WrongStep, wordless_steps
from osaamistase.plans.steps import NothingToDo, take_step
from osaamistase.plans.store import get_plan, list_events
from osaamistase.results.store import content_of, find_later_sheet, get_sheet
from osaamistase.survey.store import get_round
from osaamistase.web.forms import row_number
from osaamistase.web.languages import clock_time

followup = Blueprint("followup", __name__)


@followup.post("/suunnitelmat/<int:plan_id>/vahvista")
@open_to(ADVISER, ADMINISTRATOR)
def confirm(plan_id: int) -> ResponseReturnValue:
    """Store a numbered revision. Where nothing changed since the last one, that one is opened."""
    try:
        with transaction():
            revision = confirm_and_follow(plan_id, signed_in().id, now(), agreed="sovittu" in request.form)
    except NothingToDo as error:
        raise Refused(
            _("Suunnitelmassa ei ole vielä yhtään toimenpidettä. Lisää toimenpide ja vahvista sitten.")
        ) from error
    return redirect(url_for("plans.show_revision", plan_id=plan_id, number=revision.number))


@followup.get("/suunnitelmat/<int:plan_id>/seuranta")
@open_to(ADVISER, ADMINISTRATOR)
def show(plan_id: int) -> ResponseReturnValue:
    return _plan_page(plan_id, DayForm())


@followup.post("/suunnitelmat/<int:plan_id>/seuranta")
@open_to(ADVISER, ADMINISTRATOR)
def add_day(plan_id: int) -> ResponseReturnValue:
    """One more day of follow-up."""
    form = DayForm()
    if form.validate() and _day_ahead(form):
        with transaction():
            add_follow_ups([FollowUp(plan_id=get_plan(plan_id).id, due=form.due.data)])
        return redirect(url_for("followup.show", plan_id=plan_id))
    return _plan_page(plan_id, form)


@followup.post("/suunnitelmat/<int:plan_id>/seuranta/kierros")
@open_to(ADVISER, ADMINISTRATOR)
def choose_round(plan_id: int) -> ResponseReturnValue:
    """When the firm answers anew."""
    months = request.form.get("months", "")
    if months not in {str(one) for one in ROUND_MONTHS}:
        raise Refused(_("Valitse 12 tai 24 kuukautta."))
    with transaction():
        save_round_months(get_plan(plan_id).id, int(months))
    return redirect(url_for("followup.show", plan_id=plan_id))


@followup.route("/seurannat/<int:follow_up_id>/muuta", methods=["GET", "POST"])
@open_to(ADVISER, ADMINISTRATOR)
def change_day(follow_up_id: int) -> ResponseReturnValue:
    """Another day, or left out with a reason."""
    found, form = get_follow_up(follow_up_id), DayForm()
    if request.method == "POST" and form.validate():
        skip = "skip" in request.form
        if skip and not form.reason.data:
            form.refuse("reason", _("Kirjoita, miksi seuranta jätetään väliin."))
        if (form.reason.data if skip else _day_ahead(form)) and not form.errors:
            with transaction():
                found = get_follow_up(follow_up_id)
                found.skipped_because = form.reason.data if skip else None
                found.due = found.due if skip else form.due.data
            return redirect(url_for("followup.show", plan_id=found.plan_id))
    page = render_template("followup/change_day.html", form=form, follow_up=found)
    return page, 400 if form.errors else 200


@followup.route("/seurannat/<int:follow_up_id>", methods=["GET", "POST"])
@open_to(ADVISER, ADMINISTRATOR)
def visit(follow_up_id: int) -> ResponseReturnValue:
    """The note of a follow-up: begun here, then at its own address."""
    follow_up = get_follow_up(follow_up_id)
    plan, note = get_plan(follow_up.plan_id), find_note_of(follow_up_id)
    if note is not None and request.method == "GET":
        return redirect(url_for("followup.edit_note", note_id=note.id))
    return _note_page(plan.company_id, note, follow_up, plan)


@followup.route("/yritykset/<int:company_id>/muistiinpanot/uusi", methods=["GET", "POST"])
@open_to(ADVISER, ADMINISTRATOR)
def new_note(company_id: int) -> ResponseReturnValue:
    return _note_page(get_company(company_id).id, None, None, None)


@followup.route("/muistiinpanot/<int:note_id>", methods=["GET", "POST"])
@open_to(ADVISER, ADMINISTRATOR)
def edit_note(note_id: int) -> ResponseReturnValue:
    note = get_note(note_id)
    follow_up = get_follow_up(note.follow_up_id) if note.follow_up_id is not None else None
    plan = get_plan(follow_up.plan_id) if follow_up is not None else None
    return _note_page(note.company_id, note, follow_up, plan)


@followup.get("/suunnitelmat/<int:plan_id>/seuranta/muutos")
@open_to(ADVISER, ADMINISTRATOR)
def change(plan_id: int) -> ResponseReturnValue:
    """What was done, and beside it how the levels stand by the firm's next answers."""
    plan = get_plan(plan_id)
    then, later = get_sheet(plan.round_id), find_later_sheet(plan.company_id, plan.round_id)
    return render_template(
        "followup/change.html",
        plan=plan,
        company=get_company(plan.company_id),
        then=then,
        later=later,
        lines=beside(
            plan.actions,
            list_events(plan_id),
            _adoption(plan_id),
            content_of(then),
            None if later is None else content_of(later),
        ),
    )


def _adoption(plan_id: int) -> dict[int, int]:
    """By action how far it was in daily use when it was last asked, 0–4."""
    return {one.action_id: one.adoption for one, _day in list_outcomes_of_plan(plan_id) if one.adoption is not None}


def _plan_page(plan_id: int, form: DayForm) -> ResponseReturnValue:
    plan = get_plan(plan_id)
    rows = list_follow_ups(plan_id)
    months = find_round_months(plan_id) or ROUND_MONTHS[0]
    submitted = get_round(plan.round_id).submitted_at
    assert submitted is not None  # a plan is drafted of a finished round
    page = render_template(
        "followup/show.html",
        form=form,
        plan=plan,
        company=get_company(plan.company_id),
        follow_ups=[
            (one, note, state_of(one.due, bool(note and note.held_at), one.skipped_because is not None, today()))
            for one, note in rows
        ],
        months=months,
        choices=ROUND_MONTHS,
        round_day=months_after(submitted.astimezone(HELSINKI).date(), months),
        later=find_later_sheet(plan.company_id, plan.round_id),
        today=today(),
    )
    return page, 400 if form.errors else 200


def _note_page(
    company_id: int, note: Note | None, follow_up: FollowUp | None, plan: Plan | None
) -> ResponseReturnValue:
    known = {one.action_id: (one.text, one.adoption) for one in list_outcomes(note.id)} if note is not None else {}
    # What was left out since keeps the words that stand here already.
    actions = (
        [one for one in plan.actions if one.dropped_because is None or one.id in known] if plan is not None else []
    )
    form = NoteForm(obj=note, data={"hours": hours_of(note.minutes)}) if note is not None else NoteForm(day=today())
    theirs = None
    if request.method == "POST" and form.validate():
        try:
            return _saved(_keep(company_id, note, follow_up, form, actions))
        except Unreadable:
            form.refuse(
                "text", _("Yhden toimenpiteen teksti on yli 2 000 merkkiä. Lyhennä sitä ja tallenna uudelleen.")
            )
        except WrongStep:
            form.refuse("text", _("Joku muu muutti toimenpiteen tilaa samaan aikaan. Katso tilat alta ja tallenna."))
        except Clashing as clash:
            theirs = clash.note
            if _wants_json():
                return jsonify(clash=True), 409
            form.seen.data = str(theirs.version)
    elif note is not None:
        form.seen.data = str(note.version)
    page = render_template(
        "followup/note.html",
        form=form,
        company=get_company(company_id),
        note=theirs or note,
        theirs=theirs,
        their_hours=hours_of(theirs.minutes) if theirs is not None else "",
        their_outcomes={one.action_id: one for one in list_outcomes(theirs.id)} if theirs is not None else {},
        follow_up=follow_up,
        plan=plan,
        actions=actions,
        outcomes=known,
        steps={one.id: wordless_steps(one.status) for one in actions},
        adoption=follow_up is not None and (follow_up.months or ADOPTION_FROM) >= ADOPTION_FROM,
        versions=earlier_versions(list_versions(note.id)) if note is not None else [],
        typed=request.form,
    )
    return page, 409 if theirs is not None else 400 if form.errors else 200


def _keep(
    company_id: int, note: Note | None, follow_up: FollowUp | None, form: NoteForm, actions: Sequence[Action]
) -> Note:
    said = outcomes(request.form, [one.id for one in actions])
    typed = Typed(form.day.data, form.how.data, form.people.data or "", form.text.data or "", said, form.minutes)
    seen = row_number(form.seen.data)
    with transaction():
        if note is None:
            kept = begin_note(company_id, follow_up.id if follow_up else None, typed, signed_in().id, now())
        else:
            kept = save_note(note.id, seen, typed, signed_in().id, now())
        if "held" in request.form:
            hold(kept, now())
        if not _wants_json():  # what is saved while one writes takes no step
            for action_id, to in steps_taken(request.form, {one.id: one.status for one in actions}).items():
                take_step(action_id, to, said[action_id][0], None, signed_in().id, now(), today())
    return kept


def _saved(note: Note) -> ResponseReturnValue:
    address = url_for("followup.edit_note", note_id=note.id)
    if _wants_json():
        return jsonify(address=address, version=note.version, saved=clock_time(note.saved_at))
    if "held" in request.form and note.follow_up_id is not None:
        return redirect(url_for("followup.show", plan_id=get_follow_up(note.follow_up_id).plan_id))
    return redirect(address)


def _wants_json() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _day_ahead(form: DayForm) -> bool:
    if form.due.data is None:
        form.refuse("due", _("Anna päivä, esimerkiksi 28.2.2027."))
    elif form.due.data < today():
        form.refuse("due", _("Päivä on jo mennyt. Anna tämä päivä tai myöhempi."))
    return not form.errors
