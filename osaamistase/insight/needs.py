"""What to arrange: needs in order, where they are greatest, and what the catalogue offers for each. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from osaamistase.editions.cells import ALL
from osaamistase.editions.models import EditionFigure
from osaamistase.insight.words import near, share_near
from osaamistase.services.models import Service

ENDS_SOON = timedelta(days=183)
CLASSES_TOLD = 4


@dataclass(frozen=True)
class Need:
    """One competence: its figures over all firms, classes that need it most, and what is offered.

    `seats`: places wanted if the share of takers comes, None where the need is told in words only.
    """

    item: str
    figure: EditionFigure
    firms: int | None
    seats: int | None
    classes: tuple[EditionFigure, ...]
    services: tuple[Service, ...]


@dataclass(frozen=True)
class Needs:
    """Needs with an offer and without, the greatest first; and services nobody in need was found for."""

    served: tuple[Need, ...]
    unserved: tuple[Need, ...]
    idle: tuple[Service, ...]


def needs_of(figures: Sequence[EditionFigure], services: Sequence[Service], takers: int, today: date) -> Needs:
    """`figures` of competences: the rows and columns of totals of both tables. `takers`: percent of those in need."""
    offered = [one for one in services if one.for_firms(today)]
    by_item: dict[str, list[EditionFigure]] = {}
    for figure in figures:
        by_item.setdefault(figure.item, []).append(figure)
    found = []
    for item, mine in by_item.items():
        total = next((one for one in mine if (one.row_name, one.column_name) == (ALL, ALL)), None)
        if total is not None and total.need is not None and total.need not in ("few", "below"):
            found.append(_need(item, total, mine, offered, takers))
    found.sort(key=by_size)
    wanted = {one.item for one in found}
    known = {item for item, mine in by_item.items() if any(one.need is not None for one in mine)}
    idle = [one for one in offered if (serves := _competences(one)) and serves <= known and not serves & wanted]
    return Needs(
        tuple(one for one in found if one.services), tuple(one for one in found if not one.services), tuple(idle)
    )


def by_size(need: Need) -> tuple[float, float, str]:
    """What puts needs in order, the greatest first."""
    return -share_near(need.figure.need), -(near(need.figure.priority) or 0), need.item


def ends_soon(service: Service, today: date) -> bool:
    """Whether it is still offered, and for half a year at the most."""
    return service.valid_until is not None and today <= service.valid_until <= today + ENDS_SOON


def _need(
    item: str, total: EditionFigure, mine: Sequence[EditionFigure], offered: Sequence[Service], takers: int
) -> Need:
    firms = about(total)
    here = share_near(total.need)
    classes = [
        one
        for one in mine
        if (one.row_name == ALL) != (one.column_name == ALL)
        and one.need is not None
        and share_near(one.need) > here
        # The sizes stand in both tables.
        and not (one.table_name == "municipality" and one.row_name == ALL)
    ]
    classes.sort(key=lambda one: (-share_near(one.need), -(one.firms or 0), one.row_name, one.column_name))
    fitting = sorted(
        (one for one in offered if item in _competences(one)), key=lambda one: (_place(one, item), one.position)
    )
    return Need(
        item,
        total,
        firms,
        ceil(firms * takers / 100) if firms is not None else None,
        tuple(classes[:CLASSES_TOLD]),
        tuple(fitting),
    )


def about(figure: EditionFigure) -> int | None:
    """About how many firms are in need, by the share as it is told; None where it is told in words."""
    if figure.need is None or figure.firms is None:
        return None
    words: Mapping[str, int] = {"most": figure.firms, "above": round(0.95 * figure.firms)}
    found = words[figure.need] if figure.need in words else round(int(figure.need) * figure.firms / 100)
    return min(_rounded(found), figure.firms)


def _rounded(firms: int) -> int:
    """No more exact than the share is: tens from a hundred on, fives from twenty."""
    step = 10 if firms >= 100 else 5 if firms >= 20 else 1
    return round(firms / step) * step


def _competences(service: Service) -> set[str]:
    return {one.competence_id for one in service.competences}


def _place(service: Service, item: str) -> int:
    return next(one.position for one in service.competences if one.competence_id == item)
