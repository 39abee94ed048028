"""The door itself: who is let in gets a sign-in of its own, and a browser that was here before is known again."""

import secrets

from flask import Response, after_this_request, current_app, g, request, session, url_for
from flask_login import login_user
from itsdangerous import BadSignature, URLSafeTimedSerializer

from osaamistase.accounts.models import SignedIn, User
from osaamistase.accounts.session_rules import device, new_secret
from osaamistase.accounts.store import add_session
from osaamistase.accounts.tokens import secret_hash
from osaamistase.clock import now
from osaamistase.database import transaction
from osaamistase.signin.steps import Way

_KNOWN = "tuttu"  # the cookie of a browser in which somebody signed in before
_KNOWN_FOR = 180 * 24 * 3600  # seconds
HALF_WAY = 600  # seconds between the password and the code


def let_in(user: User, how: str) -> None:
    """Sign `user` in: a new cookie, a row that they see and can end. Nothing of the session before stays but words."""
    language, secret = session.get("language"), new_secret()
    session.clear()
    if language:
        session["language"] = language
    g.signing_in = user.id  # for the trace of what was done
    seen = device(request.headers.get("User-Agent", ""))
    with transaction():
        kept = SignedIn(
            user_id=user.id, secret_sha256=secret_hash(secret), started_at=now(), seen_at=now(), device=seen, how=how
        )
        add_session(kept)
    session["signed_in"] = secret
    if how == "password" and not user.totp_secret and current_app.config["OSAAMISTASE"].second_factor == "required":
        session["second_factor_first"] = True
    g.session_id = kept.id
    login_user(user)
    _know_again(user.id)


def kept_out(user: User | None) -> None:
    """Somebody tried to be `user`, or nobody we know, and was not let in: for the trace of what was done."""
    g.kept_out = user.id if user else None


def the_way() -> Way:
    """How people reach the service. A letter must not lead where a forged Host says, so a set address comes first."""
    settings = current_app.config["OSAAMISTASE"]
    home = str(settings.address or request.host_url)

    def address_of(token: str) -> str:
        return home.rstrip("/") + url_for("signin.new_password", token=token)

    return Way(address_of, home, settings.organisation, settings.mail_state != "off")


def counted_as(email: str, user: User | None) -> str:
    """Under what wrong passwords are counted: the account, or a browser in which its owner signed in before.

    So nobody keeps the owner out by guessing from elsewhere (OWASP: device cookies).
    """
    known = _known_browser()
    if user is not None and known is not None and known[0] == user.id:
        return f"browser {known[1]}"
    return f"account {email.strip().lower()}"


def _known_browser() -> tuple[int, str] | None:
    try:
        user_id, browser = _seal().loads(request.cookies.get(_KNOWN, ""), max_age=_KNOWN_FOR)
    except (BadSignature, TypeError, ValueError):
        return None
    return user_id, browser


def _know_again(user_id: int) -> None:
    sealed = _seal().dumps([user_id, secrets.token_urlsafe(12)])

    @after_this_request
    def keep(response: Response) -> Response:
        response.set_cookie(
            _KNOWN, sealed, max_age=_KNOWN_FOR, httponly=True, samesite="Lax", path="/kirjaudu",
            secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
        )  # fmt: skip
        return response


def _seal() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="known browser")


def wait_for_code(user: User) -> None:
    """The password was right; the code is still to come."""
    session["half_way"] = [user.id, int(now().timestamp())]


def half_way() -> int | None:
    """Whose password was right within HALF_WAY; None: nobody's."""
    kept = session.get("half_way")
    return int(kept[0]) if kept and now().timestamp() - kept[1] < HALF_WAY else None
