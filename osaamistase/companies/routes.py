"""The register: add and edit firms. Their list and a firm's page join rooms to the right, so they stand in `desk`."""

from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from osaamistase.accounts.guard import ADMINISTRATOR, ADVISER, open_to, signed_in
from osaamistase.clock import now
from osaamistase.companies.forms import CompanyForm
from osaamistase.companies.models import Company, CompanyChange
from osaamistase.companies.municipalities import NEARBY
from osaamistase.companies.server import Away, Ytj
from osaamistase.companies.store import add_change, add_company, get_company, save_company
from osaamistase.database import reads_first, transaction
from osaamistase.errors import Taken

companies = Blueprint("companies", __name__, url_prefix="/yritykset")


@companies.route("/uusi", methods=["GET", "POST"])
@open_to(ADVISER, ADMINISTRATOR)
@reads_first  # a look-up may take seconds
def add() -> ResponseReturnValue:
    form = CompanyForm()
    if "ytj" in request.form:
        return _page(form, None, _look_up(form))
    if form.validate_on_submit():
        try:
            with transaction():
                company = add_company(Company(**form.values(), adviser_id=signed_in().id, created_at=now()))
            return redirect(url_for("desk.company", company_id=company.id))
        except Taken:
            _refuse_taken(form)
    return _page(form, None)


@companies.route("/<int:company_id>/muokkaa", methods=["GET", "POST"])
@open_to(ADVISER, ADMINISTRATOR)
def edit(company_id: int) -> ResponseReturnValue:
    company = get_company(company_id)
    form = CompanyForm(obj=company)
    if form.validate_on_submit():
        try:
            with transaction():
                changed = [field for field, value in form.values().items() if getattr(company, field) != value]
                for field, value in form.values().items():
                    setattr(company, field, value)
                if changed:
                    words = " ".join(changed)
                    add_change(CompanyChange(company_id=company_id, at=now(), by_user_id=signed_in().id, fields=words))
                save_company()
            return redirect(url_for("desk.company", company_id=company_id))
        except Taken:
            _refuse_taken(form)
            company = get_company(company_id)
    return _page(form, company)


def _refuse_taken(form: CompanyForm) -> None:
    form.refuse("business_id", _("Tällä Y-tunnuksella on jo yritys rekisterissä. Hae se yrityslistalta."))


def _look_up(form: CompanyForm) -> dict[str, Any]:
    """Fill the form from YTJ by its business id, and say how that went. Whatever happens, it can be filled by hand."""
    ytj: Ytj | None = current_app.extensions["ytj"]
    if not form.names_a_firm():
        return {}
    if ytj is None:
        return {"outcome": "away"}
    try:
        found = ytj.look_up(form.business_id.data)
    except Away:
        return {"outcome": "away"}
    if found is None:
        return {"outcome": "none"}
    if found.ended:
        return {"outcome": "ended", "day": found.ended}
    return {"outcome": "found", "filling": form.fill_from(found)}


def _page(form: CompanyForm, company: Company | None, looked_up: dict[str, Any] | None = None) -> tuple[str, int]:
    offers = company is None and current_app.extensions["ytj"] is not None
    return render_template(
        "companies/edit.html", form=form, company=company, nearby=NEARBY, offers_ytj=offers, looked_up=looked_up or {}
    ), 400 if form.errors else 200
