"""What is asked on an area's page, what may be answered, and how far the answers have come. Values in, values out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from osaamistase.survey.questionnaire import Area, Questionnaire

NOT_APPLICABLE = "not_applicable"
DONT_KNOW = "dont_know"
NOTE = "note"
NOTE_LONGEST = 4000  # characters


class Place(NamedTuple):
    """Where an answer stands: an area or competence id, and the rating (or "note")."""

    subject: str
    rating: str

    @property
    def field(self) -> str:
        """The form field's name; prefixed, because a field called "data" would break a form."""
        return f"q_{self.subject}_{self.rating}"


Answers = Mapping[Place, str]

# Which of the two states may stand beside the numbers of each rating (method.md section 1).
STATES: dict[str, tuple[str, ...]] = {
    "current": (DONT_KNOW, NOT_APPLICABLE),
    "target": (DONT_KNOW,),
    "importance": (DONT_KNOW,),
    "holders": (DONT_KNOW,),
    "leaving": (),
    "deputy": (),
}


@dataclass(frozen=True)
class Progress:
    """How far one area has come. `state` is empty, half or done; `missing` are the places still to answer."""

    area: str
    state: str
    missing: tuple[Place, ...]
    asked: int


def places(questionnaire: Questionnaire, area: Area) -> Iterator[Place]:
    """Every place an answer to this area may stand at, the note included."""
    if whole_area_choice(questionnaire):
        yield Place(area.id, "current")
    for rating in questionnaire.ratings:
        subjects = [area.id] if rating.asked == "area" else [competence.id for competence in area.competences]
        for subject in subjects:
            yield Place(subject, rating.id)
    yield Place(area.id, NOTE)


def whole_area_choice(questionnaire: Questionnaire) -> bool:
    """Whether a separate choice marks the whole area not applicable (else the area's own rating does)."""
    return questionnaire.rating["current"].asked == "competence"


def accepted(questionnaire: Questionnaire, place: Place, value: str) -> bool:
    """Whether `value` may stand at `place`. An empty value takes an answer back and is always fine there."""
    area = questionnaire.area.get(place.subject) or questionnaire.area_of.get(place.subject)
    if area is None or place not in set(places(questionnaire, area)):
        return False
    if not value:
        return True
    if place.rating == NOTE:
        return len(value) <= NOTE_LONGEST
    if place == Place(area.id, "current") and whole_area_choice(questionnaire):
        return value == NOT_APPLICABLE
    return value in STATES[place.rating] or any(value == option.value for option in questionnaire.options(place.rating))


def progress(questionnaire: Questionnaire, area: Area, answers: Answers) -> Progress:
    """How far an area has come. "Don't know" is an answer; only silence is missing."""
    if answers.get(Place(area.id, "current")) == NOT_APPLICABLE:
        return Progress(area.id, "done", (), 0)
    wanted = [place for place in places(questionnaire, area) if _wanted(questionnaire, area, place, answers)]
    missing = tuple(place for place in wanted if not answers.get(place))
    begun = any(answers.get(place) for place in places(questionnaire, area))
    return Progress(area.id, "done" if not missing else "half" if begun else "empty", missing, len(wanted))


def _wanted(questionnaire: Questionnaire, area: Area, place: Place, answers: Answers) -> bool:
    if place.rating == NOTE or (place == Place(area.id, "current") and whole_area_choice(questionnaire)):
        return False
    if place.rating == "target":
        return answers.get(Place(place.subject, "current")) != NOT_APPLICABLE
    if place.rating in ("leaving", "deputy"):
        return answers.get(Place(place.subject, "holders")) in ("1", "2")
    return True
