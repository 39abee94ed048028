"""Where each area's current level and target stand on 0–5. Numbers in, places out; the template draws them."""

from collections.abc import Sequence
from dataclasses import dataclass

from osaamistase.results.chart_text import LINE, WIDTH, wrapped
from osaamistase.results.view import AreaView

LEVELS = range(6)
_LEFT, _STEP = 10.0, 41.0  # level 0, and from one level to the next; the figures stand right of level 5
_HEAD = 70.0  # legend and axis
_TRACK = 30.0  # under the name


@dataclass(frozen=True)
class AreaRow:
    """One area: its name in lines that fit, levels 0–5, and places in drawing units from the top left corner."""

    lines: tuple[str, ...]
    indicative: bool
    current: float
    target: float
    y: float
    track_y: float
    current_x: float
    target_x: float


@dataclass(frozen=True)
class AreaPicture:
    """`levels` are the axis: (level, x)."""

    rows: tuple[AreaRow, ...]
    levels: tuple[tuple[int, float], ...]
    height: float


def area_picture(areas: Sequence[AreaView]) -> AreaPicture | None:
    """The areas that have figures, in the sheet's order; None where no area has."""
    rows: list[AreaRow] = []
    y = _HEAD
    for area in areas:
        if area.current is None or area.target is None:
            continue
        row = _row(area, area.current, area.target, y)
        rows.append(row)
        y = row.track_y + _TRACK / 2
    return AreaPicture(tuple(rows), axis(), y) if rows else None


def axis() -> tuple[tuple[int, float], ...]:
    """Levels 0–5 and where they stand."""
    return tuple((level, level_x(level)) for level in LEVELS)


def level_x(level: float) -> float:
    return round(_LEFT + _STEP * level, 2)


def _row(area: AreaView, current: float, target: float, y: float) -> AreaRow:
    lines = wrapped(area.name, WIDTH)
    indicative = area.shown == "indicative"
    track_y = y + LINE * (len(lines) + indicative) + _TRACK / 2 - 4
    return AreaRow(lines, indicative, current, target, y + 13, track_y, level_x(current), level_x(target))
