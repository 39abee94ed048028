"""A confirmed plan as one document, with each service as it stood that day."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from osaamistase.plans.differences import differences
from osaamistase.plans.models import Action, Revision
from osaamistase.services.models import Service


def plan_document(actions: Sequence[Action], services: Mapping[str, Service], facts: dict[str, Any]) -> dict[str, Any]:
    """`facts` (firm, sheet checksum, language) with the actions to do and those dropped, in order."""
    return {
        **facts,
        "actions": [_action(one, services) for one in actions if one.dropped_because is None],
        "dropped": [
            {"title": one.title, "competence": one.competence_id, "because": one.dropped_because}
            for one in actions
            if one.dropped_because is not None
        ],
    }


def sealed(document: dict[str, Any]) -> tuple[str, str]:
    """The document's canonical text and the SHA-256 of it."""
    content = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return content, hashlib.sha256(content.encode()).hexdigest()


def changed_since(revision: Revision, actions: Sequence[Action], services: Mapping[str, Service]) -> int:
    """How many actions stand otherwise, or elsewhere, than in that confirmed plan: what its print does not tell."""
    then, now = json.loads(revision.content), plan_document(actions, services, {})
    moved = sum(one["title"] != other["title"] for one, other in zip(then["actions"], now["actions"], strict=False))
    return sum(one.state != "same" for one in differences(then, now)) or moved


def _action(action: Action, services: Mapping[str, Service]) -> dict[str, Any]:
    return {
        "id": action.id,
        "title": action.title,
        "kind": action.kind,
        "measure": action.measure,
        "cost": action.cost,
        "funding": action.funding,
        "evidence": action.evidence,
        "description": action.description,
        "competence": action.competence_id,
        "class": action.class_,
        "level_from": None if action.level_from is None else float(action.level_from),
        "level_to": None if action.level_to is None else float(action.level_to),
        "explanation": action.explanation,
        "responsible": action.responsible,
        "deadline": action.deadline.isoformat(),
        "status": action.status,
        "check_first": action.check_first,
        "unmet": action.unmet,
        "services": [_service(services[one.service_id], one.why) for one in action.services],
    }


def _service(service: Service, why: str) -> dict[str, Any]:
    return {
        "id": service.id,
        "name": service.name,
        "description": service.description,
        "kind": service.kind_name,
        "providers": service.providers,
        "valid_until": service.valid_until.isoformat() if service.valid_until else None,
        "checked_on": service.checked_on.isoformat(),
        "why": why,
    }
