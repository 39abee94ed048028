"""The sheet as the JSON document that is stored, shown and printed (contract.md, "Sheet")."""

from fractions import Fraction
from typing import Any

from osaamistase.scoring.balance import Balance, band
from osaamistase.scoring.explain import explanation
from osaamistase.scoring.figures import json_number
from osaamistase.scoring.sheet import AreaLine, CompetenceLine, Sheet

LANGUAGES = ("fi", "sv", "en")


def report(sheet: Sheet, questionnaire: dict[str, Any]) -> dict[str, Any]:
    """Every figure to four decimals; a figure that may not be shown is None."""
    return {
        "method": sheet.method.version,
        "questionnaire": questionnaire,
        "totals": _sums(sheet.totals, sheet, shown=sheet.totals_shown),
        "areas": [_area(area, sheet) for area in sheet.areas],
        "competences": [_competence(line) for line in sheet.competences],
        "gaps": list(sheet.gaps),
        "key_persons": [
            {"id": competence, "risk": json_number(risk), "class": word} for competence, risk, word in sheet.key_persons
        ],
        "owner_only": sheet.owner_only,
        "answered": json_number(sheet.answered),
        "respondents": sheet.respondents,
        "confidence": sheet.confidence,
    }


def _sums(sums: Balance, sheet: Sheet, *, shown: bool) -> dict[str, Any]:
    def figure(number: Fraction | None) -> float | None:
        return json_number(number) if shown else None

    return {
        "covered": figure(sums.covered),
        "gap": figure(sums.gap),
        "surplus": figure(sums.surplus),
        "required": figure(sums.required),
        "held": figure(sums.held),
        "balance": figure(sums.total),
        "held_by_one": figure(sums.held_by_one),
        "coverage_rate": figure(sums.coverage_rate),
        "level_index": figure(sums.level_index),
        "band": band(sums.coverage_rate, sheet.method) if shown else None,
    }


def _area(area: AreaLine, sheet: Sheet) -> dict[str, Any]:
    sums = _sums(area.balance, sheet, shown=area.shown != "no")
    weight = area.balance.importance
    means = {
        "current": json_number(area.balance.held / weight) if weight and area.shown != "no" else None,
        "target": json_number(area.balance.required / weight) if weight and area.shown != "no" else None,
    }
    return {"id": area.id, **sums, **means, "answered": json_number(area.answered), "shown": area.shown}


def _competence(line: CompetenceLine) -> dict[str, Any]:
    entry = line.entry
    state = "scored" if entry else "unscored" if line.levels.applicable else "not_applicable"
    values = line.levels if line.levels.applicable else None
    return {
        "id": line.id,
        "area": line.area,
        "state": state,
        "current": json_number(values.current) if values else None,
        "target": json_number(values.target) if values else None,
        "importance": json_number(values.importance) if values else None,
        "covered": json_number(entry.covered) if entry else None,
        "gap": json_number(entry.gap) if entry else None,
        "surplus": json_number(entry.surplus) if entry else None,
        "priority": json_number(entry.priority) if entry else None,
        "class": line.class_,
        "check_first": line.check_first,
        "answers": line.levels.answers,
        "agreement": json_number(line.levels.agreement.index),
        "agreement_label": line.levels.agreement.label,
        "holders": line.holders.count,
        "key_person_risk": json_number(line.risk),
        "explanation": explanation(line, "fi"),
        "explanations": {language: explanation(line, language) for language in LANGUAGES},
    }
