"""What a file would change in the catalogue. Rows in, a list of changes out; nothing is changed here."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from osaamistase.catalogue.rows import Fault, Known, Row, changed, faults, in_circle, tidied


@dataclass(frozen=True)
class Change:
    """A service of the file. `fields`: (field, then, now); none of a new one."""

    id: str
    name: str
    new: bool
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Preview:
    """`base`: the checksum of the catalogue it was compared with; `rows`: those that change it."""

    changes: tuple[Change, ...]
    unchanged: int
    absent: tuple[str, ...]
    rows: tuple[Row, ...]
    base: str


@dataclass(frozen=True)
class Misplaced:
    """A fault of a file, with the cell or place it stands at."""

    where: str
    fault: Fault


def checked(given: Sequence[tuple[Row, Mapping[str, str]]], known: Known) -> tuple[list[Row], list[Misplaced]]:
    """Tidied rows, and every fault with its place. `given`: each row with the place of each of its fields."""
    rows = [tidied(row) for row, _where in given]
    everyone = replace(known, services={**known.services, **{row["id"]: row["replaced_by"] for row in rows}})
    found = [
        Misplaced(where.get(fault.field, ""), fault)
        for row, (_row, where) in zip(rows, given, strict=True)
        for fault in faults(row, everyone)
    ]
    seen: set[str] = set()
    for row, (_row, where) in zip(rows, given, strict=True):
        if row["id"] and row["id"] in seen:
            found.append(Misplaced(where.get("id", ""), Fault("id", "twice")))
        seen.add(row["id"])
    found += [
        Misplaced(where.get("replaced_by", ""), Fault("replaced_by", "circle"))
        for row, (_row, where) in zip(rows, given, strict=True)
        if in_circle(row["id"], everyone.services)
    ]
    return rows, found


def previewed(there: Mapping[str, Row], rows: Sequence[Row]) -> Preview:
    """What sound rows would change. What the file does not name stays as it is."""
    changes, touched = [], []
    for row in rows:
        before = there.get(row["id"])
        fields = changed(before, row) if before is not None else []
        if before is not None and not fields:
            continue
        touched.append(row)
        told = tuple((name, before[name], row[name]) for name in fields) if before is not None else ()
        changes.append(Change(row["id"], row["name_fi"], before is None, told))
    absent = tuple(one for one in there if one not in {row["id"] for row in rows})
    return Preview(tuple(changes), len(rows) - len(changes), absent, tuple(touched), base_of(there))


def base_of(there: Mapping[str, Row]) -> str:
    """The checksum of a whole catalogue, so that what was looked at is what is changed."""
    return hashlib.sha256(json.dumps(there, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
