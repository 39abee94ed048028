"""The action plan: draft it from a sheet, edit it, confirm a revision, print the revision."""

import json
from functools import partial
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from osaamistase.accounts.guard import ADMINISTRATOR, ADVISER, open_to, signed_in
from osaamistase.clock import now, today
from osaamistase.companies.store import get_company
from osaamistase.database import transaction
from osaamistase.errors import Refused
from osaamistase.plans.compose import offers_of
from osaamistase.plans.forms import ActionForm, DropForm, service_errors
from osaamistase.plans.models import Action, ActionService, Plan, Revision
from osaamistase.plans.steps import NothingToDo, confirm_plan, draft_plan, questionnaire_of
from osaamistase.plans.store import add_action, get_action, get_plan, get_revision, list_revisions, save_action
from osaamistase.plans.words import why_this_service
from osaamistase.results.charts import pictures_of
from osaamistase.results.routes import why_anchor, whys
from osaamistase.results.store import content_of, get_sheet, list_sheets
from osaamistase.results.view import notes_by_area, sheet_view
from osaamistase.scoring.methods import method_of
from osaamistase.services.store import list_services
from osaamistase.web.languages import current_language
from osaamistase.web.pdf import pdf_answer, stored_print

plans = Blueprint("plans", __name__)


@plans.post("/kierrokset/<int:round_id>/suunnitelma")
@open_to(ADVISER, ADMINISTRATOR)
def create(round_id: int) -> ResponseReturnValue:
    """Draft the plan of a finished round; a round has one plan, so a second press opens the first's."""
    with transaction():
        plan = draft_plan(round_id, signed_in().id, now(), today())
    return redirect(url_for("plans.show", plan_id=plan.id))


@plans.get("/suunnitelmat/<int:plan_id>")
@open_to(ADVISER, ADMINISTRATOR)
def show(plan_id: int) -> ResponseReturnValue:
    plan = get_plan(plan_id)
    return render_template(
        "plans/show.html",
        plan=plan,
        stored=get_sheet(plan.round_id),
        company=get_company(plan.company_id),
        to_do=[one for one in plan.actions if one.dropped_because is None],
        dropped=[one for one in plan.actions if one.dropped_because is not None],
        services={service.id: service for service in list_services()},
        revisions=list_revisions(plan_id),
        today=today(),
    )


@plans.route("/suunnitelmat/<int:plan_id>/toimenpiteet/uusi", methods=["GET", "POST"])
@open_to(ADVISER, ADMINISTRATOR)
def add(plan_id: int) -> ResponseReturnValue:
    plan = get_plan(plan_id)
    form = _action_form(None)
    if _sound(form):
        with transaction():
            plan = get_plan(plan_id, for_update=True)
            position = max((one.position for one in plan.actions), default=-1) + 1
            action = Action(plan_id=plan_id, position=position, **_typed(form))
            action.services = _chosen(form, plan, action, {})
            add_action(action)
        return redirect(url_for("plans.show", plan_id=plan_id, _anchor=f"toimenpide-{action.id}"))
    return _action_page(form, plan, None)


@plans.route("/toimenpiteet/<int:action_id>", methods=["GET", "POST"])
@open_to(ADVISER, ADMINISTRATOR)
def edit(action_id: int) -> ResponseReturnValue:
    action = get_action(action_id)
    plan = get_plan(action.plan_id)
    form = _action_form(action)
    if _sound(form):
        with transaction():
            get_plan(action.plan_id, for_update=True)
            action = get_action(action_id)
            for field, value in _typed(form).items():
                setattr(action, field, value)
            reasons = {link.service_id: link.why for link in action.services}
            action.services.clear()
            save_action()
            action.services = _chosen(form, plan, action, reasons)
            save_action()
        return redirect(url_for("plans.show", plan_id=plan.id, _anchor=f"toimenpide-{action.id}"))
    return _action_page(form, plan, action)


@plans.post("/toimenpiteet/<int:action_id>/siirra")
@open_to(ADVISER, ADMINISTRATOR)
def move(action_id: int) -> ResponseReturnValue:
    """One step up or down among the actions to do."""
    with transaction():
        plan = get_plan(get_action(action_id).plan_id, for_update=True)
        order = [one for one in plan.actions if one.dropped_because is None]
        at = next((place for place, one in enumerate(order) if one.id == action_id), None)
        to = None if at is None else at + (1 if request.form.get("direction") == "down" else -1)
        if at is not None and to is not None and 0 <= to < len(order):
            order[at].position, order[to].position = order[to].position, order[at].position
            save_action()
    return redirect(url_for("plans.show", plan_id=plan.id, _anchor=f"toimenpide-{action_id}"))


@plans.route("/toimenpiteet/<int:action_id>/pudota", methods=["GET", "POST"])
@open_to(ADVISER, ADMINISTRATOR)
def drop(action_id: int) -> ResponseReturnValue:
    action = get_action(action_id)
    form = DropForm()
    if form.validate_on_submit():
        with transaction():
            action.dropped_because = form.because.data
            save_action()
        return redirect(url_for("plans.show", plan_id=action.plan_id, _anchor="pudotetut"))
    return render_template("plans/drop.html", form=form, action=action), 400 if form.errors else 200


@plans.post("/toimenpiteet/<int:action_id>/palauta")
@open_to(ADVISER, ADMINISTRATOR)
def restore(action_id: int) -> ResponseReturnValue:
    with transaction():
        action = get_action(action_id)
        action.dropped_because = None
        save_action()
    return redirect(url_for("plans.show", plan_id=action.plan_id, _anchor=f"toimenpide-{action_id}"))


@plans.post("/suunnitelmat/<int:plan_id>/vahvista")
@open_to(ADVISER, ADMINISTRATOR)
def confirm(plan_id: int) -> ResponseReturnValue:
    """Store a numbered revision. Where nothing changed since the last one, that one is opened."""
    try:
        with transaction():
            revision = confirm_plan(plan_id, signed_in().id, now())
    except NothingToDo as error:
        raise Refused(
            _("Suunnitelmassa ei ole vielä yhtään toimenpidettä. Lisää toimenpide ja vahvista sitten.")
        ) from error
    return redirect(url_for("plans.show_revision", plan_id=plan_id, number=revision.number))


@plans.get("/suunnitelmat/<int:plan_id>/versiot/<int:number>")
@open_to(ADVISER, ADMINISTRATOR)
def show_revision(plan_id: int, number: int) -> ResponseReturnValue:
    revision = get_revision(plan_id, number)
    return render_template("plans/show_revision.html", revision=revision, document=json.loads(revision.content))


@plans.get("/suunnitelmat/<int:plan_id>/versiot/<int:number>.pdf")
@open_to(ADVISER, ADMINISTRATOR)
def revision_pdf(plan_id: int, number: int) -> Response:
    revision, plan = get_revision(plan_id, number), get_plan(plan_id)
    print_ = stored_print(f"plan-{plan_id}-{number}", partial(_printed, plan, revision), plan.language)
    return pdf_answer(print_, f"toimenpidesuunnitelma-{plan_id}-{number}.pdf")


def _printed(plan: Plan, revision: Revision) -> str:
    """A revision with the very sheet that it was confirmed with, and how that sheet's figures came about."""
    document = json.loads(revision.content)
    sheets = list_sheets(plan.round_id)
    stored = next((one for one in sheets if one.sha256 == document["sheet_sha256"]), sheets[0])
    content = content_of(stored)
    asked = questionnaire_of(plan.round_id, content)
    view = sheet_view(content["sheet"], asked, current_language())
    return render_template(
        "print/plan.html",
        revision=revision,
        document=document,
        stored=stored,
        view=view,
        pictures=pictures_of(view, method_of(stored.method)),
        notes=notes_by_area(content["notes"], asked, current_language()),
        why=why_anchor,
        whys=whys(stored, asked),
        area_link="#{}-sums".format,
    )


def _action_form(action: Action | None) -> ActionForm:
    chosen = [link.service_id for link in action.services] if action else []
    slots = {f"service_{at}": service_id for at, service_id in enumerate(chosen, 1)}
    return ActionForm(obj=action, data=slots)


def _sound(form: ActionForm) -> bool:
    """Whether what was typed may be kept; the reasons stand beside the fields."""
    if not form.validate_on_submit():
        return False
    offered = [one for one in list_services() if one.offered_to == "firms"]
    return not service_errors(form, {one.id: one.valid_until for one in offered})


def _typed(form: ActionForm) -> dict[str, Any]:
    return {name: form[name].data for name in ("title", "description", "responsible", "deadline", "status")}


def _chosen(form: ActionForm, plan: Plan, action: Action, reasons: dict[str, str]) -> list[ActionService]:
    """The chosen services in order, each with why: the reason it had, or what it is and what it is for."""
    kinds = {service.id: service.kind_name[plan.language] for service in list_services()}
    return [
        ActionService(
            position=at,
            service_id=one,
            why=reasons.get(one) or why_this_service(kinds[one], action.title, plan.language),
        )
        for at, one in enumerate(form.chosen_services())
    ]


def _action_page(form: ActionForm, plan: Plan, action: Action | None) -> tuple[str, int]:
    """The form with the services that may be chosen, and those chosen before that have ended since."""
    chosen = form.chosen_services()
    services = [
        one
        for one in list_services()
        if one.offered_to == "firms" and (one.valid_until is None or one.valid_until >= today() or one.id in chosen)
    ]
    serving = {offer.id for offer in offers_of(services) if action and action.competence_id in offer.serves}
    page = render_template("plans/edit.html", form=form, plan=plan, action=action, services=services, serving=serving)
    return page, 400 if form.errors else 200
