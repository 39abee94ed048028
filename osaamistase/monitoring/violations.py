"""What browsers report of pages that tried what our policy forbids: read without trust, kept without anyone in it.

A report holds the address of its page, and that may be a firm's link, which is a key: so nothing of it is read but the
rule that was broken and, of what was held back, its kind or its host.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urlsplit

OLD, NEW = "application/csp-report", "application/reports+json"  # report-uri; report-to (a list, sent a minute late)
LONGEST = 16_000  # bytes; a browser sends what a page tried within a minute together, about 900 bytes each
MOST = 20  # of one body

DIRECTIVES = frozenset(
    (
        "base-uri", "child-src", "connect-src", "default-src", "font-src", "form-action", "frame-ancestors",
        "frame-src", "img-src", "manifest-src", "media-src", "object-src", "script-src", "script-src-attr",
        "script-src-elem", "style-src", "style-src-attr", "style-src-elem", "worker-src",
    )
)  # fmt: skip
_KINDS = frozenset(("inline", "eval", "wasm-eval", "data", "blob", "filesystem", "self", "about"))
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{0,30}")
_HOST = re.compile(r"[a-z0-9.-]{1,253}")


class Violation(NamedTuple):
    """`directive`: one of DIRECTIVES or "other". `blocked`: "inline", "eval", "data", …, "scheme://host" or "other"."""

    directive: str
    blocked: str


def read_reports(kind: str, body: bytes) -> Counter[Violation]:
    """How often each violation stands in a report of that media type. Raises ValueError for what is no report."""
    try:
        told = json.loads(body)
    except RecursionError:
        raise ValueError("nested too deep") from None
    found = [_read(*one) for one in (_old(told) if kind == OLD else _new(told))]
    return Counter(found[:MOST])


def _old(told: Any) -> Iterator[tuple[Any, Any]]:
    report = told.get("csp-report") if isinstance(told, dict) else None
    if not isinstance(report, dict):
        raise ValueError("no report")
    yield report.get("effective-directive") or report.get("violated-directive"), report.get("blocked-uri")


def _new(told: Any) -> Iterator[tuple[Any, Any]]:
    if not isinstance(told, list):
        raise ValueError("no list of reports")
    for one in told:
        body = one.get("body") if isinstance(one, dict) else None
        if isinstance(body, dict) and one.get("type") == "csp-violation":
            yield body.get("effectiveDirective"), body.get("blockedURL")


def _read(directive: Any, blocked: Any) -> Violation:
    words = directive.split() if isinstance(directive, str) else []
    first = words[0].lower() if words else ""
    return Violation(first if first in DIRECTIVES else "other", _kind(blocked if isinstance(blocked, str) else ""))


def _kind(blocked: str) -> str:
    """Of an address, its scheme and host: path and query may hold a key, a user name or a word somebody typed."""
    try:
        parts = urlsplit(blocked.strip().lower())
        scheme, host = parts.scheme, parts.hostname or ""
    except ValueError:
        return "other"
    if not scheme:
        return parts.path if parts.path in _KINDS else "other"
    if scheme in _KINDS:
        return scheme
    if not _SCHEME.fullmatch(scheme) or not _HOST.fullmatch(host):
        return "other"
    # The host of a browser's add-on is its number: the scheme tells enough, and less of whoever has it.
    return f"{scheme}://{host}" if scheme in ("http", "https", "ws", "wss") else scheme
