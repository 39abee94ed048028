"""Firms supported in a period, each once, as the funder of ESR+ asks for them. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from osaamistase.companies.industry import section_2025


class Firm(Protocol):
    """What is read of a firm's entry in the register."""

    id: int
    business_id: str
    name: str
    headcount: int
    industry_scheme: str
    industry_code: str
    industry_section: str
    municipality: str
    made_up: bool

    @property
    def size_class(self) -> str: ...


@dataclass(frozen=True)
class Done:
    """One thing done for a firm on a day: "work", "sheet", "plan" or "training". `minutes` None: not written down."""

    company_id: int
    day: date
    kind: str
    minutes: int | None = None


@dataclass(frozen=True)
class Supported:
    """A firm with the first day of the period on which something was done for it.

    `minutes`: what was written down in all, None where no visit says; `unwritten`: visits that do not say.
    """

    firm: Firm
    first: date
    minutes: int | None
    unwritten: int
    times: int


@dataclass(frozen=True)
class Report:
    """`by_size`, `by_section`, `by_municipality`: firms in each; `persons`: who came to trainings, as a count."""

    firms: tuple[Supported, ...]
    minutes: int | None
    unwritten: int
    persons: int
    by_size: dict[str, int]
    by_section: dict[str, int]
    by_municipality: dict[str, int]


def report_of(firms: Iterable[Firm], done: Iterable[Done], persons: int) -> Report:
    """`firms` in the order they are to be told in; `persons`: who came to trainings.

    A firm is there once, whatever was done for it and how often.
    """
    by_firm: dict[int, list[Done]] = {}
    for one in done:
        by_firm.setdefault(one.company_id, []).append(one)
    supported = tuple(_supported(firm, by_firm[firm.id]) for firm in firms if firm.id in by_firm)
    return Report(
        supported,
        _added(one.minutes for one in supported),
        sum(one.unwritten for one in supported),
        persons,
        dict(Counter(one.firm.size_class for one in supported)),
        dict(sorted(Counter(_section(one.firm) for one in supported).items())),
        dict(sorted(Counter(one.firm.municipality for one in supported).items())),
    )


def _section(firm: Firm) -> str:
    return section_2025(firm.industry_scheme, firm.industry_section, firm.industry_code)


def _supported(firm: Firm, done: list[Done]) -> Supported:
    unwritten = sum(one.kind == "work" and one.minutes is None for one in done)
    return Supported(firm, min(one.day for one in done), _added(one.minutes for one in done), unwritten, len(done))


def _added(minutes: Iterable[int | None]) -> int | None:
    """None where nothing was written down: that is not zero."""
    written = [one for one in minutes if one is not None]
    return sum(written) if written else None
