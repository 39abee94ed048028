"""Every request leaves its trace: what changes something in the very transaction that does, what is only seen aside."""

from typing import Any

from flask import Flask, Response, current_app, g, has_request_context, request, session

from osaamistase.accounts.guard import ANYONE
from osaamistase.audit.models import AuditEvent
from osaamistase.audit.store import add_event, save_event_aside
from osaamistase.clock import now
from osaamistase.database import before_commit
from osaamistase.web.limits import FILE, PRINT, PROGRAM
from osaamistase.web.log import note

# Answers keep their own trace, each with its version and who typed it; a page that only waits shows nothing.
_SILENT = {"survey.save", "survey.area", "static", "languages.choose_language"}
_READING = ("GET", "HEAD", "OPTIONS")


def keep_trace(app: Flask) -> None:
    before_commit(_with_the_change)
    app.after_request(_after)


def _with_the_change() -> None:
    """Before a commit: who changes what. Once a request, and only where the request is one that changes."""
    if not has_request_context() or g.get("traced"):
        return
    if request.method in _READING and not g.get("signing_in"):  # the way back from a sign-in service is a GET
        return
    values = _values("sign-in" if g.get("signing_in") and request.blueprint == "signin" else "change")
    if values is not None:
        g.traced = True
        add_event(AuditEvent(**values))


def _after(response: Response) -> Response:
    """After a page: who saw, printed or took out what. A page refused, moved or still waiting is none."""
    if "kept_out" in g and not save_event_aside(_event("nobody", g.kept_out, "refused", {})):
        note("refused_sign_in_not_traced")
    again = "Refresh" in response.headers  # a page that only tells how far it is
    if request.method == "GET" and response.status_code == 200 and not again and not g.get("database_away"):
        values = _values(_seen(response))
        if values is not None and not save_event_aside(values):
            note("view_not_traced", endpoint=request.endpoint)
    return response


def _seen(response: Response) -> str:
    kind = getattr(current_app.view_functions.get(request.endpoint or ""), "limited", None)
    if kind == PRINT or response.mimetype == "application/pdf":
        return "print"
    return "export" if kind in (FILE, PROGRAM) else "view"


def _values(what: str) -> dict[str, Any] | None:
    """The event's columns; None for what leaves no trace: public pages, and a firm reading its own."""
    endpoint = request.endpoint or ""
    actor, actor_id = _actor()
    if endpoint in _SILENT or actor == "nobody" or (actor == "link" and what == "view"):
        return None
    if what == "view" and ANYONE in getattr(current_app.view_functions.get(endpoint), "open_to", ()):
        return None
    about = {name: value for name, value in (request.view_args or {}).items() if isinstance(value, int)}
    door = (request.view_args or {}).get("door", "")
    if g.get("link_id"):
        about["link_id"] = g.link_id
    elif door.isdecimal():
        about["round_id"] = int(door)
    return _event(actor, actor_id, what, about)


def _event(actor: str, actor_id: int | None, what: str, about: dict[str, int]) -> dict[str, Any]:
    return {
        "at": now(), "actor": actor, "actor_id": actor_id, "what": what, "endpoint": (request.endpoint or "")[:80],
        "about": about, "request": g.get("request_id", ""),
    }  # fmt: skip


def _actor() -> tuple[str, int | None]:
    if g.get("key_owner"):
        return "key", g.key_owner.id
    if g.get("link_id"):
        return "link", g.link_id
    if g.get("signing_in"):
        return "user", g.signing_in
    # From the cookie: nothing is asked of the database in the middle of a commit; the guard has let it through.
    return ("user", int(session["_user_id"])) if "session_id" in g and "_user_id" in session else ("nobody", None)
