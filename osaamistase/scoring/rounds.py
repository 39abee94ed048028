"""A round as it was asked: what lay off a path is not scored, and what nobody was asked is not in the sheet."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from osaamistase.errors import BadFile
from osaamistase.questionnaires.paths import NAME, on_path
from osaamistase.questionnaires.questionnaire import Questionnaire, joined
from osaamistase.scoring.answers import Frame, Respondent, RoundAnswers, State
from osaamistase.scoring.frames import frame_of
from osaamistase.scoring.inputs import read_answers
from osaamistase.scoring.shapes import short_key

_OWN_LONGEST = 120
_WORDS = {"leaving": ("no", "unknown", "likely"), "deputy": ("no", "yes")}


def read_round(questionnaire: Questionnaire, document: Any) -> tuple[Frame, RoundAnswers]:
    """An answers document (contract.md) with what was asked of at least one respondent.

    A competence is asked of a person if it is on the path of the file's `opening` rule, or is the firm's own and named
    under "own". Raises BadFile naming the first faulty place.
    """
    own = _own_names(questionnaire, document)
    whole = joined(questionnaire)
    given = read_answers(document, frame_of(whole, {*questionnaire.competence, *own}))
    paths = [_path(whole, one, own) for one in given.respondents]
    people = tuple(
        replace(one, ratings={at: value for at, value in one.ratings.items() if at[0] in path})
        for one, path in zip(given.respondents, paths, strict=True)
    )
    asked = {*own, *(subject for path in paths for subject in path), *given.talks}
    if not given.respondents:
        asked |= {*questionnaire.competence}
    return replace(frame_of(whole, asked), own=own), replace(given, respondents=people)


def _path(questionnaire: Questionnaire, person: Respondent, own: Mapping[str, str]) -> set[str]:
    value = _value_of(person, own)
    return {subject for area in questionnaire.areas for subject in (area.id, *on_path(questionnaire, area, value))}


def _value_of(person: Respondent, own: Mapping[str, str]) -> Callable[[str, str], str]:
    """The person's answers in the words of the questionnaire file, which its rule compares with."""

    def value(subject: str, rating: str) -> str:
        if rating == NAME:
            return own.get(subject, "")
        found = person.ratings.get((subject, rating))
        if found is None or isinstance(found, State):
            return found or ""
        return _WORDS[rating][found] if rating in _WORDS else str(found)

    return value


def _own_names(questionnaire: Questionnaire, document: Any) -> dict[str, str]:
    own = document.get("own", {}) if isinstance(document, dict) else {}
    ids = questionnaire.own.ids if questionnaire.own else ()
    if not isinstance(own, dict):
        raise BadFile("own", "must be an object of ids and names")
    for one, name in own.items():
        if one not in ids:
            raise BadFile(
                f"own.{short_key(one)}", f"no place for an own competence; known here: {', '.join(ids) or 'none'}"
            )
        if not isinstance(name, str) or not 0 < len(name.strip()) <= _OWN_LONGEST:
            raise BadFile(f"own.{one}", f"must be a name of 1 to {_OWN_LONGEST} characters")
    return dict(own)
