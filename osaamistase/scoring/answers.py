"""What scoring is given: who answered what, and what was asked. Plain values, whole numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class State(StrEnum):
    """A spoken non-answer. Neither ever turns into a number (method.md section 1)."""

    NOT_APPLICABLE = "not_applicable"
    DONT_KNOW = "dont_know"


Value = int | State
Place = tuple[str, str]  # (area or competence id, rating)


@dataclass(frozen=True)
class Area:
    """One area of the questionnaire with its competence ids in questionnaire order."""

    id: str
    competences: tuple[str, ...]


@dataclass(frozen=True)
class Frame:
    """What was asked: `asked` maps each rating to "area" or "competence".

    `replaces`: competences whose meaning changed, each with the id it stands in for (method.md section 7).
    `own`: what the firm calls its own competences, by id.
    """

    areas: tuple[Area, ...]
    asked: Mapping[str, str]
    replaces: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)

    def place(self, rating: str, area: str, competence: str) -> Place:
        """Where the answer about `competence` stands for `rating`."""
        return (area if self.asked[rating] == "area" else competence, rating)

    @cached_property
    def level(self) -> Mapping[str, str]:
        """Every id with what it is: "area" or "competence"."""
        areas = {area.id: "area" for area in self.areas}
        return {one: "competence" for area in self.areas for one in area.competences} | areas


@dataclass(frozen=True)
class Respondent:
    """One person's answers. Only the main respondent's key-person answers count.

    Numbers: levels 0–5, importance 1–5, holders 0–3, leaving 0–2, deputy 0–1. `group`: management or staff.
    """

    main: bool
    ratings: Mapping[Place, Value]
    group: str = "management"


@dataclass(frozen=True)
class Talk:
    """A talk about one area or competence: why it was settled so, and the day, "" where the file gives none."""

    reason: str
    day: str = ""


@dataclass(frozen=True)
class RoundAnswers:
    """All of one round. `consensus` holds agreed numbers that replace a mean (method.md section 2).

    `talks`: what was talked through, by area or competence, also where the mean was left as it was.
    """

    headcount: int
    respondents: tuple[Respondent, ...]
    consensus: Mapping[Place, int] = field(default_factory=dict)
    talks: Mapping[str, Talk] = field(default_factory=dict)

    @property
    def talked_through(self) -> bool:
        return bool(self.consensus or self.talks)
