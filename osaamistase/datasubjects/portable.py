"""What is given out of what is kept: no keys, nobody else's answers; as JSON and in a ZIP. Pure."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# What opens a door or checks a word, and is of no use to whom it is about.
SECRETS = {
    "users": {"password_hash", "totp_secret", "totp_step"},
    "sessions": {"secret_sha256"},
    "password_links": {"token_sha256"},
    "recovery_codes": {"code_sha256"},
    "api_tokens": {"token_sha256"},
    "reminder_wishes": {"calendar_sha256"},
    "links": {"token_sha256"},
    "folders": {"content"},
}
# One who answers answers for themselves: the firm gets what was computed from all, and the time of each. An answer and
# an address are given to whom they are of, by their own link.
PRIVATE = {"answers": None, "respondents": {"email"}}
# Made from the rest for the region's figures; it tells nothing more.
DERIVED = ("contributions", "scores", "service_uses", "area_results")
_YEAR_ZERO = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP can tell


def of_person(rows: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any]:
    return {name: [_without(row, SECRETS.get(name, set())) for row in some] for name, some in rows.items() if some}


def of_firm(rows: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """Rows by table as they may be given to the firm: a sheet without the answers it was computed from."""
    found = {}
    for name, some in rows.items():
        private = PRIVATE.get(name, set())
        if some and private is not None and name not in DERIVED:
            found[name] = [_without(row, private | SECRETS.get(name, set())) for row in some]
    for sheet in found.get("sheets", []):
        content = json.loads(sheet["content"])
        sheet["content"] = {one: content[one] for one in ("company", "submitted_at", "sheet")}
    for revision in found.get("revisions", []):
        revision["content"] = json.loads(revision["content"])
    return found


def as_json(values: Any) -> bytes:
    return json.dumps(values, ensure_ascii=False, indent=1, default=_plain).encode() + b"\n"


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The same files make the same bytes."""
    into = BytesIO()
    with ZipFile(into, "w", ZIP_DEFLATED) as archive:
        for name, content in files:
            one = ZipInfo(name, _YEAR_ZERO)
            one.compress_type = ZIP_DEFLATED
            archive.writestr(one, content)
    return into.getvalue()


def file_name(text: str) -> str:
    """Fit for every system: small letters, digits and lines."""
    plain = text.lower().replace("ä", "a").replace("ö", "o").replace("å", "a")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "tiedot"


def _without(row: Mapping[str, Any], names: set[str]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, bytes):
        return None
    raise TypeError(type(value).__name__)
