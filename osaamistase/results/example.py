"""The worked example of "Näin laskemme": a made-up bakery of four, scored by the method itself. No figure is typed."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from osaamistase.results.chart_balance import Segment, balance_columns
from osaamistase.scoring.agreement import Agreement, agreement
from osaamistase.scoring.answers import Area, Frame, Respondent, RoundAnswers, State, Value
from osaamistase.scoring.balance import Entry, band
from osaamistase.scoring.key_persons import Holders
from osaamistase.scoring.methods import NEWEST
from osaamistase.scoring.report import report
from osaamistase.scoring.sheet import AreaLine, Sheet, draw_up

# What the baker answered: current level and target of each competence, and the rest once for the whole area.
LEVELS: dict[str, tuple[Value, Value]] = {
    "pricing": (1, 4),
    "online": (2, 3),
    "counter": (4, 4),
    "display": (4, 3),
    "restaurants": (State.DONT_KNOW, 3),
}
AREA: dict[str, Value] = {"importance": 4, "holders": 1, "leaving": 1, "deputy": 0}
HEADCOUNT = 4
# How three people may see one current level: nearly alike, and not at all.
ALIKE, APART = (3, 3, 4), (0, 1, 5)


@dataclass(frozen=True)
class Row:
    """One competence. `entry` and `class_` are None where something is missing; `target` is what was answered."""

    id: str
    target: Fraction | None
    entry: Entry | None
    class_: str | None


@dataclass(frozen=True)
class Seen:
    """How three people see one current level, and how alike that is."""

    answers: tuple[int, ...]
    agreement: Agreement


@dataclass(frozen=True)
class Example:
    """`area` is the only one, so its sums are the firm's; `totals` and `columns` as the pages of a sheet draw them."""

    rows: tuple[Row, ...]
    area: AreaLine
    importance: Fraction
    band: str | None
    if_filled: Fraction
    risk: Fraction
    risk_class: str
    holders: Holders
    totals: dict[str, Any]
    columns: tuple[tuple[Segment, ...], tuple[Segment, ...]] | None
    alike: Seen
    apart: Seen

    def row(self, id_: str) -> Row:
        return next(one for one in self.rows if one.id == id_)


@cache
def worked_example() -> Example:
    """The example, scored once and the same for every reader."""
    sheet = scored_example()
    area, (_, risk, risk_class) = sheet.areas[0], sheet.key_persons[0]
    sums = area.balance
    totals = report(sheet, {})["totals"]
    return Example(
        rows=tuple(Row(one.id, one.levels.target.value, one.entry, one.class_) for one in sheet.competences),
        area=area,
        importance=sums.importance / area.scored,
        band=band(sums.coverage_rate, NEWEST),
        if_filled=100 * sums.held / sums.required,
        risk=risk,
        risk_class=risk_class,
        holders=sheet.competences[0].holders,
        totals=totals,
        columns=balance_columns(totals),
        alike=Seen(ALIKE, agreement(ALIKE, NEWEST)),
        apart=Seen(APART, agreement(APART, NEWEST)),
    )


def scored_example() -> Sheet:
    """The sheet of the bakery: one area, one person answering for all."""
    asked = {"current": "competence", "target": "competence"} | dict.fromkeys(AREA, "area")
    ratings = {("sales", rating): value for rating, value in AREA.items()}
    for competence, (current, target) in LEVELS.items():
        ratings |= {(competence, "current"): current, (competence, "target"): target}
    people = (Respondent(main=True, ratings=ratings),)
    return draw_up(Frame((Area("sales", tuple(LEVELS)),), asked), RoundAnswers(HEADCOUNT, people))
