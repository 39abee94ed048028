"""The action plan: draft it from a sheet, read it, and see what changed from one revision to another."""

import json

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from osaamistase.accounts.guard import ADMINISTRATOR, ADVISER, open_to, signed_in
from osaamistase.clock import now, today
from osaamistase.companies.store import get_company
from osaamistase.database import transaction
from osaamistase.errors import NotFound
from osaamistase.plans import rules as drafting
from osaamistase.plans.differences import differences
from osaamistase.plans.revision import changed_since
from osaamistase.plans.status import STEPS, waiting, wish_of, words_of
from osaamistase.plans.steps import draft_again, draft_plan
from osaamistase.plans.store import get_plan, get_revision, list_events, list_reminders, list_revisions
from osaamistase.results.store import get_sheet
from osaamistase.services.store import list_services
from osaamistase.web.forms import row_number

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
    plan, events, revisions = get_plan(plan_id), list_events(plan_id), list_revisions(plan_id)
    services = {service.id: service for service in list_services()}
    return render_template(
        "plans/show.html",
        plan=plan,
        stored=get_sheet(plan.round_id),
        company=get_company(plan.company_id),
        to_do=[one for one in plan.actions if one.dropped_because is None],
        dropped=[one for one in plan.actions if one.dropped_because is not None],
        services=services,
        revisions=revisions,
        changed=changed_since(revisions[0][0], plan.actions, services) if revisions else 0,
        events=events,
        steps=STEPS,
        wishes=waiting(events, wish_of),
        words=waiting(events, words_of),
        reminders=list_reminders(plan_id),
        today=today(),
    )


@plans.post("/suunnitelmat/<int:plan_id>/luonnostele")
@open_to(ADVISER, ADMINISTRATOR)
def renew(plan_id: int) -> ResponseReturnValue:
    """Draft again from the newest sheet; what was changed by hand stays."""
    with transaction():
        draft_again(plan_id, now(), today())
    return redirect(url_for("plans.show", plan_id=plan_id))


@plans.get("/suunnitelmat/<int:plan_id>/versiot/<int:number>")
@open_to(ADVISER, ADMINISTRATOR)
def show_revision(plan_id: int, number: int) -> ResponseReturnValue:
    revision = get_revision(plan_id, number)
    return render_template(
        "plans/show_revision.html",
        revision=revision,
        document=json.loads(revision.content),
        services={service.id: service for service in list_services()},  # as they are today, beside how they stood then
        today=today(),
    )


@plans.get("/suunnitelmat/saannot")
@open_to(ADVISER, ADMINISTRATOR)
def rules() -> ResponseReturnValue:
    """By what a draft goes: the very table it goes by."""
    return render_template("plans/rules.html", rules=drafting)


@plans.get("/suunnitelmat/<int:plan_id>/versiot/<int:number>/muutokset")
@open_to(ADVISER, ADMINISTRATOR)
def compare(plan_id: int, number: int) -> ResponseReturnValue:
    """What changed from an earlier revision, the one before unless the address names another: side by side."""
    revisions = {one.number: one for one, _name in list_revisions(plan_id)}
    given = request.args.get("versiosta", str(number - 1))
    earlier = revisions.get(row_number(given))
    if number not in revisions or earlier is None:
        raise NotFound("revision")
    later = revisions[number]
    return render_template(
        "plans/compare.html",
        plan_id=plan_id,
        earlier=earlier,
        later=later,
        numbers=sorted(revisions),
        actions=differences(json.loads(earlier.content), json.loads(later.content)),
    )
