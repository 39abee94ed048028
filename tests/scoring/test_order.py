"""Order: what must not depend on it, and what must keep it (method.md section 4, contract.md)."""

from dataclasses import replace
from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from osaamistase.scoring.answers import Area, Frame
from osaamistase.scoring.sheet import draw_up
from tests.scoring.build import printed, scored
from tests.scoring.strategies import Round, rounds


@given(rounds(), st.randoms(use_true_random=False))
def test_the_order_of_respondents_and_of_competences_never_changes_a_figure(given_round: Round, chance: Random) -> None:
    asked, round_ = given_round
    people = chance.sample(round_.respondents, len(round_.respondents))
    areas = [Area(area.id, tuple(chance.sample(area.competences, len(area.competences)))) for area in asked.areas]
    chance.shuffle(areas)
    one = printed(draw_up(asked, round_))
    other = printed(draw_up(Frame(tuple(areas), asked.asked), replace(round_, respondents=tuple(people))))
    for lines in ("areas", "competences"):
        one[lines].sort(key=lambda found: found["id"])
        other[lines].sort(key=lambda found: found["id"])
    assert one == other


@given(rounds())
def test_lines_stand_in_questionnaire_order(given_round: Round) -> None:
    asked, _ = given_round
    shown = printed(draw_up(*given_round))
    assert [area["id"] for area in shown["areas"]] == [area.id for area in asked.areas]
    assert [one["id"] for one in shown["competences"]] == [one for area in asked.areas for one in area.competences]


@given(rounds())
def test_the_gap_list_holds_every_real_gap_in_the_order_of_the_rule(given_round: Round) -> None:
    sheet = draw_up(*given_round)
    keys = {}
    for one in scored(sheet):
        n, t, w = one.levels.current.value, one.levels.target.value, one.levels.importance.value
        assert n is not None
        assert t is not None
        assert w is not None
        if t - n >= Fraction(1, 2):
            keys[one.id] = (-w * (t - n), -w, -(one.risk or 0), n, one.id)
    assert list(sheet.gaps) == sorted(keys, key=lambda found: keys[found])


@given(rounds())
def test_key_persons_stand_by_falling_risk_and_a_firm_of_one_has_no_list(given_round: Round) -> None:
    _, round_ = given_round
    sheet = draw_up(*given_round)
    risks = [risk for _, risk, _ in sheet.key_persons]
    assert risks == sorted(risks, reverse=True)
    at_risk = {one.id for one in scored(sheet) if one.risk}
    assert {found for found, _, _ in sheet.key_persons} == (set() if round_.headcount == 1 else at_risk)
    assert all(0 < risk <= 25 for risk in risks)
