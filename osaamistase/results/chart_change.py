"""What changed between two rounds, as places: the coverage rate step by step, and each area's levels.

Figures come from the comparison document as they are; where one is missing nothing is drawn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from osaamistase.results.chart_areas import axis, level_x
from osaamistase.results.chart_text import LINE, wrapped

_LEFT, _STEP = 4.0, 3.12  # 0 %, and a percentage point
_HEAD = 36.0
_ROW = 50.0
_AREA_HEAD = 90.0
_ARROW = 18.0  # the least distance between two discs that leaves room for an arrow


@dataclass(frozen=True)
class Step:
    """A bar from `x`, `width` long; `end_x` is where it leads. `kind`: first, competence, target or second."""

    kind: str
    value: float
    x: float
    width: float
    end_x: float
    y: float


@dataclass(frozen=True)
class Waterfall:
    """The first round's coverage rate, two changes, the second round's."""

    steps: tuple[Step, ...]
    ends: tuple[float, float]
    height: float


@dataclass(frozen=True)
class AreaChange:
    """One area's levels in both rounds; `change` of the current and of the target level.

    `arrow` goes from one disc to the other; None where they touch, or nearly.
    """

    lines: tuple[str, ...]
    current: tuple[float, float]
    target: tuple[float, float]
    change: tuple[float, float]
    current_x: tuple[float, float]
    target_x: tuple[float, float]
    arrow: tuple[float, float] | None
    y: float
    track_y: float


@dataclass(frozen=True)
class AreaChanges:
    """`levels` are the axis: (level, x)."""

    rows: tuple[AreaChange, ...]
    levels: tuple[tuple[int, float], ...]
    height: float


def waterfall(totals: Mapping[str, Any]) -> Waterfall | None:
    """From `totals` of a comparison; None where a figure of it is missing."""
    first, second = totals["coverage_rate_first"], totals["coverage_rate_second"]
    competence, target = totals["competence_change"], totals["target_change"]
    if None in (first, second, competence, target):
        return None
    bars = (
        ("first", first, 0, first),
        ("competence", competence, first, first + competence),
        ("target", target, first + competence, second),
        ("second", second, 0, second),
    )
    steps = tuple(_step(*bar, y=_HEAD + _ROW * number) for number, bar in enumerate(bars))
    return Waterfall(steps, (_percent_x(0), _percent_x(100)), _HEAD + _ROW * len(steps) + LINE)


def _step(kind: str, value: float, begin: float, end: float, y: float) -> Step:
    x, width = _percent_x(min(begin, end)), round(_STEP * abs(end - begin), 2)
    return Step(kind, value, x, width, _percent_x(end), y)


def _percent_x(percent: float) -> float:
    return round(_LEFT + _STEP * percent, 2)


def area_changes(areas: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> AreaChanges | None:
    """From `areas` of a comparison; `names` by area id. Areas that are not compared are left to the table.

    None where no area is compared.
    """
    rows: list[AreaChange] = []
    y = _AREA_HEAD
    for area in areas:
        current = area["current_first"], area["current_second"]
        target = area["target_first"], area["target_second"]
        change = area["current_change"], area["target_change"]
        if area["compared"] and None not in (*current, *target, *change):
            rows.append(_area_row(names[area["id"]], current, target, change, y))
            y = rows[-1].track_y + 40
    return AreaChanges(tuple(rows), axis(), y) if rows else None


def _area_row(
    name: str, current: tuple[float, float], target: tuple[float, float], change: tuple[float, float], y: float
) -> AreaChange:
    lines, track_y = wrapped(name), y + LINE * len(wrapped(name)) + 11
    now = level_x(current[0]), level_x(current[1])
    wanted = level_x(target[0]), level_x(target[1])
    return AreaChange(lines, current, target, change, now, wanted, _arrow(*now), y + 13, track_y)


def _arrow(begin: float, end: float) -> tuple[float, float] | None:
    if abs(end - begin) < _ARROW:
        return None
    way = 1 if end > begin else -1
    return round(begin + 7 * way, 2), round(end - 7 * way, 2)
