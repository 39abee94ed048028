"""Made-up answers of any questionnaire, for the benchmarks and for throwing spoilt files at the commands."""

from random import Random
from typing import Any

from osaamistase.questionnaires.questionnaire import Questionnaire

_VALUES: dict[str, tuple[Any, ...]] = {
    "current": (0, 1, 1, 2, 2, 3, 3, 4, 5, "dont_know", "not_applicable"),
    "target": (2, 3, 3, 4, 4, 5),
    "importance": (1, 2, 3, 3, 4, 4, 5),
    "holders": (0, 1, 1, 2, 3),
    "leaving": ("no", "unknown", "likely"),
    "deputy": (True, False),
}


def answers_of(questionnaire: Questionnaire, chance: Random, people: int = 3) -> dict[str, Any]:
    """An answers document: everyone answers everything the questionnaire holds but what it leaves to firms to name."""
    areas = questionnaire.areas
    subjects = [*((area.id, "area") for area in areas), *((one, "competence") for one in questionnaire.competence)]
    asked = {level: [rating.id for rating in questionnaire.asked_per(level)] for level in ("area", "competence")}
    return {
        "company": {"headcount": chance.choice((3, 8, 12, 40))},
        "respondents": [
            {
                "id": f"r{number}",
                "main": number == 0,
                "group": "staff" if number else "management",
                "ratings": {
                    subject: {rating: chance.choice(_VALUES[rating]) for rating in asked[level]}
                    for subject, level in subjects
                },
            }
            for number in range(people)
        ],
    }
