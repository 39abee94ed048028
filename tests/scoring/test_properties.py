"""What holds for any questionnaire and any answers (method.md sections 2–4)."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from osaamistase.scoring.answers import Respondent
from osaamistase.scoring.sheet import Sheet, draw_up
from tests.scoring.build import frame, of_people, one_answer, person, scored
from tests.scoring.strategies import Round, rounds

TOTALS = ("covered", "gap", "surplus", "required", "held", "total", "held_by_one", "importance")


def weighted(sheet: Sheet, figure: Callable[[Fraction, Fraction], Fraction]) -> Fraction:
    """Σ w · figure(n, t) over the scored competences, from the firm's own levels."""
    found = Fraction(0)
    for one in scored(sheet):
        n, t, w = one.levels.current.value, one.levels.target.value, one.levels.importance.value
        assert n is not None
        assert t is not None
        assert w is not None
        found += w * figure(n, t)
    return found


@given(rounds())
def test_both_sides_of_the_balance_agree(given_round: Round) -> None:
    sheet = draw_up(*given_round)
    required, held = weighted(sheet, lambda _, t: t), weighted(sheet, lambda n, _: n)
    covered = weighted(sheet, min)
    gap, surplus = (
        weighted(sheet, lambda n, t: max(t - n, Fraction(0))),
        weighted(sheet, lambda n, t: max(n - t, Fraction(0))),
    )
    totals = sheet.totals
    assert (totals.covered, totals.gap, totals.surplus) == (covered, gap, surplus)
    assert totals.required == required == covered + gap
    assert totals.held == held == covered + surplus
    assert totals.total == held + gap == required + surplus


@given(rounds())
def test_an_areas_sums_add_up_to_the_firms(given_round: Round) -> None:
    sheet = draw_up(*given_round)
    for figure in TOTALS:
        assert sum(getattr(area.balance, figure) for area in sheet.areas) == getattr(sheet.totals, figure)


@given(rounds())
def test_the_rates_stay_within_nought_and_a_hundred(given_round: Round) -> None:
    sheet = draw_up(*given_round)
    for sums in (sheet.totals, *(area.balance for area in sheet.areas)):
        assert (sums.coverage_rate is None) == (sums.required == 0)
        assert sums.coverage_rate is None or 0 <= sums.coverage_rate <= 100
        assert sums.level_index is None or 0 <= sums.level_index <= 100


@given(rounds(), st.data())
def test_a_better_answer_never_lowers_the_coverage_rate(given_round: Round, data: st.DataObject) -> None:
    asked, round_ = given_round
    numbers = [
        (at, place)
        for at, one in enumerate(round_.respondents)
        for place, value in one.ratings.items()
        if place[1] == "current" and isinstance(value, int) and value < 5
    ]
    assume(numbers)
    at, place = data.draw(st.sampled_from(numbers))
    people = list(round_.respondents)
    people[at] = Respondent(people[at].main, {**people[at].ratings, place: 5})
    before, after = draw_up(asked, round_).totals, draw_up(asked, replace(round_, respondents=tuple(people))).totals
    assert (before.coverage_rate or 0) <= (after.coverage_rate or 0)
    assert before.required == after.required  # the demand is not moved by what the firm can do


def test_a_surplus_never_pays_a_gap_elsewhere() -> None:
    answers = one_answer("T-01", 1, 4, 3)
    asked = frame({"T": ["T-01", "T-02"]})
    level = draw_up(asked, of_people([person(answers | one_answer("T-02", 2, 2, 5))])).totals
    above = draw_up(asked, of_people([person(answers | one_answer("T-02", 5, 2, 5))])).totals
    assert above.surplus == 15
    assert level.coverage_rate == above.coverage_rate == Fraction(100 * 13, 22)
    assert level.gap == above.gap == 9
