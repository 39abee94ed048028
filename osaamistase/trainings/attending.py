"""How a firm stands at a training, and what may be written of it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

STANDINGS = ("invited", "coming", "declined", "came", "missed")
WITH_PERSONS = ("coming", "came")
MOST = 1000


class Unfit(ValueError):
    """`why`: "standing", "persons", "early" (nobody came yet), "full" (more than the seats), "changed" (by another),
    "cancelled"."""

    def __init__(self, why: str, company_id: int) -> None:
        super().__init__(why)
        self.why = why
        self.company_id = company_id


@dataclass(frozen=True)
class Mark:
    """What was typed of one firm. `seen`: the row the page was drawn from, 0 where there was none."""

    company_id: int
    standing: str
    persons: int
    seen: int = 0


def check_mark(mark: Mark, day: date, today: date) -> None:
    """Raises Unfit where a firm cannot stand like this at a training of that day."""
    if mark.standing not in STANDINGS:
        raise Unfit("standing", mark.company_id)
    if mark.standing in WITH_PERSONS and not 1 <= mark.persons <= MOST:
        raise Unfit("persons", mark.company_id)
    if mark.standing in ("came", "missed") and day > today:
        raise Unfit("early", mark.company_id)


def taken(standings: Iterable[tuple[str, int]]) -> int:
    """Persons who come or came."""
    return sum(persons for standing, persons in standings if standing in WITH_PERSONS)
