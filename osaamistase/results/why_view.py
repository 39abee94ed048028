"""How a sheet's figures came about, with names in the reader's language: what the pages and prints of it draw."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from osaamistase.questionnaires.questionnaire import Questionnaire
from osaamistase.results.rescore import first_difference
from osaamistase.scoring.answers import Talk
from osaamistase.scoring.confidence import Condition
from osaamistase.scoring.key_persons import risk_class
from osaamistase.scoring.methods import method_of, score
from osaamistase.scoring.sheet import AreaLine, CompetenceLine, Sheet
from osaamistase.scoring.why import Answers, Why, answers, area, band_limits, competence, firm, share

COLUMNS = ("covered", "held_by_one", "surplus", "gap", "importance")


@dataclass(frozen=True)
class Row:
    """One addend of the sums: an area of the firm or a competence of an area. Figures in op by COLUMNS."""

    id: str
    name: str
    figures: Mapping[str, Fraction]


@dataclass(frozen=True)
class CompetenceWhy:
    """One competence: its answers by rating, and its figures' explanations by name."""

    id: str
    name: str
    line: CompetenceLine
    answers: Mapping[str, Answers]
    figures: Mapping[str, Why]
    risk_class: str | None
    area_unsure: bool
    talk: Talk | None


@dataclass(frozen=True)
class AreaWhy:
    """One area: its competences as addends, its figures' explanations (none where it is not shown), its competences."""

    id: str
    name: str
    shown: str
    rows: tuple[Row, ...]
    figures: Mapping[str, Why]
    share: Why | None
    band: tuple[str, Fraction, Fraction | None] | None
    competences: tuple[CompetenceWhy, ...]
    talk: Talk | None

    @property
    def talks(self) -> list[tuple[str, Talk]]:
        """What was said of the area and of its competences, each by name."""
        said = [(self.name, self.talk), *((one.name, one.talk) for one in self.competences)]
        return [(name, talk) for name, talk in said if talk is not None]

    @property
    def risks(self) -> list[list[CompetenceWhy]]:
        """The competences at risk, those of one and the same computation together."""
        found: dict[tuple[object, ...], list[CompetenceWhy]] = {}
        for one in self.competences:
            if one.line.risk:
                parts = (*one.figures["vulnerability"].parts, *one.figures["key_person_risk"].parts)
                found.setdefault(tuple(part.value for part in parts), []).append(one)
        return list(found.values())


@dataclass(frozen=True)
class SheetWhy:
    """The whole sheet. `rows` are the areas; those that are not shown for themselves stand together in one, id ""."""

    rows: tuple[Row, ...]
    figures: Mapping[str, Why]
    share: Why | None
    band: tuple[str, Fraction, Fraction | None] | None
    confidence: str
    conditions: Mapping[str, tuple[Condition, ...]]
    areas: tuple[AreaWhy, ...]
    sheet: Sheet


class Differs(ValueError):
    """A stored sheet does not come out of its answers any more: an explanation would be of other figures."""


def explained(content: str, sha256: str, questionnaire: Questionnaire, language: str) -> SheetWhy:
    """The stored document computed again by its own method. Raises Differs naming the first figure that is another."""
    difference = first_difference(content, sha256, questionnaire)
    if difference is not None:
        raise Differs(difference)
    document = json.loads(content)
    sheet = score(questionnaire, document["answers"], method_of(document["sheet"]["method"]))
    return sheet_why(sheet, questionnaire, language)


def sheet_why(sheet: Sheet, questionnaire: Questionnaire, language: str) -> SheetWhy:
    """`questionnaire` the version the sheet was made with, the firm's own names on its own competences."""
    whole = firm(sheet) if sheet.totals_shown else {}
    names = {one.id: one.name.in_(language) for one in questionnaire.areas}
    shown = {line.id for line in sheet.areas if line.shown != "no"}
    return SheetWhy(
        rows=_together(_rows(whole, names), shown),
        figures=whole,
        share=share(sheet.scored, sheet.applicable) if sheet.applicable else None,
        band=band_limits(sheet, sheet.totals.coverage_rate) if sheet.totals_shown else None,
        confidence=sheet.confidence,
        conditions=sheet.conditions,
        areas=tuple(_area(line, sheet, questionnaire, names[line.id], language) for line in sheet.areas),
        sheet=sheet,
    )


def _area(line: AreaLine, sheet: Sheet, questionnaire: Questionnaire, name: str, language: str) -> AreaWhy:
    figures = area(sheet, line) if line.shown != "no" else {}
    mine = [one for one in sheet.competences if one.area == line.id]
    names = {one.id: questionnaire.competence[one.id].name.in_(language) for one in mine}
    unsure = line.answered is not None and line.answered < sheet.method.area_shown
    return AreaWhy(
        id=line.id,
        name=name,
        shown=line.shown,
        rows=_rows(figures, names),
        figures=figures,
        share=share(line.scored, line.applicable) if line.applicable else None,
        band=band_limits(sheet, line.balance.coverage_rate) if figures else None,
        competences=tuple(_competence(one, sheet, names[one.id], unsure) for one in mine),
        talk=sheet.talks.get(line.id),
    )


def _competence(line: CompetenceLine, sheet: Sheet, name: str, unsure: bool) -> CompetenceWhy:
    found = line.levels
    rated = {"current": found.current, "target": found.target, "importance": found.importance}
    return CompetenceWhy(
        id=line.id,
        name=name,
        line=line,
        answers={rating: answers(one, sheet) for rating, one in rated.items()},
        figures=competence(line, sheet),
        risk_class=risk_class(line.risk, sheet.method) if line.risk else None,
        area_unsure=unsure,
        talk=sheet.talks.get(line.id),
    )


def _rows(figures: Mapping[str, Why], names: Mapping[str, str]) -> tuple[Row, ...]:
    if not figures:
        return ()
    values: dict[str, dict[str, Fraction]] = {}
    for column in COLUMNS:
        for part in figures[column].parts:
            values.setdefault(part.subject, {})[column] = part.value
    return tuple(Row(one, names[one], found) for one, found in values.items())


def _together(rows: tuple[Row, ...], shown: set[str]) -> tuple[Row, ...]:
    """The rows with those of areas that are not shown added up in one."""
    hidden = [row for row in rows if row.id not in shown]
    alone = tuple(row for row in rows if row.id in shown)
    if not hidden:
        return alone
    added = {column: sum((row.figures[column] for row in hidden), Fraction(0)) for column in COLUMNS}
    return (*alone, Row("", "", added))
