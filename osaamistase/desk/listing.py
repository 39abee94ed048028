"""Firms in a list: where each stands, and the one thing that is next there. Values in, values out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from osaamistase.companies.models import Company
from osaamistase.desk.coming import Coming, coming_of
from osaamistase.desk.due import Due, FirmFacts, due_of
from osaamistase.desk.standing import Standing, standing_of


@dataclass(frozen=True)
class Line:
    """One firm: where it stands, what is most urgent there, or else what comes first."""

    company: Company
    standing: Standing
    due: Due | None = None
    coming: Coming | None = None


def listed(companies: Iterable[Company], facts: Mapping[int, FirmFacts], today: date) -> list[Line]:
    """In the order given; a firm of which there are no facts has no round."""
    return [_line(one, facts.get(one.id), today) for one in companies]


def _line(company: Company, facts: FirmFacts | None, today: date) -> Line:
    if facts is None:
        return Line(company, standing_of(None))
    due, ahead = due_of(facts, today), coming_of(facts, today)
    return Line(company, standing_of(facts), due[0] if due else None, ahead[0] if ahead else None)
