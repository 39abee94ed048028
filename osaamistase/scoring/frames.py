"""A questionnaire as scoring sees it: areas, competences, and where each rating is asked."""

from collections.abc import Collection

from osaamistase.questionnaires.questionnaire import Questionnaire
from osaamistase.scoring.answers import Area, Frame


def frame_of(questionnaire: Questionnaire, asked: Collection[str] | None = None) -> Frame:
    """The areas with the competences in `asked`, or with all of them."""
    return Frame(
        areas=tuple(
            Area(area.id, tuple(one.id for one in area.competences if asked is None or one.id in asked))
            for area in questionnaire.areas
        ),
        asked={rating.id: rating.asked for rating in questionnaire.ratings},
        replaces={
            one.id: one.replaces for area in questionnaire.areas for one in area.competences if one.replaces is not None
        },
    )
