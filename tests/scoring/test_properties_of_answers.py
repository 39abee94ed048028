"""What a change of the answers must leave as it was (method.md sections 2–6)."""

from dataclasses import replace
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from osaamistase.scoring.answers import Area, Frame, Place, RoundAnswers, State
from osaamistase.scoring.sheet import draw_up
from tests.scoring.build import levels_of, printed
from tests.scoring.strategies import Round, rounds

COUNTS = ("respondents", "answers", "not_applicable_votes")
WORDS = ("explanation", "explanations")


def without(document: Any, *names: str) -> Any:
    """The document with those names taken out, however deep they stand."""
    if isinstance(document, dict):
        return {name: without(value, *names) for name, value in document.items() if name not in names}
    return [without(one, *names) for one in document] if isinstance(document, list) else document


def with_answers(round_: RoundAnswers, place: Place, of: dict[int, int | State]) -> RoundAnswers:
    """The round with that answer of some respondents changed."""
    people = [
        replace(one, ratings={**one.ratings, place: of[at]}) if at in of else one
        for at, one in enumerate(round_.respondents)
    ]
    return replace(round_, respondents=tuple(people))


def at_place(asked: Frame, place: Place) -> set[str]:
    """Every competence whose answer to the rating stands at the place."""
    return {one for area in asked.areas for one in area.competences if asked.place(place[1], area.id, one) == place}


@given(rounds())
def test_everyone_answering_twice_moves_no_figure_of_the_balance(given_round: Round) -> None:
    asked, round_ = given_round
    copies = tuple(replace(one, main=False) for one in round_.respondents)
    one, other = draw_up(asked, round_), draw_up(asked, replace(round_, respondents=round_.respondents + copies))
    may_differ = ("agreement", "agreement_label", "check_first", "confidence", *COUNTS, *WORDS)
    assert without(printed(one), *may_differ) == without(printed(other), *may_differ)
    assert other.respondents == 2 * one.respondents
    assert [at.levels.answers for at in other.competences] == [2 * at.levels.answers for at in one.competences]


@given(rounds(), st.data())
def test_a_higher_target_over_what_the_firm_can_do_never_raises_the_coverage_rate(
    given_round: Round, data: st.DataObject
) -> None:
    asked, round_ = given_round
    before = draw_up(asked, round_)
    known = levels_of(before)
    targets = {asked.place("target", area.id, one) for area in asked.areas for one in area.competences if one in known}
    # Where a target stands for a whole area, every competence of it must be at or below the target.
    open_ = [
        at for at in sorted(targets) if all(known[one][1] <= known[one][2] for one in at_place(asked, at) & {*known})
    ]
    assume(open_)
    place = data.draw(st.sampled_from(open_))
    said = {at: one.ratings.get(place) for at, one in enumerate(round_.respondents)}
    higher: dict[int, int | State] = {
        at: data.draw(st.integers(value, 5)) for at, value in said.items() if isinstance(value, int)
    }
    after = draw_up(asked, with_answers(round_, place, higher))
    assert after.totals.covered == before.totals.covered
    assert after.totals.required >= before.totals.required
    assert (after.totals.coverage_rate or 0) <= (before.totals.coverage_rate or 0)


@given(rounds(), st.data())
def test_what_all_say_does_not_concern_the_firm_is_as_if_it_were_not_in_the_file(
    given_round: Round, data: st.DataObject
) -> None:
    asked, round_ = given_round
    assume(round_.respondents)
    area = data.draw(st.sampled_from(asked.areas))
    place = asked.place("current", area.id, data.draw(st.sampled_from(area.competences)))
    refused = with_answers(round_, place, dict.fromkeys(range(len(round_.respondents)), State.NOT_APPLICABLE))
    refused = replace(refused, consensus={at: value for at, value in round_.consensus.items() if at != place})
    gone = at_place(asked, place)
    rest = tuple(Area(one.id, tuple(at for at in one.competences if at not in gone)) for one in asked.areas)
    one, other = printed(draw_up(asked, refused)), printed(draw_up(Frame(rest, asked.asked), refused))
    assert {found["state"] for found in one["competences"] if found["id"] in gone} == {"not_applicable"}
    one["competences"] = [found for found in one["competences"] if found["id"] not in gone]
    assert one == other


@given(rounds(), st.data())
def test_agreeing_on_the_mean_changes_nothing_but_that_it_was_agreed(given_round: Round, data: st.DataObject) -> None:
    asked, round_ = given_round
    before = draw_up(asked, round_)
    whole: dict[Place, int] = {}
    for one in before.competences:
        for rating in ("current", "target", "importance"):
            found = getattr(one.levels, rating)
            if one.levels.applicable and found.numbers and found.agreed is None and found.value.denominator == 1:
                whole[asked.place(rating, one.area, one.id)] = int(found.value)
    assume(whole)
    place = data.draw(st.sampled_from(sorted(whole)))
    after = draw_up(asked, replace(round_, consensus={**round_.consensus, place: whole[place]}))
    may_differ = ("agreed", "confidence", *WORDS)
    assert without(printed(after), *may_differ) == without(printed(before), *may_differ)
    assert all(
        place[1] in found["agreed"] for found in printed(after)["competences"] if found["id"] in at_place(asked, place)
    )
