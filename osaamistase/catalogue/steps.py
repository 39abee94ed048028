"""Steps inside the caller's transaction: a service is saved with what was changed, by whom and when."""

from collections.abc import Mapping
from datetime import date, datetime

from osaamistase.catalogue.rows import FIELDS, Known, Row, changed, competences_of, in_circle, row_of, values_of
from osaamistase.catalogue.states import before_the_end
from osaamistase.catalogue.store import (
    add_changes,
    add_service,
    get_service,
    list_changes,
    list_people,
    save_competences,
)
from osaamistase.errors import Taken
from osaamistase.services.models import Service, ServiceChange
from osaamistase.services.store import list_services


class CannotReplace(ValueError):
    """`why`: "itself", "circle" or "ended"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Outdated(ValueError):
    """The catalogue or the service was changed since it was looked at."""


def known(competences: frozenset[str]) -> Known:
    """What a row may name today; `competences`: all that any questionnaire asks."""
    services = list_services()
    kinds = {one.kind: (one.kind_name, one.kind_position) for one in services}
    people = {one.email: one.id for one in list_people()}
    return Known(kinds, competences, people, {one.id: one.replaced_by_id or "" for one in services})


def standing() -> dict[str, Row]:
    """The whole catalogue as rows, in its order."""
    people = _emails()
    return {one.id: row_of(one, people) for one in list_services()}


def row_of_service(service: Service) -> Row:
    return row_of(service, _emails())


def add_row(row: Row, about: Known, by_user_id: int | None, at: datetime) -> Service:
    """A new service at the end of the catalogue. Raises Outdated where somebody gave its id to one a moment ago."""
    position = max((one.position for one in list_services()), default=-1) + 1
    service = Service(id=row["id"], position=position, loaded_at=at, **values_of(row, about))
    try:
        add_service(service, competences_of(row))
    except Taken as error:
        raise Outdated from error
    add_changes([_change(service.id, "new", "", row["name_fi"], by_user_id, at)])
    return service


def save_row(row: Row, about: Known, by_user_id: int | None, at: datetime, seen: int | None = None) -> Service:
    """Change a service to what a sound row says. Raises Outdated where `seen` is not its newest version."""
    service = get_service(row["id"], for_update=True)
    before = row_of(service, _emails())
    fields = changed(before, row)
    if not fields:
        return service
    if seen is not None and seen != service.version:
        raise Outdated
    for name, value in values_of(row, about).items():
        setattr(service, name, value)
    save_competences(service, competences_of(row))
    service.version += 1
    add_changes([_change(service.id, name, before[name], row[name], by_user_id, at) for name in fields])
    return service


def replace_service(service_id: str, by_id: str, last_day: date, by_user_id: int, at: datetime, today: date) -> Service:
    """One becomes another after its last day. Raises CannotReplace."""
    service, other = get_service(service_id, for_update=True), get_service(by_id)
    replaced = {one.id: one.replaced_by_id or "" for one in list_services()} | {service_id: by_id}
    if service_id == by_id:
        raise CannotReplace("itself")
    if in_circle(service_id, replaced):
        raise CannotReplace("circle")
    if other.valid_until is not None and other.valid_until < max(today, last_day):
        raise CannotReplace("ended")
    return _set(service, {"valid_until": last_day.isoformat(), "replaced_by": by_id}, by_user_id, at)


def end_service(service_id: str, last_day: date, by_user_id: int, at: datetime) -> Service:
    service = get_service(service_id, for_update=True)
    return _set(service, {"valid_until": last_day.isoformat()}, by_user_id, at)


def resume_service(service_id: str, by_user_id: int, at: datetime, today: date) -> Service:
    """It goes on after all: nothing takes its place, and it lasts as it did before it was last ended."""
    service = get_service(service_id, for_update=True)
    before = before_the_end([one for one, _who in list_changes(service_id)])
    lasts = before if before is not None else row_of(service, {})["valid_until"]
    values = {"valid_until": lasts if lasts >= today.isoformat() else "", "replaced_by": ""}
    return _set(service, values, by_user_id, at)


def check_service(service_id: str, by_user_id: int, at: datetime, today: date) -> Service:
    """Somebody looked: it is still so."""
    service = get_service(service_id, for_update=True)
    return _set(service, {"checked_on": today.isoformat()}, by_user_id, at)


def _set(service: Service, values: Mapping[str, str], by_user_id: int, at: datetime) -> Service:
    before = row_of(service, _emails())
    fields = [name for name in FIELDS if name in values and values[name] != before[name]]
    columns = {"replaced_by": "replaced_by_id"}
    for name in fields:
        value = values[name] if name == "replaced_by" else date.fromisoformat(values[name]) if values[name] else None
        setattr(service, columns.get(name, name), value or None)
    if fields:
        service.version += 1
    add_changes([_change(service.id, name, before[name], values[name], by_user_id, at) for name in fields])
    return service


def _change(service_id: str, field: str, then: str, now: str, by_user_id: int | None, at: datetime) -> ServiceChange:
    return ServiceChange(service_id=service_id, at=at, by_user_id=by_user_id, field=field, then=then, now=now)


def _emails() -> dict[int, str]:
    return {one.id: one.email for one in list_people()}
