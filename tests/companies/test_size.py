"""Size classes by headcount: the edges."""

import pytest

from osaamistase.companies.size import CLASSES, size_class


@pytest.mark.parametrize(
    ("headcount", "word"),
    [
        (1, "mikro"), (9, "mikro"), (10, "pieni"), (49, "pieni"),
        (50, "keski"), (249, "keski"), (250, "suuri"), (200_000, "suuri"),
    ],
)  # fmt: skip
def test_a_headcount_is_in_its_class(headcount: int, word: str) -> None:
    assert size_class(headcount) == word


def test_a_firm_that_grows_only_goes_up() -> None:
    passed = [CLASSES.index(size_class(headcount)) for headcount in range(1, 400)]
    assert passed == sorted(passed)
    assert set(passed) == {0, 1, 2, 3}
