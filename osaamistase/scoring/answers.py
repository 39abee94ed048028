"""What scoring is given: who answered what, and what was asked. Plain values, exact numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction


class State(StrEnum):
    """A spoken non-answer. Neither ever turns into a number (method.md section 1)."""

    NOT_APPLICABLE = "not_applicable"
    DONT_KNOW = "dont_know"


Value = Fraction | State
Place = tuple[str, str]  # (area or competence id, rating)


@dataclass(frozen=True)
class Area:
    """One area of the questionnaire with its competence ids in questionnaire order."""

    id: str
    competences: tuple[str, ...]


@dataclass(frozen=True)
class Frame:
    """What was asked: `asked` maps each rating to "area" or "competence"."""

    areas: tuple[Area, ...]
    asked: Mapping[str, str]

    def place(self, rating: str, area: str, competence: str) -> Place:
        """Where the answer about `competence` stands for `rating`."""
        return (area if self.asked[rating] == "area" else competence, rating)


@dataclass(frozen=True)
class Respondent:
    """One person's answers. Only the main respondent's key-person answers count.

    Numbers: levels 0–5, importance 1–5, holders 0–3, leaving 0–2, deputy 0–1.
    """

    main: bool
    ratings: Mapping[Place, Value]


@dataclass(frozen=True)
class RoundAnswers:
    """All of one round. `consensus` holds agreed numbers that replace a mean (method.md section 2)."""

    headcount: int
    respondents: tuple[Respondent, ...]
    consensus: Mapping[Place, Fraction] = field(default_factory=dict)
