"""Missing is never 0: what was not answered is as if it had never been asked (method.md sections 1–2)."""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from osaamistase.scoring.answers import Area, Frame, Place, Respondent, RoundAnswers, State, Value
from osaamistase.scoring.sheet import draw_up
from tests.scoring.build import line, printed
from tests.scoring.strategies import Round, rounds


def changed(round_: RoundAnswers, change: Callable[[Place, Value], Value | None]) -> RoundAnswers:
    """The round with every answer passed through `change`; None takes the answer away."""
    people = []
    for one in round_.respondents:
        said = {place: change(place, value) for place, value in one.ratings.items()}
        people.append(Respondent(one.main, {place: value for place, value in said.items() if value is not None}))
    return replace(round_, respondents=tuple(people))


@given(rounds())
def test_not_knowing_and_not_answering_are_the_same_to_every_figure(given_round: Round) -> None:
    asked, round_ = given_round
    silent = changed(round_, lambda _, value: None if value is State.DONT_KNOW else value)
    assert printed(draw_up(asked, round_)) == printed(draw_up(asked, silent))


@given(rounds(), st.data())
def test_answers_taken_away_leave_the_figures_of_those_who_remain(given_round: Round, data: st.DataObject) -> None:
    # Someone who left every question open must weigh as much as someone who was never asked: nothing.
    asked, round_ = given_round
    assume(round_.respondents)
    at = data.draw(st.integers(0, len(round_.respondents) - 1))
    people = list(round_.respondents)
    emptied = replace(round_, respondents=(*people[:at], replace(people[at], ratings={}), *people[at + 1 :]))
    without = replace(round_, respondents=(*people[:at], *people[at + 1 :]))
    one, other = printed(draw_up(asked, emptied)), printed(draw_up(asked, without))
    for name in ("totals", "areas", "competences", "gaps", "key_persons", "answered"):
        assert one[name] == other[name]


@given(rounds(), st.sampled_from(["current", "target", "importance"]), st.data())
def test_an_unanswered_question_never_counts_as_zero(given_round: Round, rating: str, data: st.DataObject) -> None:
    asked, round_ = given_round
    area = data.draw(st.sampled_from(asked.areas))
    competence = data.draw(st.sampled_from(area.competences))
    place = asked.place(rating, area.id, competence)
    numbers_gone = changed(round_, lambda at, value: None if at == place and isinstance(value, int) else value)
    open_ = replace(numbers_gone, consensus={at: value for at, value in round_.consensus.items() if at != place})
    sheet = draw_up(asked, open_)
    assert line(sheet, competence).entry is None
    # The sums are those of a questionnaire that never asked what is now open.
    open_ids = set(area.competences) if asked.asked[rating] == "area" else {competence}
    smaller = Frame(
        tuple(Area(a.id, tuple(c for c in a.competences if c not in open_ids)) for a in asked.areas), asked.asked
    )
    assert sheet.totals == draw_up(smaller, open_).totals
    shown = next(one for one in printed(sheet)["competences"] if one["id"] == competence)
    assert [shown[name] for name in ("covered", "gap", "surplus", "priority", "class", "key_person_risk")] == [None] * 6
    assert shown[rating] is None
