"""The report to the funder: for the administrator, of any period."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from osaamistase.accounts.guard import ADMINISTRATOR, open_to
from osaamistase.clock import today
from osaamistase.companies.size import CLASSES
from osaamistase.errors import Refused
from osaamistase.esr.report import Report, report_of
from osaamistase.esr.store import list_done, list_register
from osaamistase.esr.words import hours, sheets_of, size_words
from osaamistase.trainings.store import list_attended
from osaamistase.web.files import XLSX, attachment
from osaamistase.web.limits import FILE, limited
from osaamistase.web.spreadsheet import to_xlsx

esr = Blueprint("esr", __name__)
YEARS = (2000, 2100)


class BadDay(Refused):
    """A day that is none, or comes at a wrong time; `field`: where it was typed."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


@esr.get("/esr-raportti")
@open_to(ADMINISTRATOR)
def show() -> ResponseReturnValue:
    """What the report of a period would say, before it is taken along."""
    try:
        first, last = _period()
    except BadDay as error:
        return render_template("esr/show.html", refused=error, first=None, last=None, typed=request.args), 400
    trainings = list_attended(first, last)
    return render_template(
        "esr/show.html",
        refused=None,
        first=first,
        last=last,
        typed=request.args,
        report=_report(first, last, trainings),
        trainings=trainings,
        sizes=size_words(),
        classes=CLASSES,
        hours=hours,
    )


@esr.get("/esr-raportti.xlsx")
@open_to(ADMINISTRATOR)
@limited(FILE)
def spreadsheet() -> Response:
    first, last = _period()
    trainings = list_attended(first, last)
    content = to_xlsx(sheets_of(_report(first, last, trainings), trainings, first, last, today()))
    name = f"esr-raportti-{first.isoformat()}-{last.isoformat()}.xlsx"
    return attachment(content, XLSX, name)


def _report(first: date, last: date, trainings: Sequence[Any]) -> Report:
    return report_of(list_register(), list_done(first, last), sum(persons for *_which, persons in trainings))


def _period() -> tuple[date, date]:
    """The days asked for; this year until today where none are. Raises BadDay."""
    first = _day("alku", today().replace(month=1, day=1))
    last = _day("loppu", today())
    if last < first:
        raise BadDay("loppu", _("Jakso päättyy ennen kuin se alkaa. Tarkista päivät."))
    return first, last


def _day(field: str, otherwise: date) -> date:
    given = request.args.get(field, "")
    if not given:
        return otherwise
    try:
        day, month, year = reversed(given.split("-")) if "-" in given else given.split(".")
        found = date(int(year), int(month), int(day))
    except (ValueError, OverflowError):
        found = date.min
    if not YEARS[0] <= found.year <= YEARS[1]:
        raise BadDay(field, _("Anna päivä, esimerkiksi 28.2.2027."))
    return found
