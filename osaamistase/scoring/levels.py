"""The firm's own level, target and importance of one competence, out of what several people said."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from osaamistase.scoring.agreement import Agreement, agreement
from osaamistase.scoring.answers import Frame, Place, RoundAnswers, State, Value
from osaamistase.scoring.parameters import Parameters


@dataclass(frozen=True, slots=True)
class Rated:
    """One rating of one competence. `numbers` in rising order, so that nothing in it says who gave which.

    `value`: the number agreed on together where there is one, else the mean; None where nobody gave a number.
    """

    numbers: tuple[int, ...]
    not_applicable: int
    dont_know: int
    agreed: int | None

    @property
    def value(self) -> Fraction | None:
        if self.agreed is not None:
            return _mean(self.agreed, 1)
        return _mean(sum(self.numbers), len(self.numbers)) if self.numbers else None


@dataclass(frozen=True, slots=True)
class Levels:
    """What the firm says of one competence, all respondents together."""

    applicable: bool
    current: Rated
    target: Rated
    importance: Rated
    agreement: Agreement

    @property
    def answers(self) -> int:
        """How many gave a number for the current level."""
        return len(self.current.numbers)

    @property
    def agreed(self) -> bool:
        """Whether the current level is a consensus value, not the mean of those answers."""
        return self.current.agreed is not None


def levels(area: str, competence: str, frame: Frame, round_: RoundAnswers, method: Parameters) -> Levels:
    """Means, applicability and agreement of one competence (method.md section 2)."""
    whole, place = (area, "current"), frame.place("current", area, competence)
    said = [
        State.NOT_APPLICABLE if one.ratings.get(whole) is State.NOT_APPLICABLE else one.ratings.get(place)
        for one in round_.respondents
    ]
    current = _rated(said, round_.consensus.get(place))
    applicable = current.agreed is not None or current.not_applicable <= len(current.numbers)
    return Levels(
        applicable=applicable,
        current=current,
        target=_at(frame.place("target", area, competence), round_),
        importance=_at(frame.place("importance", area, competence), round_),
        agreement=agreement(current.numbers, method) if applicable else Agreement(None, None),
    )


def _at(place: Place, round_: RoundAnswers) -> Rated:
    return _rated([one.ratings.get(place) for one in round_.respondents], round_.consensus.get(place))


def _rated(said: Sequence[Value | None], agreed: int | None) -> Rated:
    numbers = tuple(sorted(value for value in said if isinstance(value, int)))
    return Rated(numbers, said.count(State.NOT_APPLICABLE), said.count(State.DONT_KNOW), agreed)


@lru_cache(maxsize=4096)
def _mean(total: int, count: int) -> Fraction:
    # The same few means come again and again, and making a Fraction costs more than looking one up.
    return Fraction(total, count)
