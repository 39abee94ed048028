"""Every explanation is made of the computation: its parts, put into the formula that is shown, give the very figure."""

from fractions import Fraction

from hypothesis import given

from osaamistase.scoring.answers import Talk
from osaamistase.scoring.figures import json_number
from osaamistase.scoring.levels import Rated
from osaamistase.scoring.report import report
from osaamistase.scoring.sheet import draw_up
from osaamistase.scoring.why import answers, area, band_limits, competence, firm, share
from tests.scoring.build import DONT_KNOW, NOT_APPLICABLE, Said, frame, of_people, one_answer, person, single
from tests.scoring.strategies import Round, rounds

SUMS = (
    "covered", "gap", "surplus", "required", "held", "balance", "held_by_one", "coverage_rate", "level_index",
)  # fmt: skip


@given(rounds())
def test_the_firms_figures_come_out_of_their_parts(given_round: Round) -> None:
    sheet = draw_up(*given_round)
    why, told = firm(sheet), report(sheet, {})["totals"]
    for figure in SUMS:
        if told[figure] is not None:
            assert json_number(why[figure].value) == told[figure], figure
        elif sheet.totals_shown:
            assert figure not in why


@given(rounds())
def test_an_areas_figures_come_out_of_its_competences(given_round: Round) -> None:
    sheet = draw_up(*given_round)
    for line, told in zip(sheet.areas, report(sheet, {})["areas"], strict=True):
        why = area(sheet, line)
        for figure in (*SUMS, "current", "target"):
            if told[figure] is not None:
                assert json_number(why[figure].value) == told[figure], figure
        if line.answered is not None:
            assert share(line.scored, line.applicable).value == line.answered


@given(rounds())
def test_a_competences_figures_come_out_of_its_levels(given_round: Round) -> None:
    sheet = draw_up(*given_round)
    for line, told in zip(sheet.competences, report(sheet, {})["competences"], strict=True):
        why = competence(line, sheet)
        for figure in ("covered", "gap", "surplus", "priority", "agreement", "key_person_risk"):
            assert (json_number(why[figure].value) if figure in why else None) == told[figure], figure


@given(rounds())
def test_a_mean_comes_out_of_the_answers_counted(given_round: Round) -> None:
    sheet = draw_up(*given_round)
    for line in sheet.competences:
        for rated in (line.levels.current, line.levels.target, line.levels.importance):
            found = answers(rated, sheet)
            if found.spread is not None and found.agreed is None:
                assert sum(number * many for number, many in found.spread) == found.value * found.count  # type: ignore[operator]
            if found.agreed is not None:
                assert found.value == found.agreed


@given(rounds())
def test_the_confidence_is_the_first_letter_whose_conditions_are_met(given_round: Round) -> None:
    sheet = draw_up(*given_round)
    whole = [letter for letter, wanted in sheet.conditions.items() if all(one.met for one in wanted)]
    assert sheet.confidence == (whole[0] if whole else "D")


def spread_of(*said: Said) -> tuple[tuple[int, int], ...] | None:
    sheet = single(*said)
    return answers(sheet.competences[0].levels.current, sheet).spread


def test_who_answered_cannot_be_told_from_fewer_than_three() -> None:
    assert spread_of(1, 4) is None
    assert spread_of(1, 4, DONT_KNOW) is None
    assert spread_of(4, 1, 4) == ((1, 1), (4, 2))


def test_votes_are_counted_from_three_who_spoke() -> None:
    sheet = single(3, NOT_APPLICABLE)
    found = answers(sheet.competences[0].levels.current, sheet)
    assert (found.count, found.not_applicable, found.dont_know) == (1, None, None)
    sheet = single(3, NOT_APPLICABLE, NOT_APPLICABLE)
    found = answers(sheet.competences[0].levels.current, sheet)
    assert (found.count, found.spread, found.not_applicable, found.dont_know) == (1, None, 2, 0)


def test_one_who_answers_alone_is_told_their_own_states() -> None:
    sheet = single(DONT_KNOW)
    assert answers(sheet.competences[0].levels.current, sheet).dont_know == 1


def test_nothing_holds_the_order_in_which_people_answered() -> None:
    assert Rated((0, 1, 5), 0, 0, None) == single(5, 0, 1).competences[0].levels.current


def test_a_band_is_told_with_its_bounds() -> None:
    sheet = single(3)
    assert band_limits(sheet, Fraction(75)) == ("hyva", 70, 90)
    assert band_limits(sheet, Fraction(95)) == ("vahva", 90, None)
    assert band_limits(sheet, None) is None


def test_a_talk_without_a_number_counts_as_a_talk_and_moves_nothing() -> None:
    people = [person(one_answer("T-01", 2, 4, 5))]
    asked = frame({"T": ["T-01"]})
    quiet = draw_up(asked, of_people(people, headcount=1))
    round_ = of_people(people, headcount=1)
    talked = draw_up(asked, type(round_)(1, round_.respondents, {}, {"T-01": Talk("kävimme läpi", "2026-11-25")}))
    assert (quiet.confidence, talked.confidence) == ("B", "A")
    assert talked.totals == quiet.totals
