"""Submit a round, and see and print the balance sheet it gave. The firm comes by its link, the adviser by the round."""

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from osaamistase.accounts.guard import LINK, open_to
from osaamistase.clock import now
from osaamistase.database import transaction
from osaamistase.errors import NotFound, Refused
from osaamistase.questionnaires.questionnaire import named
from osaamistase.results.charts import pictures_of
from osaamistase.results.freeze import NothingScored
from osaamistase.results.steps import be_ready, write_receipts
from osaamistase.results.store import content_of, get_sheet
from osaamistase.results.view import notes_by_area, sheet_view
from osaamistase.scoring.parameters import METHOD_1
from osaamistase.survey.entry import Entry
from osaamistase.survey.guard import asked_by, enter, questionnaire_of, typist
from osaamistase.web.languages import current_language
from osaamistase.web.pdf import pdf_answer, stored_print

results = Blueprint("results", __name__)


@results.post("/kysely/<door>/laheta")
@open_to(LINK)
def submit(door: str) -> ResponseReturnValue:
    """This person is ready; with the last of them the round is frozen. Sent again, it lands on the same receipt."""
    entry = enter(door)
    if entry.preview:
        return redirect(url_for("survey.hub", door=door))
    if entry.carried_to_id is not None:
        return redirect(url_for("survey.hub", door=entry.carried_to_id))
    if entry.link_id is None and entry.together_at is None and entry.submitted_at is None:
        raise Refused(_("Yritys vastaa itse. Sulje kierros sen omalta sivulta, jos haluat laskea taseen jo nyt."))
    asked, days = asked_by(entry), current_app.config["OSAAMISTASE"].result_days
    try:
        with transaction():
            if be_ready(entry, asked, days, typist(entry), now()):
                send_receipts(entry.round_id, asked.questionnaire.minutes)
    except NothingScored:
        return redirect(url_for("survey.review", door=door, puuttuu=1, _anchor="puuttuu"))
    return redirect(url_for("survey.receipt", door=door))


def send_receipts(round_id: int, minutes: int) -> None:
    """Leave the receipts of a round just finished in the outbox, where mails are written at all."""
    settings = current_app.config["OSAAMISTASE"]
    if settings.mail_state != "off":
        write_receipts(
            round_id, minutes, settings.organisation, settings.result_days, _address_of, request.host_url, now()
        )


def _address_of(token: str) -> str:
    return url_for("survey.welcome", door=token, _external=True)


@results.get("/kysely/<door>/tase")
@open_to(LINK)
def sheet(door: str) -> ResponseReturnValue:
    entry = enter(door)
    if entry.submitted_at is None:
        return redirect(url_for("survey.hub", door=door))
    if not entry.main:
        return redirect(url_for("survey.receipt", door=door))
    return render_template("results/sheet.html", entry=entry, door=door, **_shown(entry))


@results.get("/kysely/<door>/tase.pdf")
@open_to(LINK)
def sheet_pdf(door: str) -> Response:
    entry = enter(door)
    if not entry.main:
        raise NotFound("sheet")
    print_ = stored_print(f"sheet-{entry.round_id}", lambda: render_template("print/sheet.html", **_shown(entry)))
    return pdf_answer(print_, f"osaamistase-{entry.round_id}.pdf")


def _shown(entry: Entry) -> dict[str, object]:
    """All that a page or a print shows, from what was stored at the submit and nothing newer."""
    stored = get_sheet(entry.round_id)
    content = content_of(stored)
    questionnaire = named(questionnaire_of(entry), content["answers"].get("own", {}))
    view = sheet_view(content["sheet"], questionnaire, current_language())
    return {
        "stored": stored,
        "company": content["company"],
        "view": view,
        "pictures": pictures_of(view, METHOD_1),
        "notes": notes_by_area(content["notes"], questionnaire, current_language()),
    }
