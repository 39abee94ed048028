"""Many at once: mark actions, and print plans as one folder."""

from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from osaamistase.accounts.guard import ADMINISTRATOR, ADVISER, open_to, signed_in
from osaamistase.batches.models import Folder
from osaamistase.batches.steps import MOST_PLANS, NotAll, Refusal, mark_all
from osaamistase.batches.store import (
    add_folder,
    content_of,
    get_folder,
    list_confirmed,
    list_folders,
    list_open_actions,
)
from osaamistase.clock import now, today
from osaamistase.database import transaction
from osaamistase.errors import NotFound, Refused
from osaamistase.handover.steps import covered_by
from osaamistase.plans.status import wordless_steps
from osaamistase.web.forms import row_number
from osaamistase.web.languages import current_language
from osaamistase.web.limits import PRINT, limited

batches = Blueprint("batches", __name__)
PAGE = 50  # actions
KINDS = ("suunnitelma", "tase", "seinalista")  # what a folder is made of
STEPS = ("sovittu", "kaynnissa", "tehty")  # what many may be marked at once: the rest need words of their own


@batches.get("/suunnitelmat")
@open_to(ADVISER, ADMINISTRATOR)
def list_plans() -> ResponseReturnValue:
    """Confirmed plans to choose from, and the folders asked for lately."""
    return render_template(
        "batches/list_plans.html",
        plans=list_confirmed(_whose()),
        folders=list_folders(signed_in().id),
        everyone=_everyone(),
        all_chosen=request.args.get("valitut") == "kaikki",
        most=MOST_PLANS,
    )


@batches.post("/suunnitelmat/kansio")
@open_to(ADVISER, ADMINISTRATOR)
def ask_folder() -> ResponseReturnValue:
    """Let a worker print the chosen plans as one."""
    newest = {plan_id: number for plan_id, number, *_rest in list_confirmed(None)}
    chosen = [one for one in newest if f"plan_{one}" in request.form]
    kind = request.form.get("kind", "")
    if not chosen:
        raise Refused(_("Valitse ensin vähintään yksi suunnitelma."))
    if len(chosen) > MOST_PLANS:
        raise Refused(_("Kansioon mahtuu enintään %(most)s suunnitelmaa. Tee niistä useampi kansio.", most=MOST_PLANS))
    if kind not in KINDS:
        raise Refused(_("Valitse, mitä tulostetaan."))
    with transaction():
        plans = [[one, newest[one]] for one in chosen]
        folder = add_folder(
            Folder(user_id=signed_in().id, asked_at=now(), kind=kind, language=current_language(), plans=plans)
        )
    return redirect(url_for("batches.show_folder", folder_id=folder.id))


@batches.get("/kansiot/<int:folder_id>")
@open_to(ADVISER, ADMINISTRATOR)
def show_folder(folder_id: int) -> Response:
    """How far a folder is; asks again by itself until it is finished."""
    folder = _own(folder_id)
    answer = make_response(render_template("batches/show_folder.html", folder=folder))
    if folder.finished_at is None and folder.cancelled_at is None and folder.failed_at is None:
        answer.headers["Refresh"] = "2"
    answer.headers["Cache-Control"] = "no-store"
    return answer


@batches.post("/kansiot/<int:folder_id>/peru")
@open_to(ADVISER, ADMINISTRATOR)
def cancel_folder(folder_id: int) -> ResponseReturnValue:
    with transaction():
        folder = _own(folder_id)
        if folder.finished_at is None:
            folder.cancelled_at = folder.cancelled_at or now()
    return redirect(url_for("batches.show_folder", folder_id=folder_id))


@batches.get("/kansiot/<int:folder_id>.pdf")
@open_to(ADVISER, ADMINISTRATOR)
@limited(PRINT)
def folder_pdf(folder_id: int) -> Response:
    content = content_of(_own(folder_id).id)
    if content is None:
        raise NotFound("folder")
    headers = {"Content-Disposition": f'inline; filename="suunnitelmat-{folder_id}.pdf"'}
    return Response(content, mimetype="application/pdf", headers=headers)


@batches.route("/toimenpiteet", methods=["GET", "POST"])
@open_to(ADVISER, ADMINISTRATOR)
def actions() -> ResponseReturnValue:
    """Open actions of one's firms, to mark many at once: all that are chosen, or none."""
    if request.method == "GET":
        return _actions_page()
    chosen = {one: row_number(request.form.get(f"seen_{one}", "")) for one in _chosen()}
    to = request.form.get("to", "")
    if not chosen or to not in STEPS:
        return _actions_page(sentence=_("Valitse ensin toimenpiteet ja se, miksi ne merkitään."))
    try:
        with transaction():
            count = mark_all(chosen, to, request.form.get("text", "").strip()[:1000], signed_in().id, now(), today())
    except NotAll as error:
        return _actions_page(refusals=error.refusals)
    return redirect(url_for("batches.actions", merkitty=count, **_kept()))


def _kept() -> dict[str, Any]:
    """What the list is narrowed to, as its address says it: kept from page to page and after marking."""
    known = {name: request.args.get(name, "") for name in ("tila", "myohassa", "kaikki")}
    return {name: value for name, value in known.items() if value} | ({"yritys": str(_firm())} if _firm() else {})


def _firm() -> int:
    return row_number(request.args.get("yritys", ""))


def _actions_page(refusals: tuple[Refusal, ...] | list[Refusal] | object = (), sentence: str = "") -> tuple[str, int]:
    status, late = request.args.get("tila", ""), request.args.get("myohassa") == "1"
    page = min(max(1, request.args.get("sivu", 1, int)), 100_000)
    rows = list_open_actions(_whose(), status, today() if late else None, _firm(), (page - 1) * PAGE, PAGE + 1)
    able = {to for action, *_rest in rows[:PAGE] for to in wordless_steps(action.status)}
    html = render_template(
        "batches/actions.html",
        rows=rows[:PAGE],
        more=len(rows) > PAGE,
        page=page,
        status=status,
        late=late,
        everyone=_everyone(),
        today=today(),
        steps=[one for one in STEPS if one in able],
        to=request.form.get("to", ""),
        kept=_kept(),
        firm=rows[0][1] if rows and _firm() else "",
        refusals=refusals,
        sentence=sentence,
        marked=row_number(request.args.get("merkitty", "")),
        chosen=_chosen(),
        all_chosen=request.args.get("valitut") == "kaikki",
        text=request.form.get("text", ""),
    )
    return html, 409 if refusals else 400 if sentence else 200


def _chosen() -> set[int]:
    return {row_number(name.removeprefix("action_")) for name in request.form if name.startswith("action_")} - {0}


def _everyone() -> bool:
    return request.args.get("kaikki") == "1"


def _whose() -> list[int] | None:
    """Whose firms: one's own and those of whom one stands in for, or everyone's."""
    return None if _everyone() else [signed_in().id, *covered_by(signed_in().id, today())]


def _own(folder_id: int) -> Folder:
    me = signed_in()
    return get_folder(folder_id, for_user=None if me.role == ADMINISTRATOR else me.id)
