"""A firm's story: what happened, when, and by whose hand, from every room on one line. Values only."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby

SHOWN = 50  # events at first sight; the rest unfold
EXCERPT = 240  # letters of what was written; the rest is where the event leads
# Of these, several of one person on one day are one event with a count.
_TOGETHER = ("link", "letter_sent", "letter_failed", "letter_waiting", "talk")


@dataclass(frozen=True)
class Event:
    """`who`: a person's name, FIRM, or "" where it is not known or nobody's. `about`: a questionnaire's id and version.

    `day`: the date on the wall. `number`: of a sheet, a revision or an action, whose `title` and
    new `state` are told. `id`: what the event leads to (a round, a plan). `words`: what somebody wrote with it.
    """

    at: datetime
    day: date
    kind: str
    who: str = ""
    id: int = 0
    about: tuple[str, int] | None = None
    number: int = 0
    count: int = 1
    title: str = ""
    state: str = ""
    words: str = ""


FIRM = "yritys"


def excerpt(text: str) -> str:
    """The beginning of a note as running text: its marks of Markdown left out, cut between words."""
    lines = (re.sub(r"^\s*(#{1,6}\s+|[-*+]\s+|\d+\.\s+|>\s*)", "", line) for line in text.splitlines())
    words = " ".join(" ".join(lines).replace("**", "").split())
    if len(words) <= EXCERPT:
        return words
    return words[: EXCERPT + 1].rsplit(" ", 1)[0][:EXCERPT] + " …"


def story(events: Iterable[Event]) -> list[Event]:
    """The newest first; of the same moment, what was told last. Of events told together, the newest moment counts."""
    ordered = [one for _at, one in sorted(enumerate(events), key=lambda one: (one[1].at, one[0]), reverse=True)]
    told: list[Event] = []
    for _day, group in groupby(ordered, key=lambda one: one.day):
        told += _of_a_day(list(group))
    return told


def _of_a_day(events: list[Event]) -> list[Event]:
    told: dict[object, Event] = {}
    for place, one in enumerate(events):
        key = (one.kind, one.who, one.id) if one.kind in _TOGETHER else place
        known = told.get(key)
        told[key] = replace(known, count=known.count + one.count) if known else one
    return list(told.values())
