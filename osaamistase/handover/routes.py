"""Firms change hands, and one stands in for another: nothing hangs on one person."""

from datetime import date

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from osaamistase.accounts.guard import ADMINISTRATOR, ADVISER, open_to, signed_in
from osaamistase.clock import now, today
from osaamistase.companies.store import get_company
from osaamistase.database import transaction
from osaamistase.handover.forms import AbsenceForm, HandoverForm
from osaamistase.handover.steps import (
    CannotBeAway,
    CannotHandOver,
    be_away,
    cancel_handover,
    cancel_together,
    hand_over,
)
from osaamistase.handover.store import (
    get_absence,
    list_absences,
    list_advisers,
    list_companies_of,
    list_counts,
    list_planned,
)
from osaamistase.web.forms import row_number

handover = Blueprint("handover", __name__)


@handover.route("/yritykset/<int:company_id>/siirra", methods=["GET", "POST"])
@open_to(ADVISER, ADMINISTRATOR)
def move(company_id: int) -> ResponseReturnValue:
    """Another adviser for one firm."""
    company, form = get_company(company_id), HandoverForm(day=today())
    if form.validate_on_submit() and _handed_over(form, [(company.id, company.adviser_id)]):
        return redirect(url_for("desk.company", company_id=company_id))
    page = render_template("handover/move.html", form=form, company=company, advisers=list_advisers())
    return page, 400 if form.errors else 200


@handover.route("/neuvojat/siirto", methods=["GET", "POST"])
@open_to(ADVISER, ADMINISTRATOR)
def move_all() -> ResponseReturnValue:
    """Another adviser for all firms of one."""
    form = HandoverForm(day=today(), giver=str(signed_in().id))
    if form.validate_on_submit():
        firms = [(one.id, one.adviser_id) for one in list_companies_of(row_number(form.giver.data))]
        if _handed_over(form, firms):
            return redirect(url_for("handover.away", siirtyi=len(firms), alkaen=form.day.data))
    page = render_template("handover/move_all.html", form=form, advisers=list_advisers(), counts=list_counts())
    return page, 400 if form.errors else 200


@handover.post("/siirrot/<int:handover_id>/peru")
@open_to(ADVISER, ADMINISTRATOR)
def cancel(handover_id: int) -> ResponseReturnValue:
    with transaction():
        found = cancel_handover(handover_id, now())
    return redirect(url_for("desk.company", company_id=found.company_id))


@handover.post("/siirrot/peru")
@open_to(ADVISER, ADMINISTRATOR)
def cancel_all() -> ResponseReturnValue:
    """Call off what one adviser was to hand over to another on a day."""
    giver, taker = row_number(request.form.get("giver")), row_number(request.form.get("to"))
    day = request.form.get("day", date.min, date.fromisoformat)
    with transaction():
        cancel_together(giver, taker, day, now())
    return redirect(url_for("handover.away"))


@handover.route("/poissaolot", methods=["GET", "POST"])
@open_to(ADVISER, ADMINISTRATOR)
def away() -> ResponseReturnValue:
    """Who is away and who stands in; anyone may say it for a colleague who fell ill."""
    form = AbsenceForm(user=str(signed_in().id))
    if form.validate_on_submit():
        try:
            with transaction():
                be_away(
                    row_number(form.user.data), row_number(form.cover.data), form.first.data, form.last.data,
                    signed_in().id, now(), today(),
                )  # fmt: skip
            return redirect(url_for("handover.away"))
        except CannotBeAway as error:
            form.refuse(*_why_not_away(error.why))
    page = render_template(
        "handover/away.html",
        form=form,
        advisers=list_advisers(),
        absences=list_absences(today()),
        planned=list_planned(),
        moved=request.args.get("siirtyi", 0, int),
        since=request.args.get("alkaen", today(), date.fromisoformat),
    )
    return page, 400 if form.errors else 200


@handover.post("/poissaolot/<int:absence_id>/peru")
@open_to(ADVISER, ADMINISTRATOR)
def end_absence(absence_id: int) -> ResponseReturnValue:
    with transaction():
        get_absence(absence_id).ended_at = now()
    return redirect(url_for("handover.away"))


def _handed_over(form: HandoverForm, firms: list[tuple[int, int]]) -> bool:
    """Whether the firms change hands; why not stands beside a field."""
    try:
        with transaction():
            hand_over(
                firms, row_number(form.to.data), form.day.data, form.note.data or "", signed_in().id, now(), today()
            )
        return True
    except CannotHandOver as error:
        sentences = {
            "nobody": ("to", _("Valitse neuvoja listasta.")),
            "past": ("day", _("Päivä on jo mennyt. Anna tämä päivä tai myöhempi.")),
            "none": ("to", _("Näin mikään ei siirry: yritykset ovat jo tällä neuvojalla, tai niitä ei ole.")),
        }
        form.refuse(*sentences[error.why])
        return False


def _why_not_away(why: str) -> tuple[str, str]:
    sentences: dict[str, tuple[str, str]] = {
        "nobody": ("cover", _("Valitse neuvojat listasta.")),
        "same": ("cover", _("Kukaan ei voi sijaistaa itseään. Valitse toinen neuvoja.")),
        "order": ("last", _("Viimeinen päivä on ennen ensimmäistä. Tarkista päivät.")),
        "past": ("last", _("Poissaolo on jo ohi. Anna tämä päivä tai myöhempi.")),
        "twice": ("first", _("Samalle ajalle on jo poissaolo. Peru se ensin alta.")),
        "cover_away": ("cover", _("Sijainen on itse poissa noina päivinä. Valitse toinen.")),
    }
    return sentences[why]
