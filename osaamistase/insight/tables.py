"""Cuts through an edition's fixed tables, and what changed between two editions. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from osaamistase.companies.size import CLASSES as SIZES
from osaamistase.editions.cells import ALL
from osaamistase.editions.models import Edition, EditionFigure
from osaamistase.insight.words import plain

DARKEST = 2.5  # levels of gap from which a heat map is at its darkest
# A heat map's classes by their Finnish name in addresses: which cut of the fixed tables they are.
CLASSES: Mapping[str, Mapping[str, str]] = {
    "toimiala": {"table": "section", "column": ALL},
    "koko": {"table": "section", "row": ALL},
    "kunta": {"table": "municipality", "column": ALL},
}
Place = tuple[str, str, str]  # table, row, column


@dataclass(frozen=True)
class Change:
    """From one edition to the next, in levels: what firms can, and what they aim at. None where either is not told
    as a number.
    """

    edition: Edition
    figure: EditionFigure
    level: float | None
    target: float | None


def columns_of(edition: Edition, class_: str) -> list[str]:
    if class_ == "koko":
        return list(SIZES)
    return list(edition.names[CLASSES[class_]["table"]][0])


def told_columns(columns: Sequence[str], cells: Mapping[tuple[str, str], EditionFigure]) -> list[str]:
    """Those of a heat map that tell anything; `cells` by item and class."""
    telling = {column for (_item, column), one in cells.items() if one.gap is not None}
    return [one for one in columns if one in telling]


def rows_told(edition: Edition, table: str, cells: Mapping[Place, EditionFigure]) -> tuple[list[str], list[str]]:
    """Rows of a fixed table that tell anything, the total with them; and those that tell nothing."""
    telling = {row for (of, row, _column), one in cells.items() if of == table and one.firms is not None} | {ALL}
    rows = [*edition.names[table][0], ALL]
    return [one for one in rows if one in telling], [one for one in rows if one not in telling]


def heat_figures(figures: Iterable[EditionFigure], class_: str) -> dict[tuple[str, str], EditionFigure]:
    """By item and class."""
    return {(one.item, one.column_name if class_ == "koko" else one.row_name): one for one in figures}


def by_place(figures: Iterable[EditionFigure]) -> dict[Place, EditionFigure]:
    return {(one.table_name, one.row_name, one.column_name): one for one in figures}


def changes(editions: Sequence[Edition], figures: Iterable[EditionFigure]) -> list[Change]:
    """An item's totals in turn, each with its change from the one before; `editions` the earliest first."""
    by_edition = {one.edition: one for one in figures}
    found: list[Change] = []
    for edition in editions:
        figure = by_edition.get(edition.number)
        if figure is not None:
            before = found[-1].figure if found else None
            found.append(Change(edition, figure, *(_change(before, figure, one) for one in ("level", "target"))))
    return found


def _change(before: EditionFigure | None, now: EditionFigure, kind: str) -> float | None:
    if before is None:
        return None
    then, here = plain(getattr(before, kind)), plain(getattr(now, kind))
    return None if then is None or here is None else round(here - then, 1)
