"""Every threshold of the method, on its edge and a shade below it (method.md sections 3–6)."""

from fractions import Fraction

import pytest

from osaamistase.scoring.balance import Entry, band
from osaamistase.scoring.confidence import answered, area_shown, conditions, confidence, total_shown
from osaamistase.scoring.gaps import classify, offered_to_plan
from osaamistase.scoring.key_persons import risk_class
from osaamistase.scoring.method_1 import METHOD_1

AGREED = [Fraction(7, 10), Fraction(1), Fraction(69, 100)]  # two of three at 0.70 or more: exactly two thirds


def entry(current: str, target: str, importance: str) -> Entry:
    return Entry(Fraction(current), Fraction(target), Fraction(importance))


@pytest.mark.parametrize(
    ("rate", "word"),
    [
        *[("0", "heikko"), ("49.9999999", "heikko")],
        *[("50", "kehittyva"), ("69.99", "kehittyva"), ("69.99999999", "kehittyva")],
        *[("70", "hyva"), ("89.9999999", "hyva"), ("90", "vahva"), ("100", "vahva")],
    ],
)
def test_a_band_is_read_off_the_unrounded_rate(rate: str, word: str) -> None:
    assert band(Fraction(rate), METHOD_1) == word


def test_no_rate_has_no_band() -> None:
    assert band(None, METHOD_1) is None


@pytest.mark.parametrize(
    ("current", "target", "importance", "word"),
    [
        ("2", "4", "4", "kiireellinen"),  # P 8, w 4: both edges at once
        ("12/7", "4", "7/2", "tarkea"),  # P exactly 8, but w 3.5
        ("0", "5", "3.99", "tarkea"),  # P 19.95: without w 4 no priority is urgent
        ("2.001", "4", "4", "tarkea"),  # P 7.996
        ("3", "4", "4", "tarkea"),  # P 4
        ("3.001", "4", "4", "seurattava"),  # P 3.996
        ("3.999", "4", "1", "seurattava"),  # any gap at all
        ("4", "4", "5", "kunnossa"),
        ("4.99", "4", "5", "kunnossa"),  # y 0.99
        ("5", "4", "1", "reservi"),  # y 1
    ],
)
def test_a_gap_is_classed_by_its_priority_and_a_surplus_by_its_size(
    current: str, target: str, importance: str, word: str
) -> None:
    assert classify(entry(current, target, importance), METHOD_1) == word


def test_half_a_level_is_offered_to_the_plan_and_a_shade_less_is_noise() -> None:
    assert offered_to_plan(entry("3.5", "4", "1"), METHOD_1)
    assert not offered_to_plan(entry("3.5001", "4", "5"), METHOD_1)


@pytest.mark.parametrize(
    ("share", "shown"),
    [("1", "yes"), ("0.8", "yes"), ("0.7999", "indicative"), ("0.5", "indicative"), ("0.4999", "no"), ("0", "no")],
)
def test_an_area_is_shown_by_the_share_answered(share: str, shown: str) -> None:
    assert area_shown(Fraction(share), METHOD_1) == shown


def test_the_total_is_shown_from_seven_tenths() -> None:
    assert total_shown(Fraction(7, 10), METHOD_1)
    assert not total_shown(Fraction(6999, 10000), METHOD_1)


def test_where_nothing_applies_there_is_no_share_and_nothing_to_show() -> None:
    assert answered(0, 0) is None
    assert not total_shown(None, METHOD_1)
    assert area_shown(None, METHOD_1) == "no"


@pytest.mark.parametrize(
    ("risk", "word"),
    [
        ("25", "kriittinen"),
        ("15", "kriittinen"),
        ("14.99", "merkittava"),
        ("8", "merkittava"),
        ("7.99", "seurattava"),
        ("0.1", "seurattava"),
    ],
)
def test_a_key_person_risk_is_classed_on_the_unrounded_figure(risk: str, word: str) -> None:
    assert risk_class(Fraction(risk), METHOD_1) == word


@pytest.mark.parametrize(
    ("share", "people", "headcount", "talked", "letter"),
    [
        ("0.80", 3, 12, False, "A"),
        ("0.7999", 3, 12, False, "B"),
        ("0.80", 2, 12, False, "B"),  # three are needed
        ("0.80", 2, 12, True, "B"),  # a talk does not stand in for the third person where there is one
        ("1", 2, 2, False, "B"),  # need 2 < 3: an A takes a recorded talk
        ("1", 2, 2, True, "A"),
        ("1", 1, 1, False, "B"),
        ("1", 1, 1, True, "A"),
        ("1", 1, 2, True, "B"),  # two work there, one answered
        ("1", 1, 12, False, "C"),
        ("0.60", 1, 12, True, "B"),
        ("0.60", 2, 12, False, "B"),
        ("0.5999", 3, 12, True, "C"),
        ("0.50", 1, 12, False, "C"),
        ("0.4999", 3, 12, True, "D"),
    ],
)
def test_confidence_follows_coverage_respondents_and_the_talk(
    share: str, people: int, headcount: int, talked: bool, letter: str
) -> None:
    assert confidence(conditions(Fraction(share), people, headcount, AGREED, talked, METHOD_1)) == letter


def test_agreement_in_fewer_than_two_thirds_costs_the_a() -> None:
    half = [Fraction(7, 10), Fraction(1), Fraction(69, 100), Fraction(0)]
    assert confidence(conditions(Fraction(1), 3, 12, half, True, METHOD_1)) == "B"


def test_where_nothing_applies_confidence_is_the_lowest() -> None:
    assert confidence(conditions(None, 3, 12, AGREED, True, METHOD_1)) == "D"
