"""Figures are rounded once, half up (method.md section 2), and read as each language writes them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osaamistase.scoring.figures import decimal_text, json_number, rounded

SHARES = st.fractions(min_value=0, max_value=1000, max_denominator=5000)


@pytest.mark.parametrize(
    ("exact", "decimals", "read"),
    [
        # Python's own round() takes the even neighbour: it would say 0.2, 2.4 and 0.
        ("0.25", 1, "0.3"),
        ("2.45", 1, "2.5"),
        ("0.5", 0, "1"),
        # A binary float holds 1.005 as slightly less and would lose the half.
        ("1.005", 2, "1.01"),
        ("0.2499999999999999999999999", 1, "0.2"),
        ("59.70149253731", 4, "59.7015"),
        ("0.00005", 4, "0.0001"),
        ("0.00004999", 4, "0.0000"),
        ("99.95", 1, "100.0"),
        ("7", 1, "7.0"),
        ("0", 1, "0.0"),
    ],
)
def test_halves_round_up_and_the_decimals_asked_for_are_all_written(exact: str, decimals: int, read: str) -> None:
    assert str(rounded(Fraction(exact), decimals)) == read


def test_a_third_and_two_thirds_round_to_their_nearest_neighbours() -> None:
    assert json_number(Fraction(1, 3)) == 0.3333
    assert json_number(Fraction(2, 3)) == 0.6667
    assert json_number(Fraction(5, 6)) == 0.8333


def test_a_fall_rounds_as_far_from_zero_as_the_same_rise() -> None:
    # −11.25 and 11.25 stand side by side in a comparison of rounds; they must not read 11.2 and 11.3.
    assert rounded(Fraction("-11.25"), 1) == Decimal("-11.3")
    assert rounded(Fraction("11.25"), 1) == Decimal("11.3")


def test_a_tiny_fall_is_not_written_as_minus_zero() -> None:
    assert str(rounded(Fraction(-1, 1000), 1)) == "0.0"
    assert str(json_number(Fraction(-1, 1000000))) == "0.0"


def test_a_figure_that_is_not_there_stays_away() -> None:
    assert json_number(None) is None
    assert json_number(Fraction(0)) == 0.0


@pytest.mark.parametrize(("language", "read"), [("fi", "3,5"), ("sv", "3,5"), ("en", "3.5")])
def test_finnish_and_swedish_write_a_comma_and_english_a_point(language: str, read: str) -> None:
    assert decimal_text(Fraction(7, 2), language) == read


@given(SHARES, st.integers(0, 6))
def test_rounding_never_moves_a_figure_by_more_than_half_a_step(exact: Fraction, decimals: int) -> None:
    moved = Fraction(rounded(exact, decimals)) - exact
    half = Fraction(1, 2 * 10**decimals)
    # Up by exactly a half is right, down by exactly a half is not: that is what "half up" says.
    assert -half < moved <= half


@given(SHARES, SHARES)
def test_rounding_never_turns_two_figures_round(one: Fraction, other: Fraction) -> None:
    low, high = sorted((one, other))
    assert rounded(low, 1) <= rounded(high, 1)
