"""Whether code and tables of different releases fit each other, and what to do where they do not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

PREPARE = "run flask --app wsgi prepare"


@dataclass(frozen=True)
class Fit:
    """`serves`: pages can be given to people. `newer`: the tables are of a release that came after this one."""

    serves: bool
    newer: bool
    what: str


def fit(stands: str | None, floor: str | None, known: Sequence[str]) -> Fit:
    """Tables that stand at a revision, with the oldest one whose code works on them, and code that knows revisions.

    `known` begins with the oldest and ends with the code's own.
    Code that was there before a migration cannot know its name, but the oldest code that fits is told by a name, too:
    where that one is known, this code is at least as new.
    """
    needs = known[-1]
    if stands is None:
        return Fit(False, False, f"are not made yet: {PREPARE}")
    if stands == needs:
        return Fit(True, False, f"are at {stands}")
    if stands in known:
        return Fit(False, False, f"are at {stands} and this release needs {needs}: {PREPARE}")
    newer = f"are at {stands}, of a newer release than this one ({needs})"
    if floor in known:
        return Fit(True, True, f"{newer}, which works with them all the same: bring that release here, too")
    least = f" and fit none before {floor}" if floor else ""
    return Fit(False, True, f"{newer}{least}: install that release")


def left_behind(running: Iterable[str], floor: str | None, known: Sequence[str]) -> list[str]:
    """Which of the releases that run would not work on tables that fit `floor` and newer; those unknown are newer."""
    if floor is None:
        return []
    before = known[: known.index(floor)]
    return sorted(set(running) & set(before))


def told_to_wait(running: Mapping[str, int], behind: Sequence[str], needs: str, floor: str | None) -> str:
    """Why the tables stay as they are for now, and the ways on."""
    who = ", ".join(f"{one} ({running[one]} connections)" for one in behind)
    return (
        f"the tables at {needs} fit no release before {floor}, and there is still at work on this database: {who}. "
        f"Bring every host to a release from {floor} on that is older than this one, or stop them; then run prepare "
        "again. Nothing was changed. --others-may-fail does not ask."
    )
