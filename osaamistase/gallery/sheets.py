"""A made-up firm's two rounds, scored as any firm's, for the pictures and tables of a balance sheet. Values only."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from osaamistase.comparison.view import ChangeView, change_view
from osaamistase.discussion.subjects import Subject, subjects
from osaamistase.questionnaires.questionnaire import Area, Questionnaire
from osaamistase.results.chart_change import AreaChanges, Waterfall, area_changes, waterfall
from osaamistase.results.charts import Pictures, pictures_of
from osaamistase.results.freeze import freeze
from osaamistase.results.view import SheetView, sheet_view
from osaamistase.results.why_view import SheetWhy, explained
from osaamistase.scoring.change import compare
from osaamistase.scoring.change_report import change_report
from osaamistase.scoring.methods import method_of
from osaamistase.scoring.parameters import Parameters
from osaamistase.scoring.rounds import read_round
from osaamistase.scoring.scored import read_scored
from osaamistase.survey.answering import Place, places
from osaamistase.survey.asked import Asked
from osaamistase.survey.document import Answerer

THEN, NOW = datetime(2025, 10, 6, 9, 30, tzinfo=UTC), datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
COMPANY: dict[str, Any] = {
    "name": "Esimerkkileipomo Oy", "business_id": "9000001-1", "headcount": 12, "size_class": "pieni",
    "industry": {"scheme": "TOL 2025", "code": "10.71", "section": "C"}, "municipality": "Kouvola",
    "adviser": "Esimerkki Neuvoja", "made_up": True,
}  # fmt: skip
# What is answered of one area after another, over and over: so that every class, band and risk comes up.
_LEVELS = {
    "current": (1, 3, 4, 0, 4, 2, 3, 5, 1, 3, 2, 4),
    "target": (4, 4, 4, 3, 2, 5, 4, 4, 3, 3, 3, 4),
    "importance": (5, 4, 3, 4, 2, 5, 3, 4, 3, 2, 4, 5),
    "holders": (1, 1, 3, 2, 3, 1, 2, 3, 0, 3, 1, 2),
}
_WORDS = {"leaving": ("likely", "unknown", "no"), "deputy": ("no", "no", "yes")}
_APART = (0, 0, 1, -1, 0)  # how each of five sees a level beside the first of them
_FAR_APART = (0, 3, 4, 0, 2)
_LEARNED = {0: 1, 1: 1, 5: 2, 8: 1, 10: -1}  # by area, since the round before


@dataclass(frozen=True)
class Sample:
    """All that the macros of a sheet, its reasons, its talk and its change ask for."""

    view: SheetView
    pictures: Pictures
    whys: SheetWhy
    method: Parameters
    talked: tuple[Subject, ...]
    change: ChangeView
    picture: Waterfall | None
    areas: AreaChanges | None
    first: SimpleNamespace
    stored: SimpleNamespace


def sample(asked: Asked, language: str) -> Sample:
    """The made-up firm's two rounds on the questionnaire asked."""
    questionnaire = asked.questionnaire
    then = freeze(questionnaire, asked.identity, COMPANY, _people(questionnaire, {}), THEN)
    now = freeze(questionnaire, asked.identity, COMPANY, _people(questionnaire, _LEARNED), NOW)
    first, second = json.loads(then.content), json.loads(now.content)
    view, method = sheet_view(second["sheet"], questionnaire, language), method_of(now.method)
    whys = explained(now.content, now.sha256, questionnaire, language)
    change = change_view(_changed(first, second), questionnaire, questionnaire, language)
    return Sample(
        view=view,
        pictures=pictures_of(view, method),
        whys=whys,
        method=method,
        talked=tuple(subjects(*read_round(questionnaire, second["answers"]), whys.sheet, questionnaire, language)),
        change=change,
        picture=waterfall(change.document["totals"]),
        areas=area_changes(change.document["areas"], change.area_names),
        first=SimpleNamespace(made_at=THEN),
        stored=SimpleNamespace(made_at=NOW),
    )


def _changed(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    return change_report(compare(read_scored(first["sheet"]), read_scored(second["sheet"])))


def _people(questionnaire: Questionnaire, learned: dict[int, int]) -> Sequence[Answerer]:
    return [
        Answerer(str(who), who == 0, "management" if who < 2 else "staff", _answers(questionnaire, who, learned))
        for who in range(len(_APART))
    ]


def _answers(questionnaire: Questionnaire, who: int, learned: dict[int, int]) -> dict[Place, str]:
    found: dict[Place, str] = {}
    for number, area in enumerate(questionnaire.areas):
        found |= _of_area(questionnaire, area, number, who, learned.get(number, 0))
    return found


def _of_area(questionnaire: Questionnaire, area: Area, number: int, who: int, more: int) -> dict[Place, str]:
    found = {}
    for at, place in enumerate(places(questionnaire, area, main=who == 0)):
        if place.rating in _LEVELS:
            value = _LEVELS[place.rating][(number + at // 7) % 12]
            if place.rating == "current":
                value += more + (_FAR_APART if number == 0 else _APART)[who]
            found[place] = str(min(max(value, 0), 3 if place.rating == "holders" else 5))
        elif place.rating in _WORDS:
            found[place] = _WORDS[place.rating][number % 3]
    return found
