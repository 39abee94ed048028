"""How alike the respondents see the current level (method.md section 2)."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osaamistase.scoring.agreement import Agreement, agreement
from osaamistase.scoring.method_1 import METHOD_1
from osaamistase.scoring.sheet import draw_up
from tests.scoring.build import DONT_KNOW, NOT_APPLICABLE, line, of_people, one_answer, person, single
from tests.scoring.build import frame as asked_of

LEVELS = st.lists(st.integers(0, 5), max_size=9)


def found(*numbers: int) -> Agreement:
    return agreement(numbers, METHOD_1)


def test_the_even_spread_over_six_options_has_the_variance_the_method_names() -> None:
    # Computed the long way: the variance of 0…5 about 2.5 is (6² − 1) / 12 = 35/12.
    squares = sum(((Fraction(level) - Fraction(5, 2)) ** 2 for level in range(6)), Fraction(0))
    assert METHOD_1.current_variance == squares / 6 == Fraction(35, 12)


@pytest.mark.parametrize(
    ("numbers", "index", "label"),
    [
        ((3, 2, 4), Fraction(23, 35), "melko"),  # s² = 1, 1 − 12/35
        ((3, 3, 3), Fraction(1), "yksimielinen"),
        ((3, 3, 4), Fraction(31, 35), "yksimielinen"),  # s² = 1/3, 1 − 4/35
        ((1, 1, 3), Fraction(19, 35), "melko"),  # s² = 4/3, 1 − 16/35
        ((5, 1, 0), Fraction(0), "erimielinen"),  # s² = 7, cut off at 0
        ((0, 3, 3), Fraction(0), "erimielinen"),  # s² = 3 > 35/12, cut off at 0
        ((2, 2, 4, 4), Fraction(19, 35), "melko"),  # s² = 4/3
    ],
)
def test_the_index_and_its_word_follow_the_formula(numbers: tuple[int, ...], index: Fraction, label: str) -> None:
    assert found(*numbers) == Agreement(index, label)


def test_an_index_of_exactly_seventy_hundredths_is_unanimous() -> None:
    # 17 people about the mean 3: 14 of them one level off, so s² = 14/16 and r_wg = 1 − (7/8)/(35/12) = 0.70.
    assert found(*[4] * 7, *[2] * 7, *[3] * 3) == Agreement(Fraction(7, 10), "yksimielinen")
    # One level more of spread and the word is gone: s² = 16/16.
    assert found(*[4] * 8, *[2] * 8, 3).label == "melko"


def test_an_index_of_exactly_one_half_is_fairly_unanimous() -> None:
    # Whole levels 0–5 never give exactly 0.50; the five options of importance (σ² = 2) do: s² = 1, 1 − 1/2.
    of_five = replace(METHOD_1, current_variance=Fraction(2))
    assert agreement((2, 3, 4), of_five) == Agreement(Fraction(1, 2), "melko")
    # A shade below the half is disagreement, though the range is only two levels.
    a_shade_less = replace(METHOD_1, current_variance=Fraction(199, 100))
    assert agreement((2, 3, 4), a_shade_less).label == "erimielinen"


def test_a_range_of_three_levels_is_disagreement_however_high_the_index() -> None:
    # Eleven people at 3 and one at 0: s² = 8.25/11 = 3/4 and r_wg = 1 − 9/35 = 26/35 ≥ 0.70,
    # yet one of twelve sees none of it.
    assert found(*[3] * 11, 0) == Agreement(Fraction(26, 35), "erimielinen")
    assert found(*[3] * 11, 1).label == "yksimielinen"


@pytest.mark.parametrize(
    ("numbers", "label"), [((2, 2), "samansuuntainen"), ((2, 3), "samansuuntainen"), ((2, 4), "erimielinen")]
)
def test_two_numbers_have_a_word_but_no_index(numbers: tuple[int, int], label: str) -> None:
    assert found(*numbers) == Agreement(None, label)


@pytest.mark.parametrize("numbers", [(), (4,)])
def test_fewer_than_two_numbers_agree_with_nobody(numbers: tuple[int, ...]) -> None:
    assert found(*numbers) == Agreement(None, None)


def test_only_numbers_are_compared() -> None:
    # Example A, REK-04: 4, 5 and a "don't know" are two numbers, not three.
    assert line(single(4, 5, DONT_KNOW), "T-01").levels.agreement == Agreement(None, "samansuuntainen")
    assert line(single(4, NOT_APPLICABLE, None), "T-01").levels.agreement == Agreement(None, None)


def test_agreement_never_changes_a_result() -> None:
    together, apart = single(2, 2, 2), single(0, 1, 5)
    assert line(together, "T-01").entry == line(apart, "T-01").entry
    assert together.totals == apart.totals
    assert (line(together, "T-01").check_first, line(apart, "T-01").check_first) == (False, True)


def test_a_consensus_leaves_the_raw_agreement_as_it_was() -> None:
    people = [person(one_answer("T-01", said, 4, 5)) for said in (5, 1, 0)]
    sheet = draw_up(asked_of({"T": ["T-01"]}), of_people(people, consensus={("T-01", "current"): 3}))
    assert line(sheet, "T-01").levels.current.value == 3
    assert line(sheet, "T-01").levels.agreement == Agreement(Fraction(0), "erimielinen")


@given(LEVELS)
def test_the_order_of_the_answers_tells_nothing(numbers: list[int]) -> None:
    assert found(*numbers) == found(*reversed(numbers)) == found(*sorted(numbers))


@given(LEVELS.filter(lambda numbers: len(numbers) >= 3))
def test_the_index_is_a_share_of_one_and_full_only_where_all_say_the_same(numbers: list[int]) -> None:
    index = found(*numbers).index
    assert index is not None
    assert 0 <= index <= 1
    assert (index == 1) == (len(set(numbers)) == 1)
