"""An adviser's own settings, the calendar by its secret address, and the end of reminders by the link in them."""

import secrets

from flask import Blueprint, Response, current_app, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from osaamistase.accounts.guard import ADMINISTRATOR, ADVISER, ANYONE, open_to, signed_in
from osaamistase.clock import now, today
from osaamistase.database import transaction
from osaamistase.errors import NotFound
from osaamistase.handover.steps import covered_by
from osaamistase.plans.store import find_reminder, get_action, save_reminder_stopped
from osaamistase.reminders.forms import WishForm
from osaamistase.reminders.models import Wish
from osaamistase.reminders.store import find_by_calendar, get_wish, list_deadlines, list_follow_up_days, save_wish
from osaamistase.reminders.tokens import action_of
from osaamistase.survey.links import token_hash

reminders = Blueprint("reminders", __name__)


@reminders.route("/omat/muistutukset", methods=["GET", "POST"])
@open_to(ADVISER, ADMINISTRATOR)
def settings() -> ResponseReturnValue:
    wish = get_wish(signed_in().id)
    form = WishForm(obj=wish)
    if form.validate_on_submit():
        with transaction():
            save_wish(_changed(wish, digest=form.digest.data, language=form.language.data))
        return redirect(url_for("reminders.settings"))
    # The secret is shown once, on the page after it was made.
    address = session.pop("calendar", None)
    return render_template("reminders/settings.html", form=form, wish=wish, address=address)


@reminders.post("/omat/kalenteri")
@open_to(ADVISER, ADMINISTRATOR)
def make_calendar() -> ResponseReturnValue:
    """A new secret address; the one before opens nothing any more."""
    secret = secrets.token_urlsafe(32)
    wish = get_wish(signed_in().id)
    with transaction():
        save_wish(_changed(wish, calendar_sha256=token_hash(secret)))
    session["calendar"] = url_for("reminders.feed", secret=secret, _external=True)
    return redirect(url_for("reminders.settings"))


@reminders.post("/omat/kalenteri/peru")
@open_to(ADVISER, ADMINISTRATOR)
def withdraw_calendar() -> ResponseReturnValue:
    wish = get_wish(signed_in().id)
    with transaction():
        save_wish(_changed(wish, calendar_sha256=None))
    return redirect(url_for("reminders.settings"))


@reminders.get("/kalenteri/<secret>.ics")
@open_to(ANYONE)
def feed(secret: str) -> Response:
    """The calendar of whoever made the address: what has a day at their own and covered firms. No figures."""
    from osaamistase.reminders import calendar

    user = find_by_calendar(token_hash(secret))
    if user is None:
        raise NotFound("calendar")
    whose = [user.id, *covered_by(user.id, today())]
    with force_locale(get_wish(user.id).language):
        entries = [
            calendar.Entry(
                f"action-{action.id}", action.deadline, _("%(company)s: määräaika", company=company), action.title,
                url_for("plans.show", plan_id=action.plan_id, _anchor=f"toimenpide-{action.id}", _external=True), now(),
            )
            for action, company in list_deadlines(whose)
        ]  # fmt: skip
        entries += [
            calendar.Entry(
                f"follow-up-{one.id}", one.due, _("%(company)s: seuranta", company=company),
                _("Suunnitelman seurantapäivä"), url_for("followup.visit", follow_up_id=one.id, _external=True), now(),
            )
            for one, company in list_follow_up_days(whose)
        ]  # fmt: skip
        name = _("Osaamistase: määräajat ja seurannat")
    content = calendar.feed(entries, name, request.host.partition(":")[0])
    headers = {"Cache-Control": "private, no-store", "Content-Disposition": 'inline; filename="osaamistase.ics"'}
    return Response(content, mimetype="text/calendar", headers=headers)


@reminders.route("/muistutukset/<token>/lopeta", methods=["GET", "POST"])
@open_to(ANYONE)
def stop(token: str) -> ResponseReturnValue:
    """The link in a reminder: no more of them for this action."""
    action_id = action_of(current_app.secret_key, token)
    if action_id is None:
        raise NotFound("reminder")
    action, reminder = get_action(action_id), find_reminder(action_id)
    if request.method == "POST":
        with transaction():
            save_reminder_stopped(action_id, now())
        return redirect(url_for("reminders.stop", token=token))
    stopped = reminder is None or reminder.stopped_at is not None
    return render_template("reminders/stop.html", action=action, stopped=stopped)


def _changed(wish: Wish, **values: object) -> Wish:
    kept: dict[str, object] = {
        "user_id": wish.user_id, "digest": wish.digest, "language": wish.language,
        "calendar_sha256": wish.calendar_sha256,
    }  # fmt: skip
    return Wish(**{**kept, **values})  # type: ignore[arg-type]
