"""How many gave each level, as columns of dots. Numbers in, places out; the template draws them."""

from collections.abc import Mapping
from dataclasses import dataclass

_LEFT, _STEP = 35.0, 50.0  # level 0, and from one level to the next
_HEAD = 42.0  # legend and the count over the tallest column
_TALL = 120.0  # the most a column may take
_DOT = 15.0


@dataclass(frozen=True)
class Column:
    """The answers on one level: a dot each, `dots` from the ground up."""

    level: int
    count: int
    x: float
    dots: tuple[float, ...]
    label_y: float


@dataclass(frozen=True)
class Spread:
    """Six columns, also those that nobody chose; `answers` in all. They stand on `ground`."""

    columns: tuple[Column, ...]
    answers: int
    radius: float
    ground: float
    height: float


def spread(counts: Mapping[str, int]) -> Spread | None:
    """`counts` of answers by level, "0" to "5"; a level nobody chose may be left out. None where there is no answer."""
    numbers = [counts.get(str(level), 0) for level in range(6)]
    if not any(numbers):
        return None
    step = min(_DOT, _TALL / max(numbers))
    ground = round(_HEAD + step * max(numbers), 2)
    columns = tuple(_column(level, count, step, ground) for level, count in enumerate(numbers))
    return Spread(columns, sum(numbers), round(step * 0.43, 2), ground, ground + 40)


def _column(level: int, count: int, step: float, ground: float) -> Column:
    dots = tuple(round(ground - step * (number + 0.5), 2) for number in range(count))
    return Column(level, count, _LEFT + _STEP * level, dots, round(ground - step * count - 5, 2))
