"""What holds between any two rounds (method.md section 7)."""

import json
from fractions import Fraction

from hypothesis import given

from osaamistase.scoring.change import Change, compare
from osaamistase.scoring.change_report import change_report
from osaamistase.scoring.scored import Scored, read_scored
from osaamistase.scoring.sheet import Sheet, draw_up
from tests.scoring.build import levels_of, printed
from tests.scoring.strategies import Round, rounds


def read(sheet: Sheet) -> Scored:
    """The sheet printed, written as a file and read again, as `compare` does."""
    return read_scored(json.loads(json.dumps(printed(sheet))))


def between(one: Round, other: Round) -> Change:
    return compare(read(draw_up(*one)), read(draw_up(*other)))


@given(rounds())
def test_a_printed_sheet_is_read_back_with_the_very_levels_it_was_made_of(given_round: Round) -> None:
    sheet = draw_up(*given_round)
    found = {one.id: (one.importance, one.current, one.target) for one in read(sheet).lines.values()}
    assert found == levels_of(sheet)


@given(rounds())
def test_a_round_compared_with_itself_has_not_changed(given_round: Round) -> None:
    change = between(given_round, given_round)
    totals = change.totals
    assert change.q in (None, 1)
    assert (change.added, change.removed, change.breaks) == ((), (), ())
    assert {totals.competence, totals.targets, totals.total, totals.gap_closed} <= {None, 0}
    assert totals.first == totals.fixed == totals.second == draw_up(*given_round).totals.coverage_rate
    told = change_report(change)
    assert not any(one["clear"] or one["current_change"] or one["target_change"] for one in told["competences"])
    assert all(area["q"] in (None, 1) and not area["current_change"] for area in told["areas"])


@given(rounds(), rounds())
def test_any_two_rounds_differ_by_competence_and_targets_and_by_nothing_else(one: Round, other: Round) -> None:
    # Both rounds have their competences from the same few names, so that some are common and some are not.
    then, now = levels_of(draw_up(*one)), levels_of(draw_up(*other))
    change = between(one, other)
    common = then.keys() & now.keys()
    assert {pair.first.id for pair in change.pairs} == common
    wanted = sum((then[at][0] * then[at][2] for at in common), Fraction(0))
    wanted_now = sum((then[at][0] * now[at][2] for at in common), Fraction(0))
    all_wanted = sum((w * t for w, _, t in then.values()), Fraction(0))
    assert change.q == (wanted / all_wanted if all_wanted else None)
    fixed = sum((then[at][0] * min(now[at][1], then[at][2]) for at in common), Fraction(0))
    moved = sum((then[at][0] * min(now[at][1], now[at][2]) for at in common), Fraction(0))
    assert change.totals.fixed == (100 * fixed / wanted if wanted else None)
    assert change.totals.second == (100 * moved / wanted_now if wanted_now else None)
    competence, targets, total = change.totals.competence, change.totals.targets, change.totals.total
    assert (competence is None, total is None) == (not wanted, not wanted or not wanted_now)
    if competence is not None and targets is not None:
        assert competence + targets == total
