"""All that is kept of a firm, of a person who signs in, or of one who answers: given out as a ZIP, and erased."""

import json
from typing import Any

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from osaamistase.accounts.guard import ADMINISTRATOR, ADVISER, LINK, MANAGER, open_to, signed_in
from osaamistase.accounts.models import User
from osaamistase.accounts.store import get_user
from osaamistase.clock import now
from osaamistase.companies.store import get_company
from osaamistase.database import transaction
from osaamistase.datasubjects.forms import EraseForm
from osaamistase.datasubjects.portable import as_json, file_name, of_firm, of_person, zipped
from osaamistase.datasubjects.steps import OfFirm, StillNeeded, erase_firm, erase_person, gather_firm
from osaamistase.datasubjects.store import list_done_by, list_own_rows, list_rows_of_firm
from osaamistase.errors import NotFound, Refused
from osaamistase.history.store import list_events
from osaamistase.history.story import story
from osaamistase.questionnaires.paths import NAME
from osaamistase.questionnaires.questionnaire import named
from osaamistase.results.view import SheetView, sheet_view
from osaamistase.survey.guard import asked_by, enter, questionnaire_of, shelf
from osaamistase.survey.store import get_respondent, list_kept, list_rounds
from osaamistase.web.files import attachment
from osaamistase.web.languages import current_language
from osaamistase.web.limits import FILE, limited

datasubjects = Blueprint("datasubjects", __name__)
_FILES = "tiedot"  # what is given out lies in a ZIP under this name, once for people and once for programs


@datasubjects.get("/yritykset/<int:company_id>/tiedot")
@open_to(ADVISER, ADMINISTRATOR)
def firm(company_id: int) -> ResponseReturnValue:
    return render_template("datasubjects/firm.html", company=get_company(company_id))


@datasubjects.get("/yritykset/<int:company_id>/tiedot.zip")
@open_to(ADVISER, ADMINISTRATOR)
@limited(FILE)
def firm_file(company_id: int) -> Response:
    """For the firm: a page to read, the same for programs, and its prints. No one respondent's answers."""
    company, found = get_company(company_id), gather_firm(company_id)
    letters = [(one.kind, one.created_at, one.sent_at) for one in found.letters]
    titles = {key: version.questionnaire.title for key, version in shelf().versions().items()}
    page = render_template(
        "datasubjects/firm_file.html",
        company=company,
        at=now(),
        rows=found.rows,
        sheets=_sheets(found),
        events=story(list_events(company_id)),
        title_of=titles,
        letters=letters,
    )
    prints = [(f"tulosteet/{one.subject}-{one.language}.pdf", one.content) for one in found.prints]
    given = of_firm(found.rows) | {
        "letters": [dict(zip(("kind", "written", "sent"), one, strict=True)) for one in letters]
    }
    return _zip(file_name(company.name), page, given, prints)


@datasubjects.route("/yritykset/<int:company_id>/poista", methods=["GET", "POST"])
@open_to(ADMINISTRATOR)
def erase(company_id: int) -> ResponseReturnValue:
    """Everything of a firm, for good; asked for with its business id typed by hand."""
    company = get_company(company_id)
    form = EraseForm(company.business_id)
    if form.validate_on_submit():
        with transaction():
            erase_firm(company_id)
        return redirect(url_for("datasubjects.erased"))
    rows = list_rows_of_firm(company_id)
    return render_template(
        "datasubjects/erase.html", company=company, form=form, rows=rows
    ), 400 if form.errors else 200


@datasubjects.get("/yritykset/poistettu")
@open_to(ADMINISTRATOR)
def erased() -> ResponseReturnValue:
    return render_template("datasubjects/erased.html")


@datasubjects.get("/oma-tunnus/tiedot.zip")
@open_to(ADVISER, MANAGER, ADMINISTRATOR)
@limited(FILE)
def own_file() -> Response:
    return _person_file(signed_in())


@datasubjects.get("/tunnukset/<int:user_id>/tiedot.zip")
@open_to(ADMINISTRATOR)
@limited(FILE)
def person_file(user_id: int) -> Response:
    return _person_file(get_user(user_id))


@datasubjects.post("/tunnukset/<int:user_id>/poista-tiedot")
@open_to(ADMINISTRATOR)
def erase_name(user_id: int) -> ResponseReturnValue:
    """Of a person who is gone: name, address and sign-in. What they did stays, by nobody's name."""
    try:
        with transaction():
            erase_person(user_id)
    except StillNeeded as still:
        raise Refused(
            _("Päätä ensin henkilön pääsy.")
            if still.why == "access"
            else _("Henkilöllä on vielä yrityksiä. Siirrä ne ensin toiselle neuvojalle.")
        ) from None
    return redirect(url_for("people.list_all"))


@datasubjects.get("/kysely/<door>/vastaukset.zip")
@open_to(LINK)
@limited(FILE)
def answers_file(door: str) -> Response:
    """One respondent's own answers, by their own link."""
    entry = enter(door)
    if entry.preview or entry.link_id is None:
        raise NotFound("answers")
    kept, me = list_kept(entry.respondent_id), get_respondent(entry.respondent_id)
    answers = [
        {"subject": place.subject, "rating": place.rating, "value": one.value, "saved_at": one.saved_at}
        for place, one in sorted(kept.items())
    ]
    own = {place.subject: one.value for place, one in kept.items() if place.rating == NAME and one.value}
    questionnaire = named(questionnaire_of(entry), own)
    about = {"company": entry.company, "email": me.email, "group": me.group, "main": me.main, "ready_at": me.ready_at}
    page = render_template(
        "datasubjects/answers_file.html", entry=entry, me=me, answers=answers, at=now(), questionnaire=questionnaire
    )
    return _zip("vastaukset", page, {"respondent": about, "answers": answers}, [])


def _person_file(user: User) -> Response:
    own, done = list_own_rows(user.id), list_done_by(user.id)
    page = render_template("datasubjects/person_file.html", user=user, rows=own, done=done, at=now())
    return _zip(file_name(user.name), page, {**of_person(own), "named_in": done}, [])


def _sheets(found: OfFirm) -> list[tuple[dict[str, Any], SheetView]]:
    """Every stored sheet, with the names that its questionnaire gives."""
    rounds = {one.id: one for one in list_rounds(found.rows["companies"][0]["id"])}
    told = []
    for row in found.rows.get("sheets", []):
        content = json.loads(row["content"])
        asked = named(asked_by(rounds[row["round_id"]]).questionnaire, content["answers"].get("own", {}))
        told.append((row, sheet_view(content["sheet"], asked, current_language())))
    return told


def _zip(name: str, page: str, values: object, more: list[tuple[str, bytes]]) -> Response:
    content = zipped([(f"{_FILES}.html", page.encode()), (f"{_FILES}.json", as_json(values)), *more])
    return attachment(content, "application/zip", f"{name}.zip")
