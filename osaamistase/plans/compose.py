"""A sheet and the catalogue's rows as drafting wants them, and a draft as rows of the working copy."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from osaamistase.plans.draft import DraftAction, Gap, Offer, draft
from osaamistase.plans.models import Action, ActionService, Plan
from osaamistase.plans.words import what_to_do, why_this_service
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
    today: date,
) -> list[Action]:
    """The draft's actions as new rows of `plan`, in order, worded in the plan's language."""
    kinds = {service.id: service.kind_name[plan.language] for service in services}
    drafted = draft(gaps_of(sheet, plan.language), offers_of(services), today)
    return [_row(plan, position, one, questionnaire, kinds, responsible) for position, one in enumerate(drafted)]


def unmet_competences(sheet: dict[str, Any], services: Sequence[Service], today: date) -> list[str]:
    """The drafted gaps that no service of the region answers."""
    return [one.gap.competence for one in draft(gaps_of(sheet, "fi"), offers_of(services), today) if one.unmet]


def _row(
    plan: Plan,
    position: int,
    drafted: DraftAction,
    questionnaire: Questionnaire,
    kinds: dict[str, str],
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
    )
    action.services = [
        ActionService(position=at, service_id=one, why=why_this_service(kinds[one], name, language))
        for at, one in enumerate(drafted.services)
    ]
    return action
