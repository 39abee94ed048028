"""The service catalogue as advisers keep it: look, add, change, check, end and replace."""

from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from osaamistase.accounts.guard import ADMINISTRATOR, ADVISER, MANAGER, open_to, signed_in
from osaamistase.catalogue.forms import EndForm, ReplaceForm
from osaamistase.catalogue.rows import FIELDS, Row, changed, faults, tidied
from osaamistase.catalogue.states import STATES, before_the_end, states_of, successors
from osaamistase.catalogue.steps import (
    CannotReplace,
    Outdated,
    add_row,
    check_service,
    end_service,
    known,
    replace_service,
    resume_service,
    row_of_service,
    save_row,
)
from osaamistase.catalogue.store import get_service, list_changes, list_people, list_uses
from osaamistase.clock import now, today
from osaamistase.companies.searching import folded
from osaamistase.database import transaction
from osaamistase.services.models import Service
from osaamistase.services.store import list_services
from osaamistase.survey.guard import shelf
from osaamistase.web.forms import row_number
from osaamistase.web.languages import current_language

catalogue = Blueprint("catalogue", __name__)
NEW: Row = dict.fromkeys(FIELDS, "") | {"offered_to": "firms", "relevance": "primary", "kind": "advice"}


@catalogue.get("/palvelut")
@open_to(ADVISER, MANAGER, ADMINISTRATOR)
def list_all() -> ResponseReturnValue:
    """The catalogue; with a search and a state to choose by."""
    search, state = request.args.get("haku", "")[:100], request.args.get("tila", "")
    services = [(one, _states(one)) for one in list_services()]
    shown = [
        (one, states)
        for one, states in services
        if (not state or state in states) and folded(search) in folded(_words(one))
    ]
    return render_template(
        "catalogue/list_all.html",
        services=shown,
        counts={name: sum(name in states for _one, states in services) for name in STATES},
        search_word=search,
        state=state,
    )


@catalogue.get("/palvelut/<service_id>")
@open_to(ADVISER, MANAGER, ADMINISTRATOR)
def show(service_id: str) -> ResponseReturnValue:
    service = get_service(service_id)
    people = {one.id: one for one in list_people()}
    names = {one.id: one.name[current_language()] for one in list_services()}
    states, changes = _states(service), list_changes(service_id)
    ended = bool(service.replaced_by_id) or before_the_end([one for one, _who in changes]) is not None
    return render_template(
        "catalogue/show.html",
        service=service,
        states=states,
        may_resume=ended or "ended" in states,
        responsible=people.get(service.responsible_id or 0),
        changes=changes,
        uses=list_uses(service_id),
        competences=competence_names(),
        names=names,
        replaces=[one for one in list_services() if one.replaced_by_id == service_id],
    )


@catalogue.route("/palvelut/uusi", methods=["GET", "POST"])
@open_to(ADVISER, ADMINISTRATOR)
def add() -> ResponseReturnValue:
    about = known(competence_ids())
    if request.method == "GET":
        row = NEW | {"checked_on": today().isoformat(), "responsible": signed_in().email}
        return render_template("catalogue/edit.html", row=row, faults={}, service=None, **_choices())
    row = tidied(request.form)
    found = {one.field: one.what for one in faults(row, about)}
    if row["id"] in about.services:
        found["id"] = "twice"
    if found:
        return render_template("catalogue/edit.html", row=row, faults=found, service=None, **_choices()), 400
    try:
        with transaction():
            add_row(row, about, signed_in().id, now())
    except Outdated:
        return render_template("catalogue/edit.html", row=row, faults={"id": "twice"}, service=None, **_choices()), 409
    return redirect(url_for("catalogue.show", service_id=row["id"]))


@catalogue.route("/palvelut/<service_id>/muokkaa", methods=["GET", "POST"])
@open_to(ADVISER, ADMINISTRATOR)
def edit(service_id: str) -> ResponseReturnValue:
    """Change a service. Whoever saves second sees what the first saved, and chooses."""
    service = get_service(service_id)
    if request.method == "GET":
        return _edit_page(service, service.version, row_of_service(service), {})
    row, about = tidied({**request.form, "id": service_id}), known(competence_ids())
    found = {one.field: one.what for one in faults(row, about)}
    if found:
        return _edit_page(service, _seen(), row, found)
    try:
        with transaction():
            save_row(row, about, signed_in().id, now(), _seen())
    except Outdated:
        service = get_service(service_id)
        there = row_of_service(service)
        return _edit_page(service, service.version, row, {}, {one: there[one] for one in changed(there, row)})
    return redirect(url_for("catalogue.show", service_id=service_id))


@catalogue.post("/palvelut/<service_id>/tarkistettu")
@open_to(ADVISER, ADMINISTRATOR)
def mark_checked(service_id: str) -> ResponseReturnValue:
    with transaction():
        check_service(service_id, signed_in().id, now(), today())
    to = "desk.today" if request.form.get("to") == "today" else None
    return redirect(url_for(to) if to else url_for("catalogue.show", service_id=service_id))


@catalogue.route("/palvelut/<service_id>/paata", methods=["GET", "POST"])
@open_to(ADVISER, ADMINISTRATOR)
def end(service_id: str) -> ResponseReturnValue:
    service, form = get_service(service_id), EndForm()
    if form.validate_on_submit():
        with transaction():
            end_service(service_id, form.last_day.data, signed_in().id, now())
        return redirect(url_for("catalogue.show", service_id=service_id))
    page = render_template("catalogue/end.html", form=form, service=service, uses=list_uses(service_id))
    return page, 400 if form.errors else 200


@catalogue.route("/palvelut/<service_id>/korvaa", methods=["GET", "POST"])
@open_to(ADVISER, ADMINISTRATOR)
def replace(service_id: str) -> ResponseReturnValue:
    """Another service takes its place after a day."""
    service, form = get_service(service_id), ReplaceForm()
    if form.validate_on_submit():
        try:
            with transaction():
                replace_service(service_id, form.by.data or "", form.last_day.data, signed_in().id, now(), today())
            return redirect(url_for("catalogue.show", service_id=service_id))
        except CannotReplace as error:
            form.refuse("by", _cannot_replace(error.why))
    near, others = successors(service, list_services(), today())
    page = render_template(
        "catalogue/replace.html", form=form, service=service, near=near, others=others, uses=list_uses(service_id)
    )
    return page, 400 if form.errors else 200


@catalogue.post("/palvelut/<service_id>/jatka")
@open_to(ADVISER, ADMINISTRATOR)
def resume(service_id: str) -> ResponseReturnValue:
    """An end or a replacement is taken back."""
    with transaction():
        resume_service(service_id, signed_in().id, now(), today())
    return redirect(url_for("catalogue.show", service_id=service_id))


def _edit_page(
    service: Service, seen: int, row: Row, found: Mapping[str, str], there: Mapping[str, str] | None = None
) -> tuple[str, int]:
    """`seen`: the version whose words the reader has before them, which is not always the newest."""
    page = render_template(
        "catalogue/edit.html", row=row, faults=found, service=service, seen=seen, there=there or {}, **_choices()
    )
    return page, 409 if there else 400 if found else 200


def _choices() -> dict[str, object]:
    services = list_services()
    kinds = {one.kind: one.kind_name[current_language()] for one in sorted(services, key=lambda one: one.kind_position)}
    return {"kinds": kinds, "people": list_people(), "services": services, "competences": competence_names()}


def _states(service: Service) -> frozenset[str]:
    return states_of(service.valid_until, service.checked_on, service.link_state, today())


def _words(service: Service) -> str:
    providers = " ".join(f"{one['name']} {one['full_name']}" for one in service.providers)
    return " ".join((*service.name.values(), service.description[current_language()], providers, service.id))


def competence_ids() -> frozenset[str]:
    """Every competence that any version asks."""
    return frozenset(one for version in shelf().versions().values() for one in version.questionnaire.competence)


def competence_names() -> dict[str, str]:
    """Every competence that any version asks, by id, in the page's language; the newest version's words."""
    return {
        one.id: one.name.in_(current_language())
        for version in shelf().versions().values()
        for area in version.questionnaire.areas
        for one in area.competences
    }


def _seen() -> int:
    return row_number(request.form.get("seen"))


def _cannot_replace(why: str) -> str:
    sentences = {
        "itself": _("Palvelu ei voi korvata itseään. Valitse toinen palvelu."),
        "circle": _("Tuo palvelu on jo korvattu tällä palvelulla. Valitse toinen palvelu."),
        "ended": _("Tuo palvelu päättyy ennen kuin se ehtisi tulla tilalle. Valitse voimassa oleva palvelu."),
    }
    return str(sentences[why])
