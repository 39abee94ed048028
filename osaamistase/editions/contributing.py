"""What one stored sheet brings to the region's figures: its class, and its items in thousandths of a level. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from osaamistase.companies.industry import section_2025
from osaamistase.scoring.scored import Line, read_scored

WHOLE = "*"  # the item that stands for the firm as a whole
NEED_FROM, IMPORTANT_FROM = Fraction(1, 2), 3  # method.md section 8: in need where g ≥ 0.5 and w ≥ 3


@dataclass(frozen=True)
class Item:
    """One competence, area or the whole; levels and gap 0–5 000, priority w·g 0–25 000, all in thousandths."""

    item: str
    level: int
    target: int
    gap: int
    priority: int
    need: int
    lacks: int


@dataclass(frozen=True)
class Class:
    section: str
    size_class: str
    municipality: str


def class_of(company: Mapping[str, Any]) -> Class:
    """The firm's class as the sheet froze it: section by TOL 2025, the municipality's name as a name is written."""
    industry = company["industry"]
    municipality = " ".join(str(company["municipality"]).split()).title()
    section = section_2025(industry["scheme"], industry["section"], industry["code"])
    return Class(section, company["size_class"], municipality)


def items_of(sheet: Mapping[str, Any]) -> Iterator[Item]:
    """Every scored competence that firms share, every area that may be shown, and the whole where it may be."""
    scored = read_scored(sheet)
    shared = [line for line in scored.lines.values() if not line.own]
    for line in shared:
        yield _competence(line)
    for area, lines in _by_area(shared).items():
        if scored.shown.get(area, False):
            yield _together(area, lines)
    if scored.totals_shown and shared:
        yield _together(WHOLE, shared)


def _by_area(lines: Iterable[Line]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.area, []).append(line)
    return found


def _competence(line: Line) -> Item:
    gap = max(Fraction(0), line.target - line.current)
    need = gap >= NEED_FROM and line.importance >= IMPORTANT_FROM
    return _item(line.id, line.current, line.target, gap, line.importance * gap, need)


def _together(item: str, lines: Sequence[Line]) -> Item:
    """Means weighted by importance (Σwn/Σw and so on); the priority is the mean of w·g over the competences."""
    weight = sum((line.importance for line in lines), Fraction(0))
    level = sum((line.importance * line.current for line in lines), Fraction(0)) / weight
    target = sum((line.importance * line.target for line in lines), Fraction(0)) / weight
    points = sum((line.importance * max(Fraction(0), line.target - line.current) for line in lines), Fraction(0))
    return _item(item, level, target, points / weight, points / len(lines), points / weight >= NEED_FROM)


def _item(item: str, level: Fraction, target: Fraction, gap: Fraction, priority: Fraction, need: bool) -> Item:
    lacks = (target > level) - (target < level)
    thousandths = [round(1000 * one) for one in (level, target, gap, priority)]
    return Item(item, thousandths[0], thousandths[1], thousandths[2], thousandths[3], int(need), lacks)
