"""What a change of PostgreSQL's tables does to code that was there before it, by looking at them before and after."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

_COLUMNS = """
SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.atthasdef OR a.attidentity <> ''
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
"""
_CONSTRAINTS = """
SELECT c.relname, o.contype::text, pg_get_constraintdef(o.oid),
  ARRAY(SELECT attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = ANY(o.conkey))
FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid
WHERE c.relnamespace = 'public'::regnamespace AND o.contype IN ('c', 'f', 'u', 'p', 'x')
"""
_UNIQUE = """
SELECT t.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
WHERE i.indisunique AND t.relnamespace = 'public'::regnamespace
  AND NOT EXISTS (SELECT 1 FROM pg_constraint o WHERE o.conindid = i.indexrelid)
"""
_TRIGGERS = """
SELECT c.relname, pg_get_triggerdef(t.oid) || p.prosrc FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal
"""
_INDEX = re.compile(r"CREATE\s+(?:UNIQUE\s+)?INDEX\s+(CONCURRENTLY\s+)?(?:IF NOT EXISTS\s+)?(\S+)\s+ON\s+(\w+)", re.I)


@dataclass(frozen=True)
class Column:
    type: str
    required: bool  # by who writes a row and does not name it


@dataclass(frozen=True)
class Shape:
    columns: dict[tuple[str, str], Column]
    required: set[tuple[str, str]]
    constraints: set[tuple[str, str, str, tuple[str, ...]]]
    unique: set[tuple[str, str]]
    triggers: set[tuple[str, str]]

    @property
    def tables(self) -> set[str]:
        return {table for table, _column in self.columns}


def shape_of(connection: Connection) -> Shape:
    columns = connection.execute(text(_COLUMNS)).all()
    return Shape(
        {(table, name): Column(type_, not_null and not filled) for table, name, type_, not_null, filled in columns},
        {(table, name) for table, name, _type, not_null, _filled in columns if not_null},
        {(table, kind, words, tuple(names)) for table, kind, words, names in connection.execute(text(_CONSTRAINTS))},
        {(table, words) for table, words in connection.execute(text(_UNIQUE))},
        {(table, words) for table, words in connection.execute(text(_TRIGGERS))},
    )


def what_breaks(before: Shape, after: Shape, statements: Sequence[str] = ()) -> list[str]:
    """A sentence for each thing that code or a server of the release before would stumble over."""
    return sorted({*_columns(before, after), *_rules(before, after), *_indexes(before, after, statements)})


def _columns(before: Shape, after: Shape) -> Iterator[str]:
    for place, was in before.columns.items():
        name, now = ".".join(place), after.columns.get(place)
        if now is None:
            yield f"{name} is gone"
        elif now.type != was.type:
            yield f"{name} is of another type: {now.type} instead of {was.type}"
        elif (now.required and not was.required) or place in after.required - before.required:
            yield f"{name} must be given now"
    for table, name in after.columns.keys() - before.columns.keys():
        if table in before.tables and after.columns[table, name].required:
            yield f"{table}.{name} is new, NOT NULL, and has no server default"


def _rules(before: Shape, after: Shape) -> Iterator[str]:
    for table, kind, words, names in after.constraints - before.constraints:
        # Of empty new columns alone a check or a foreign key is true; to be unique, all rows would be looked through.
        empty = all((table, one) not in before.columns and (table, one) not in after.required for one in names)
        if table in before.tables and (kind not in "cf" or not empty):
            yield f"{table} has a new rule: {words}"
    for table, _words in after.triggers - before.triggers:
        if table in before.tables:
            yield f"{table} has a new or another trigger"


def _indexes(before: Shape, after: Shape, statements: Sequence[str]) -> Iterator[str]:
    for table, words in after.unique - before.unique:
        if table in before.tables:
            yield f"{table} has a new rule: {words}"
    for words in statements:
        if (made := _INDEX.match(words.strip())) and made.group(3) in before.tables:
            if not made.group(1):
                yield f"the index {made.group(2)} stops who writes to {made.group(3)}: create_index_beside()"
            elif (before.columns, before.constraints) != (after.columns, after.constraints):
                yield f"the index {made.group(2)} is built beside and must stand alone in its migration"
