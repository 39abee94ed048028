"""The region's report for the board as the print's values: the same cuts as the pages. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from osaamistase.editions.cells import ALL
from osaamistase.editions.contributing import WHOLE
from osaamistase.editions.items import Items
from osaamistase.editions.models import Edition, EditionFigure
from osaamistase.insight.brief import brief_of
from osaamistase.insight.chart_dumbbells import dumbbell_picture
from osaamistase.insight.chart_heat import heat_picture
from osaamistase.insight.needs import needs_of
from osaamistase.insight.tables import CLASSES, DARKEST, changes, columns_of, heat_figures, told_columns
from osaamistase.services.models import Service

TABLE_OF = {"toimiala": "section", "koko": "size", "kunta": "municipality"}


@dataclass(frozen=True)
class Sources:
    """`editions` the earliest first; `figures`: of the chosen one; `over_time`: of the whole, in every edition."""

    editions: Sequence[Edition]
    chosen: Edition
    figures: Sequence[EditionFigure]
    over_time: Sequence[EditionFigure]
    services: Sequence[Service]
    items: Items


def report_values(of: Sources, takers: int, today: date, titles: dict[str, str]) -> dict[str, Any]:
    """`titles`: of the three maps, by their class."""
    lines = [one for one in of.figures if ALL in (one.row_name, one.column_name)]
    totals = {one.item: one for one in lines if one.row_name == one.column_name == ALL and one.table_name == "section"}
    dumbbells = dumbbell_picture(of.items.areas, totals)
    needs = needs_of([one for one in lines if one.item in of.items.competences], of.services, takers, today)
    over_time = changes(of.editions, of.over_time)
    return {
        "items": of.items,
        "totals": totals,
        "whole": WHOLE,
        "dumbbells": dumbbells,
        "maps": [_map(of, lines, class_, titles[class_]) for class_ in CLASSES],
        "needs": needs,
        "brief": brief_of(of.chosen.number, dumbbells, needs, of.services, over_time, today),
        "takers": takers,
    }


def _map(of: Sources, lines: Sequence[EditionFigure], class_: str, title: str) -> tuple[Any, ...]:
    cut = CLASSES[class_]
    cells = heat_figures(
        [
            one
            for one in lines
            if one.item in of.items.areas
            and one.table_name == cut["table"]
            and cut.get("row", one.row_name) == one.row_name
            and cut.get("column", one.column_name) == one.column_name
        ],
        class_,
    )
    columns = columns_of(of.chosen, class_)
    shown = told_columns(columns, cells)
    heat = heat_picture(of.items.areas, shown, cells, DARKEST) if shown else None
    return class_, title, heat, columns, cells, TABLE_OF[class_]
