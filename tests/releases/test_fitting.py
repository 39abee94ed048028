"""Code and tables of different releases: what goes together, and what is said where it does not."""

import re

import pytest

from osaamistase.releases.fitting import fit, left_behind, told_to_wait
from osaamistase.releases.schema import FOLDER, known, knows, newest, oldest_fit
from tests.releases.first import BEFORE, FIRST

KNOWN = ["0020", "0021", "0022"]


@pytest.mark.parametrize(
    ("stands", "floor", "serves", "newer", "told"),
    [
        (None, None, False, False, "are not made yet: run flask --app wsgi prepare"),
        ("0022", None, True, False, "are at 0022"),
        ("0021", "0021", False, False, "are at 0021 and this release needs 0022: run flask --app wsgi prepare"),
        ("0024", "0021", True, True, "are at 0024, of a newer release than this one (0022), which works with them"),
        ("0024", "0022", True, True, "bring that release here, too"),
        ("0024", "0023", False, True, "and fit none before 0023: install that release"),
        ("0024", None, False, True, "of a newer release than this one (0022): install that release"),
    ],
)
def test_a_release_goes_with_its_own_tables_and_with_newer_ones_that_name_it_or_an_older_one(
    stands: str | None, floor: str | None, serves: bool, newer: bool, told: str
) -> None:
    found = fit(stands, floor, KNOWN)
    assert (found.serves, found.newer) == (serves, newer)
    assert told in found.what


def test_who_runs_an_older_release_than_the_tables_will_fit_is_left_behind_and_named() -> None:
    running = {"0020": 2, "0021": 5, "0022": 1, "0099": 1}
    assert left_behind(running, None, KNOWN) == []
    assert left_behind(running, "0020", KNOWN) == []
    assert left_behind(running, "0021", KNOWN) == ["0020"]
    assert left_behind(running, "0022", KNOWN) == ["0020", "0021"]
    words = told_to_wait(running, ["0020", "0021"], "0022", "0022")
    assert "no release before 0022" in words
    assert "0020 (2 connections), 0021 (5 connections)." in words
    assert "run prepare again. Nothing was changed." in words


def test_this_release_knows_its_migrations_in_order_and_each_carries_on_the_floor_of_the_one_before() -> None:
    assert list(known()) == sorted(known())
    assert (known()[0], newest(), knows("9999")) == ("0001", known()[-1], False)
    assert {re.match(r"(\d{4})_", one.name).group(1) for one in FOLDER.glob("versions/0*.py")} == set(known())  # type: ignore[union-attr]
    assert oldest_fit(BEFORE) is None
    floors = [oldest_fit(one) or "" for one in known()]
    assert floors == sorted(floors)
    assert oldest_fit(FIRST) == FIRST
