"""Load and save the service catalogue."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from osaamistase.database import db
from osaamistase.services.catalogue import CatalogueFile
from osaamistase.services.models import Service, ServiceCompetence


def list_services() -> Sequence[Service]:
    """The whole catalogue in its own order, with the competences each serves."""
    return db.session.scalars(
        select(Service).options(selectinload(Service.competences)).order_by(Service.position, Service.id)
    ).all()


def save_catalogue(catalogue: CatalogueFile, at: datetime) -> int:
    """Add the file's services that are not known yet; how many it holds. Those known are the advisers' to change."""
    kinds = {kind.id: (position, kind) for position, kind in enumerate(catalogue.kinds)}
    providers = {provider.id: provider for provider in catalogue.providers}
    known = {service.id for service in list_services()}
    for position, entry in enumerate(catalogue.services):
        if entry.id in known:
            continue
        kind_position, kind = kinds[entry.kind]
        values: dict[str, Any] = {
            "position": position,
            "name": entry.name.model_dump(),
            "description": entry.description.model_dump(),
            "kind": entry.kind,
            "kind_name": kind.name.model_dump(),
            "kind_position": kind_position,
            "providers": [providers[one].model_dump(exclude={"id"}) for one in entry.providers],
            "offered_to": entry.offered_to,
            "relevance": entry.relevance,
            "valid_until": entry.valid_until,
            "owner": providers[entry.owner].name,
            "source": entry.source,
            "checked_on": entry.checked_on,
            "note": entry.note,
            "municipalities": list(entry.municipalities),
            "headcount_most": entry.headcount_most,
            "loaded_at": at,
        }
        service = Service(id=entry.id, **values)
        service.competences = [
            ServiceCompetence(service_id=entry.id, competence_id=one, position=at_place)
            for at_place, one in enumerate(entry.competences)
        ]
        db.session.add(service)
    db.session.flush()
    return len(catalogue.services)
