"""The catalogue as YAML 1.2 and back: a list of services, every value a text."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from osaamistase.catalogue.rows import FIELDS, Row
from osaamistase.errors import BadFile

MOST = 2000
LARGEST = 2_000_000  # bytes
_ALIAS = re.compile(rb"[:\-,\[]\s+\*\w")  # a value that stands for another: a few lines could become gigabytes


def to_yaml(rows: Sequence[Row]) -> bytes:
    """Fields without a value are left out; the file says the same when it is read."""
    kept, writer = StringIO(), YAML(typ="safe", pure=True)
    writer.default_flow_style, writer.allow_unicode, writer.width = False, True, 100
    writer.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
    writer.dump({"services": [{name: value for name, value in row.items() if value} for row in rows]}, kept)
    return kept.getvalue().encode()


def from_yaml(content: bytes) -> list[tuple[Row, dict[str, str]]]:
    """The rows, each with the place of each of its fields. Raises BadFile where it is no such file."""
    if len(content) > LARGEST:
        raise BadFile("file", "is too large")
    if _ALIAS.search(content):
        raise BadFile("file", "must not use aliases; write each value out")
    try:
        document: Any = YAML(typ="safe", pure=True).load(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, YAMLError, ValueError, RecursionError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        raise BadFile("file" if line is None else f"line {line + 1}", "is not readable as YAML in UTF-8") from None
    services = document.get("services") if isinstance(document, dict) else None
    if not isinstance(services, list) or len(services) > MOST:
        raise BadFile("services", f"must be a list of services, {MOST} at the most")
    return [_row(at, one) for at, one in enumerate(services)]


def _row(at: int, given: object) -> tuple[Row, dict[str, str]]:
    if not isinstance(given, dict):
        raise BadFile(f"services[{at}]", "must be a service with its fields")
    unknown = next((name for name in given if name not in FIELDS), None)
    if unknown is not None:
        raise BadFile(f"services[{at}].{str(unknown)[:40]}", "is no field of a service")
    name = str(given.get("id", at))[:80]
    where = {field: f"services.{name}.{field}" for field in FIELDS}
    return {field: _text(where[field], given.get(field)) for field in FIELDS}, where


def _text(where: str, value: object) -> str:
    if isinstance(value, dict | list | tuple | set):
        raise BadFile(where, "must be one text")
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return "" if value is None else str(value)
