"""Management beside staff: only where each is three or more, and their means are told in that order."""

from fractions import Fraction

from osaamistase.scoring.answers import Respondent, RoundAnswers, State, Value
from osaamistase.scoring.groups import difference
from osaamistase.scoring.method_1 import METHOD_1

PLACE = ("T-01", "current")


def told(management: list[Value], staff: list[Value]) -> tuple[Fraction, Fraction] | None:
    people = [("management", one) for one in management] + [("staff", one) for one in staff]
    round_ = RoundAnswers(20, tuple(Respondent(False, {PLACE: value}, group) for group, value in people))
    return difference(PLACE, round_, METHOD_1)


def test_three_and_three_are_told_management_first() -> None:
    assert told([5, 4, 4], [1, 2, 2]) == (Fraction(13, 3), Fraction(5, 3))


def test_two_of_either_are_not() -> None:
    assert told([5, 4], [1, 2, 2, 3]) is None
    assert told([5, 4, 4, 4], [1, 2]) is None


def test_only_numbers_count_and_only_of_that_place() -> None:
    assert told([5, 4, State.DONT_KNOW], [1, 2, 2]) is None
    assert told([5, 4, 3, State.NOT_APPLICABLE], [1, 2, 3]) == (4, 2)
    round_ = RoundAnswers(20, tuple(Respondent(False, {("T-02", "current"): 3}, "staff") for _ in range(6)))
    assert difference(PLACE, round_, METHOD_1) is None
