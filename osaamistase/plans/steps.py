"""Steps that join stores and rules, each inside the caller's transaction: draft a plan, confirm a revision."""

import json
from datetime import date, datetime
from typing import Any

from osaamistase.companies.store import get_company
from osaamistase.plans.compose import drafted_actions, unmet_competences
from osaamistase.plans.draft import Firm
from osaamistase.plans.models import Action, ActionEvent, Plan, Revision, UnmetNeed
from osaamistase.plans.redraft import Standing, renewed
from osaamistase.plans.revision import plan_document, sealed
from osaamistase.plans.status import check_step, words_of
from osaamistase.plans.store import (
    add_action,
    add_event,
    add_plan,
    add_revision,
    add_unmet_needs,
    find_plan_of_round,
    get_action,
    get_plan,
    list_events,
    list_revisions,
    remove_action,
)
from osaamistase.questionnaires.questionnaire import Questionnaire, named
from osaamistase.results.store import content_of, get_sheet
from osaamistase.services.store import list_services
from osaamistase.survey.guard import asked_by
from osaamistase.survey.store import get_round


class NothingToDo(ValueError):
    """A plan without a single action is not worth confirming."""


def draft_plan(round_id: int, by_user_id: int, at: datetime, today: date) -> Plan:
    """The round's plan, drafted from its sheet; a round has one plan, so asked again this gives the first."""
    get_round(round_id, for_update=True)
    stored = get_sheet(round_id)
    known = find_plan_of_round(round_id)
    if known is not None:
        return known
    company, services = get_company(stored.company_id), list_services()
    firm = Firm(company.municipality, company.headcount)
    content = content_of(stored)
    sheet, asked = content["sheet"], questionnaire_of(round_id, content)
    plan = add_plan(
        Plan(
            round_id=round_id, company_id=company.id, language=company.language, created_at=at, created_by_id=by_user_id
        )
    )
    for action in drafted_actions(plan, sheet, asked, services, company.contact_name, firm, today):
        add_action(action)
    own = content["answers"].get("own", {})  # the firm's own competences count nowhere else
    needs = [one for one in unmet_competences(sheet, services, firm, today) if one not in own]
    add_unmet_needs([UnmetNeed(round_id=round_id, competence_id=one, noted_at=at) for one in needs])
    return plan


def draft_again(plan_id: int, at: datetime, today: date) -> Plan:
    """Bring the plan up to the newest sheet: what was touched stays, the untouched drafts are drawn anew."""
    plan = get_plan(plan_id, for_update=True)
    company, services = get_company(plan.company_id), list_services()
    content = content_of(get_sheet(plan.round_id))
    asked, firm = questionnaire_of(plan.round_id, content), Firm(company.municipality, company.headcount)
    rows = drafted_actions(plan, content["sheet"], asked, services, company.contact_name, firm, today)
    # What stands in a confirmed revision or was spoken of is somebody's by now.
    known = {
        one.get("id") for revision, _ in list_revisions(plan_id) for one in json.loads(revision.content)["actions"]
    }
    known |= set(list_events(plan_id))
    standing = [Standing(one.id, _key(one), _touched(one) or one.id in known) for one in plan.actions]
    gone, come = renewed(standing, [_key(one) for one in rows])
    kept = [one for one in plan.actions if one.id not in gone or not remove_action(one.id)]
    standing_keys = {_key(one) for one in kept}
    come = [one for one in come if one not in standing_keys]
    for position, action in enumerate(kept):
        action.position = position
    for position, row in enumerate((one for one in rows if _key(one) in come), start=len(kept)):
        row.position = position
        add_action(row)
    plan.drafted_at = at
    return plan


def _key(action: Action) -> str:
    return action.competence_id or action.title


def _touched(action: Action) -> bool:
    return not action.drafted or action.version > 1 or action.status != "ehdotettu"


def confirm_plan(plan_id: int, by_user_id: int, at: datetime, agreed: bool = False) -> Revision:
    """A new numbered revision, or the newest where nothing has changed since. Raises NothingToDo.

    `agreed`: what was proposed until now is agreed on with the firm, each action with an event of its own.
    """
    plan = get_plan(plan_id, for_update=True)
    if not any(one.dropped_because is None for one in plan.actions):
        raise NothingToDo
    for action in plan.actions:
        if agreed and action.status == "ehdotettu":
            action.status = "sovittu"
            add_event(ActionEvent(action_id=action.id, at=at, by_user_id=by_user_id, status="sovittu"))
    services = {service.id: service for service in list_services()}
    content, sha256 = sealed(plan_document(plan.actions, services, _facts(plan)))
    newest = next((revision for revision, _name in list_revisions(plan_id)), None)
    if newest is not None and newest.sha256 == sha256:
        return newest
    return add_revision(
        Revision(
            plan_id=plan_id,
            number=newest.number + 1 if newest else 1,
            content=content,
            sha256=sha256,
            confirmed_at=at,
            confirmed_by_id=by_user_id,
        )
    )


def take_step(
    action_id: int, to: str, text: str, until: date | None, by_user_id: int, at: datetime, today: date
) -> Action:
    """Take an action a step on and write down who did it and why. Raises WrongStep, where nothing has changed.

    Asked again for the state it is in already, it stays there and nothing is written twice.
    """
    get_plan(get_action(action_id).plan_id, for_update=True)
    action = get_action(action_id)
    if action.status == to and to != "siirretty":
        return action
    check_step(action.status, to, text, until, today)
    action.status = to
    action.dropped_because = text if to == "hylatty" else None
    if to == "siirretty" and until is not None:
        action.deadline = until
    add_event(ActionEvent(action_id=action_id, at=at, by_user_id=by_user_id, status=to, until=until, text=text))
    return action


def mark_read(action_id: int, seen: int, by_user_id: int, at: datetime) -> Action:
    """The firm's words about an action were read; `seen`: the newest event the reader had on the page.

    Where none wait, or more has come since, nothing is written: nobody has read that yet.
    """
    action = get_action(action_id)
    events = [event for event, _name in list_events(action.plan_id).get(action_id, [])]
    if words_of(events) is not None and events[-1].id == seen:
        add_event(ActionEvent(action_id=action_id, at=at, by_user_id=by_user_id))
    return action


def questionnaire_of(round_id: int, content: dict[str, Any]) -> Questionnaire:
    """What a round asked, with the names its stored `content` gives the firm's own competences."""
    return named(asked_by(get_round(round_id)).questionnaire, content["answers"].get("own", {}))


def _facts(plan: Plan) -> dict[str, Any]:
    company = get_company(plan.company_id)
    return {
        "company": {
            "name": company.name,
            "business_id": company.business_id,
            "municipality": company.municipality,
            "contact": company.contact_name,
            "made_up": company.made_up,
        },
        "adviser": {"name": company.adviser.name, "email": company.adviser.email, "phone": company.adviser.phone},
        "sheet_sha256": get_sheet(plan.round_id).sha256,
        "language": plan.language,
    }
