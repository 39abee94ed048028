"""Figures drawn from many measurements, such that one bad moment of a shared machine does not decide. Pure."""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Point = tuple[float, float]  # when, how much


@dataclass
class Taken:
    """What was asked by kind of request: milliseconds of each answer, and how many had none or a wrong one."""

    times: dict[str, list[float]] = field(default_factory=dict)
    failed: dict[str, int] = field(default_factory=dict)

    def add(self, kind: str, ms: float, good: bool) -> None:
        self.times.setdefault(kind, []).append(ms)
        if not good:
            self.failed[kind] = self.failed.get(kind, 0) + 1


def merged(parts: Iterable[Taken]) -> Taken:
    """All of them as one."""
    whole = Taken()
    for part in parts:
        for kind, times in part.times.items():
            whole.times.setdefault(kind, []).extend(times)
        for kind, count in part.failed.items():
            whole.failed[kind] = whole.failed.get(kind, 0) + count
    return whole


def quantile(values: Sequence[float], part: float) -> float:
    """The value under which that part (0–1) of the values lies, in a straight line between neighbours.

    Raises ValueError where there are no values.
    """
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    at = part * (len(ordered) - 1)
    low = int(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (at - low)


def told(taken: Taken, seconds: float) -> dict[str, dict[str, float]]:
    """By kind: how many, how many failed, how many a second, p50, p95, p99 in milliseconds; "all" is every kind."""
    every = [one for times in taken.times.values() for one in times]
    kinds = {**taken.times, "all": every} if every else {}
    return {
        kind: {
            "requests": len(times),
            "failures": sum(taken.failed.values()) if kind == "all" else taken.failed.get(kind, 0),
            "a_second": round(len(times) / seconds, 2),
            **{f"p{part}": round(quantile(times, part / 100), 1) for part in (50, 95, 99)},
        }
        for kind, times in sorted(kinds.items())
    }


def ratios(pairs: Sequence[tuple[float, float]]) -> dict[str, float]:
    """Of pairs measured in turn: the median of the ratios, their quartiles, and the least and the greatest."""
    each = [one / two for one, two in pairs]
    parts = {"median": 0.5, "lower_quartile": 0.25, "upper_quartile": 0.75, "least": 0, "most": 1}
    return {"pairs": len(each), **{name: round(quantile(each, part), 3) for name, part in parts.items()}}


def slope(points: Sequence[Point]) -> float:
    """The median slope of all pairs of points (Theil–Sen): up to a quarter of them may be anything at all.

    0 where there are fewer than two moments.
    """
    found = [
        (y2 - y1) / (x2 - x1)
        for number, (x1, y1) in enumerate(points)
        for x2, y2 in points[number + 1 :]
        if x2 != x1
    ]  # fmt: skip
    return statistics.median(found) if found else 0.0


def second_half(points: Sequence[Point]) -> list[Point]:
    """The points of the later half of the time."""
    if not points:
        return []
    first, last = points[0][0], points[-1][0]
    return [one for one in points if one[0] >= (first + last) / 2]


def growth(points: Sequence[Point]) -> dict[str, float]:
    """Of (minutes, kB): the line through the second half, and how much it grows from its beginning to its end."""
    later = second_half(points)
    if not later:
        return {"samples": 0, "kb": 0, "kb_a_minute": 0, "grown_kb": 0, "grown_percent": 0}
    each_minute, middle = slope(later), statistics.median(kb for _, kb in later)
    grown = each_minute * (later[-1][0] - later[0][0])
    return {
        "samples": len(points),
        "kb": round(middle),
        "most_kb": round(max(kb for _, kb in points)),
        "kb_a_minute": round(each_minute, 1),
        "grown_kb": round(grown),
        "grown_percent": round(grown / middle * 100, 2) if middle else 0,
    }


def less(after: Mapping[str, float], before: Mapping[str, float]) -> dict[str, float]:
    """How much each figure went up."""
    return {name: value - before.get(name, 0) for name, value in after.items()}
