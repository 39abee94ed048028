"""Saved answers as the answers document of contract.md, which is what scoring reads and what a frozen round keeps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from osaamistase.questionnaires.paths import NAME
from osaamistase.questionnaires.questionnaire import Questionnaire
from osaamistase.questionnaires.states import NOT_APPLICABLE
from osaamistase.survey.answering import NOTE, Answers, Place, asked_of

_WHOLE_NUMBERS = ("current", "target", "importance", "holders")


@dataclass(frozen=True)
class Answerer:
    """One respondent and what they answered."""

    key: str
    main: bool
    group: str
    answers: Answers


def answers_document(questionnaire: Questionnaire, headcount: int, people: Sequence[Answerer]) -> dict[str, Any]:
    """The round as contract.md's answers file has it, with the names of the firm's own competences under "own".

    An area marked not applicable says only that; answers to what is not asked are left out.
    """
    document: dict[str, Any] = {
        "company": {"headcount": headcount},
        "respondents": [
            {"id": one.key, "main": one.main, "group": one.group, "ratings": _ratings(questionnaire, one.answers)}
            for one in people
        ],
    }
    own = own_names(questionnaire, people)
    return {**document, "own": own} if own else document


def own_names(questionnaire: Questionnaire, people: Sequence[Answerer]) -> dict[str, str]:
    """What the main respondent calls the firm's own competences, by id."""
    ids = questionnaire.own.ids if questionnaire.own else ()
    said = {one: person.answers.get(Place(one, NAME), "") for person in people if person.main for one in ids}
    return {one: name for one, name in said.items() if name}


def notes_of(questionnaire: Questionnaire, people: Sequence[Answerer]) -> dict[str, list[str]]:
    """What the main respondent wrote, by area or competence id; those without words are left out.

    A colleague's words would be an individual's answer, which no employer is shown (method.md section 2).
    """
    subjects = [one for area in questionnaire.areas for one in (area.id, *(found.id for found in area.competences))]
    mine = [one.answers for one in people if one.main]
    found = {
        subject: [said[Place(subject, NOTE)] for said in mine if said.get(Place(subject, NOTE))] for subject in subjects
    }
    return {subject: texts for subject, texts in found.items() if texts}


def _ratings(questionnaire: Questionnaire, answers: Answers) -> dict[str, dict[str, Any]]:
    ratings: dict[str, dict[str, Any]] = {}
    for area in questionnaire.areas:
        if answers.get(Place(area.id, "current")) == NOT_APPLICABLE:
            ratings[area.id] = {"current": NOT_APPLICABLE}
            continue
        for subject in (area.id, *asked_of(questionnaire, area, answers)):
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
