"""What is asked on an area's page, what may be answered, and how far the answers have come. Values in, values out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from osaamistase.questionnaires.paths import NAME, on_path
from osaamistase.questionnaires.questionnaire import Area, Questionnaire
from osaamistase.questionnaires.states import NOT_APPLICABLE, STATES

NOTE = "note"
NOTE_LONGEST = 4000  # characters
NAME_LONGEST = 120
KEY_PERSON = ("holders", "leaving", "deputy")  # asked of the main respondent alone (method.md section 1)


class Place(NamedTuple):
    """Where an answer stands: an area or competence id, and the rating (or "note", or an own competence's "name")."""

    subject: str
    rating: str

    @property
    def field(self) -> str:
        """The form field's name; prefixed, because a field called "data" would break a form."""
        return f"q_{self.subject}_{self.rating}"


Answers = Mapping[Place, str]


@dataclass(frozen=True)
class Progress:
    """How far one area has come. `state` is empty, half or done; `missing` are the places still to answer."""

    area: str
    state: str
    missing: tuple[Place, ...]
    asked: int


def places(questionnaire: Questionnaire, area: Area, main: bool = True) -> Iterator[Place]:
    """Every place an answer to this area may stand at, on the path or off it, notes and own names included."""
    if whole_area_choice(questionnaire):
        yield Place(area.id, "current")
    competences = [competence.id for competence in area.competences]
    for rating in questionnaire.ratings:
        if main or rating.id not in KEY_PERSON:
            for subject in [area.id] if rating.asked == "area" else competences:
                yield Place(subject, rating.id)
    for subject in (area.id, *competences) if main else ():  # the employer reads these: never a colleague's words
        yield Place(subject, NOTE)
    if main and questionnaire.own and questionnaire.own.area == area.id:
        for subject in questionnaire.own.ids:
            yield Place(subject, NAME)


def whole_area_choice(questionnaire: Questionnaire) -> bool:
    """Whether a separate choice marks the whole area not applicable (else the area's own rating does)."""
    return questionnaire.rating["current"].asked == "competence"


def accepted(questionnaire: Questionnaire, place: Place, value: str, main: bool = True) -> bool:
    """Whether `value` may stand at `place`. An empty value takes an answer back and is always fine there."""
    area = questionnaire.area.get(place.subject) or questionnaire.area_of.get(place.subject)
    if area is None or place not in set(places(questionnaire, area, main)):
        return False
    if not value:
        return True
    if place.rating in (NOTE, NAME):
        return len(value) <= (NOTE_LONGEST if place.rating == NOTE else NAME_LONGEST)
    if place == Place(area.id, "current") and whole_area_choice(questionnaire):
        return value == NOT_APPLICABLE
    return value in STATES[place.rating] or any(value == option.value for option in questionnaire.options(place.rating))


def asked_of(questionnaire: Questionnaire, area: Area, answers: Answers) -> tuple[str, ...]:
    """The competences asked of this person, given what they have answered."""
    return on_path(questionnaire, area, lambda subject, rating: answers.get(Place(subject, rating), ""))


def answered_anything(answers: Answers) -> bool:
    """Whether some question was answered, with a number or by saying that one cannot. Words alone are no answer."""
    return any(value and place.rating not in (NOTE, NAME) for place, value in answers.items())


def gave_levels(answers: Answers) -> bool:
    """Whether some level of today was answered with a number."""
    return any(place.rating == "current" and value.isdecimal() for place, value in answers.items())


def with_names(answers: Answers, main: Answers) -> dict[Place, str]:
    """One person's answers with what the main respondent calls the firm's own competences: theirs are the names."""
    return {**answers, **{place: value for place, value in main.items() if place.rating == NAME}}


def off_path(questionnaire: Questionnaire, answers: Answers) -> list[Place]:
    """Answers to competences that are not asked now: kept while the round is open, never scored. Notes are words, not
    answers, and stay."""
    asked = {one for area in questionnaire.areas for one in asked_of(questionnaire, area, answers)}
    return [
        place
        for place, value in answers.items()
        if value and place.subject in questionnaire.competence and place.subject not in asked and place.rating != NOTE
    ]


def progress(questionnaire: Questionnaire, area: Area, answers: Answers, main: bool = True) -> Progress:
    """How far an area has come. "Don't know" is an answer; only silence is missing."""
    if answers.get(Place(area.id, "current")) == NOT_APPLICABLE:
        return Progress(area.id, "done", (), 0)
    subjects = {area.id, *asked_of(questionnaire, area, answers)}
    every = list(places(questionnaire, area, main))
    wanted = [place for place in every if place.subject in subjects and _wanted(questionnaire, area, place, answers)]
    missing = tuple(place for place in wanted if not answers.get(place))
    begun = any(answers.get(place) for place in every)
    return Progress(area.id, "done" if not missing else "half" if begun else "empty", missing, len(wanted))


def minutes_left(minutes: int, areas: Sequence[Progress]) -> int:
    """About how many minutes of a questionnaire of so many are still to come: 0 where nothing is missing."""
    share = sum(Fraction(len(one.missing), one.asked) for one in areas if one.missing)
    return ceil(minutes * share / len(areas))


def _wanted(questionnaire: Questionnaire, area: Area, place: Place, answers: Answers) -> bool:
    if place.rating in (NOTE, NAME) or (place == Place(area.id, "current") and whole_area_choice(questionnaire)):
        return False
    if place.rating == "target":
        return answers.get(Place(place.subject, "current")) != NOT_APPLICABLE
    if place.rating in ("leaving", "deputy"):
        return answers.get(Place(place.subject, "holders")) in ("1", "2")
    return True
