"""Saved answers as the answers document of contract.md, which is what scoring reads and what a frozen round keeps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from osaamistase.survey.answering import NOT_APPLICABLE, NOTE, Answers, Place
from osaamistase.survey.questionnaire import Questionnaire

_WHOLE_NUMBERS = ("current", "target", "importance", "holders")


@dataclass(frozen=True)
class Answerer:
    """One respondent and what they answered."""

    key: str
    main: bool
    group: str
    answers: Answers


def answers_document(questionnaire: Questionnaire, headcount: int, people: Sequence[Answerer]) -> dict[str, Any]:
    """The round as contract.md's answers file has it. An area marked not applicable says only that."""
    return {
        "company": {"headcount": headcount},
        "respondents": [
            {"id": one.key, "main": one.main, "group": one.group, "ratings": _ratings(questionnaire, one.answers)}
            for one in people
        ],
    }


def notes_of(questionnaire: Questionnaire, people: Sequence[Answerer]) -> dict[str, list[str]]:
    """What people wrote in their own words, by area id; areas without words are left out."""
    found = {
        area: [one.answers[Place(area, NOTE)] for one in people if one.answers.get(Place(area, NOTE))]
        for area in questionnaire.area
    }
    return {area: texts for area, texts in found.items() if texts}


def _ratings(questionnaire: Questionnaire, answers: Answers) -> dict[str, dict[str, Any]]:
    ratings: dict[str, dict[str, Any]] = {}
    for area in questionnaire.areas:
        for subject in (area.id, *(competence.id for competence in area.competences)):
            if answers.get(Place(area.id, "current")) == NOT_APPLICABLE:
                if subject == area.id:
                    ratings[subject] = {"current": NOT_APPLICABLE}
                continue
            said: dict[str, Any] = {
                rating.id: _value(rating.id, answers[Place(subject, rating.id)])
                for rating in questionnaire.ratings
                if answers.get(Place(subject, rating.id))
            }
            if said:
                ratings[subject] = said
    return ratings


def _value(rating: str, text: str) -> Any:
    if rating in _WHOLE_NUMBERS and text.isdecimal():
        return int(text)
    return text == "yes" if rating == "deputy" else text
