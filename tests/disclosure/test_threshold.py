"""No figure of fewer firms than k, whatever the setting says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osaamistase.disclosure.coding import balance, balance_reach
from osaamistase.editions.cells import Figure, Group
from osaamistase.editions.figures import figures
from osaamistase.editions.telling import Sums
from osaamistase.settings import from_environment


def cell(firms: int, level: int, k: int) -> Figure:
    """The one inner cell of a table in which so many firms of that level stand, in thousandths."""
    sums = Sums(firms, firms * level, firms * 5000, firms * (5000 - level), firms * 5 * (5000 - level), firms, 0, firms)
    names = {"section": (["C"], ["mikro"]), "municipality": (["Kouvola"], ["mikro"])}
    groups = [Group("C", "mikro", "Kouvola", (1, None), sums)] if firms else []
    found = figures(groups, names, [], 1, k)
    return next(one for one in found if (one.table, one.row, one.column) == ("section", "C", "mikro"))


@pytest.mark.parametrize("firms", [1, 2, 3, 4])
def test_a_figure_of_one_to_four_firms_is_hidden_with_its_count(firms: int) -> None:
    assert cell(firms, 2500, 5) == Figure("section", "C", "mikro", "hidden", None)


@pytest.mark.parametrize("firms", [5, 6, 500])
def test_a_figure_of_five_firms_is_shown_with_its_count(firms: int) -> None:
    shown = cell(firms, 2500, 5)
    assert shown.state == "shown"
    assert shown.told is not None
    assert (shown.told.firms, shown.told.level) == (firms, "2.5")


def test_no_firms_is_shown_as_empty_and_never_as_a_figure() -> None:
    assert cell(0, 0, 5) == Figure("section", "C", "mikro", "empty", None)


def test_a_level_of_nought_is_a_figure_told_as_an_end() -> None:
    shown = cell(5, 0, 5)
    assert shown.told is not None
    assert shown.told.level == "<0.2"


def test_hidden_figures_look_alike_whatever_they_hide() -> None:
    assert len({cell(firms, level, 5) for level in (0, 1000, 5000) for firms in range(1, 5)}) == 1


@pytest.mark.parametrize("k", [3, 5, 8])
def test_the_threshold_is_the_one_given(k: int) -> None:
    assert cell(k - 1, 1000, k).state == "hidden"
    assert cell(k, 1000, k).state == "shown"


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


@pytest.mark.parametrize("firms", range(3, 12))
def test_an_end_of_the_rds_never_tells_that_all_lack(firms: int) -> None:
    """RDS by method.md section 8: −100 where all are under their target."""
    assert balance(0, firms, firms) == balance(0, firms - 1, firms)
    assert balance(firms, 0, firms) == balance(firms - 1, 0, firms)


@given(st.integers(3, 300), st.data())
def test_what_is_told_of_the_rds_is_always_true(firms: int, data: st.DataObject) -> None:
    over = data.draw(st.integers(0, firms))
    under = data.draw(st.integers(0, firms - over))
    low, high = balance_reach(balance(over, under, firms), firms)
    assert low <= 50 * (firms + over - under) <= high
