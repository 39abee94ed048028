"""Default-deny: a page that does not declare who may open it opens for nobody."""

from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

from flask import Flask, abort, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user

from osaamistase.accounts.models import User
from osaamistase.accounts.session_rules import NOTED_EVERY, lasts
from osaamistase.accounts.steps import owner_of_key
from osaamistase.accounts.store import find_session, save_session_seen
from osaamistase.accounts.tokens import secret_hash
from osaamistase.clock import now, today
from osaamistase.errors import SignedOut
from osaamistase.web.problems import brings_a_key

View = TypeVar("View", bound=Callable[..., Any])

ANYONE = "anyone"
LINK = "link"  # whoever holds a firm's link; the view finds the round by it, or says 404
TOKEN = "token"  # noqa: S105  beside roles: a program that reads, by a living key of somebody of those roles
ADVISER = "adviser"
MANAGER = "manager"
ADMINISTRATOR = "administrator"


def open_to(*who: str) -> Callable[[View], View]:
    """Declare who may open a page. Every route wears it; a test walks the whole URL map."""

    def mark(view: View) -> View:
        view.open_to = frozenset(who)  # type: ignore[attr-defined]
        return view

    return mark


def here(view: View) -> View:
    """Declare a page that also opens to whoever must set up a second factor first."""
    view.before_second_factor = True  # type: ignore[attr-defined]
    return view


def may_open(declared: frozenset[str], role: str | None) -> bool:
    """Whether someone of `role` (None: not signed in) may open a page declared for `declared`."""
    return ANYONE in declared or LINK in declared or (role is not None and role in declared)


def signed_in() -> User:
    """The person signed in, or whose key it is; only for views that are open to staff alone."""
    user = g.get("key_owner") or current_user._get_current_object()
    assert isinstance(user, User)
    return user


def session_id() -> int | None:
    """Which of a person's sign-ins this browser is."""
    found: int | None = g.get("session_id")
    return found


def signed_in_role() -> str | None:
    user = g.get("key_owner") or current_user
    return user.role if user.is_authenticated else None


def guard(app: Flask) -> None:
    """Put the guard before every request, and tell it who is signed in."""
    manager = LoginManager(app)
    manager.session_protection = "basic"

    def load(user_id: str) -> User | None:
        if g.get("database_away"):
            return None  # the page that says so is drawn without it
        return _whose_browser(int(user_id))

    manager.user_loader(load)

    @app.before_request
    def refuse_what_is_not_declared() -> ResponseReturnValue | None:
        if request.endpoint is None:
            return None  # no such address: the 404 follows
        view = app.view_functions[request.endpoint]
        declared: frozenset[str] = getattr(view, "open_to", frozenset())
        if ANYONE in declared or LINK in declared:
            return None
        if TOKEN in declared and brings_a_key():
            g.key_owner = _whose_key(declared)
            return None
        role = signed_in_role()
        if not may_open(declared, role):
            return _refuse(declared, role)
        if session.get("second_factor_first") and not getattr(view, "before_second_factor", False):
            return redirect(url_for("people.second_factor"))
        return None


def _whose_browser(user_id: int) -> User | None:
    """The person whose living sign-in the cookie holds; that it was seen is kept now and then."""
    found = find_session(user_id, secret_hash(str(session.get("signed_in", ""))))
    if found is None:
        return None
    user, kept = found
    if not user.is_active or not lasts(kept.started_at, kept.seen_at, kept.ended_at, now()):
        return None
    g.session_id = kept.id
    # A request that writes holds SQLite's one pen already; the next page that is read notes it.
    if request.method == "GET" and now() - kept.seen_at > NOTED_EVERY:
        save_session_seen(kept.id, now())
    return user


def _refuse(declared: frozenset[str], role: str | None) -> ResponseReturnValue:
    if role is not None or (brings_a_key() and TOKEN not in declared):
        abort(403)  # a key opens nothing that is not declared for keys
    if TOKEN in declared:
        _no_key()
    if request.method == "POST" and set(request.form) - {"csrf_token"}:
        raise SignedOut  # what was typed must not be lost for it
    return redirect(url_for("signin.sign_in", next=request.full_path.rstrip("?") if request.method == "GET" else None))


def _whose_key(declared: frozenset[str]) -> User:
    if request.method not in ("GET", "HEAD"):
        abort(405)
    return owner_of_key(request.headers["Authorization"], declared, now(), today()) or _no_key()


def _no_key() -> NoReturn:
    g.as_a_program = True  # whoever asks for figures is never sent to the page where people sign in
    abort(401)
