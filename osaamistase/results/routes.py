"""Submit a round, and see and print the balance sheet it gave. The firm comes by its link, the adviser by the round."""

from functools import partial
from typing import Any

from flask import Blueprint, Response, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from osaamistase.accounts.guard import ANYONE, LINK, open_to
from osaamistase.clock import now
from osaamistase.database import transaction
from osaamistase.errors import NotFound, Refused
from osaamistase.prints.routes import print_answer
from osaamistase.questionnaires.questionnaire import Questionnaire, named
from osaamistase.results.charts import pictures_of
from osaamistase.results.example import worked_example
from osaamistase.results.freeze import NothingScored
from osaamistase.results.models import StoredSheet
from osaamistase.results.steps import be_ready, write_receipts
from osaamistase.results.store import content_of, find_earlier_round, get_sheet, list_sheets
from osaamistase.results.view import notes_by_area, sheet_view
from osaamistase.results.why_view import Differs, SheetWhy, explained
from osaamistase.scoring.methods import NEWEST, method_of
from osaamistase.survey.entry import Entry
from osaamistase.survey.guard import asked_by, enter, questionnaire_of, typist
from osaamistase.web.glossary import explained_terms
from osaamistase.web.languages import current_language
from osaamistase.web.limits import PRINT, limited
from osaamistase.web.log import note

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
    entry = _finished(door)
    if not entry.main:  # a colleague's address of old leads to their thanks
        return redirect(url_for("survey.receipt", door=door))
    sheets, number = list_sheets(entry.round_id), number_asked()
    stored = next((one for one in sheets if number in (None, one.number)), None)
    if stored is None:
        raise NotFound("sheet")
    return render_template(
        "results/sheet.html",
        entry=entry,
        door=door,
        why=partial(_why_address, door, stored.number),
        numbers=[one.number for one in sheets],
        earlier=find_earlier_round(entry.company_id, entry.round_id) is not None,
        **shown(entry, stored),
    )


@results.get("/kysely/<door>/tase.pdf")
@open_to(LINK)
@limited(PRINT)
def sheet_pdf(door: str) -> Response:
    entry = to_read(door)
    stored = get_sheet(entry.round_id, number_asked())
    name = f"osaamistase-{entry.round_id}-{stored.number}.pdf"
    return print_answer(print_name("sheet", stored), partial(_printed, entry, stored), name)


@results.get("/kysely/<door>/tase/miksi")
@open_to(LINK)
def why(door: str) -> ResponseReturnValue:
    """How the firm's figures came about."""
    entry = to_read(door)
    stored = get_sheet(entry.round_id, number_asked())
    found = _whys(entry, stored)
    area_link = partial(_why_address, door, stored.number, anchor="")
    return render_template(
        "results/why.html",
        door=door,
        number=stored.number,
        company=content_of(stored)["company"],
        whys=found,
        area_link=area_link,
    )


@results.get("/kysely/<door>/tase/miksi/<area>")
@open_to(LINK)
def why_area(door: str, area: str) -> ResponseReturnValue:
    """How one area's figures, and its competences', came about."""
    entry = to_read(door)
    stored = get_sheet(entry.round_id, number_asked())
    found = next((one for one in _whys(entry, stored).areas if one.id == area), None)
    if found is None:
        raise NotFound("area")
    return render_template(
        "results/why_area.html",
        door=door,
        number=stored.number,
        company=content_of(stored)["company"],
        area=found,
        method=method_of(stored.method),
        competence_link="#{}".format,
    )


def to_read(door: str) -> Entry:
    """Who may read a finished round's sheet: its main respondent and the advisers. Raises NotFound for a colleague."""
    entry = _finished(door)
    if not entry.main:
        raise NotFound("sheet")
    return entry


def _finished(door: str) -> Entry:
    entry = enter(door)
    if entry.submitted_at is None:
        abort(redirect(url_for("survey.hub", door=door)))
    return entry


def number_asked() -> int | None:
    """Which of a round's sheets the address names; none: the newest. What is no number is no sheet."""
    asked = request.args.get("versio", "")
    if asked and not (asked.isdecimal() and len(asked) < 6):
        raise NotFound("sheet")
    return int(asked) if asked else None


def print_name(kind: str, stored: StoredSheet) -> str:
    """What a stored print of a sheet is kept under; of the first sheet as before there were others."""
    return f"{kind}-{stored.round_id}" + (f"-{stored.number}" if stored.number > 1 else "")


def shown(entry: Entry, stored: StoredSheet) -> dict[str, object]:
    """All that a page or a print shows, from what was stored at the submit or after a talk and nothing newer."""
    content = content_of(stored)
    questionnaire = _asked(entry, content)
    view = sheet_view(content["sheet"], questionnaire, current_language())
    return {
        "stored": stored,
        "company": content["company"],
        "view": view,
        "pictures": pictures_of(view, method_of(stored.method)),
        "notes": notes_by_area(content["notes"], questionnaire, current_language()),
    }


def _printed(entry: Entry, stored: StoredSheet) -> str:
    """The print as a page, every figure of which leads to its explanation at the end."""
    return render_template(
        "print/sheet.html",
        why=why_anchor,
        whys=_whys(entry, stored),
        area_link="#{}-sums".format,
        **shown(entry, stored),
    )


def whys(stored: StoredSheet, questionnaire: Questionnaire) -> SheetWhy:
    """How a stored sheet's figures came about. Raises Refused where they do not come out again, and logs it."""
    try:
        return explained(stored.content, stored.sha256, questionnaire, current_language())
    except Differs as error:
        note("sheet differs", round=stored.round_id, number=stored.number, where=str(error))
        raise Refused(
            _("Tämän taseen lukuja ei voi nyt selittää. Ilmoita asiasta neuvojallesi. Tase itse on tallessa.")
        ) from error


def _whys(entry: Entry, stored: StoredSheet) -> SheetWhy:
    return whys(stored, _asked(entry, content_of(stored)))


def _asked(entry: Entry, content: dict[str, Any]) -> Questionnaire:
    return named(questionnaire_of(entry), content["answers"].get("own", {}))


def _why_address(door: str, number: int, area: str, anchor: str) -> str:
    """Where a figure's explanation stands: an area's page, or the firm's for area ""."""
    if area:
        return url_for("results.why_area", door=door, area=area, versio=number, _anchor=anchor or None)
    return url_for("results.why", door=door, versio=number, _anchor=anchor or None)


def why_anchor(area: str, anchor: str) -> str:
    """The same within a print."""
    return f"#{anchor or area}"


@results.get("/nain-laskemme")
@open_to(ANYONE)
def method() -> ResponseReturnValue:
    """A worked example, the method's own parameter table and the words, for anyone."""
    return render_template("results/method.html", method=NEWEST, example=worked_example(), terms=explained_terms())
