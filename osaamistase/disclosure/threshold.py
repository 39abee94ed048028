"""What management's figures must not give away (method.md section 8.1): no figure of fewer firms than k."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A figure of `firms` firms; `value` is None where it is hidden or where there is none."""

    value: float | None
    firms: int | None
    hidden: bool


def guarded(value: float | None, firms: int, k: int) -> Figure:
    """The figure if at least `k` firms stand behind it; 0 firms is shown as empty, 1 to k−1 is hidden."""
    if 0 < firms < k:
        return Figure(None, None, hidden=True)
    return Figure(value if firms else None, firms, hidden=False)
