"""What a training's page shows an adviser: own firms that are written down, those in need, and the rest. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from osaamistase.trainings.attending import taken


@dataclass(frozen=True)
class Page:
    """`taken`: persons of every firm who come or came. `firms`: own firms written down, by name, each with its row;
    `in_need`: own firms in need that nobody wrote down yet; `others`: own firms that are neither.
    """

    taken: int
    firms: tuple[tuple[int, str, Any], ...]
    in_need: tuple[tuple[int, str], ...]
    others: tuple[tuple[int, str], ...]


def page_of(
    standing: Sequence[tuple[Any, str, int]], departed: int, own: Mapping[int, str], in_need: Iterable[tuple[int, str]]
) -> Page:
    """`standing`: every firm's row with its name and adviser; `departed`: persons of firms erased since;
    `own`: names by number of the reader's own firms.
    """
    firms = tuple((row.company_id, name, row) for row, name, _adviser in standing if row.company_id in own)
    known = {id_ for id_, _name, _row in firms}
    need = tuple((id_, name) for id_, name in in_need if id_ not in known)
    apart = known | {id_ for id_, _name in need}
    return Page(
        departed + taken((row.standing, row.persons) for row, _name, _adviser in standing),
        firms,
        need,
        tuple((id_, name) for id_, name in own.items() if id_ not in apart),
    )
