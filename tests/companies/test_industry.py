"""A class code to its section, in both of Statistics Finland's schemes."""

import pytest

from osaamistase.companies.industry import SCHEMES, section, section_2025

# First and last division of each section, from the two classifications themselves.
TOL_2008 = {
    "A": (1, 3), "B": (5, 9), "C": (10, 33), "D": (35, 35), "E": (36, 39), "F": (41, 43), "G": (45, 47), "H": (49, 53),
    "I": (55, 56), "J": (58, 63), "K": (64, 66), "L": (68, 68), "M": (69, 75), "N": (77, 82), "O": (84, 84),
    "P": (85, 85), "Q": (86, 88), "R": (90, 93), "S": (94, 96), "T": (97, 98), "U": (99, 99),
}  # fmt: skip
TOL_2025 = {
    "A": (1, 3), "B": (5, 9), "C": (10, 33), "D": (35, 35), "E": (36, 39), "F": (41, 43), "G": (46, 47), "H": (49, 53),
    "I": (55, 56), "J": (58, 60), "K": (61, 63), "L": (64, 66), "M": (68, 68), "N": (69, 75), "O": (77, 82),
    "P": (84, 84), "Q": (85, 85), "R": (86, 88), "S": (90, 93), "T": (94, 96), "U": (97, 98), "V": (99, 99),
}  # fmt: skip


@pytest.mark.parametrize(("scheme", "sections"), [("TOL 2008", TOL_2008), ("TOL 2025", TOL_2025)])
def test_every_division_from_00_to_99_is_in_its_section_or_in_none(
    scheme: str, sections: dict[str, tuple[int, int]]
) -> None:
    wanted = {
        division: next((letter for letter, (first, last) in sections.items() if first <= division <= last), None)
        for division in range(100)
    }
    # The classifications leave some numbers within a section out.
    wanted |= dict.fromkeys((34, 40, 44, 48, 54, 57, 67, 76, 83, 89))
    assert {division: section(scheme, f"{division:02d}") for division in range(100)} == wanted


@pytest.mark.parametrize(
    ("code", "in_2008", "in_2025"),
    [
        ("10.71", "C", "C"),
        ("45", "G", None),  # the trade of motor vehicles was divided among 46, 47 and 95
        ("45.20", "G", None),
        ("47.71", "G", "G"),
        ("62", "J", "K"),
        ("62.01", "J", "K"),
        ("68.20", "L", "M"),
        ("96.02", "S", "T"),
        ("V", None, "V"),
    ],
)
def test_a_class_is_in_the_section_its_scheme_says(code: str, in_2008: str | None, in_2025: str | None) -> None:
    assert section("TOL 2008", code) == in_2008
    assert section("TOL 2025", code) == in_2025


@pytest.mark.parametrize("code", ["10.71", "1071", "10 71", " 10.71 ", "10.71.0", "10710", "10", "C", "c", " c "])
def test_a_code_may_be_written_in_any_of_the_usual_ways(code: str) -> None:
    assert section("TOL 2025", code) == "C"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    "code", ["", " ", "1", "00", "0071", "107100", "X", "Z", "CC", "C10", "10-71", "10,71", "leipomo", "-1", "١٠", "1O"]
)
def test_nonsense_is_in_no_section(scheme: str, code: str) -> None:
    assert section(scheme, code) is None


def test_the_newer_scheme_is_offered_first() -> None:
    assert SCHEMES == ("TOL 2025", "TOL 2008")


@pytest.mark.parametrize(
    ("scheme", "written", "code", "now"),
    [
        ("TOL 2008", "K", "64190", "L"),
        ("TOL 2008", "J", "62010", "K"),
        ("TOL 2008", "J", "58110", "J"),
        ("TOL 2008", "C", "10710", "C"),
        ("TOL 2025", "K", "62100", "K"),
    ],
)
def test_a_bank_and_a_software_firm_are_of_two_sections_whichever_scheme_they_are_written_in(
    scheme: str, written: str, code: str, now: str
) -> None:
    assert section_2025(scheme, written, code) == now
