"""What one would say of an edition in a meeting, in a few sentences: for the first page and the report. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from osaamistase.insight.chart_dumbbells import Dumbbell, DumbbellPicture
from osaamistase.insight.needs import Need, Needs, by_size, ends_soon
from osaamistase.insight.tables import Change
from osaamistase.services.models import Service

SAID = 3  # needs that are named


@dataclass(frozen=True)
class Brief:
    """`needs`: the greatest first; `widest` and `narrowest`: areas by their gap; `missing`: needs without an offer.

    `now` is the whole of the region, `then` as the edition before told it: None where it was not told. `risen` and
    `raised` say by how much competence and targets moved since, None where that is not told either.
    """

    needs: tuple[Need, ...]
    widest: Dumbbell | None
    narrowest: Dumbbell | None
    missing: tuple[Need, ...]
    ending: tuple[Service, ...]
    now: Change | None
    then: Change | None

    @property
    def risen(self) -> float | None:
        return self.now.level if self.now and self.then else None

    @property
    def raised(self) -> float | None:
        return self.now.target if self.now and self.then else None


def brief_of(
    number: int,
    picture: DumbbellPicture | None,
    needs: Needs,
    services: Sequence[Service],
    over_time: Sequence[Change],
    today: date,
) -> Brief:
    """`number`: the edition it is about; `over_time`: the whole of the region, the earliest edition first."""
    rows = picture.rows if picture else ()
    at = next((place for place, one in enumerate(over_time) if one.edition.number == number), None)
    before = over_time[at - 1] if at else None
    return Brief(
        tuple(sorted((*needs.served, *needs.unserved), key=by_size)[:SAID]),
        rows[0] if rows else None,
        rows[-1] if len(rows) > 1 else None,
        needs.unserved,
        tuple(one for one in services if ends_soon(one, today)),
        over_time[at] if at is not None else None,
        before if before is not None and before.figure.firms is not None else None,
    )
