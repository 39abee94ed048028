"""Signing in and out, and the first page by role."""

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_user, logout_user

from osaamistase.accounts.forms import SignInForm
from osaamistase.accounts.guard import ADMINISTRATOR, ADVISER, ANYONE, MANAGER, open_to, signed_in_role
from osaamistase.accounts.passwords import matches
from osaamistase.accounts.store import find_user_by_email
from osaamistase.web.languages import own_page

accounts = Blueprint("accounts", __name__)

_FIRST_PAGE = {ADVISER: "desk.today", MANAGER: "insight.overview", ADMINISTRATOR: "companies.list_all"}


@accounts.get("/")
@open_to(ANYONE)
def front() -> ResponseReturnValue:
    role = signed_in_role()
    return redirect(url_for(_FIRST_PAGE[role] if role else "accounts.sign_in"))


@accounts.route("/kirjaudu", methods=["GET", "POST"])
@open_to(ANYONE)
def sign_in() -> ResponseReturnValue:
    form = SignInForm()
    if form.validate_on_submit():
        user = find_user_by_email(form.email.data or "")
        if matches(user.password_hash if user else None, form.password.data or "") and user and user.is_active:
            language = session.get("language")
            session.clear()
            if language:
                session["language"] = language
            login_user(user)
            return redirect(own_page(request.args.get("next")) or url_for("accounts.front"))
        form.refuse("email", _("Sähköposti tai salasana ei täsmää. Tarkista molemmat ja yritä uudelleen."))
    return render_template("accounts/sign_in.html", form=form), 400 if form.errors else 200


# A wrong password is slow by design; meanwhile nobody's save may wait for the database.
sign_in.reads_only = True  # type: ignore[attr-defined]


@accounts.post("/kirjaudu/ulos")
@open_to(ADVISER, MANAGER, ADMINISTRATOR)
def sign_out() -> ResponseReturnValue:
    logout_user()
    session.clear()
    return redirect(url_for("accounts.sign_in"))
