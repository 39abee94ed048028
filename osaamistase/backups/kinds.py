"""How a value lies in a backup, the same whichever database it came from, and how it comes back as it was."""

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

# json: the very text that the database keeps, so that not even its spaces change on the way.
Kind = Literal["text", "number", "flag", "moment", "day", "decimal", "bytes", "json"]

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def _moment(value: datetime) -> str:
    """In UTC; SQLite keeps moments without their zone, and they are in UTC there."""
    aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return aware.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _moment_from(text: str) -> datetime:
    if not text.endswith("Z"):
        raise ValueError(text)
    return datetime.fromisoformat(text)


_PACK: Mapping[Kind, Callable[[Any], Any]] = {
    "moment": _moment,
    "day": date.isoformat,
    "decimal": lambda value: format(value, "f"),
    "bytes": lambda value: base64.b64encode(value).decode("ascii"),
}
_UNPACK: Mapping[Kind, Callable[[Any], Any]] = {
    "moment": _moment_from,
    "day": date.fromisoformat,
    "decimal": Decimal,
    "bytes": lambda text: base64.b64decode(text, validate=True),
}
_LIES_AS: Mapping[Kind, type] = {"number": int, "flag": bool}  # all others lie as text


def line_of(kinds: Mapping[str, Kind]) -> Callable[[Sequence[Any]], bytes]:
    """What makes a line of a row whose values stand in the order of `kinds`."""
    steps = [(name, _PACK.get(kind)) for name, kind in kinds.items()]

    def line(row: Sequence[Any]) -> bytes:
        packed = {
            name: value if pack is None or value is None else pack(value)
            for (name, pack), value in zip(steps, row, strict=True)
        }
        return _encode(packed).encode() + b"\n"

    return line


def row_of(kinds: Mapping[str, Kind]) -> Callable[[bytes], dict[str, Any]]:
    """What makes a row of a line. It raises ValueError where a line does not hold just these columns and kinds."""
    steps = [(name, kind, _LIES_AS.get(kind, str), _UNPACK.get(kind)) for name, kind in kinds.items()]

    def row(line: bytes) -> dict[str, Any]:
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            raise ValueError("is no line of JSON") from None
        if not isinstance(found, dict) or found.keys() != kinds.keys():
            raise ValueError(f"must hold these columns and no other: {', '.join(kinds)}")
        for name, kind, lies_as, unpack in steps:
            value = found[name]
            if value is None:
                continue
            if type(value) is not lies_as:
                raise ValueError(f"{name} is no {kind}")
            if unpack is not None:
                try:
                    found[name] = unpack(value)
                except (ValueError, InvalidOperation):
                    raise ValueError(f"{name} is no {kind}") from None
        return found

    return row
