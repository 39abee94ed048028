"""The pages on questionnaires: every version, what changed between two, and drafts that come and go as workbooks."""

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from osaamistase.accounts.guard import ADMINISTRATOR, ADVISER, open_to, signed_in
from osaamistase.clock import now, today
from osaamistase.database import transaction
from osaamistase.errors import BadFile, NotFound, Refused
from osaamistase.library.comparing import comparison
from osaamistase.library.drafts import draft_findings, together
from osaamistase.library.forms import WorkbookForm
from osaamistase.library.listing import families
from osaamistase.library.store import get_draft, list_drafts
from osaamistase.questionnaires.findings import Finding
from osaamistase.questionnaires.questionnaire import Questionnaire, checksum
from osaamistase.questionnaires.shelf import Version
from osaamistase.questionnaires.writing import written
from osaamistase.services.store import list_services
from osaamistase.survey.guard import find_version, shelf
from osaamistase.survey.preview import asked_in_preview
from osaamistase.survey.store import save_source
from osaamistase.web.files import XLSX, attachment
from osaamistase.web.limits import FILE, UPLOAD, limited

library = Blueprint("library", __name__, url_prefix="/kyselyt")
_SHOWN = 30  # drafts on the list


@library.get("")
@open_to(ADVISER, ADMINISTRATOR)
def list_all() -> ResponseReturnValue:
    versions, brought = shelf().versions().values(), list_drafts(_SHOWN + 1)
    drafts = [(one, find_version(one.sha256, one.source).questionnaire) for one in brought[:_SHOWN]]
    listed = families(versions, frozenset(one.sha256 for one in versions if _has_preview(one)))
    return render_template(
        "library/list_all.html",
        families=listed,
        titles={one.id: one.title for one in listed},
        unsound={name: together(findings) for name, findings in shelf().unsound.items()},
        drafts=drafts,
        more=len(brought) > _SHOWN,
        published=frozenset(one.sha256 for one in versions if one.published),
    )


@library.get("/<questionnaire_id>/<int:old>-<int:new>")
@open_to(ADVISER, ADMINISTRATOR)
def compare(questionnaire_id: str, old: int, new: int) -> ResponseReturnValue:
    before, after = _version(questionnaire_id, old), _version(questionnaire_id, new)
    if old >= new:
        raise NotFound("comparison")
    return _comparison(before.questionnaire, after.questionnaire, not after.published)


@library.get("/<questionnaire_id>/<int:version>.xlsx")
@open_to(ADVISER, ADMINISTRATOR)
@limited(FILE)
def workbook(questionnaire_id: str, version: int) -> ResponseReturnValue:
    return _workbook(_version(questionnaire_id, version).questionnaire)


@library.route("/tyokirja", methods=["GET", "POST"])
@open_to(ADMINISTRATOR)
@limited(UPLOAD)
def bring() -> ResponseReturnValue:
    """Bring a workbook: it is kept as a draft, or its faults are told by sheet and cell and nothing is kept."""
    form = WorkbookForm()
    if not form.validate_on_submit():
        return render_template("library/bring.html", form=form), 400 if form.errors else 200
    from osaamistase.questionnaires.workbook import from_workbook  # with its library, which no other page needs

    found, findings = from_workbook(form.content(), _findings)
    if found is None:
        return render_template("library/bring.html", form=form, findings=together(findings)), 400
    source = written(found)
    sha256 = checksum(source.encode())
    with transaction():
        save_source(sha256, source, now(), brought_by_id=signed_in().id)
    if findings:
        return render_template("library/bring.html", form=form, findings=together(findings), kept=found, sha256=sha256)
    return redirect(url_for("library.show_draft", sha256=sha256))


@library.get("/luonnokset/<string(length=64):sha256>")
@open_to(ADVISER, ADMINISTRATOR)
def show_draft(sha256: str) -> ResponseReturnValue:
    draft = get_draft(sha256)
    version = find_version(sha256, draft.source)
    found = version.questionnaire
    on_shelf = shelf().by_sha256(sha256)
    return render_template(
        "library/show_draft.html",
        draft=draft,
        questionnaire=found,
        findings=together(_findings(version.source) if on_shelf is None else []),
        published=on_shelf is not None and on_shelf.published,
        newest=shelf().newest_of(found.id),
        preview=url_for("survey.welcome", door=sha256, _external=True) if _has_preview(version) else None,
    )


@library.get("/luonnokset/<string(length=64):sha256>/erot")
@open_to(ADVISER, ADMINISTRATOR)
def compare_draft(sha256: str) -> ResponseReturnValue:
    """The draft beside the newest published version of the same questionnaire; a 404 where there is none."""
    draft = find_version(sha256, get_draft(sha256).source).questionnaire
    newest = shelf().newest_of(draft.id)
    if newest is None:
        raise NotFound("published version")
    return _comparison(newest.questionnaire, draft, True)


@library.get("/luonnokset/<string(length=64):sha256>.toml")
@open_to(ADVISER, ADMINISTRATOR)
@limited(FILE)
def draft_file(sha256: str) -> ResponseReturnValue:
    """The very words, as the file that `questionnaire publish` takes."""
    version = find_version(sha256, get_draft(sha256).source)
    return attachment(version.source, "application/toml", f"{_name(version.questionnaire)}.toml")


@library.get("/luonnokset/<string(length=64):sha256>.xlsx")
@open_to(ADVISER, ADMINISTRATOR)
@limited(FILE)
def draft_workbook(sha256: str) -> ResponseReturnValue:
    return _workbook(find_version(sha256, get_draft(sha256).source).questionnaire)


def _version(questionnaire_id: str, number: int) -> Version:
    found = shelf().find(questionnaire_id, number)
    if found is None:
        raise NotFound("version")
    return found


def _has_preview(version: Version) -> bool:
    return asked_in_preview(version, shelf()) is not None


def _comparison(old: Questionnaire, new: Questionnaire, draft: bool) -> str:
    return render_template("library/compare.html", compared=comparison(old, new), draft=draft)


def _findings(source: bytes) -> list[Finding]:
    day = today()
    answered = frozenset(
        link.competence_id for service in list_services() if service.for_firms(day) for link in service.competences
    )
    return draft_findings(source, shelf().versions().values(), answered)


def _workbook(questionnaire: Questionnaire) -> Response:
    from osaamistase.questionnaires.workbook import to_workbook

    try:
        content = to_workbook(questionnaire)
    except BadFile as error:
        raise Refused(_("Kysely on liian laaja työkirjaksi. Muokkaa sitä suoraan tiedostona.")) from error
    return attachment(content, XLSX, f"{_name(questionnaire)}.xlsx")


def _name(questionnaire: Questionnaire) -> str:
    return f"{questionnaire.id}-{questionnaire.version}"
