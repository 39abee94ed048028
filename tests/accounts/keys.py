"""Keys for programs, and a service that has a page for them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cache, wraps

from flask import Flask, abort
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from werkzeug.exceptions import TooManyRequests

from osaamistase.accounts.guard import ADVISER, MANAGER, TOKEN, open_to, signed_in, signed_in_role
from osaamistase.accounts.models import ApiToken, User
from osaamistase.accounts.steps import make_token
from osaamistase.accounts.store import find_user_by_email
from osaamistase.app import create_app
from osaamistase.clock import now
from osaamistase.database import db, transaction
from osaamistase.errors import NotFound


def key_of(app: Flask, email: str, at: datetime | None = None, days: int = 30) -> str:
    """A new key of that person's, made then."""
    with app.app_context(), transaction():
        user = find_user_by_email(email)
        assert user is not None
        return make_token(user.id, "Testi", days, at or now())


def kept_keys(app: Flask) -> list[ApiToken]:
    with app.app_context():
        return list(db.session.scalars(select(ApiToken).order_by(ApiToken.id)))


def change_person(app: Flask, email: str, **values: object) -> None:
    with app.app_context(), transaction():
        user = db.session.scalar(select(User).where(User.email == email))
        for name, value in values.items():
            setattr(user, name, value)


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


@cache
def service_with_pages_for_keys(app: Flask) -> Flask:
    """The same service on the same database, waiting for it one second, with pages that only tests have. Made once."""
    other = create_app(replace(app.config["OSAAMISTASE"], database_wait=1))
    other.config["PROPAGATE_EXCEPTIONS"] = False

    def add(address: str, view: Callable[..., ResponseReturnValue], *who: str) -> None:
        @wraps(view)
        def page(**values: int) -> ResponseReturnValue:
            return view(**values)

        other.add_url_rule(address, address, open_to(*who)(page), methods=["GET", "POST"])

    def who() -> ResponseReturnValue:
        return {"email": signed_in().email, "role": signed_in_role()}

    def fail(status: int) -> ResponseReturnValue:
        if status == 500:
            raise ValueError("salaisuus")
        if status == 404:
            raise NotFound("thing")
        if status == 429:
            raise TooManyRequests(retry_after=7)
        return abort(status)

    add("/api/kuka", who, TOKEN, MANAGER)
    add("/luvut.csv", who, TOKEN, MANAGER)
    add("/api/neuvojille", who, TOKEN, ADVISER)
    add("/api/ei-avaimille", who, MANAGER)
    add("/api/vika/<int:status>", fail, TOKEN, MANAGER)
    add("/vika/<int:status>", fail, TOKEN, MANAGER)
    return other
