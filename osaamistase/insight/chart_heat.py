"""A heat map: a row an item, a column a class. Figures in, places and shades out; the template draws them. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from osaamistase.editions.models import EditionFigure

TOP, WIDE, CELL, NAME = 26, 44, 26, 20  # drawing units: heads, a cell, and the name above its row
NARROWEST, WIDEST = 320, 96  # so that a name has its room, and a cell of few stays a cell
SHADES = 6  # from none to all of the scale


@dataclass(frozen=True)
class HeatCell:
    """`shade` 0–5 the darker the more; None where there is nothing to shade."""

    x: float
    y: float
    figure: EditionFigure | None
    shade: int | None


@dataclass(frozen=True)
class HeatRow:
    item: str
    name: str
    y: float
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True)
class HeatPicture:
    columns: tuple[tuple[str, float], ...]
    wide: float
    rows: tuple[HeatRow, ...]
    width: float
    height: float


def heat_picture(
    items: Mapping[str, str], classes: Sequence[str], found: Mapping[tuple[str, str], EditionFigure], most: float
) -> HeatPicture:
    """`items`: names by id; `found`: figures by item and class, shaded by their gap, `most` and more the darkest."""
    wide = max(WIDE, min(WIDEST, NARROWEST / max(1, len(classes))))
    rows = []
    for at, (item, name) in enumerate(items.items()):
        y = TOP + at * (NAME + CELL) + NAME
        cells = tuple(_cell(n * wide, y, found.get((item, one)), most) for n, one in enumerate(classes))
        rows.append(HeatRow(item, name, y, cells))
    columns = tuple((one, (n + 0.5) * wide) for n, one in enumerate(classes))
    width, height = max(len(classes) * wide, NARROWEST), TOP + len(items) * (NAME + CELL)
    return HeatPicture(columns, wide, tuple(rows), width + 2, height + 2)


def _cell(x: float, y: float, figure: EditionFigure | None, most: float) -> HeatCell:
    if figure is None or figure.gap is None:
        return HeatCell(x, y, figure, None)
    gap = float(figure.gap.lstrip("<>"))
    return HeatCell(x, y, figure, min(SHADES - 1, int(gap / most * SHADES)))
