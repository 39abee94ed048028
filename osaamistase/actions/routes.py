"""One action of a plan: add it, change its words, take it a step on, and have its deadline reminded of."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from osaamistase.accounts.guard import ADMINISTRATOR, ADVISER, open_to, signed_in
from osaamistase.actions.clash import Clash, clashes
from osaamistase.actions.forms import ActionForm, StepForm, service_errors
from osaamistase.clock import now, today
from osaamistase.database import transaction
from osaamistase.errors import Refused
from osaamistase.plans.compose import offers_of
from osaamistase.plans.forms import ReminderForm
from osaamistase.plans.models import Action, ActionService, Plan
from osaamistase.plans.status import STEPS, WrongStep, needs_reason
from osaamistase.plans.steps import mark_read, take_step
from osaamistase.plans.store import (
    add_action,
    find_reminder,
    get_action,
    get_plan,
    save_action,
    save_reminder,
    save_reminder_stopped,
)
from osaamistase.plans.words import why_this_service
from osaamistase.services.store import list_services
from osaamistase.web.forms import row_number
from osaamistase.web.languages import current_language

actions = Blueprint("actions", __name__)
TYPED = (
    "title", "kind", "description", "measure", "responsible", "deadline", "cost", "funding", "evidence",
)  # fmt: skip


@actions.route("/suunnitelmat/<int:plan_id>/toimenpiteet/uusi", methods=["GET", "POST"])
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


@actions.route("/toimenpiteet/<int:action_id>", methods=["GET", "POST"])
@open_to(ADVISER, ADMINISTRATOR)
def edit(action_id: int) -> ResponseReturnValue:
    """Change an action's words. Whoever saves second sees what the first saved, and chooses."""
    action = get_action(action_id)
    plan = get_plan(action.plan_id)
    form = _action_form(action)
    if _sound(form, action):
        with transaction():
            get_plan(action.plan_id, for_update=True)
            action = get_action(action_id)
            found = clashes(_standing(action), _wanted(form), _seen(), action.version)
            if not found:
                _write(form, plan, action)
        if not found:
            return redirect(url_for("plans.show", plan_id=plan.id, _anchor=f"toimenpide-{action_id}"))
        form.seen.data = str(action.version)
        return _action_page(form, plan, action, found)
    return _action_page(form, plan, action)


@actions.route("/toimenpiteet/<int:action_id>/tila/<status>", methods=["GET", "POST"])
@open_to(ADVISER, ADMINISTRATOR)
def step(action_id: int, status: str) -> ResponseReturnValue:
    """Take an action a step on; the page asks for what the step needs."""
    action = get_action(action_id)
    if status not in STEPS.get(action.status, ()) and status != action.status:
        raise _no_such_step()
    form = StepForm()
    if form.validate_on_submit():
        try:
            with transaction():
                take_step(action_id, status, form.text.data, form.until.data, signed_in().id, now(), today())
            return redirect(url_for("plans.show", plan_id=action.plan_id, _anchor=f"toimenpide-{action_id}"))
        except WrongStep as error:
            _refuse_step(form, error.why)
    page = render_template(
        "actions/step.html", form=form, action=action, to=status, reason=needs_reason(action.status, status)
    )
    return page, 400 if form.errors else 200


@actions.route("/toimenpiteet/<int:action_id>/muistutus", methods=["GET", "POST"])
@open_to(ADVISER, ADMINISTRATOR)
def remind(action_id: int) -> ResponseReturnValue:
    """Whom of the firm to write to before the deadline: only someone who agreed."""
    action, form = get_action(action_id), ReminderForm()
    back = redirect(url_for("plans.show", plan_id=action.plan_id, _anchor=f"toimenpide-{action_id}"))
    if request.method == "POST" and "stop" in request.form:
        with transaction():
            save_reminder_stopped(action_id, now())
        return back
    if form.validate_on_submit():
        with transaction():
            save_reminder(action_id, form.email.data, signed_in().id, now())
        return back
    page = render_template("actions/remind.html", form=form, action=action, reminder=find_reminder(action_id))
    return page, 400 if form.errors else 200


@actions.post("/toimenpiteet/<int:action_id>/siirra")
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


@actions.post("/toimenpiteet/<int:action_id>/luettu")
@open_to(ADVISER, ADMINISTRATOR)
def read(action_id: int) -> ResponseReturnValue:
    """What the firm wrote of an action has been read."""
    with transaction():
        action = mark_read(action_id, _seen(), signed_in().id, now())
    return redirect(url_for("plans.show", plan_id=action.plan_id, _anchor=f"toimenpide-{action_id}"))


@actions.post("/toimenpiteet/<int:action_id>/palauta")
@open_to(ADVISER, ADMINISTRATOR)
def restore(action_id: int) -> ResponseReturnValue:
    """Take a rejected action up again."""
    try:
        with transaction():
            action = take_step(action_id, "ehdotettu", "", None, signed_in().id, now(), today())
    except WrongStep as error:
        raise _no_such_step() from error
    return redirect(url_for("plans.show", plan_id=action.plan_id, _anchor=f"toimenpide-{action_id}"))


def _action_form(action: Action | None) -> ActionForm:
    chosen = [link.service_id for link in action.services] if action else []
    slots = {f"service_{at}": service_id for at, service_id in enumerate(chosen, 1)}
    return ActionForm(obj=action, data={**slots, "seen": str(action.version) if action else "0"})


def _sound(form: ActionForm, action: Action | None = None) -> bool:
    """Whether what was typed may be kept; the reasons stand beside the fields."""
    if not form.validate_on_submit():
        return False
    offered = [one for one in list_services() if one.offered_to == "firms"]
    moved = action is None or form.deadline.data != action.deadline
    if moved and form.deadline.data < today():
        form.refuse("deadline", _("Määräaika on jo mennyt. Anna päivä, joka on tänään tai myöhemmin."))
    return not service_errors(form, {one.id: one.valid_until for one in offered}) and not form.errors


def _no_such_step() -> Refused:
    return Refused(_("Toimenpide ei voi siirtyä tästä tilasta sinne. Avaa suunnitelma ja valitse jokin tarjotuista."))


def _refuse_step(form: StepForm, why: str) -> None:
    if why == "step":
        raise _no_such_step()
    if why == "reason":
        form.refuse("text", _("Kirjoita syy yhdellä lauseella."))
    elif why == "day":
        form.refuse("until", _("Anna uusi määräaika päivämääränä, esimerkiksi 28.2.2027."))
    else:
        form.refuse("until", _("Uuden määräajan pitää olla tulevaisuudessa."))


def _seen() -> int:
    """The version or the newest event the page was drawn from; a page that does not say saw none."""
    return row_number(request.form.get("seen"))


def _wanted(form: ActionForm) -> dict[str, Any]:
    return {**_typed(form), "services": form.chosen_services()}


def _standing(action: Action) -> dict[str, Any]:
    words = {name: getattr(action, name) for name in TYPED}
    return {**words, "services": [link.service_id for link in action.services]}


def _typed(form: ActionForm) -> dict[str, Any]:
    return {name: form[name].data for name in TYPED}


def _write(form: ActionForm, plan: Plan, action: Action) -> None:
    for field, value in _typed(form).items():
        setattr(action, field, value)
    action.version += 1
    reasons = {link.service_id: link.why for link in action.services}
    action.services.clear()
    save_action()
    action.services = _chosen(form, plan, action, reasons)
    save_action()


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


def _action_page(form: ActionForm, plan: Plan, action: Action | None, found: Sequence[Clash] = ()) -> tuple[str, int]:
    """The form with the services that may be chosen, those chosen before that have ended, and what another saved."""
    chosen = form.chosen_services()
    services = [
        one for one in list_services() if one.for_firms(today()) or (one.offered_to == "firms" and one.id in chosen)
    ]
    serving = {offer.id for offer in offers_of(services) if action and action.competence_id in offer.serves}
    names = {one.id: one.name[current_language()] for one in list_services()}
    page = render_template(
        "actions/edit.html",
        form=form,
        plan=plan,
        action=action,
        services=services,
        serving=serving,
        clashes=found,
        names=names,
    )
    return page, 409 if found else 400 if form.errors else 200
