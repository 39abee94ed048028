"""The sheet as the JSON document that is stored, shown and printed (contract.md, "Sheet")."""

from fractions import Fraction
from functools import lru_cache
from typing import Any

from osaamistase.scoring.balance import Balance, Entry, band
from osaamistase.scoring.explain import LANGUAGES, explanation
from osaamistase.scoring.figures import json_number
from osaamistase.scoring.levels import Levels
from osaamistase.scoring.sheet import AreaLine, CompetenceLine, Sheet

RATED = ("current", "target", "importance")


def report(sheet: Sheet, questionnaire: dict[str, Any]) -> dict[str, Any]:
    """Every figure to four decimals; a figure that may not be shown is None."""
    return {
        "method": sheet.method.version,
        "parameters": sheet.method.as_json(),
        "questionnaire": questionnaire,
        "totals": _sums(sheet.totals, sheet, shown=sheet.totals_shown),
        "areas": [_area(area, sheet) for area in sheet.areas],
        "competences": [_competence(line, sheet) for line in sheet.competences],
        "gaps": list(sheet.gaps),
        "key_persons": [
            {"id": competence, "risk": json_number(risk), "class": word} for competence, risk, word in sheet.key_persons
        ],
        "owner_only": sheet.owner_only,
        "scored": sheet.scored,
        "applicable": sheet.applicable,
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
    return {
        "id": area.id,
        **sums,
        **means,
        "scored": area.scored,
        "applicable": area.applicable,
        "answered": json_number(area.answered),
        "shown": area.shown,
        "talk": _talk(area.id, sheet),
    }


def _competence(line: CompetenceLine, sheet: Sheet) -> dict[str, Any]:
    found = line.levels
    said = {language: explanation(line, language) for language in LANGUAGES}
    return {
        "id": line.id,
        "area": line.area,
        "replaces": sheet.replaces.get(line.id),
        "own": sheet.own.get(line.id),
        "state": "scored" if line.entry else "unscored" if found.applicable else "not_applicable",
        **(_levels(found) if line.entry is None else _figures(line.entry)),
        "class": line.class_,
        "check_first": line.check_first,
        "answers": line.levels.answers,
        "not_applicable_votes": found.current.not_applicable,
        "agreed": [one for one in RATED if getattr(found, one).agreed is not None],
        "talk": _talk(line.id, sheet) or _talk(line.asked_at, sheet),
        "agreement": json_number(found.agreement.index),
        "agreement_label": found.agreement.label,
        "holders": line.holders.count,
        "key_person_risk": json_number(line.risk),
        "explanation": said["fi"],
        "explanations": said,
    }


def _levels(found: Levels) -> dict[str, Any]:
    """What is known of a competence that is not scored; nothing where it does not apply."""
    values = {one: getattr(found, one).value if found.applicable else None for one in RATED}
    return {one: json_number(value) for one, value in values.items()} | dict.fromkeys(
        ("exact", "covered", "gap", "surplus", "priority")
    )


@lru_cache(maxsize=16384)
def _figures(entry: Entry) -> dict[str, Any]:
    """The figures of a scored competence; `exact` are its levels unrounded, for whoever computes on."""
    return {
        **{one: json_number(getattr(entry, one)) for one in RATED},
        "exact": {one: str(getattr(entry, one)) for one in RATED},
        "covered": json_number(entry.covered),
        "gap": json_number(entry.gap),
        "surplus": json_number(entry.surplus),
        "priority": json_number(entry.priority),
    }


def _talk(subject: str, sheet: Sheet) -> dict[str, str] | None:
    talk = sheet.talks.get(subject)
    return None if talk is None else {"reason": talk.reason, "date": talk.day}
