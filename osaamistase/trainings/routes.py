"""Trainings: planned for a need by management, filled by the advisers from among their own firms."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from osaamistase.accounts.guard import ADMINISTRATOR, ADVISER, MANAGER, open_to, signed_in
from osaamistase.clock import now, today
from osaamistase.database import transaction
from osaamistase.editions.items import Items, items_of
from osaamistase.editions.store import list_own_in_need
from osaamistase.errors import Refused
from osaamistase.handover.steps import covered_by
from osaamistase.handover.store import list_companies_of
from osaamistase.services.models import Service
from osaamistase.services.store import list_services
from osaamistase.survey.guard import shelf
from osaamistase.trainings.attending import Unfit
from osaamistase.trainings.forms import CancelForm, TrainingForm, choices, marks_typed
from osaamistase.trainings.models import Training
from osaamistase.trainings.steps import write_down
from osaamistase.trainings.store import add_training, get_training, list_standing, list_trainings
from osaamistase.trainings.view import page_of
from osaamistase.web.languages import LANGUAGES, current_language

trainings = Blueprint("trainings", __name__)


@trainings.get("/valmennukset")
@open_to(ADVISER, MANAGER, ADMINISTRATOR)
def list_all() -> ResponseReturnValue:
    rows = list_trainings()
    ahead = [row for row in rows if row[0].day >= today()]
    return render_template(
        "trainings/list_all.html",
        ahead=ahead[::-1],
        past=[row for row in rows if row[0].day < today()],
        items=_names(),
    )


@trainings.route("/valmennukset/uusi", methods=["GET", "POST"])
@open_to(MANAGER, ADMINISTRATOR)
def add() -> ResponseReturnValue:
    """A training from a need: the address says which, and how many seats."""
    asked = request.args
    seats = asked.get("paikkoja", "")
    form = TrainingForm(
        item=asked.get("osaaminen", ""), seats=int(seats) if seats.isdecimal() and len(seats) < 5 else None
    )
    if request.method == "POST" and _sound(form):
        with transaction():
            training = add_training(Training(**_typed(form), created_at=now(), created_by_id=signed_in().id))
        return redirect(url_for("trainings.show", training_id=training.id))
    return _form_page(form, None)


@trainings.route("/valmennukset/<int:training_id>/muuta", methods=["GET", "POST"])
@open_to(MANAGER, ADMINISTRATOR)
def edit(training_id: int) -> ResponseReturnValue:
    training = get_training(training_id)
    if training.cancelled_because is not None:  # what was said of it stays
        return redirect(url_for("trainings.show", training_id=training_id))
    form = TrainingForm(obj=training, data={"service": training.service_id or ""})
    if request.method == "POST" and _sound(form, training):
        with transaction():
            training = get_training(training_id, for_update=True)
            for name, value in _typed(form).items() if training.cancelled_because is None else ():
                setattr(training, name, value)
        return redirect(url_for("trainings.show", training_id=training_id))
    return _form_page(form, training)


@trainings.route("/valmennukset/<int:training_id>/peru", methods=["GET", "POST"])
@open_to(MANAGER, ADMINISTRATOR)
def cancel(training_id: int) -> ResponseReturnValue:
    """Called off, with the reason; it stays, and so does what was written of it."""
    training, form = get_training(training_id), CancelForm()
    if training.cancelled_because is not None:  # the first reason stays
        return redirect(url_for("trainings.show", training_id=training_id))
    if form.validate_on_submit():
        with transaction():
            training = get_training(training_id, for_update=True)
            training.cancelled_because = training.cancelled_because or form.reason.data
        return redirect(url_for("trainings.show", training_id=training_id))
    page = render_template("trainings/cancel.html", form=form, training=training)
    return page, 400 if form.errors else 200


@trainings.get("/valmennukset/<int:training_id>")
@open_to(ADVISER, MANAGER, ADMINISTRATOR)
def show(training_id: int) -> ResponseReturnValue:
    return _training_page(training_id)


@trainings.post("/valmennukset/<int:training_id>")
@open_to(ADVISER, ADMINISTRATOR)
def mark(training_id: int) -> ResponseReturnValue:
    """Whom of one's own firms one asked, who comes and who came."""
    typed = marks_typed(request.form, _own_firms(_whose()))
    try:
        with transaction():
            write_down(training_id, typed, _taken_back(), signed_in().id, now(), today())
    except Unfit as error:
        if error.why == "cancelled":
            raise Refused(_("Valmennus on peruttu, joten siihen ei enää kirjata yrityksiä.")) from error
        return _training_page(training_id, error)
    return redirect(url_for("trainings.show", training_id=training_id))


def _training_page(training_id: int, refused: Unfit | None = None) -> ResponseReturnValue:
    training, attends = get_training(training_id), signed_in().role != MANAGER
    whose = _whose() if attends else []
    page = render_template(
        "trainings/show.html",
        training=training,
        items=_names(),
        service=next((one for one in list_services() if one.id == training.service_id), None),
        page=page_of(
            list_standing(training_id),
            training.departed_persons,
            _own_firms(whose),
            list_own_in_need(training.item, whose),
        ),
        attends=attends,
        refused=refused,
        typed=request.form,
        today=today(),
    )
    return page, 200 if refused is None else 409 if refused.why == "changed" else 400


def _taken_back() -> dict[str, str]:
    """Why an action is no longer done, by the language of the plan it stands in."""
    words = {}
    for language in LANGUAGES:
        with force_locale(language):
            words[language] = _("Yritys ei ollut valmennuksessa: merkintä korjattiin.")
    return words


def _whose() -> list[int]:
    """The adviser who reads, and those for whom they stand in."""
    return [signed_in().id, *covered_by(signed_in().id, today())]


def _own_firms(whose: list[int]) -> dict[int, str]:
    """Names by number, in the order of names."""
    firms = [one for user_id in whose for one in list_companies_of(user_id)]
    return {one.id: one.name for one in sorted(firms, key=lambda one: one.folded_name)}


def _form_page(form: TrainingForm, training: Training | None) -> ResponseReturnValue:
    form.item.choices = choices([("", _("Valitse")), *_names().names.items()])
    services = [(one.id, one.name[current_language()]) for one in _offered(training)]
    form.service.choices = choices([("", _("Ei palvelua luettelosta")), *services])
    page = render_template("trainings/edit.html", form=form, training=training)
    return page, 400 if form.errors else 200


def _sound(form: TrainingForm, training: Training | None = None) -> bool:
    form.validate()
    if form.item.data not in _names().names:
        form.refuse("item", _("Valitse, mihin tarpeeseen valmennus vastaa."))
    if form.service.data and form.service.data not in {one.id for one in _offered(training)}:
        form.refuse("service", _("Valitse palvelu luettelosta tai jätä valitsematta."))
    if form.day.data and form.day.data < today() and (training is None or training.day != form.day.data):
        form.refuse("day", _("Päivä on jo mennyt. Anna tämä päivä tai myöhempi."))
    return not form.errors


def _typed(form: TrainingForm) -> dict[str, Any]:
    names = ("title", "item", "day", "place", "seats")
    return {**{name: form[name].data for name in names}, "service_id": form.service.data or None}


def _offered(training: Training | None) -> list[Service]:
    """Services that may be chosen: those that have not ended, and the one chosen before."""
    kept = training.service_id if training is not None else None
    return [one for one in list_services() if one.lasts(today()) or one.id == kept]


def _names() -> Items:
    return items_of(shelf().versions().values(), current_language())
