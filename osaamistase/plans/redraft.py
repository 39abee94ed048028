"""Drafting again: what the adviser or the firm touched stays, the rest follows the newest sheet. Values only."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Standing:
    """An action of the plan. `key` is its competence, or its title where it answers none."""

    id: int
    key: str
    touched: bool


def renewed(standing: Sequence[Standing], drafted: Collection[str]) -> tuple[list[int], list[str]]:
    """The actions that go, and the keys of the draft that come, in the draft's order.

    A touched action stays whatever the draft says, and what it answers is not drafted a second time.
    """
    kept = {one.key for one in standing if one.touched}
    return [one.id for one in standing if not one.touched], [key for key in drafted if key not in kept]
