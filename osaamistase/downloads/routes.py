"""The region's figures as files: exactly the cells of the pages, in the same words."""

import hashlib

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from osaamistase.accounts.guard import ADMINISTRATOR, MANAGER, open_to
from osaamistase.clock import today
from osaamistase.downloads.report import Sources, report_values
from osaamistase.downloads.tabular import (
    Standing,
    effect_headings,
    effect_rows,
    headings,
    numbered,
    rows,
    to_csv,
)
from osaamistase.editions.contributing import WHOLE
from osaamistase.editions.models import Edition
from osaamistase.editions.store import list_figures, list_over_time
from osaamistase.effects.store import list_effects
from osaamistase.errors import NotFound
from osaamistase.insight.protecting import effect_words, protection_words
from osaamistase.insight.routes import chosen_edition, names, nothing_yet, service_names, standing, takers
from osaamistase.prints.routes import print_answer
from osaamistase.scoring.methods import NEWEST
from osaamistase.services.store import list_services
from osaamistase.web.files import XLSX, attachment
from osaamistase.web.languages import current_language
from osaamistase.web.limits import FILE, PRINT, limited
from osaamistase.web.spreadsheet import Sheet, to_xlsx

downloads = Blueprint("downloads", __name__)


@downloads.get("/alue/tiedostot")
@open_to(MANAGER, ADMINISTRATOR)
def list_all() -> ResponseReturnValue:
    editions, chosen = chosen_edition()
    if chosen is None:
        return nothing_yet()
    return render_template("downloads/list_all.html", **standing(editions, chosen))


@downloads.get("/alue/luvut.csv")
@open_to(MANAGER, ADMINISTRATOR)
@limited(FILE)
def table() -> Response:
    """Every cell of an edition, one a line."""
    of = _standing()
    content = to_csv(headings(), rows(list_figures(of.edition.number), of, names()), of.language)
    return _file(content, "text/csv; charset=utf-8", of.edition, "csv")


@downloads.get("/alue/luvut.xlsx")
@open_to(MANAGER, ADMINISTRATOR)
@limited(FILE)
def spreadsheet() -> Response:
    """The same, with a sheet on how the figures were made and are protected."""
    of = _standing()
    about = [
        (_("Tilanne"), of.day),
        (_("Luvun takana enintään"), of.firms),
        (_("Menetelmä"), NEWEST.version),
        (_("Luvun takana vähintään"), str(of.edition.k)),
        (_("Keksittyjä mukana"), _("kyllä") if of.edition.made_up else _("ei")),
        (_("Kyselyt"), ", ".join(of.edition.questionnaires)),
        *((_("Suojaus"), one) for one in protection_words(of.edition.k)),
        (_("Palvelut ja taso"), effect_words()),
    ]
    lines = (numbered(one) for one in rows(list_figures(of.edition.number), of, names()))
    effects = effect_rows(list_effects(of.edition.number), service_names(), of.by_number)
    content = to_xlsx(
        [
            Sheet(_("Luvut"), headings(), lines, {6: 34, 8: 34}, 7),
            Sheet(_("Palvelut ja taso"), effect_headings(), effects, {0: 50}, 1),
            Sheet(_("Menetelmä ja suojaus"), [_("Asia"), _("Selitys")], about, {0: 28, 1: 110}),
        ]
    )
    return _file(content, XLSX, of.edition, "xlsx")


@downloads.get("/alue/raportti.pdf")
@open_to(MANAGER, ADMINISTRATOR)
@limited(PRINT)
def report() -> Response:
    """ "Alueen osaamistarpeet" for the board, on paper."""
    editions, chosen = chosen_edition()
    if chosen is None:
        raise NotFound("edition")
    figures, services = list_figures(chosen.number), list_services()
    of = Sources(editions[::-1], chosen, figures, list_over_time([WHOLE]), services, names())
    titles = {"toimiala": _("Vaje toimialoittain"), "koko": _("Vaje kokoluokittain"), "kunta": _("Vaje kunnittain")}
    html = render_template(
        "print/region.html",
        **standing(editions, chosen),
        **report_values(of, takers(), today(), titles),
        effects=list_effects(chosen.number),
        service_names={one.id: one.name[current_language()] for one in services},
        effect_words=effect_words(),
        rules=protection_words(chosen.k),
        method=NEWEST.version,
    )
    # The figures stand for ever, but what is on offer may change any day: known by its words, and kept for a day.
    words = hashlib.sha256(html.encode()).hexdigest()[:32]
    name = f"alueen-osaamistarpeet-{chosen.quarter_end.isoformat()}.pdf"
    return print_answer(f"region-{words}", lambda: html, name, passing=True)


def _standing() -> Standing:
    editions, chosen = chosen_edition()
    if chosen is None:
        raise NotFound("edition")
    return Standing(chosen, {one.number: one for one in editions}, current_language())


def _file(content: bytes, kind: str, edition: Edition, ending: str) -> Response:
    return attachment(content, kind, f"alueen-osaamistarpeet-{edition.quarter_end.isoformat()}.{ending}")
