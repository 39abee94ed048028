"""The firm's own level, target and importance of one competence, out of what several people said."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from osaamistase.scoring.agreement import Agreement, agreement
from osaamistase.scoring.answers import Frame, Place, RoundAnswers, State, Value
from osaamistase.scoring.parameters import Parameters


@dataclass(frozen=True)
class Levels:
    """Means of the numeric answers; None where nobody gave a number. `answers` counts those on the current level.

    `agreed`: the current level is a consensus value, not the mean of those answers.
    """

    applicable: bool
    current: Fraction | None
    target: Fraction | None
    importance: Fraction | None
    answers: int
    agreement: Agreement
    agreed: bool

    @property
    def scored(self) -> bool:
        return self.applicable and None not in (self.current, self.target, self.importance)


def levels(area: str, competence: str, frame: Frame, round_: RoundAnswers, method: Parameters) -> Levels:
    """Means, applicability and agreement of one competence (method.md section 2)."""
    spoken = [
        State.NOT_APPLICABLE
        if person.ratings.get((area, "current")) is State.NOT_APPLICABLE
        else person.ratings.get(frame.place("current", area, competence))
        for person in round_.respondents
    ]
    numbers = _numbers(spoken)
    refusals = sum(value is State.NOT_APPLICABLE for value in spoken)
    agreed = round_.consensus.get(frame.place("current", area, competence))
    applicable = agreed is not None or refusals <= len(numbers)
    return Levels(
        applicable=applicable,
        current=agreed if agreed is not None else _mean(numbers),
        target=_firm_value(frame.place("target", area, competence), round_),
        importance=_firm_value(frame.place("importance", area, competence), round_),
        answers=len(numbers),
        agreement=agreement(numbers, method) if applicable else Agreement(None, None),
        agreed=agreed is not None,
    )


def _firm_value(place: Place, round_: RoundAnswers) -> Fraction | None:
    agreed = round_.consensus.get(place)
    if agreed is not None:
        return agreed
    return _mean(_numbers([person.ratings.get(place) for person in round_.respondents]))


def _numbers(values: Sequence[Value | None]) -> list[Fraction]:
    return [value for value in values if isinstance(value, Fraction)]


def _mean(numbers: Sequence[Fraction]) -> Fraction | None:
    return sum(numbers, Fraction(0)) / len(numbers) if numbers else None
