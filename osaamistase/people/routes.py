"""Who may sign in, kept by the administrator; and each person's own sign-in: password, second factor, browsers."""

from collections.abc import Callable

from flask import Blueprint, current_app, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from osaamistase.accounts.guard import ADMINISTRATOR, ADVISER, MANAGER, here, open_to, session_id, signed_in
from osaamistase.accounts.models import SignedIn
from osaamistase.accounts.password_rules import fault
from osaamistase.accounts.passwords import matches
from osaamistase.accounts.second_factor import address, new_secret, step_of
from osaamistase.accounts.session_rules import lasts
from osaamistase.accounts.store import (
    find_codes_left,
    find_last_seen,
    get_user,
    list_sessions,
    list_users,
    save_sessions_ended,
)
from osaamistase.clock import now
from osaamistase.database import reads_first, transaction
from osaamistase.errors import NotFound, Refused, Taken
from osaamistase.people.forms import ROLE_WORDS, ChangePasswordForm, ConfirmForm, PersonForm, RoleForm
from osaamistase.people.steps import LastAdministrator, change_role, invite, set_access
from osaamistase.signin.forms import CodeForm
from osaamistase.signin.guard import HALF_WAY, the_way
from osaamistase.signin.steps import (
    about,
    begin_second_factor,
    end_second_factor,
    set_password,
    take_code,
    write_link,
)
from osaamistase.signin.words import password_sentence
from osaamistase.web.languages import current_language
from osaamistase.web.limits import LETTER, SIGN_IN, count_try, forget_tries, limited, too_many

people = Blueprint("people", __name__)


@people.route("/tunnukset", methods=["GET", "POST"])
@open_to(ADMINISTRATOR)
@limited(LETTER)
def list_all() -> ResponseReturnValue:
    """Everybody who signs in; a new one gets a link to set a password."""
    form = PersonForm()
    if form.validate_on_submit():
        try:
            with transaction():
                user = invite(form.name.data, form.email.data, form.role.data, now())
                if current_app.config["OSAAMISTASE"].passwords:
                    link = write_link(user, signed_in().id, now(), the_way(), form.language.data)
                    session["link"] = [user.id, link]
            return redirect(url_for("people.show", user_id=user.id))
        except Taken:
            form.refuse("email", _("Tällä osoitteella on jo tunnus."))
    page = render_template("people/list.html", form=form, users=list_users(), seen=find_last_seen(), words=ROLE_WORDS)
    return page, 400 if form.errors else 200


@people.get("/tunnukset/<int:user_id>")
@open_to(ADMINISTRATOR)
def show(user_id: int) -> ResponseReturnValue:
    user = get_user(user_id)
    link = session.get("link") or [0, ""]
    if link[0] == user_id:
        session.pop("link")
    return render_template(
        "people/show.html", user=user, form=RoleForm(role=user.role), link=link[1] if link[0] == user_id else "",
        sessions=_living(user_id), words=ROLE_WORDS, mails=current_app.config["OSAAMISTASE"].mail_state == "on",
    )  # fmt: skip


@people.post("/tunnukset/<int:user_id>/tehtava")
@open_to(ADMINISTRATOR)
def set_role(user_id: int) -> ResponseReturnValue:
    form = RoleForm()
    if form.validate_on_submit():
        _changed(lambda: change_role(user_id, form.role.data, now()))
    return redirect(url_for("people.show", user_id=user_id))


@people.post("/tunnukset/<int:user_id>/paata")
@open_to(ADMINISTRATOR)
def end(user_id: int) -> ResponseReturnValue:
    """No access from now on; what the person did and wrote stays theirs."""
    _changed(lambda: set_access(user_id, "end", now()))
    return redirect(url_for("people.show", user_id=user_id))


@people.post("/tunnukset/<int:user_id>/palauta")
@open_to(ADMINISTRATOR)
def give_back(user_id: int) -> ResponseReturnValue:
    _changed(lambda: set_access(user_id, "give", now()))
    return redirect(url_for("people.show", user_id=user_id))


@people.post("/tunnukset/<int:user_id>/linkki")
@open_to(ADMINISTRATOR)
@limited(LETTER)
def make_link(user_id: int) -> ResponseReturnValue:
    """A new link to set a password; shown once, and mailed where mail goes out."""
    with transaction():
        user = get_user(user_id)
        if not user.is_active or not current_app.config["OSAAMISTASE"].passwords:
            raise NotFound("person who signs in by password")
        link = write_link(user, signed_in().id, now(), the_way(), current_language())
        session["link"] = [user_id, link]
    return redirect(url_for("people.show", user_id=user_id))


@people.post("/tunnukset/<int:user_id>/koodi-pois")
@open_to(ADMINISTRATOR)
def drop_factor(user_id: int) -> ResponseReturnValue:
    """For whoever lost the phone and the codes: the next sign-in asks them to begin anew where it is required."""
    with transaction():
        end_second_factor(user_id)
        save_sessions_ended(user_id, now(), but=session_id())
    return redirect(url_for("people.show", user_id=user_id))


@people.post("/tunnukset/<int:user_id>/kirjaa-ulos")
@open_to(ADMINISTRATOR)
def end_all(user_id: int) -> ResponseReturnValue:
    with transaction():
        save_sessions_ended(user_id, now(), but=session_id())
    return redirect(url_for("people.show", user_id=user_id))


@people.route("/oma-tunnus", methods=["GET", "POST"])
@open_to(ADVISER, MANAGER, ADMINISTRATOR)
@limited(SIGN_IN)
@reads_first  # a password is slow by design, and tries are counted aside
def own() -> ResponseReturnValue:
    """A person's own sign-in: a new password, the second factor, and where they are signed in."""
    user, form = signed_in(), ChangePasswordForm()
    if form.validate_on_submit() and _may_change(form):
        with transaction():
            set_password(user.id, form.password.data, now(), but_session=session_id())
        session["password_changed"] = True
        return redirect(url_for("people.own"))
    page = render_template(
        "people/own.html", user=user, form=form, sessions=_living(user.id), here=session_id(),
        changed=session.pop("password_changed", False), codes=find_codes_left(user.id), words=ROLE_WORDS,
    )  # fmt: skip
    return page, 400 if form.errors else 200


def _may_change(form: ChangePasswordForm) -> bool:
    user, settings = signed_in(), current_app.config["OSAAMISTASE"]
    name = f"password {user.id}"
    if too_many(name):
        form.refuse("old", _("Yritit liian monta kertaa. Odota vartti ja yritä uudelleen."))
        return False
    if not matches(user.password_hash, form.old.data):
        count_try(name)
        form.refuse("old", _("Nykyinen salasana ei täsmää."))
        return False
    forget_tries(name)
    wrong = fault(form.password.data, about(user.email, user.name, settings.organisation), settings.leaked_passwords)
    if wrong:
        form.refuse("password", password_sentence(wrong))
    return wrong is None


@people.post("/oma-tunnus/kirjaudu-ulos/<int:session_id>")
@open_to(ADVISER, MANAGER, ADMINISTRATOR)
def end_session(session_id: int) -> ResponseReturnValue:
    """Sign out a browser of one's own; another's number ends nothing."""
    with transaction():
        save_sessions_ended(signed_in().id, now(), only=session_id)
    return redirect(url_for("people.own"))


@people.route("/oma-tunnus/koodi", methods=["GET", "POST"])
@open_to(ADVISER, MANAGER, ADMINISTRATOR)
@here
@limited(SIGN_IN)
def second_factor() -> ResponseReturnValue:
    """Begin to sign in with a code: a picture for the app, one code to try, then the codes for paper, shown once."""
    user, form, key = signed_in(), ConfirmForm(), str(current_app.secret_key)
    if user.totp_secret and not _proved():
        return redirect(url_for("people.old_factor"))
    # A secret that is begun anew waits in the signed cookie; it opens nothing before its first code was right.
    secret = session.setdefault("new_factor", new_secret())
    if form.validate_on_submit():
        step = step_of(secret, form.code.data, now().timestamp(), 0)
        if step is not None:
            with transaction():
                codes = begin_second_factor(user.id, secret, step, key)
                save_sessions_ended(user.id, now(), but=session_id())
            session.pop("new_factor")
            session.pop("old_factor_at", None)
            session.pop("second_factor_first", None)
            return render_template("people/codes.html", codes=codes)
        form.refuse("code", _("Koodi ei täsmää. Tarkista puhelimen kellonaika ja kirjoita uusin koodi."))
    way = address(secret, user.email, current_app.config["OSAAMISTASE"].organisation)
    page = render_template(
        "people/second_factor.html", form=form, way=way, secret=secret,
        first=session.get("second_factor_first"),
    )  # fmt: skip
    return page, 400 if form.errors else 200


@people.route("/oma-tunnus/koodi/vanha", methods=["GET", "POST"])
@open_to(ADVISER, MANAGER, ADMINISTRATOR)
@here
@limited(SIGN_IN)
@reads_first
def old_factor() -> ResponseReturnValue:
    """A code of the factor at hand, before another takes its place: a browser left open is not enough for that."""
    user, form = signed_in(), CodeForm()
    if not user.totp_secret:
        return redirect(url_for("people.second_factor"))
    if form.validate_on_submit():
        name = f"code {user.id}"
        if too_many(name):
            form.refuse("code", _("Yritit liian monta kertaa. Odota vartti ja yritä uudelleen."))
            return render_template("people/old_factor.html", form=form), 429
        with transaction():
            kind = take_code(user.id, form.code.data or "", str(current_app.secret_key), now())
        if kind:
            forget_tries(name)
            session["old_factor_at"] = int(now().timestamp())
            return redirect(url_for("people.second_factor"))
        count_try(name)
        form.refuse("code", _("Koodi ei täsmää, tai se on jo käytetty. Odota seuraavaa koodia ja yritä uudelleen."))
    return render_template("people/old_factor.html", form=form), 400 if form.errors else 200


def _proved() -> bool:
    """Whether this browser gave a code of the old factor a little while ago."""
    return bool(now().timestamp() - session.get("old_factor_at", 0) < HALF_WAY)


def _living(user_id: int) -> list[SignedIn]:
    return [one for one in list_sessions(user_id) if lasts(one.started_at, one.seen_at, one.ended_at, now())]


def _changed(change: Callable[[], None]) -> None:
    try:
        with transaction():
            change()
    except LastAdministrator:
        raise Refused(
            _("Tämä on ainoa ylläpidon tunnus. Tee ensin toinen, ettei palvelu jää ilman ylläpitoa.")
        ) from None
