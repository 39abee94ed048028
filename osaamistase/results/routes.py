"""Submit a round, and see and print the balance sheet it gave. The firm comes by its link, the adviser by the round."""

from flask import Blueprint, Response, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from osaamistase.accounts.guard import LINK, open_to
from osaamistase.clock import now
from osaamistase.database import transaction
from osaamistase.errors import Refused
from osaamistase.results.charts import balance_columns
from osaamistase.results.freeze import NothingScored
from osaamistase.results.models import StoredSheet
from osaamistase.results.steps import finish_round
from osaamistase.results.store import content_of, get_sheet
from osaamistase.results.view import SheetView, sheet_view
from osaamistase.survey.entry import Entry
from osaamistase.survey.guard import enter, typist, version_of
from osaamistase.web.languages import current_language
from osaamistase.web.pdf import pdf_answer, stored_print

results = Blueprint("results", __name__)


@results.post("/kysely/<door>/laheta")
@open_to(LINK)
def submit(door: str) -> ResponseReturnValue:
    """Freeze the round. A second submit, or one in the same moment, lands on the same sheet."""
    entry = enter(door)
    version = version_of(entry.questionnaire_id, entry.questionnaire_version)
    try:
        with transaction():
            finish_round(entry.round_id, version, current_app.config["OSAAMISTASE"].result_days, typist(entry), now())
    except NothingScored as error:
        raise Refused(
            _("Vastaa ensin ainakin yhteen osa-alueeseen kokonaan, niin saat taseen. Vastauksesi ovat tallessa.")
        ) from error
    return redirect(url_for("results.sheet", door=door))


@results.get("/kysely/<door>/tase")
@open_to(LINK)
def sheet(door: str) -> ResponseReturnValue:
    entry = enter(door)
    if entry.submitted_at is None:
        return redirect(url_for("survey.hub", door=door))
    stored, view = _stored(entry)
    return render_template(
        "results/sheet.html",
        entry=entry,
        door=door,
        stored=stored,
        view=view,
        columns=balance_columns(view.totals),
        notes=_notes(stored, entry),
    )


@results.get("/kysely/<door>/tase.pdf")
@open_to(LINK)
def sheet_pdf(door: str) -> Response:
    entry = enter(door)
    stored, view = _stored(entry)

    def html() -> str:
        return render_template(
            "print/sheet.html",
            entry=entry,
            stored=stored,
            view=view,
            columns=balance_columns(view.totals),
            notes=_notes(stored, entry),
        )

    return pdf_answer(stored_print(f"sheet-{entry.round_id}", html), f"osaamistase-{entry.round_id}.pdf")


def _stored(entry: Entry) -> tuple[StoredSheet, SheetView]:
    stored = get_sheet(entry.round_id)
    questionnaire = version_of(entry.questionnaire_id, entry.questionnaire_version).questionnaire
    return stored, sheet_view(content_of(stored)["sheet"], questionnaire, current_language())


def _notes(stored: StoredSheet, entry: Entry) -> list[tuple[str, list[str]]]:
    questionnaire = version_of(entry.questionnaire_id, entry.questionnaire_version).questionnaire
    notes = content_of(stored)["notes"]
    return [(area.name.in_(current_language()), notes[area.id]) for area in questionnaire.areas if area.id in notes]
