"""q of two versions, told beforehand: shared ids of the old ones, and totals from 0.70."""

from fractions import Fraction

import pytest

from osaamistase.scoring.comparability import predicted

TEN = [f"REK-{number:02}" for number in range(1, 11)]


@pytest.mark.parametrize(("kept", "comparable"), [(10, True), (7, True), (6, False), (0, False)])
def test_totals_are_comparable_from_seven_ids_in_ten(kept: int, comparable: bool) -> None:
    found = predicted(TEN, TEN[:kept])
    assert (found.shared, found.old, found.q) == (kept, 10, Fraction(kept, 10))
    assert found.totals_comparable is comparable


def test_new_ids_take_nothing_away() -> None:
    assert predicted(TEN[:2], TEN).q == 1


def test_nothing_compares_with_a_version_that_asked_nothing() -> None:
    found = predicted([], TEN)
    assert found.q is None
    assert not found.totals_comparable
