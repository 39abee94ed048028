"""What was done beside how the levels stand by the firm's next answers: side by side, never as its reason."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from osaamistase.scoring.change import Pair, compare
from osaamistase.scoring.scored import read_scored

LEVELS = ("0", "1", "2", "3", "4")  # of adoption, in the words of parts/followup.html


class Action(Protocol):
    """What is read of an action."""

    id: int
    title: str
    status: str
    competence_id: str | None
    dropped_because: str | None


class Event(Protocol):
    """A step of an action."""

    at: datetime
    status: str | None


@dataclass(frozen=True)
class Beside:
    """One action, and its competence's level then and now (None where it was not asked or scored both times).

    `moved`: up, down, same, or "" where nothing can be said; `clear`: by more than chance would (method.md section 7).
    """

    title: str
    status: str
    done_at: datetime | None
    adoption: int | None
    then: float | None
    now: float | None
    moved: str
    clear: bool


@dataclass(frozen=True)
class EarlierNote:
    """A note as it stood; `day` of the visit, who wrote it and when."""

    day: date
    text: str
    who: str
    at: datetime


def beside(
    actions: Sequence[Action],
    events: Mapping[int, Sequence[tuple[Event, object]]],
    adoption: Mapping[int, int],
    then: Mapping[str, Any],
    later: Mapping[str, Any] | None,
) -> list[Beside]:
    """The plan's actions that were not left out, in order. `then`, `later`: the stored documents of the two rounds."""
    pairs: dict[str, Pair] = {}
    if later is not None:
        change = compare(read_scored(then["sheet"]), read_scored(later["sheet"]))
        pairs = {one.second.id: one for one in change.pairs}
        clear = {id_ for id_, one in pairs.items() if one.clear(change.method)}
    else:
        clear = set()
    found = []
    for one in actions:
        if one.dropped_because is not None:
            continue
        pair = pairs.get(one.competence_id or "")
        done = [event.at for event, _who in events.get(one.id, ()) if event.status == "tehty"]
        found.append(
            Beside(
                title=one.title,
                status=one.status,
                done_at=done[-1] if done and one.status == "tehty" else None,
                adoption=adoption.get(one.id),
                then=None if pair is None else float(pair.first.current),
                now=None if pair is None else float(pair.second.current),
                moved=_moved(pair),
                clear=(one.competence_id or "") in clear,
            )
        )
    return found


def earlier_versions(rows: Sequence[tuple[Any, str]]) -> list[EarlierNote]:
    """Kept versions of a note as people read them, in the order given."""
    found = []
    for version, who in rows:
        content = json.loads(version.content)
        words = [content["text"], *(text for text, _level in content["outcomes"].values() if text)]
        found.append(
            EarlierNote(date.fromisoformat(content["day"]), "\n\n".join(filter(None, words)), who, version.saved_at)
        )
    return found


def _moved(pair: Pair | None) -> str:
    if pair is None:
        return ""
    return "up" if pair.current > 0 else "down" if pair.current < 0 else "same"
