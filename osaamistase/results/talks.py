"""What was said in talks, as the consensus of an answers document (contract.md)."""

from collections.abc import Iterable
from typing import Any, Protocol


class Said(Protocol):
    """One row of what was said, the newest of a subject counting."""

    @property
    def subject(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def day(self) -> str: ...
    @property
    def values(self) -> dict[str, int]: ...
    @property
    def withdrawn(self) -> bool: ...


def newest_by_subject(said: Iterable[Said]) -> dict[str, Said]:
    """What holds of each area and competence that was talked of, out of all rows in the order they were written."""
    found: dict[str, Said] = {}
    for one in said:
        found[one.subject] = one
    return {subject: one for subject, one in found.items() if not one.withdrawn}


def consensus_of(said: Iterable[Said]) -> dict[str, Any]:
    """The consensus object: by subject the agreed numbers, the reason, and the day."""
    return {
        subject: {**one.values, "reason": one.reason, "date": one.day}
        for subject, one in newest_by_subject(said).items()
    }
