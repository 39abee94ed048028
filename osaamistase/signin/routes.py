"""Coming in: by password and code, by the organisation's own sign-in service, or with a link to a new password."""

from flask import Blueprint, abort, current_app, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import logout_user

from osaamistase.accounts.guard import ADMINISTRATOR, ADVISER, ANYONE, MANAGER, here, open_to, session_id, signed_in
from osaamistase.accounts.models import PasswordRequest, User
from osaamistase.accounts.password_rules import fault
from osaamistase.accounts.passwords import matches
from osaamistase.accounts.store import add_password_request, find_user, find_user_by_email, save_sessions_ended
from osaamistase.clock import now
from osaamistase.database import reads_first, transaction
from osaamistase.errors import NotFound
from osaamistase.settings import Settings
from osaamistase.signin.claims import role_of
from osaamistase.signin.forms import CodeForm, ForgottenForm, NewPasswordForm, SignInForm
from osaamistase.signin.guard import counted_as, half_way, kept_out, let_in, the_way, wait_for_code
from osaamistase.signin.provider import ProviderAway, from_provider, to_provider
from osaamistase.signin.steps import about, arrive, set_password, take_code, whose_link
from osaamistase.signin.words import password_sentence
from osaamistase.web.languages import current_language, own_page
from osaamistase.web.limits import LETTER, SIGN_IN, count_try, forget_tries, limited, too_many
from osaamistase.web.log import note

signin = Blueprint("signin", __name__)


def _settings() -> Settings:
    found: Settings = current_app.config["OSAAMISTASE"]
    return found


@signin.route("/kirjaudu", methods=["GET", "POST"])
@open_to(ANYONE)
@limited(SIGN_IN)
@reads_first  # a password is slow by design
def sign_in() -> ResponseReturnValue:
    form, status, service = SignInForm(), 200, _settings().provider
    if request.method == "POST" and not _settings().passwords:
        abort(404)
    if form.validate_on_submit():
        user = find_user_by_email(form.email.data or "")
        name = counted_as(form.email.data or "", user)
        if too_many(name):
            kept_out(user)
            form.refuse(
                "password", _("Yritit liian monta kertaa. Odota vartti ja yritä uudelleen, tai pyydä uusi salasana.")
            )
            status = 429
        elif _is_right(user, form.password.data or "") and user:
            forget_tries(name)
            return _next_door(user)
        else:
            count_try(name)
            kept_out(user)
            form.refuse("email", _("Sähköposti tai salasana ei täsmää. Tarkista molemmat ja yritä uudelleen."))
    status = status if status != 200 else 400 if form.errors else 200
    return render_template("signin/sign_in.html", form=form, provider=service), status


def _is_right(user: User | None, password: str) -> bool:
    return matches(user.password_hash if user else None, password) and user is not None and user.is_active


def _next_door(user: User) -> ResponseReturnValue:
    """To the code where there is one to ask for, else in."""
    goal = own_page(request.args.get("next"))
    if user.totp_secret:
        wait_for_code(user)
        return redirect(url_for("signin.second", next=goal))
    let_in(user, "password")
    return redirect(goal or url_for("accounts.front"))


@signin.route("/kirjaudu/koodi", methods=["GET", "POST"])
@open_to(ANYONE)
@limited(SIGN_IN)
@reads_first
def second() -> ResponseReturnValue:
    """The code of the second factor, after the right password."""
    user_id, form = half_way(), CodeForm()
    user = find_user(user_id) if user_id else None
    if user is None or not user.is_active:
        return redirect(url_for("signin.sign_in"))
    if form.validate_on_submit():
        name = f"code {user.id}"
        if too_many(name):
            session.pop("half_way", None)
            kept_out(user)
            form.refuse("code", _("Yritit liian monta kertaa. Odota vartti ja kirjaudu uudelleen."))
            return render_template("signin/second.html", form=form), 429
        with transaction():
            kind = take_code(user.id, form.code.data or "", str(current_app.secret_key), now())
        if kind:
            forget_tries(name)
            let_in(user, "password")
            return redirect(own_page(request.args.get("next")) or url_for("accounts.front"))
        count_try(name)
        kept_out(user)
        form.refuse("code", _("Koodi ei täsmää, tai se on jo käytetty. Odota seuraavaa koodia ja yritä uudelleen."))
    return render_template("signin/second.html", form=form), 400 if form.errors else 200


@signin.post("/kirjaudu/ulos")
@open_to(ADVISER, MANAGER, ADMINISTRATOR)
@here
def sign_out() -> ResponseReturnValue:
    with transaction():
        save_sessions_ended(signed_in().id, now(), only=session_id())
    logout_user()
    session.clear()
    return redirect(url_for("signin.sign_in"))


@signin.route("/salasana/unohtui", methods=["GET", "POST"])
@open_to(ANYONE)
@limited(LETTER)
def forgotten() -> ResponseReturnValue:
    """A link by mail. What is said and done here is the same whether or not there is such a person: nobody looks.

    The worker does (cli/forgotten.py), so that not even the time it takes tells.
    """
    form, settings = ForgottenForm(), _settings()
    if not settings.passwords:
        abort(404)
    if settings.mail_state == "off":
        return render_template("signin/no_mail.html")
    if form.validate_on_submit():
        email = (form.email.data or "").strip().lower()
        if not too_many(f"letter {email}"):
            count_try(f"letter {email}")
            home = the_way().home[:300]
            with transaction():
                asked = PasswordRequest(email=email, language=current_language(), home=home, asked_at=now())
                add_password_request(asked)
        return render_template("signin/sent.html")
    return render_template("signin/forgotten.html", form=form), 400 if form.errors else 200


@signin.route("/salasana/<token>", methods=["GET", "POST"])
@open_to(ANYONE)
@limited(SIGN_IN)
@reads_first
def new_password(token: str) -> ResponseReturnValue:
    """Set a password by a link, once."""
    if len(token) > 100 or not _settings().passwords:
        abort(404)
    try:
        form, user = NewPasswordForm(), whose_link(token, now())
    except NotFound:
        return render_template("signin/link_over.html"), 404
    if form.validate_on_submit():
        wrong = fault(
            form.password.data or "",
            about(user.email, user.name, _settings().organisation),
            _settings().leaked_passwords,
        )
        if wrong is None:
            with transaction():
                set_password(whose_link(token, now(), for_writing=True).id, form.password.data or "", now())
            session.clear()
            return redirect(url_for("signin.sign_in", vaihdettu=1))
        form.refuse("password", password_sentence(wrong))
    return render_template("signin/new_password.html", form=form, user=user), 400 if form.errors else 200


@signin.get("/kirjaudu/palveluun")
@open_to(ANYONE)
def provider() -> ResponseReturnValue:
    """To the organisation's own sign-in service. A link and no form: the policy lets no form lead elsewhere."""
    if _settings().provider is None:
        abort(404)
    session["goal"] = own_page(request.args.get("next"))
    home = _settings().address or request.host_url
    try:
        return to_provider(home.rstrip("/") + url_for("signin.provider_back"))
    except ProviderAway as error:
        return _not_by_provider(error)


@signin.get("/kirjaudu/paluu")
@open_to(ANYONE)
def provider_back() -> ResponseReturnValue:
    """Back from the sign-in service, which says who it is and what they may do."""
    provider = _settings().provider
    if provider is None:
        abort(404)
    try:
        claims = from_provider(provider)
    except ProviderAway as error:
        return _not_by_provider(error)
    role, goal = role_of(claims.groups, provider.roles), own_page(session.get("goal"))
    with transaction():
        user = arrive(claims, role, now()) if role else None
    if user is None:
        kept_out(None)
        return render_template("signin/no_role.html"), 403
    let_in(user, "provider")
    return redirect(goal or url_for("accounts.front"))


def _not_by_provider(error: ProviderAway) -> ResponseReturnValue:
    note("sign_in_service_refused", kind=error.kind)
    return render_template("signin/provider_away.html"), 502
