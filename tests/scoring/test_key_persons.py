"""How much hangs on one head, and what the figure was made of (method.md section 5)."""

import pytest

from osaamistase.scoring.key_persons import Holders, holders
from osaamistase.scoring.method_1 import METHOD_1
from tests.scoring.build import DONT_KNOW, Said, frame, of_people, person

ASKED = frame({"T": ["T-01"]})


def found(count: Said, leaving: Said = None, deputy: Said = None, *, main: bool = True) -> Holders:
    said = {("T-01", "holders"): count, ("T-01", "leaving"): leaving, ("T-01", "deputy"): deputy}
    other = person({("T-01", "holders"): 1, ("T-01", "leaving"): 2})  # what the others say of it counts for nothing
    return holders("T", "T-01", ASKED, of_people([other, person(said, main=main)]), METHOD_1)


@pytest.mark.parametrize(
    ("said", "made"),
    [
        ((1, 0, 0), Holders(1, 3, 3, 0, 0)),
        ((1, 1, 0), Holders(1, 4, 3, 1, 0)),
        ((1, 2, 0), Holders(1, 5, 3, 2, 0)),
        ((1, 2, 1), Holders(1, 4, 3, 2, 1)),
        ((2, 0, 0), Holders(2, 1, 1, 0, 0)),
        ((2, 0, 1), Holders(2, 0, 1, 0, 1)),
        ((1, None, None), Holders(1, 4, 3, 1, 0)),  # leaving counts as unknown, deputy as no
        ((1, DONT_KNOW, DONT_KNOW), Holders(1, 4, 3, 1, 0)),
        ((0, 2, 1), Holders(0, 0, 0, 0, 0)),  # nobody is a gap, three are no risk: the rest is not looked at
        ((3, 2, 0), Holders(3, 0, 0, 0, 0)),
        ((None, 2, 0), Holders(None, None, 0, 0, 0)),
        ((DONT_KNOW, 2, 0), Holders(None, None, 0, 0, 0)),
    ],
)
def test_a_risk_is_made_of_holders_leaving_and_deputy(said: tuple[Said, Said, Said], made: Holders) -> None:
    assert found(*said) == made


def test_without_a_main_respondent_there_is_no_risk_figure() -> None:
    assert found(1, 2, 0, main=False) == Holders(None, None)
