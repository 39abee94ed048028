"""Where the parts of the balance picture stand. Numbers in, places out; the template draws them."""

from dataclasses import dataclass
from typing import Any

HEIGHT = 220.0
_LABEL = 17.0  # the least distance between two labels


@dataclass(frozen=True)
class Segment:
    """One part of a column. `y`, `height` and `label_y` in drawing units from the top; `value` in op."""

    kind: str
    value: float
    y: float
    height: float
    label_y: float


def balance_columns(totals: dict[str, Any]) -> tuple[tuple[Segment, ...], tuple[Segment, ...]] | None:
    """What we have | what the business requires, both HEIGHT tall; None where totals are not shown or are nothing.

    Left from the top: gap (the balancing item), surplus, covered. Right: free competence, uncovered, covered.
    """
    if not totals["balance"]:
        return None
    covered, gap, surplus = totals["covered"], totals["gap"], totals["surplus"]
    left = (("gap", gap), ("surplus", surplus), ("covered", covered))
    right = (("surplus", surplus), ("gap", gap), ("covered", covered))
    return _column(left, totals["balance"]), _column(right, totals["balance"])


def _column(parts: tuple[tuple[str, float], ...], whole: float) -> tuple[Segment, ...]:
    shown = [(kind, value, HEIGHT * value / whole) for kind, value in parts if value]
    segments: list[Segment] = []
    y, last_label = 0.0, -_LABEL
    for number, (kind, value, height) in enumerate(shown, 1):
        # Beside its part's middle, but clear of the label above and with room for those below.
        lowest = HEIGHT + 5 - _LABEL * (len(shown) - number)
        label = max(min(y + height / 2 + 5, lowest), last_label + _LABEL)
        segments.append(Segment(kind, value, round(y, 2), round(height, 2), round(label, 2)))
        y, last_label = y + height, label
    return tuple(segments)
