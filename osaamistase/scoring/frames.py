"""A questionnaire as scoring sees it: areas, competences, and where each rating is asked."""

from osaamistase.scoring.answers import Area, Frame
from osaamistase.survey.questionnaire import Questionnaire


def frame_of(questionnaire: Questionnaire) -> Frame:
    return Frame(
        areas=tuple(Area(area.id, tuple(one.id for one in area.competences)) for area in questionnaire.areas),
        asked={rating.id: rating.asked for rating in questionnaire.ratings},
    )
