"""Whole backups: written from one look at the database, checked, and loaded into an empty one."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from osaamistase.backups.archive import LONGEST, Opened, Packing, file_of
from osaamistase.backups.found import Found, Look
from osaamistase.backups.guards import add_guards, remove_guards
from osaamistase.backups.kinds import Kind, line_of, row_of
from osaamistase.backups.manifest import FORMAT, NAME, Manifest, Table, Tally, written
from osaamistase.backups.own_sums import Sums
from osaamistase.backups.store import add_lock, add_rows, get_kind, list_filled, list_rows, list_tables, save_numbering
from osaamistase.errors import BadFile
from osaamistase.releases import schema
from osaamistase.releases.store import find_revision

_ROWS, _BYTES = 1000, 4 * 1024**2  # go into the database at once


class Refused(ValueError):
    """The database at hand cannot be copied or filled; the message says why and what to do."""


def pieces_of(look: Look, at: datetime, models: Mapping[str, Sequence[str]]) -> Iterator[bytes]:
    """A backup of everything, piece by piece. `models`: the tables of today's code with their columns.

    Raises Refused and BadFile.
    """
    revision = find_revision(look)
    if revision is None:
        raise Refused("the database has no tables of the service yet; make them with: flask --app wsgi prepare")
    tables = list_tables(look)
    if revision == schema.newest():
        _refuse_strange(tables, models)
    add_lock(look, tables, "ACCESS SHARE")
    packing, said = Packing(), {}
    for one in sorted(tables, key=lambda found: found.name):
        tally = Tally()
        yield from packing.add(file_of(one.name), _lines(look, one, tally))
        said[one.name] = Table(
            columns=dict(one.kinds), key=list(one.key), rows=tally.rows, bytes=tally.bytes, sha256=tally.sha256
        )
    manifest = Manifest.model_validate(
        {"format": FORMAT, "revision": revision, "made_at": at, "database": get_kind(look), "tables": said}
    )
    yield from packing.add(NAME, [written(manifest)])
    yield packing.end()


def _refuse_strange(tables: Sequence[Found], models: Mapping[str, Sequence[str]]) -> None:
    """What no migration made could not be restored either, and that is better told now than then."""
    for one in tables:
        if set(one.kinds) != set(models.get(one.name, ())):
            raise Refused(f"the table {one.name} is not as this service makes it; move what is not its own elsewhere")
    for name in models.keys() - {one.name for one in tables}:
        raise Refused(f"the table {name} is missing from the database; restore the newest backup into a new one")


def _lines(look: Look, one: Found, tally: Tally) -> Iterator[bytes]:
    made = line_of(one.kinds)
    for row in list_rows(look, one):
        line = made(row)
        if len(line) > LONGEST:
            raise Refused(f"row {tally.rows + 1} of the table {one.name} is larger than {LONGEST} bytes")
        tally.add(line)
        yield line


def check(opened: Opened) -> Sums:
    """Reads all of it: every table is what was written, and what carries a checksum is told. Raises BadFile."""
    sums = Sums()
    for name in opened.manifest.tables:
        for row, _length in _rows(opened, name):
            sums.add(name, row)
    return sums


def _rows(opened: Opened, name: str) -> Iterator[tuple[dict[str, Any], int]]:
    made = row_of(opened.manifest.tables[name].columns)
    for number, line in enumerate(opened.lines(name), start=1):
        try:
            yield made(line), len(line)
        except ValueError as error:
            raise BadFile(f"{file_of(name)}: line {number}", f"{error}; take another copy of the backup") from None


def refuse_unknown(revision: str) -> None:
    if not schema.knows(revision):
        raise Refused(
            f"the backup was made by a newer version of the service (revision {revision}, this one knows up to "
            f"{schema.newest()}); bring the code up to date first"
        )


def refuse_spoilt(sums: Sums) -> None:
    if sums.spoilt:
        raise BadFile(sums.spoilt[0], "is not what its own checksum says; take another backup, or add --with-spoilt")


def load(look: Look, opened: Opened, *, spoilt_too: bool = False) -> Sums:
    """All of the backup in an empty database, at the newest revision, inside the caller's transaction.

    What was loaded is read again from the database and compared. Raises Refused and BadFile; then the caller takes
    everything back. `spoilt_too`: what was spoilt already when it was copied is no reason to refuse.
    """
    manifest = opened.manifest
    refuse_unknown(manifest.revision)
    _make_tables(look, manifest.revision)
    tables = list_tables(look)
    _compare_shapes(tables, manifest)
    guards = remove_guards(look, tables)
    for one in tables:
        _fill(look, one, opened)
    add_guards(look, guards)
    save_numbering(look, tables)
    sums = Sums()
    for one in tables:
        _compare(look, one, manifest.tables[one.name], sums)
    if not spoilt_too:
        refuse_spoilt(sums)
    schema.bring_up(look, schema.newest(), in_one=True)
    return sums


def _make_tables(look: Look, revision: str) -> None:
    there, tables = find_revision(look), list_tables(look)
    add_lock(look, tables, "ACCESS EXCLUSIVE")
    way_on = "name a new database in DATABASE_URL and restore there"
    if filled := list_filled(look, tables):
        raise Refused(f"the database holds data already (first in the table {filled[0]}); {way_on}")
    if tables and there is None:
        raise Refused(f"the database has tables of something else (first {tables[0].name}); {way_on}")
    if there is not None and not schema.knows(there):
        raise Refused(f"the tables are of a newer version of the service (revision {there}); {way_on}")
    if there == revision:
        return
    if there is not None:
        schema.take_away(look)
    schema.bring_up(look, revision, in_one=True)


def _compare_shapes(tables: Sequence[Found], manifest: Manifest) -> None:
    ours: dict[str, Mapping[str, Kind]] = {one.name: one.kinds for one in tables}
    for name in ours.keys() ^ manifest.tables.keys():
        where = "is not in the backup" if name in ours else f"is no table of revision {manifest.revision}"
        raise BadFile(name, f"{where}; take another backup")
    for one in tables:
        said = manifest.tables[one.name]
        if list(said.columns.items()) != list(one.kinds.items()) or said.key != list(one.key):
            raise BadFile(one.name, f"has other columns than revision {manifest.revision} makes; take another backup")


def _fill(look: Look, one: Found, opened: Opened) -> None:
    naive = get_kind(look) == "sqlite"
    moments = [name for name, kind in one.kinds.items() if kind == "moment"] if naive else []
    waiting: list[dict[str, Any]] = []
    weight = 0
    for row, length in _rows(opened, one.name):
        for name in moments:  # SQLite keeps moments without their zone
            row[name] = row[name] and row[name].replace(tzinfo=None)
        waiting.append(row)
        weight += length
        if len(waiting) == _ROWS or weight > _BYTES:
            add_rows(look, one, waiting)
            waiting, weight = [], 0
    if waiting:
        add_rows(look, one, waiting)


def _compare(look: Look, one: Found, said: Table, sums: Sums) -> None:
    made, tally, names = line_of(one.kinds), Tally(), list(one.kinds)
    for row in list_rows(look, one):
        tally.add(made(row))
        sums.add(one.name, dict(zip(names, row, strict=True)))
    if (tally.rows, tally.sha256) != (said.rows, said.sha256):
        raise BadFile(
            one.name, f"came out of the database otherwise than it went in ({tally.rows} of {said.rows} rows)"
        )
