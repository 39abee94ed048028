"""A sheet and the catalogue's rows as drafting wants them, and a draft as rows of the working copy."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from osaamistase.plans.draft import DraftAction, Firm, Gap, Offer, Risk, draft, key_person_actions
from osaamistase.plans.models import Action, ActionService, Plan
from osaamistase.plans.rules import KIND_OF_SERVICE, MOST
from osaamistase.plans.words import deputy_words, what_to_do, why_this_service
from osaamistase.questionnaires.questionnaire import Questionnaire
from osaamistase.services.models import Service


def gaps_of(sheet: dict[str, Any], language: str) -> list[Gap]:
    """The gap list of a stored sheet, in its ranking order."""
    lines = {line["id"]: line for line in sheet["competences"]}
    return [
        Gap(
            competence=one,
            class_=lines[one]["class"],
            current=lines[one]["current"],
            target=lines[one]["target"],
            priority=lines[one]["priority"],
            # What was talked through already does not begin with a talk.
            check_first=lines[one]["check_first"] and not lines[one].get("talk"),
            explanation=lines[one]["explanations"][language],
        )
        for one in sheet["gaps"]
    ]


def offers_of(services: Sequence[Service]) -> list[Offer]:
    return [
        Offer(
            id=service.id,
            kind=service.kind,
            kind_position=service.kind_position,
            offered_to=service.offered_to,
            primary=service.relevance == "primary",
            position=service.position,
            valid_until=service.valid_until,
            municipalities=tuple(service.municipalities),
            headcount_most=service.headcount_most,
            serves={link.competence_id: link.position for link in service.competences},
        )
        for service in services
    ]


def drafted_actions(
    plan: Plan,
    sheet: dict[str, Any],
    questionnaire: Questionnaire,
    services: Sequence[Service],
    responsible: str,
    firm: Firm,
    today: date,
) -> list[Action]:
    """The draft's actions as new rows of `plan`, in order, worded in the plan's language: gaps, then key persons."""
    known = {service.id: service for service in services}
    drafted = draft(gaps_of(sheet, plan.language), offers_of(services), today, firm)
    risks = key_person_actions(risks_of(sheet), today)
    # A plan of more than seven actions is not read: a deputy for what hangs on one head goes before the last gaps.
    rows = [
        _row(plan, position, one, questionnaire, known, responsible)
        for position, one in enumerate(drafted[: MOST - len(risks)])
    ]
    return rows + [
        _deputy_row(plan, len(rows) + position, risk, deadline, questionnaire, responsible)
        for position, (risk, deadline) in enumerate(risks)
    ]


def risks_of(sheet: dict[str, Any]) -> list[Risk]:
    """The key-person list of a stored sheet, an area with one and the same risk once."""
    lines = {line["id"]: line for line in sheet["competences"]}
    groups: dict[tuple[str, str, float, int], list[str]] = {}
    for one in sheet["key_persons"]:
        line = lines[one["id"]]
        groups.setdefault((line["area"], one["class"], one["risk"], line["holders"]), []).append(one["id"])
    return [Risk(area, tuple(ids), word, risk, holders) for (area, word, risk, holders), ids in groups.items()]


def unmet_competences(sheet: dict[str, Any], services: Sequence[Service], firm: Firm, today: date) -> list[str]:
    """The drafted gaps that no service of the region answers."""
    drafted = draft(gaps_of(sheet, "fi"), offers_of(services), today, firm)
    return [one.gap.competence for one in drafted if one.unmet]


def _row(
    plan: Plan,
    position: int,
    drafted: DraftAction,
    questionnaire: Questionnaire,
    services: dict[str, Service],
    responsible: str,
) -> Action:
    gap, language = drafted.gap, plan.language
    name = questionnaire.competence[gap.competence].name.in_(language)
    action = Action(
        plan_id=plan.id,
        position=position,
        title=name,
        description=what_to_do(gap.check_first, bool(drafted.services), language),
        responsible=responsible,
        deadline=drafted.deadline,
        competence_id=gap.competence,
        class_=gap.class_,
        level_from=Decimal(str(gap.current)),
        level_to=Decimal(str(gap.target)),
        explanation=gap.explanation,
        check_first=gap.check_first,
        unmet=drafted.unmet,
        kind=_kind(drafted, services),
        drafted=True,
        passed_over=[{"service": one, "why": why} for one, why in drafted.passed_over],
    )
    action.services = [
        ActionService(
            position=at, service_id=one, why=why_this_service(services[one].kind_name[language], name, language)
        )
        for at, one in enumerate(drafted.services)
    ]
    return action


def _kind(drafted: DraftAction, services: dict[str, Service]) -> str:
    if drafted.gap.check_first:
        return "neuvonta"
    return KIND_OF_SERVICE.get(services[drafted.services[0]].kind, "") if drafted.services else ""


def _deputy_row(
    plan: Plan, position: int, risk: Risk, deadline: date, questionnaire: Questionnaire, responsible: str
) -> Action:
    """An area that hangs on one or two people: a deputy, or what they do in writing."""
    area = questionnaire.area[risk.area].name.in_(plan.language)
    title, what, why = deputy_words(area, risk.holders, risk.risk, plan.language)
    return Action(
        plan_id=plan.id,
        position=position,
        title=title,
        description=what,
        responsible=responsible,
        deadline=deadline,
        explanation=why,
        kind="varahenkilo",
        drafted=True,
    )
