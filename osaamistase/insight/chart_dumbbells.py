"""Where each area's mean level and target stand on 0–5. Figures in, places out; the template draws them. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from osaamistase.editions.models import EditionFigure
from osaamistase.insight.words import near

LEFT, STEP, TOP, HIGH = 12.0, 58.0, 46.0, 44.0  # drawing units; STEP from one level to the next


@dataclass(frozen=True)
class Dumbbell:
    item: str
    name: str
    y: float
    level_x: float
    target_x: float
    figure: EditionFigure


@dataclass(frozen=True)
class DumbbellPicture:
    rows: tuple[Dumbbell, ...]
    axis: tuple[tuple[int, float], ...]
    height: float


def dumbbell_picture(items: Mapping[str, str], totals: Mapping[str, EditionFigure]) -> DumbbellPicture | None:
    """Areas that are shown, the widest gap first; None where none is."""
    found = [(item, one) for item in items if (one := totals.get(item)) is not None and one.level is not None]
    found.sort(key=lambda pair: -(near(pair[1].gap) or 0))
    rows = tuple(
        Dumbbell(item, items[item], TOP + at * HIGH + 30, _x(near(one.level)), _x(near(one.target)), one)
        for at, (item, one) in enumerate(found)
    )
    return DumbbellPicture(rows, tuple((n, _x(n)) for n in range(6)), TOP + len(rows) * HIGH + 4) if rows else None


def _x(level: float | None) -> float:
    return round(LEFT + STEP * (level or 0), 1)
