"""Management's pages: what the region's firms lack, without showing any firm.

Their figures come of editions and nothing else; what is offered comes of the catalogue.
"""

from typing import Any

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue

from osaamistase.accounts.guard import ADMINISTRATOR, ADVISER, MANAGER, open_to
from osaamistase.clock import today
from osaamistase.editions.cells import ALL
from osaamistase.editions.contributing import WHOLE
from osaamistase.editions.items import Items, items_of
from osaamistase.editions.models import Edition, EditionFigure
from osaamistase.editions.quarters import quarter_end, quarter_name
from osaamistase.editions.store import list_editions, list_figures, list_over_time
from osaamistase.effects.store import list_effects
from osaamistase.errors import NotFound
from osaamistase.insight import words
from osaamistase.insight.brief import Brief, brief_of
from osaamistase.insight.chart_dumbbells import DumbbellPicture, dumbbell_picture
from osaamistase.insight.chart_heat import heat_picture
from osaamistase.insight.chart_trend import trend_picture
from osaamistase.insight.needs import ends_soon, needs_of
from osaamistase.insight.protecting import effect_words, protection_words
from osaamistase.insight.tables import (
    CLASSES,
    DARKEST,
    by_place,
    changes,
    columns_of,
    heat_figures,
    rows_told,
    told_columns,
)
from osaamistase.services.store import list_services
from osaamistase.survey.guard import shelf
from osaamistase.web.languages import current_language

insight = Blueprint("insight", __name__)
TAKERS = 20  # percent of the firms in need that are expected to take part, unless the reader says otherwise


@insight.get("/alue")
@open_to(MANAGER, ADMINISTRATOR)
def overview() -> ResponseReturnValue:
    editions, chosen = chosen_edition()
    if chosen is None:
        return nothing_yet()
    items, class_ = names(), _class()
    totals = {one.item: one for one in list_figures(chosen.number, [*items.names, WHOLE], "section", ALL, ALL)}
    cells = heat_figures(list_figures(chosen.number, [*items.areas, WHOLE], **CLASSES[class_]), class_)
    columns, dumbbells = columns_of(chosen, class_), dumbbell_picture(items.areas, totals)
    shown = told_columns(columns, cells)
    return render_template(
        "insight/overview.html",
        **standing(editions, chosen),
        items=items,
        totals=totals,
        class_=class_,
        columns=columns,
        shown=shown,
        heat=heat_picture(items.areas, shown, cells, DARKEST) if shown else None,
        cells=cells,
        dumbbells=dumbbells,
        brief=_brief(editions, chosen, dumbbells, [totals[one] for one in items.competences if one in totals]),
        whole=WHOLE,
    )


def _brief(
    editions: list[Edition], chosen: Edition, dumbbells: DumbbellPicture | None, competences: list[EditionFigure]
) -> Brief:
    """`competences`: their totals over all firms."""
    services, over_time = list_services(), changes(editions[::-1], list_over_time([WHOLE]))
    needs = needs_of(competences, services, TAKERS, today())
    return brief_of(chosen.number, dumbbells, needs, services, over_time, today())


@insight.get("/alue/osaaminen/<item>")
@open_to(MANAGER, ADMINISTRATOR)
def item(item: str) -> ResponseReturnValue:
    """One area or competence in every class, and over time."""
    items = names()
    if item != WHOLE and item not in items.names:
        raise NotFound("item")
    editions, chosen = chosen_edition()
    if chosen is None:
        return nothing_yet()
    over_time, cells = list_over_time([item]), by_place(list_figures(chosen.number, [item]))
    kind, inside = request.args.get("luku", "gap"), items.of_area(item) if item in items.areas else []
    return render_template(
        "insight/item.html",
        **standing(editions, chosen),
        item=item,
        items=items,
        kind=kind if kind in words.KINDS else "gap",
        cells=cells,
        rows={table: rows_told(chosen, table, cells) for table in chosen.names},
        trend=trend_picture(editions[::-1], over_time),
        changes=changes(editions[::-1], over_time),
        inside={one.item: one for one in list_figures(chosen.number, inside, "section", ALL, ALL)} if inside else {},
    )


@insight.get("/alue/tarpeet")
@open_to(MANAGER, ADMINISTRATOR)
def needs() -> ResponseReturnValue:
    """Which trainings to arrange: needs in order, for whom, and what is offered for each."""
    editions, chosen = chosen_edition()
    if chosen is None:
        return nothing_yet()
    items = names()
    lines = [
        *list_figures(chosen.number, items.competences, table="section", column=ALL),
        *list_figures(chosen.number, items.competences, table="section", row=ALL),
        *list_figures(chosen.number, items.competences, table="municipality", column=ALL),
    ]
    once = {(one.item, one.table_name, one.row_name, one.column_name): one for one in lines}
    share = takers()
    return render_template(
        "insight/needs.html",
        **standing(editions, chosen),
        items=items,
        takers=share,
        asked="osuus" in request.args,
        needs=needs_of(list(once.values()), list_services(), share, today()),
        ends_soon=ends_soon,
        today=today(),
    )


@insight.get("/alue/palvelut")
@open_to(MANAGER, ADMINISTRATOR)
def effects() -> ResponseReturnValue:
    """How levels stand after a service was used: beside each other, never as its reason."""
    editions, chosen = chosen_edition()
    if chosen is None:
        return nothing_yet()
    return render_template(
        "insight/effects.html",
        **standing(editions, chosen),
        effects=list_effects(chosen.number),
        service_names=service_names(),
        effect_words=effect_words(),
    )


@insight.get("/alue/suojaus")
@open_to(MANAGER, ADMINISTRATOR, ADVISER)
def protection() -> ResponseReturnValue:
    """How the figures are kept from giving a firm away, in plain words."""
    k = current_app.config["OSAAMISTASE"].disclosure_k
    return render_template("insight/protection.html", rules=protection_words(k))


def nothing_yet() -> str:
    """Before the first edition: what figures are made of, and when they come."""
    k = current_app.config["OSAAMISTASE"].disclosure_k
    return render_template("insight/nothing_yet.html", k=k, upcoming=quarter_end(today()))


def chosen_edition() -> tuple[list[Edition], Edition | None]:
    """Every edition, the newest first, and the one asked for. Raises NotFound for one there is not."""
    editions = list(list_editions())
    asked = request.args.get("neljannes", "")
    if not asked:
        return editions, editions[0] if editions else None
    found = next((one for one in editions if str(one.number) == asked), None)
    if found is None:
        raise NotFound("edition")
    return editions, found


def standing(editions: list[Edition], chosen: Edition) -> dict[str, Any]:
    """What every page of figures says of itself: which edition, of how many firms, and how to choose another."""
    by_number = {one.number: one for one in editions}
    return {
        "editions": editions,
        "chosen": chosen,
        "by_number": by_number,
        "upcoming": quarter_end(today()),
        "quarter_name": quarter_name,
        "words": words,
    }


def names() -> Items:
    return items_of(shelf().versions().values(), current_language())


def service_names() -> dict[str, str]:
    return {one.id: one.name[current_language()] for one in list_services()}


def _class() -> str:
    asked = request.args.get("luokitus", "")
    return asked if asked in CLASSES else "toimiala"


def takers() -> int:
    """The share of takers that the address asks for, in percent."""
    asked = request.args.get("osuus", "")
    return int(asked) if asked.isdecimal() and len(asked) < 4 and 1 <= int(asked) <= 100 else TAKERS
