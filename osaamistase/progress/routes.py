"""The plan as the firm sees it by its link: what was agreed on, how far each action is, and a word to the adviser."""

import json
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from osaamistase.accounts.guard import LINK, open_to
from osaamistase.clock import now
from osaamistase.database import transaction
from osaamistase.errors import NotFound
from osaamistase.plans.forms import ReminderForm
from osaamistase.plans.models import Action, ActionEvent, Plan
from osaamistase.plans.store import (
    add_event,
    find_plan_of_round,
    find_reminder,
    get_plan,
    list_events,
    list_reminders,
    list_revisions,
    save_reminder,
    save_reminder_stopped,
)
from osaamistase.progress.forms import WordForm
from osaamistase.results.routes import to_read
from osaamistase.survey.entry import Entry

progress = Blueprint("progress", __name__)


@progress.get("/kysely/<door>/suunnitelma")
@open_to(LINK)
def plan(door: str) -> ResponseReturnValue:
    """The newest confirmed revision with each action's state of today; while there is none, the page says so."""
    entry = to_read(door)
    found = find_plan_of_round(entry.round_id)
    revisions = list_revisions(found.id) if found else []
    whole = get_plan(found.id) if found and revisions else None
    document: dict[str, Any] = json.loads(revisions[0][0].content) if revisions else {"actions": []}
    live = {one.id: one for one in whole.actions} if whole else {}
    return render_template(
        "progress/plan.html",
        entry=entry,
        door=door,
        revision=revisions[0][0] if revisions else None,
        document=document,
        live=live,
        done=sum(one["id"] in live and live[one["id"]].status == "tehty" for one in document["actions"]),
        events=list_events(whole.id) if whole else {},
        reminders=list_reminders(whole.id) if whole else {},
    )


@progress.route("/kysely/<door>/suunnitelma/<int:action_id>", methods=["GET", "POST"])
@open_to(LINK)
def say(door: str, action_id: int) -> ResponseReturnValue:
    """Tell how far an action is, or write about it; the adviser confirms."""
    entry = to_read(door)
    action = _agreed(entry, action_id)
    form = WordForm()
    if form.validate_on_submit():
        if not form.wish.data and not form.text.data:
            form.refuse("text", _("Valitse, miten etenee, tai kirjoita kommentti."))
        else:
            with transaction():
                add_event(
                    ActionEvent(action_id=action.id, at=now(), wish=form.wish.data or None, text=form.text.data or "")
                )
            return redirect(url_for("progress.plan", door=door, _anchor=f"toimenpide-{action.id}"))
    page = render_template("progress/say.html", entry=entry, door=door, action=action, form=form)
    return page, 400 if request.method == "POST" else 200


@progress.route("/kysely/<door>/suunnitelma/<int:action_id>/muistutus", methods=["GET", "POST"])
@open_to(LINK)
def remind(door: str, action_id: int) -> ResponseReturnValue:
    """Someone of the firm asks to be written to before the deadline, or no more."""
    entry = to_read(door)
    action, form = _agreed(entry, action_id), ReminderForm()
    back = redirect(url_for("progress.plan", door=door, _anchor=f"toimenpide-{action.id}"))
    if request.method == "POST" and "stop" in request.form:
        with transaction():
            save_reminder_stopped(action.id, now())
        return back
    if form.validate_on_submit():
        with transaction():
            save_reminder(action.id, form.email.data, None, now())
        return back
    page = render_template(
        "progress/remind.html", entry=entry, door=door, action=action, form=form, reminder=find_reminder(action.id)
    )
    return page, 400 if form.errors else 200


def _agreed(entry: Entry, action_id: int) -> Action:
    """An action of this very firm's plan that stands in a confirmed revision. Raises NotFound."""
    found = find_plan_of_round(entry.round_id)
    revisions = list_revisions(found.id) if found else []
    if found is None or not revisions:
        raise NotFound("plan")
    confirmed = {one.get("id") for one in json.loads(revisions[0][0].content)["actions"]}
    whole: Plan = get_plan(found.id)
    action = next((one for one in whole.actions if one.id == action_id and one.id in confirmed), None)
    if action is None or action.status in ("tehty", "hylatty"):
        raise NotFound("action")
    return action
