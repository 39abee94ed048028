"""A stored sheet in the reader's language: names beside figures, in the order a reader wants them. Values only."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from osaamistase.questionnaires.questionnaire import Questionnaire

_STRENGTHS_MOST = 5


@dataclass(frozen=True)
class AreaView:
    """One area with its mean levels, 0–5 (None where not shown)."""

    id: str
    name: str
    current: float | None
    target: float | None
    shown: str


@dataclass(frozen=True)
class LineView:
    """One competence with its figures and the sentence that explains them."""

    id: str
    name: str
    area: str
    explanation: str
    figures: dict[str, Any]


@dataclass(frozen=True)
class RiskView:
    """Competences of one area that hang on as few people and weigh as much. `risk` is 0–25."""

    area: str
    area_id: str
    ids: tuple[str, ...]
    names: tuple[str, ...]
    whole_area: bool
    holders: int
    risk: float
    class_: str


@dataclass(frozen=True)
class SheetView:
    """Everything a page or a print of the sheet shows."""

    totals: dict[str, Any]
    areas: tuple[AreaView, ...]
    scored: tuple[LineView, ...]
    strengths: tuple[LineView, ...]
    gaps: tuple[LineView, ...]
    unscored: tuple[LineView, ...]
    key_persons: tuple[RiskView, ...]
    holders_known: bool
    owner_only: bool
    confidence: str
    answered: float | None
    respondents: int
    method: str
    questionnaire: dict[str, Any]


def sheet_view(sheet: dict[str, Any], questionnaire: Questionnaire, language: str) -> SheetView:
    """`sheet` as report() made it; `questionnaire` the version it was made with."""
    lines = {line["id"]: _line(line, questionnaire, language) for line in sheet["competences"]}
    scored = [line for line in lines.values() if line.figures["state"] == "scored"]
    return SheetView(
        totals=sheet["totals"],
        areas=tuple(_area(area, questionnaire, language) for area in sheet["areas"]),
        scored=tuple(scored),
        strengths=tuple(sorted((line for line in scored if _strong(line)), key=_strength)[:_STRENGTHS_MOST]),
        gaps=tuple(lines[one] for one in sheet["gaps"]),
        unscored=tuple(line for line in lines.values() if line.figures["state"] == "unscored"),
        key_persons=_risks(sheet["key_persons"], lines, questionnaire),
        holders_known=any(line.figures["holders"] is not None for line in scored),
        owner_only=sheet["owner_only"],
        confidence=sheet["confidence"],
        answered=sheet["answered"],
        respondents=sheet["respondents"],
        method=sheet["method"],
        questionnaire=sheet["questionnaire"],
    )


def _risks(
    found: list[dict[str, Any]], lines: dict[str, LineView], questionnaire: Questionnaire
) -> tuple[RiskView, ...]:
    """The key-person list, with what was answered once for a whole area said once."""
    groups: dict[tuple[str, int, float, str], list[LineView]] = {}
    area_names = {questionnaire.area_of[line.id].id: line.area for line in lines.values()}
    asked = Counter(questionnaire.area_of[one].id for one in lines)
    for one in found:
        line = lines[one["id"]]
        groups.setdefault(
            (questionnaire.area_of[line.id].id, line.figures["holders"], one["risk"], one["class"]), []
        ).append(line)
    return tuple(
        RiskView(
            area=area_names[area],
            area_id=area,
            ids=tuple(one.id for one in mine),
            names=tuple(one.name for one in mine),
            whole_area=len(mine) == asked[area],
            holders=holders,
            risk=risk,
            class_=class_,
        )
        for (area, holders, risk, class_), mine in groups.items()
    )


def _line(line: dict[str, Any], questionnaire: Questionnaire, language: str) -> LineView:
    return LineView(
        id=line["id"],
        name=questionnaire.competence[line["id"]].name.in_(language),
        area=questionnaire.area_of[line["id"]].name.in_(language),
        explanation=line["explanations"][language],
        figures=line,
    )


def _area(area: dict[str, Any], questionnaire: Questionnaire, language: str) -> AreaView:
    name = questionnaire.area[area["id"]].name.in_(language)
    return AreaView(area["id"], name, area["current"], area["target"], area["shown"])


def _strong(line: LineView) -> bool:
    # What the firm already does by itself and needs: level 3 ("hoidamme itse") or more, and no gap.
    return line.figures["current"] >= 3 and not line.figures["gap"]


def _strength(line: LineView) -> tuple[float, float, str]:
    return (-line.figures["importance"] * line.figures["current"], -line.figures["surplus"], line.id)


def notes_by_area(
    notes: dict[str, list[str]], questionnaire: Questionnaire, language: str
) -> list[tuple[str, list[str]]]:
    """What people wrote in their own words, under the areas' names, in questionnaire order."""
    found = []
    for area in questionnaire.areas:
        texts = list(notes.get(area.id, []))
        for one in area.competences:
            texts += [f"{one.name.in_(language)}: {text}" for text in notes.get(one.id, [])]
        if texts:
            found.append((area.name.in_(language), texts))
    return found
