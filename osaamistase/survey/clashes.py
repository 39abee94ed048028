"""Two pages at once: what of a page may be saved, and where something newer stands. Values in, values out."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from osaamistase.survey.answering import Place

_WHOLE = 16  # characters: shorter answers stand in a page's memory as they are, longer ones as their digest


class Kept(NamedTuple):
    """An answer as it stands: its value ("" taken back), version, and the page and turn that wrote it last."""

    value: str = ""
    version: int = 0
    page: str = ""
    turn: int = 0
    saved_at: datetime | None = None


class Seen(NamedTuple):
    """What a page saw of an answer when it was drawn."""

    version: int = 0
    digest: str = ""


@dataclass(frozen=True)
class Writer:
    """The open page that saves: its own random name, the number of this save, and what it saw."""

    page: str = ""
    turn: int = 0
    seen: Mapping[Place, Seen] = field(default_factory=dict)


def digest(value: str) -> str:
    return value if len(value) <= _WHOLE else "#" + hashlib.sha256(value.encode()).hexdigest()[:12]


def remembered(kept: Mapping[Place, Kept]) -> str:
    """What a page is drawn from, small enough to travel with it: JSON {place: [version, digest]}."""
    seen = {f"{place.subject}_{place.rating}": [one.version, digest(one.value)] for place, one in kept.items()}
    return json.dumps(seen, ensure_ascii=False, separators=(",", ":"))


def recalled(text: str) -> dict[Place, Seen]:
    """What `remembered` wrote, come back from outside: what cannot be read has not been seen."""
    try:
        told: Any = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    seen = {}
    for name, pair in told.items() if isinstance(told, dict) else ():
        subject, _, rating = name.rpartition("_")
        if isinstance(pair, list) and len(pair) == 2 and type(pair[0]) is int and 0 <= pair[0] < 2**31 - 1:
            seen[Place(subject, rating)] = Seen(pair[0], str(pair[1]))
    return seen


def touched(given: Mapping[Place, str], writer: Writer, kept: Mapping[Place, Kept]) -> dict[Place, str]:
    """What the person changed on a page that sends everything; the rest stays as it stands, however new it is.

    What this very page saved last is the person's own: there the page always speaks, also after going back to it.
    """
    return {
        place: value
        for place, value in given.items()
        if value != kept.get(place, Kept()).value
        and (
            digest(value) != writer.seen.get(place, Seen()).digest
            or (writer.page != "" and kept.get(place, Kept()).page == writer.page)
        )
    }


def clashes(wanted: Mapping[Place, str], writer: Writer, kept: Mapping[Place, Kept]) -> dict[Place, Kept]:
    """Of what could not be saved: where another's newer answer stands. A later save of the same page is no clash."""
    return {
        place: kept[place]
        for place, value in wanted.items()
        if place in kept
        and kept[place].value != value
        and not (writer.page and kept[place].page == writer.page and kept[place].turn > writer.turn)
    }
