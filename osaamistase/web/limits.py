"""How often one may do what costs or what is guessed at, by kind of page. Reading and answering are never counted.

A view says its kind with `@limited(kind)`; each is counted by itself, for the person signed in, a firm's link, the key
of a program, or else the address.
"""

import hashlib
from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request, session
from flask_limiter import Limiter
from limits import parse
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter

from osaamistase.web.counting import DatabaseCounts

View = TypeVar("View", bound=Callable[..., Any])

PRINT, FILE, UPLOAD, LETTER, PROGRAM, SIGN_IN, REPORT = (
    "print", "file", "upload", "letter", "program", "sign-in", "report",
)  # fmt: skip
# A page that waits for its print asks again every second.
PER_MINUTE = {PRINT: 240, FILE: 30, UPLOAD: 60, LETTER: 60, PROGRAM: 120, SIGN_IN: 30, REPORT: 30}


def limited(kind: str) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.limited = kind  # type: ignore[attr-defined]
        return view

    return mark


def count_tries(app: Flask, storage: str, enabled: bool) -> None:
    """Refuse with 429 who does more than PER_MINUTE of a kind. `storage`: "" counts in the database; else redis://…"""
    counts = storage_from_string(storage) if storage else DatabaseCounts()
    app.extensions["tries"] = FixedWindowRateLimiter(counts)
    Limiter(
        _who,
        app=app,
        default_limits=[lambda: f"{PER_MINUTE[_kind() or PRINT]}/minute"],
        default_limits_exempt_when=lambda: _kind() is None,
        storage_uri=storage or "database://",
        strategy="fixed-window",
        swallow_errors=True,
        enabled=enabled,
        key_prefix="osaamistase",
    )


def _kind() -> str | None:
    view = current_app.view_functions.get(request.endpoint or "")
    kind = getattr(view, "limited", None)
    # A page with a form is read as often as one likes; what is sent is counted.
    return None if kind in (SIGN_IN, UPLOAD, LETTER) and request.method != "POST" else kind


def _who() -> str:
    # From the cookie alone: no query may run before the request has said whether it writes.
    if "_user_id" in session:
        return f"user {session['_user_id']}"
    if request.view_args and "door" in request.view_args:
        return f"door {request.view_args['door']}"  # many firms may share one address
    # A key stands for its program where keys open a page; elsewhere anybody could send a new one with each try.
    key = request.headers.get("Authorization", "") if _kind() == PROGRAM else ""
    return hashlib.sha256(key.encode()).hexdigest() if key else f"address {request.remote_addr}"


_TRIES = parse("10/15minutes")


def too_many(what: str) -> bool:
    """Whether `what` was counted ten times within a quarter of an hour."""
    return not _window().test(_TRIES, what)


def count_try(what: str) -> None:
    _window().hit(_TRIES, what)


def forget_tries(what: str) -> None:
    """It went well; whoever slipped before begins anew."""
    _window().clear(_TRIES, what)


def _window() -> FixedWindowRateLimiter:
    found: FixedWindowRateLimiter = current_app.extensions["tries"]
    return found
