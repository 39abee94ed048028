"""The first page by role, and a person's own keys for programs."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from osaamistase.accounts.forms import TokenForm
from osaamistase.accounts.guard import ADMINISTRATOR, ADVISER, ANYONE, MANAGER, open_to, signed_in, signed_in_role
from osaamistase.accounts.steps import make_token
from osaamistase.accounts.store import get_token, list_tokens
from osaamistase.accounts.tokens import MOST, TooMany
from osaamistase.clock import now
from osaamistase.database import transaction

accounts = Blueprint("accounts", __name__)

_FIRST_PAGE = {ADVISER: "desk.today", MANAGER: "insight.overview", ADMINISTRATOR: "desk.firms"}


@accounts.get("/")
@open_to(ANYONE)
def front() -> ResponseReturnValue:
    role = signed_in_role()
    return redirect(url_for(_FIRST_PAGE[role] if role else "signin.sign_in"))


@accounts.route("/omat-avaimet", methods=["GET", "POST"])
@open_to(MANAGER, ADMINISTRATOR)
def tokens() -> ResponseReturnValue:
    """A person's keys. The secret of a new one stands in the answer that made it, and nowhere after that."""
    form, secret = TokenForm(), None
    if form.validate_on_submit():
        try:
            with transaction():
                secret = make_token(signed_in().id, form.name.data or "", form.days.data, now())
            form = TokenForm(formdata=None)
        except TooMany:
            form.refuse("name", _("Sinulla on jo %(most)s avainta. Lopeta ensin jokin niistä.", most=MOST))
    kept = list_tokens(signed_in().id, now())
    page = render_template("accounts/tokens.html", form=form, kept=kept, secret=secret, now=now())
    return page, 400 if form.errors else 200


@accounts.post("/omat-avaimet/<int:token_id>/lopeta")
@open_to(MANAGER, ADMINISTRATOR)
def end_token(token_id: int) -> ResponseReturnValue:
    """The key opens nothing from now on; one that is over stays as it is."""
    with transaction():
        token = get_token(token_id, signed_in().id)
        token.ended_at = token.ended_at or now()
    return redirect(url_for("accounts.tokens"))
