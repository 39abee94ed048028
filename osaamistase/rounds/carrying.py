"""What comes along, by id, when a round's answers are carried over to a newer version. Values in, values out."""

from collections.abc import Mapping
from dataclasses import dataclass

from osaamistase.questionnaires.questionnaire import Questionnaire
from osaamistase.survey.answering import Place, accepted


@dataclass(frozen=True)
class Carried:
    """Ids whose answers come along, ids whose answers do not, ids that are new; each in questionnaire order."""

    along: tuple[str, ...]
    left: tuple[str, ...]
    new: tuple[str, ...]


def carried(old: Questionnaire, new: Questionnaire) -> Carried:
    """By the questionnaires alone: an id that is asked in both keeps its answers, for an id is for ever."""
    before, after = _ids(old), _ids(new)
    return Carried(
        along=tuple(one for one in before if one in after),
        left=tuple(one for one in before if one not in after),
        new=tuple(one for one in after if one not in before),
    )


def carried_answers(new: Questionnaire, answers: Mapping[Place, str], main: bool) -> dict[Place, str]:
    """The answers that have a place in the newer version."""
    return {place: value for place, value in answers.items() if value and accepted(new, place, value, main)}


def _ids(questionnaire: Questionnaire) -> list[str]:
    return [one for area in questionnaire.areas for one in (area.id, *(found.id for found in area.competences))]
