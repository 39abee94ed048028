"""No figure of fewer firms than k, whatever the setting says."""

import pytest

from osaamistase.disclosure.threshold import Figure, guarded
from osaamistase.settings import from_environment


@pytest.mark.parametrize("firms", [1, 2, 3, 4])
def test_a_figure_of_one_to_four_firms_is_hidden_with_its_count(firms: int) -> None:
    assert guarded(2.5, firms, 5) == Figure(None, None, hidden=True)


@pytest.mark.parametrize("firms", [5, 6, 500])
def test_a_figure_of_five_firms_is_shown_with_its_count(firms: int) -> None:
    assert guarded(2.5, firms, 5) == Figure(2.5, firms, hidden=False)


def test_no_firms_is_shown_as_empty_and_never_as_a_figure() -> None:
    assert guarded(None, 0, 5) == guarded(0.0, 0, 5) == Figure(None, 0, hidden=False)


def test_a_figure_that_is_nought_is_a_figure() -> None:
    assert guarded(0.0, 5, 5) == Figure(0.0, 5, hidden=False)


def test_hidden_figures_look_alike_whatever_they_hide() -> None:
    assert len({guarded(value, firms, 5) for value in (0.0, 1.0, 25.0) for firms in range(1, 5)}) == 1


@pytest.mark.parametrize("k", [3, 5, 8])
def test_the_threshold_is_the_settings(k: int) -> None:
    assert guarded(1.0, k - 1, k).hidden
    assert not guarded(1.0, k, k).hidden


@pytest.mark.parametrize(
    ("given", "k"),
    [
        (None, 5), ("", 5), ("0", 5), ("000", 5), ("-1", 5), ("viisi", 5), ("5.5", 5), ("4,0", 5), ("²", 5), ("0x9", 5),
        ("1", 3), ("2", 3), ("3", 3), ("4", 4), ("7", 7), (" 7 ", 7),
    ],
)  # fmt: skip
def test_an_absent_or_broken_setting_means_five_and_nothing_goes_below_three(given: str | None, k: int) -> None:
    environment = {"SECRET_KEY": "t" * 40, "DATABASE_URL": "sqlite://"}
    if given is not None:
        environment["DISCLOSURE_K"] = given
    assert from_environment(environment).disclosure_k == k
