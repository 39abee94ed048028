"""Where each gap stands by importance and size, and in which of four quadrants. Numbers in, places out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import hypot

from osaamistase.results.view import LineView

QUADRANTS = ("first", "nearly", "next", "last")  # important and large, important, large, neither
_MARK = 22.0  # a mark with a number, in drawing units; closer than this they would cover each other
_SINGLE = 15.0  # a mark of one competence
_ASIDE = sorted(((x, y) for x in range(-24, 25, 3) for y in range(-24, 25, 3)), key=lambda one: hypot(*one))
_LEFT, _STEP_X = 36.0, 53.0  # gap 0, and from one level to the next
_TOP, _STEP_Y = 60.0, 52.0  # importance 5, and from one step to the next


@dataclass(frozen=True)
class Bubble:
    """`count` competences of one class in one place of a quadrant; `x` and `y` in drawing units from the top left."""

    quadrant: str
    class_: str
    count: int
    x: float
    y: float


@dataclass(frozen=True)
class Quadrant:
    """One of QUADRANTS with its competences, the largest priority first."""

    id: str
    lines: tuple[LineView, ...]


@dataclass(frozen=True)
class QuadrantPicture:
    """`gap` and `importance` are the cross-hairs, at `cross_x` and `cross_y`; `without_gap` counts the rest."""

    bubbles: tuple[Bubble, ...]
    quadrants: tuple[Quadrant, ...]
    without_gap: int
    gap: float
    importance: float
    cross_x: float
    cross_y: float
    gaps: tuple[tuple[int, float], ...]
    importances: tuple[tuple[int, float], ...]


def quadrant_picture(scored: Sequence[LineView], importance: float, gap: float) -> QuadrantPicture | None:
    """The scored competences that have a gap; None where none has. On a cross-hair counts as above it."""
    lines = [line for line in scored if line.figures["gap"] > 0]
    if not lines:
        return None
    lines.sort(key=lambda line: (-line.figures["priority"], -line.figures["importance"], line.id))
    placed = [(_quadrant(line, importance, gap), line) for line in lines]
    return QuadrantPicture(
        bubbles=_apart(_gathered(placed), _x(gap), _y(importance)),
        quadrants=tuple(Quadrant(one, tuple(line for where, line in placed if where == one)) for one in QUADRANTS),
        without_gap=len(scored) - len(lines),
        gap=gap,
        importance=importance,
        cross_x=_x(gap),
        cross_y=_y(importance),
        gaps=tuple((level, _x(level)) for level in range(6)),
        importances=tuple((step, _y(step)) for step in range(1, 6)),
    )


def _quadrant(line: LineView, importance: float, gap: float) -> str:
    important, large = line.figures["importance"] >= importance, line.figures["gap"] >= gap
    return QUADRANTS[2 * (not important) + (not large)]


def _gathered(placed: list[tuple[str, LineView]]) -> list[Bubble]:
    """One bubble for those of one quadrant and class that stand at, or nearly at, its most crowded place."""
    places = Counter(
        (where, line.figures["class"], _x(line.figures["gap"]), _y(line.figures["importance"]))
        for where, line in placed
    )
    counts: dict[tuple[str, str, float, float], int] = {}
    for place, count in places.most_common():
        leader = next((one for one in counts if one[:2] == place[:2] and _near(one, place)), place)
        counts[leader] = counts.get(leader, 0) + count
    return [Bubble(*place[:2], count, *place[2:]) for place, count in counts.items()]


def _near(one: tuple[str, str, float, float], other: tuple[str, str, float, float]) -> bool:
    return hypot(one[2] - other[2], one[3] - other[3]) < _MARK


def _apart(bubbles: list[Bubble], cross_x: float, cross_y: float) -> tuple[Bubble, ...]:
    """The bubbles, those that would cover another moved aside a little, each inside its own quadrant."""
    set_down: list[Bubble] = []
    for bubble in sorted(bubbles, key=lambda one: -one.count):
        tried = (replace(bubble, x=bubble.x + x, y=bubble.y + y) for x, y in _ASIDE)
        free = (one for one in tried if _inside(one, cross_x, cross_y) and not any(_cover(one, o) for o in set_down))
        set_down.append(next(free, bubble))
    return tuple(set_down)


def _inside(one: Bubble, cross_x: float, cross_y: float) -> bool:
    across = cross_x <= one.x <= _x(5) if one.quadrant in ("first", "next") else _x(0) <= one.x < cross_x
    return across and (_y(5) <= one.y <= cross_y if one.quadrant in ("first", "nearly") else cross_y < one.y <= _y(1))


def _cover(one: Bubble, other: Bubble) -> bool:
    room = sum(_MARK if bubble.count > 1 else _SINGLE for bubble in (one, other)) / 2
    return hypot(one.x - other.x, one.y - other.y) < room


def _x(gap: float) -> float:
    return round(_LEFT + _STEP_X * gap, 2)


def _y(importance: float) -> float:
    return round(_TOP + _STEP_Y * (5 - importance), 2)
