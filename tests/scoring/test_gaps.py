"""What stands before what in the gap list: each step of the rule where all before it are alike (method.md section 4)."""

from fractions import Fraction
from itertools import pairwise

from osaamistase.scoring.balance import Entry
from osaamistase.scoring.gaps import CLASSES, rank


def entry(current: int, target: int, importance: int) -> Entry:
    return Entry(Fraction(current), Fraction(target), Fraction(importance))


def test_the_classes_are_the_five_of_the_method() -> None:
    assert CLASSES == ("kiireellinen", "tarkea", "seurattava", "reservi", "kunnossa")


def test_each_step_of_the_order_settles_what_those_before_it_leave_alike() -> None:
    in_order = [
        rank("T-09", entry(0, 5, 2), None),  # priority 10
        rank("T-08", entry(1, 3, 4), None),  # priority 8, importance 4
        rank("T-07", entry(1, 5, 2), Fraction(3)),  # priority 8 by importance 2: risk 3
        rank("T-06", entry(1, 5, 2), Fraction(1)),  # the smallest risk there is still comes before none
        rank("T-05", entry(0, 4, 2), None),  # no risk: the lower level first
        rank("T-03", entry(1, 5, 2), None),
        rank("T-04", entry(1, 5, 2), Fraction(0)),  # a risk of 0 and no risk figure are alike: the id settles it
    ]
    assert all(one < other for one, other in pairwise(in_order))
