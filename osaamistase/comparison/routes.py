"""A firm beside itself and beside others: the change from an earlier round, and the median of its peers."""

from datetime import datetime, time
from decimal import Decimal

from flask import Blueprint, Response, current_app, render_template, request
from flask.typing import ResponseReturnValue

from osaamistase.accounts.guard import LINK, open_to
from osaamistase.clock import HELSINKI, today
from osaamistase.comparison.store import list_area_levels, list_members
from osaamistase.comparison.view import ChangeView, PeerView, change_view, peer_view
from osaamistase.disclosure.peers import Group, Member, peer_group, quarter_of
from osaamistase.errors import NotFound
from osaamistase.prints.routes import print_answer
from osaamistase.questionnaires.questionnaire import Questionnaire, named
from osaamistase.results.chart_change import area_changes, waterfall
from osaamistase.results.models import StoredSheet
from osaamistase.results.routes import number_asked, print_name, to_read
from osaamistase.results.store import content_of, get_sheet, list_earlier_sheets
from osaamistase.scoring.change import compare
from osaamistase.scoring.change_report import change_report
from osaamistase.scoring.scored import read_scored
from osaamistase.survey.entry import Entry
from osaamistase.survey.guard import asked_by
from osaamistase.survey.store import get_round
from osaamistase.web.languages import current_language
from osaamistase.web.limits import PRINT, limited
from osaamistase.web.recent import Recent

comparison = Blueprint("comparison", __name__)
_QUARTERS = 8  # questionnaires times quarters whose firms are kept at hand


@comparison.get("/kysely/<door>/tase/vertailu")
@open_to(LINK)
def show(door: str) -> ResponseReturnValue:
    entry = to_read(door)
    stored, earlier, first = _asked_for(entry)
    return render_template(
        "comparison/show.html",
        entry=entry,
        door=door,
        number=number_asked(),
        earlier=earlier,
        peers=_peers(entry, stored),
        k=current_app.config["OSAAMISTASE"].disclosure_k,
        **_shown(stored, first),
    )


@comparison.get("/kysely/<door>/tase/muutos.pdf")
@open_to(LINK)
@limited(PRINT)
def change_pdf(door: str) -> Response:
    entry = to_read(door)
    stored, _earlier, first = _asked_for(entry)
    if first is None:
        raise NotFound("earlier round")
    name = f"{print_name('change', stored)}-from-{first.id}"
    html = lambda: render_template("print/change.html", **_shown(stored, first))  # noqa: E731
    return print_answer(name, html, f"muutos-{first.round_id}-{entry.round_id}.pdf")


def _asked_for(entry: Entry) -> tuple[StoredSheet, list[StoredSheet], StoredSheet | None]:
    """This round's sheet, the firm's earlier ones, and the one of them to compare with: the last, or that asked for."""
    stored, earlier = (
        get_sheet(entry.round_id, number_asked()),
        list(list_earlier_sheets(entry.company_id, entry.round_id)),
    )
    wanted = request.args.get("kierros", "")
    if not wanted:
        return stored, earlier, earlier[0] if earlier else None
    found = next((one for one in earlier if str(one.round_id) == wanted), None)
    if found is None:
        raise NotFound("earlier round")
    return stored, earlier, found


def _shown(stored: StoredSheet, first: StoredSheet | None) -> dict[str, object]:
    content = content_of(stored)
    view = None if first is None else _change(first, stored)
    return {
        "stored": stored,
        "first": first,
        "company": content["company"],
        "change": view,
        "picture": None if view is None else waterfall(view.document["totals"]),
        "areas": None if view is None else area_changes(view.document["areas"], view.area_names),
    }


def _change(first: StoredSheet, second: StoredSheet) -> ChangeView:
    found = compare(read_scored(content_of(first)["sheet"]), read_scored(content_of(second)["sheet"]))
    return change_view(change_report(found), _questionnaire(first), _questionnaire(second), current_language())


def _questionnaire(stored: StoredSheet) -> Questionnaire:
    return named(asked_by(get_round(stored.round_id)).questionnaire, content_of(stored)["answers"].get("own", {}))


def _peers(entry: Entry, stored: StoredSheet) -> PeerView | None:
    """The firm beside its peers; None where no class is large enough yet."""
    k = current_app.config["OSAAMISTASE"].disclosure_k
    group = _group(entry, stored, k)
    if group is None:
        return None
    levels = list_area_levels([stored.id, *(one.sheet_id for one in group.others)])
    names = {area.id: area.name.in_(current_language()) for area in _questionnaire(stored).areas}
    own: dict[str, Decimal] = levels.get(stored.id, {})
    return peer_view(group, stored.level_index, own, levels, names, k)


def _group(entry: Entry, stored: StoredSheet, k: int) -> Group | None:
    quarter = quarter_of(today())
    begins = datetime.combine(quarter, time(), HELSINKI)
    kept: Recent[tuple[str, object], list[Member]] = current_app.extensions.setdefault("peers", Recent(_QUARTERS))
    # What was made before the quarter began does not change any more, so it is read once.
    members = kept.get((entry.questionnaire_id, quarter), lambda: list(list_members(entry.questionnaire_id, begins)))
    return peer_group(members, entry.company_id, stored.industry_section, stored.size_class, quarter, k)
