"""An item's level and target over the editions. Figures in, places out; the template draws them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from osaamistase.editions.models import Edition, EditionFigure
from osaamistase.insight.words import near

LEFT, RIGHT, TOP, STEP = 30.0, 290.0, 16.0, 30.0  # drawing units; STEP from one level to the next


@dataclass(frozen=True)
class Point:
    x: float
    level_y: float | None
    target_y: float | None
    edition: Edition
    figure: EditionFigure | None
    kept: bool


@dataclass(frozen=True)
class TrendPicture:
    """`breaks`: where answers on a new questionnaire version first came in. Lines are broken where nothing is shown."""

    points: tuple[Point, ...]
    level_lines: tuple[str, ...]
    target_lines: tuple[str, ...]
    breaks: tuple[tuple[float, str], ...]
    axis: tuple[tuple[int, float], ...]
    height: float


def trend_picture(editions: Sequence[Edition], figures: Sequence[EditionFigure]) -> TrendPicture | None:
    """`editions` the earliest first. None where fewer than two of them have something to show."""
    by_edition = {one.edition: one for one in figures}
    points = [_point(at, len(editions), one, by_edition.get(one.number)) for at, one in enumerate(editions)]
    if sum(one.level_y is not None for one in points) < 2:
        return None
    breaks = []
    for before, one in pairwise(points):
        came = sorted({*one.edition.questionnaires} - {*before.edition.questionnaires})
        if came:
            breaks.append(((before.x + one.x) / 2, ", ".join(came)))
    return TrendPicture(
        tuple(points),
        _lines([(one.x, one.level_y) for one in points]),
        _lines([(one.x, one.target_y) for one in points]),
        tuple(breaks),
        tuple((level, _y(level)) for level in range(6)),
        _y(0) + 44,
    )


def _point(at: int, many: int, edition: Edition, figure: EditionFigure | None) -> Point:
    x = LEFT + 12 + (RIGHT - LEFT - 24) * (at / (many - 1) if many > 1 else 0.5)
    level, target = (near(figure.level), near(figure.target)) if figure else (None, None)
    kept = figure is not None and figure.state == "kept"
    return Point(
        round(x, 1), None if level is None else _y(level), None if target is None else _y(target), edition, figure, kept
    )


def _y(level: float) -> float:
    return round(TOP + (5 - level) * STEP, 1)


def _lines(places: Sequence[tuple[float, float | None]]) -> tuple[str, ...]:
    """Points of polylines: a new one after every hole."""
    lines: list[list[str]] = [[]]
    for x, y in places:
        if y is None:
            lines.append([])
        else:
            lines[-1].append(f"{x},{y}")
    return tuple(" ".join(one) for one in lines if len(one) > 1)
