"""A plan on paper and in a spreadsheet: whole, alone, for the wall, as an annex, and how far it is."""

import hashlib
import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from osaamistase.accounts.guard import ADMINISTRATOR, ADVISER, LINK, open_to
from osaamistase.actions.forms import KIND_WORDS, STATUS_WORDS
from osaamistase.clock import today
from osaamistase.companies.store import get_company
from osaamistase.errors import NotFound
from osaamistase.followup.store import list_follow_ups, list_outcomes_of_plan
from osaamistase.plans.models import Action, Plan, Revision
from osaamistase.plans.status import CLOSED
from osaamistase.plans.steps import questionnaire_of
from osaamistase.plans.store import find_plan_of_round, get_plan, get_revision, list_events, list_revisions
from osaamistase.printouts.spreadsheet import to_spreadsheet
from osaamistase.printouts.words import HEADINGS
from osaamistase.prints.routes import print_answer
from osaamistase.results.charts import pictures_of
from osaamistase.results.routes import to_read, why_anchor, whys
from osaamistase.results.store import content_of, list_sheets
from osaamistase.results.view import notes_by_area, sheet_view
from osaamistase.scoring.methods import method_of
from osaamistase.services.store import list_services
from osaamistase.web.files import XLSX, attachment
from osaamistase.web.languages import LANGUAGES, current_language
from osaamistase.web.limits import FILE, PRINT, limited

printouts = Blueprint("printouts", __name__)
ALONE = {"suunnitelma": "print/plan_alone.html", "seinalista": "print/wall.html", "liite": "print/annex.html"}


@printouts.get("/suunnitelmat/<int:plan_id>/versiot/<int:number>.pdf")
@open_to(ADVISER, ADMINISTRATOR)
@limited(PRINT)
def plan_and_sheet(plan_id: int, number: int) -> Response:
    revision, plan = get_revision(plan_id, number), get_plan(plan_id)
    return plan_print(plan, revision)


@printouts.get("/suunnitelmat/<int:plan_id>/versiot/<int:number>/<kind>.pdf")
@open_to(ADVISER, ADMINISTRATOR)
@limited(PRINT)
def alone(plan_id: int, number: int, kind: str) -> Response:
    """A confirmed revision by itself: the plan, the list for the wall, or the annex."""
    revision, plan = get_revision(plan_id, number), get_plan(plan_id)
    return alone_print(kind, plan, revision)


@printouts.get("/kysely/<door>/suunnitelma.pdf")
@open_to(LINK)
@limited(PRINT)
def plan_by_link(door: str) -> Response:
    """What the firm takes to its board: the plan confirmed last, with its sheet. The very print its adviser has."""
    plan, revision = _confirmed(door)
    return plan_print(plan, revision)


@printouts.get("/kysely/<door>/suunnitelma/<kind>.pdf")
@open_to(LINK)
@limited(PRINT)
def alone_by_link(door: str, kind: str) -> Response:
    """What the firm takes to its people: one of ALONE of the plan confirmed last."""
    plan, revision = _confirmed(door)
    return alone_print(kind, plan, revision)


@printouts.get("/suunnitelmat/<int:plan_id>/seuranta.pdf")
@open_to(ADVISER, ADMINISTRATOR)
@limited(PRINT)
def summary(plan_id: int) -> Response:
    """How far the plan is today: what was done, what is late, what was said on visits."""
    plan = get_plan(plan_id)
    with force_locale(_language(plan)):
        html = _summary(plan)
    # What stands there may change any day, so the print is known by its words and kept for a day.
    words = hashlib.sha256(html.encode()).hexdigest()[:32]
    return print_answer(
        f"seuranta-{plan_id}-{words}", lambda: html, f"seuranta-{plan_id}.pdf", _language(plan), passing=True
    )


@printouts.get("/suunnitelmat/<int:plan_id>/toimenpiteet.xlsx")
@open_to(ADVISER, ADMINISTRATOR)
@limited(FILE)
def spreadsheet(plan_id: int) -> ResponseReturnValue:
    """The working copy's actions, one a row, as they stand today."""
    plan = get_plan(plan_id)
    language = _language(plan)
    names = {one.id: one.name[language] for one in list_services()}
    with force_locale(language):
        heads = [str(one) for one in HEADINGS.values()]
        rows = [
            [
                one.title, str(KIND_WORDS.get(one.kind, "")), one.description, one.measure, one.responsible,
                one.deadline, str(STATUS_WORDS[one.status]), _services_of(one, names), one.cost, one.funding,
                one.evidence, one.level_from, one.level_to, one.dropped_because or "",
            ]
            for one in plan.actions
        ]  # fmt: skip
    return attachment(to_spreadsheet(heads, rows), XLSX, f"toimenpiteet-{plan_id}.xlsx")


def _services_of(action: Action, names: Mapping[str, str]) -> str:
    return "; ".join(names[link.service_id] for link in action.services)


def plan_print(plan: Plan, revision: Revision) -> Response:
    subject = f"plan-{plan.id}-{revision.number}"
    name = f"toimenpidesuunnitelma-{plan.id}-{revision.number}.pdf"
    return print_answer(subject, partial(whole, plan, revision), name, _language(plan))


def alone_print(kind: str, plan: Plan, revision: Revision) -> Response:
    """Raises NotFound for a kind that is none of ALONE."""
    if kind not in ALONE:
        raise NotFound("print")
    subject = f"{kind}-{plan.id}-{revision.number}"
    return print_answer(subject, partial(of_revision, kind, revision), f"{subject}.pdf", _language(plan))


def of_revision(kind: str, revision: Revision) -> str:
    """The HTML of one of ALONE, in the language at hand."""
    return render_template(ALONE[kind], revision=revision, document=json.loads(revision.content))


def whole(plan: Plan, revision: Revision) -> str:
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


def _summary(plan: Plan) -> str:
    outcomes: dict[int, list[tuple[Any, Any]]] = {}
    for outcome, day in list_outcomes_of_plan(plan.id):
        outcomes.setdefault(outcome.action_id, []).append((day, outcome))
    revisions = list_revisions(plan.id)
    return render_template(
        "print/summary.html",
        plan=plan,
        company=get_company(plan.company_id),
        revision=revisions[0][0] if revisions else None,
        actions=[one for one in plan.actions if one.dropped_because is None],
        dropped=[one for one in plan.actions if one.dropped_because is not None],
        events=list_events(plan.id),
        outcomes=outcomes,
        follow_ups=list_follow_ups(plan.id),
        today=today(),
        closed=CLOSED,
    )


def _confirmed(door: str) -> tuple[Plan, Revision]:
    """A firm's plan as it was confirmed last. Raises NotFound where it never was, and for a colleague."""
    found = find_plan_of_round(to_read(door).round_id)
    revisions = list_revisions(found.id) if found else []
    if found is None or not revisions:
        raise NotFound("plan")
    return get_plan(found.id), revisions[0][0]


def _language(plan: Plan) -> str:
    """That asked for in the address, or the plan's own."""
    wanted = request.args.get("kieli", "")
    return wanted if wanted in LANGUAGES else plan.language
