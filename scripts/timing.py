"""Times a piece of work beside a floor, in turn, so that a busy machine slows both."""

import statistics
import time
from collections.abc import Callable
from typing import Any

ROUNDS = 15


def paired(
    work: Callable[[], Any], floor: Callable[[], Any], repeat: int = 20, rounds: int = ROUNDS
) -> dict[str, float]:
    """Median milliseconds of both, run in turn A B A B, and the median of the pairwise ratios."""
    work(), floor()
    pairs = []
    for _ in range(rounds):
        pairs.append((_milliseconds(work, repeat), _milliseconds(floor, repeat)))
    return {
        "ms": round(statistics.median(one for one, _ in pairs), 3),
        "floor_ms": round(statistics.median(two for _, two in pairs), 3),
        "ratio": round(statistics.median(one / two for one, two in pairs), 2),
    }


def _milliseconds(work: Callable[[], Any], repeat: int) -> float:
    start = time.perf_counter()
    for _ in range(repeat):
        work()
    return (time.perf_counter() - start) * 1000 / repeat
