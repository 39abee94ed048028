"""A service as a row of plain texts: the one form in which it is typed, compared, exported, read and checked."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

Row = dict[str, str]
LANGUAGES = ("fi", "sv", "en")
# By field: its heading in a workbook, and how many characters it may hold.
FIELDS: dict[str, tuple[str, int]] = {
    "id": ("Tunnus", 80),
    "name_fi": ("Nimi suomeksi", 200), "name_sv": ("Nimi ruotsiksi", 200), "name_en": ("Nimi englanniksi", 200),
    "description_fi": ("Kuvaus suomeksi", 1000), "description_sv": ("Kuvaus ruotsiksi", 1000),
    "description_en": ("Kuvaus englanniksi", 1000),
    "kind": ("Laji", 20), "providers": ("Tuottajat", 2000), "offered_to": ("Kenelle", 10), "relevance": ("Osuvuus", 10),
    "competences": ("Osaamiset", 500), "municipalities": ("Kunnat", 1000),
    "headcount_most": ("Henkilöstöä enintään", 6),
    "valid_until": ("Voimassa", 10), "owner": ("Tiedon lähdeorganisaatio", 80), "responsible": ("Vastuuhenkilö", 254),
    "source": ("Lähde", 1000), "checked_on": ("Tarkistettu", 10), "note": ("Huomautus", 2000),
    "replaced_by": ("Korvaava palvelu", 80),
}  # fmt: skip
NEEDED = ("id", "name_fi", "name_sv", "name_en", "description_fi", "description_sv", "description_en", "kind",
          "providers", "offered_to", "relevance", "owner", "source", "checked_on")  # fmt: skip
OFFERED_TO = ("firms", "starters", "advisers", "nobody")
ADDRESSES = ("uusi", "tuo", "puuttuvat")  # pages of ours: no service can have such an id
RELEVANCE = ("primary", "secondary")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Known:
    """What a row may name. `kinds`: by id its names and its place; `people`: by e-mail the user's number; `services`:
    by id the one that takes its place, "" for none."""

    kinds: Mapping[str, tuple[dict[str, str], int]]
    competences: frozenset[str]
    people: Mapping[str, int]
    services: Mapping[str, str]


@dataclass(frozen=True)
class Fault:
    """What is wrong with a field, by one of the words of parts/catalogue.html."""

    field: str
    what: str


class ServiceLike(Protocol):
    """What is read of a stored service."""

    id: str
    name: dict[str, str]
    description: dict[str, str]
    kind: str
    providers: list[dict[str, Any]]
    offered_to: str
    relevance: str
    municipalities: list[str]
    headcount_most: int | None
    valid_until: date | None
    owner: str
    responsible_id: int | None
    source: str
    checked_on: date
    note: str
    replaced_by_id: str | None
    competences: Any


def row_of(service: ServiceLike, people: Mapping[int, str]) -> Row:
    """`people`: by number the e-mail of each user."""
    return {
        "id": service.id,
        **{f"name_{one}": service.name[one] for one in LANGUAGES},
        **{f"description_{one}": service.description[one] for one in LANGUAGES},
        "kind": service.kind,
        "providers": "\n".join(_provider_line(one) for one in service.providers),
        "offered_to": service.offered_to,
        "relevance": service.relevance,
        "competences": ", ".join(one.competence_id for one in service.competences),
        "municipalities": ", ".join(service.municipalities),
        "headcount_most": "" if service.headcount_most is None else str(service.headcount_most),
        "valid_until": "" if service.valid_until is None else service.valid_until.isoformat(),
        "owner": service.owner,
        "responsible": people.get(service.responsible_id or 0, ""),
        "source": service.source,
        "checked_on": service.checked_on.isoformat(),
        "note": service.note,
        "replaced_by": service.replaced_by_id or "",
    }


def tidied(given: Mapping[str, str]) -> Row:
    """Every field as it is compared: trimmed, lists with one kind of comma, days as ISO where they are days."""
    row = {name: given.get(name, "").replace("\r\n", "\n").strip() for name in FIELDS}
    for name in ("competences", "municipalities"):
        row[name] = ", ".join(_listed(row[name]))
    for name in ("valid_until", "checked_on"):
        found = day_of(row[name])
        row[name] = found.isoformat() if found else row[name]
    row["providers"] = "\n".join(_provider_line(one) for one in _providers(row["providers"]))
    return row


def faults(row: Row, known: Known) -> Iterator[Fault]:
    """Everything wrong with a tidied row, field by field."""
    for name in NEEDED:
        if not row[name]:
            yield Fault(name, "missing")
    for name, (_heading, most) in FIELDS.items():
        if len(row[name]) > most:
            yield Fault(name, "too_long")
    if row["id"] and (not _ID.fullmatch(row["id"]) or row["id"] in ADDRESSES):
        yield Fault("id", "no_id")
    yield from _unknown(row, known)
    for name in ("valid_until", "checked_on"):
        if row[name] and day_of(row[name]) is None:
            yield Fault(name, "no_day")
    if row["headcount_most"] and not (row["headcount_most"].isdecimal() and int(row["headcount_most"]) > 0):
        yield Fault("headcount_most", "no_number")
    if row["replaced_by"] and row["replaced_by"] == row["id"]:
        yield Fault("replaced_by", "itself")


def _unknown(row: Row, known: Known) -> Iterator[Fault]:
    competences = _listed(row["competences"])
    if len(set(competences)) != len(competences):
        yield Fault("competences", "twice")
    for name, given, allowed in (
        ("kind", [row["kind"]], known.kinds.keys()),
        ("offered_to", [row["offered_to"]], OFFERED_TO),
        ("relevance", [row["relevance"]], RELEVANCE),
        ("competences", competences, known.competences),
        ("responsible", [row["responsible"]], known.people.keys()),
        ("replaced_by", [row["replaced_by"]], known.services.keys()),
    ):
        if any(one and one not in allowed for one in given):
            yield Fault(name, f"no_{name}")


def values_of(row: Row, known: Known) -> dict[str, Any]:
    """A faultless row as a service's columns; `competences` apart (see `competences_of`)."""
    kind_name, kind_position = known.kinds[row["kind"]]
    return {
        "name": {one: row[f"name_{one}"] for one in LANGUAGES},
        "description": {one: row[f"description_{one}"] for one in LANGUAGES},
        "kind": row["kind"], "kind_name": kind_name, "kind_position": kind_position,
        "providers": _providers(row["providers"]), "offered_to": row["offered_to"], "relevance": row["relevance"],
        "municipalities": _listed(row["municipalities"]),
        "headcount_most": int(row["headcount_most"]) if row["headcount_most"] else None,
        "valid_until": day_of(row["valid_until"]), "owner": row["owner"],
        "responsible_id": known.people.get(row["responsible"]), "source": row["source"],
        "checked_on": day_of(row["checked_on"]), "note": row["note"], "replaced_by_id": row["replaced_by"] or None,
    }  # fmt: skip


def competences_of(row: Row) -> list[str]:
    return _listed(row["competences"])


def changed(before: Row, after: Row) -> list[str]:
    """The fields in which two rows differ, in their order."""
    return [name for name in FIELDS if before[name] != after[name]]


def in_circle(start: str, replaced_by: Mapping[str, str]) -> bool:
    """Whether following replacements leads back to where it began; itself at once is another fault."""
    seen, at = {start}, replaced_by.get(start, "")
    if at == start:
        return False
    while at:
        if at == start:
            return True
        if at in seen:
            return False
        seen.add(at)
        at = replaced_by.get(at, "")
    return False


def day_of(text: str) -> date | None:
    """A day written 2026-11-24 or 24.11.2026."""
    for shape in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(text, shape).date()
        except ValueError:
            continue
    return None


def _listed(text: str) -> list[str]:
    return [one.strip() for one in re.split(r"[,;\n]", text) if one.strip()]


def _providers(text: str) -> list[dict[str, str]]:
    """One a line: short name; whole name; contact. Without a whole name the short one is it."""
    found = []
    for line in text.split("\n"):
        name, full_name, contact = [*(part.strip() for part in line.split(";", 2)), "", ""][:3]
        if name:
            found.append({"name": name, "full_name": full_name or name, "contact": contact})
    return found


def _provider_line(provider: Mapping[str, Any]) -> str:
    return f"{provider['name']}; {provider['full_name']}; {provider.get('contact', '')}".rstrip("; ")
