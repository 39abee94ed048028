"""From quarter to quarter: what fewer than k firms did can never be read off a difference of what a firm sees."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from osaamistase.disclosure.peers import Group, Member, quarter_of
from tests.disclosure.histories import ASKER, firms, histories, seen, sheet, sheets, thresholds

QUARTERS = [date(year, month, 1) for year in range(2023, 2028) for month in (1, 4, 7, 10)]
SPRING, SUMMER, AUTUMN, WINTER = (date(2026, month, 1) for month in (4, 7, 10, 12))
FIVE = sheets(2, 3, 4, 5, 6, made_on=date(2026, 2, 1))


def movers(then: Group, now: Group) -> set[int]:
    """The firms that stand in one of the two with a sheet that the other does not have."""
    return {one.company_id for one in {*then.others} ^ {*now.others}}


def renewed(*numbers: int, made_on: date) -> list[Member]:
    return [sheet(one, made_on, round_id=100 + one, sheet_id=100 + one) for one in numbers]


@pytest.mark.parametrize("new", [(), (7,), (7, 8), (7, 8, 9), (7, 8, 9, 10)])
def test_up_to_four_new_firms_are_not_seen_however_many_quarters_pass(new: tuple[int, ...]) -> None:
    history = FIVE + [sheet(firm, date(2026, 4 + at, 15)) for at, firm in enumerate(new)]
    for day in (SPRING, SUMMER, AUTUMN, WINTER, date(2028, 5, 5)):
        found = seen(history, day)
        assert firms(found) == [2, 3, 4, 5, 6]
        assert found is not None
        assert found.as_of == SPRING


def test_the_fifth_new_firm_renews_the_class_and_brings_the_four_that_waited() -> None:
    history = FIVE + [sheet(firm, date(2026, 4 + at, 15)) for at, firm in enumerate((7, 8, 9, 10))]
    history += [sheet(11, date(2026, 9, 30))]
    assert firms(seen(history, date(2026, 9, 30))) == [2, 3, 4, 5, 6]
    found = seen(history, AUTUMN)
    assert firms(found) == [2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
    assert found is not None
    assert found.as_of == AUTUMN


def test_answering_anew_and_leaving_count_as_moving() -> None:
    four = FIVE + renewed(2, 3, 4, 5, made_on=date(2026, 5, 1))
    old, kept = seen(FIVE, WINTER), seen(four, WINTER)
    assert old is not None
    assert kept == old
    found = seen([*four, sheet(7, date(2026, 5, 2))], WINTER)
    assert found is not None
    assert sorted(one.sheet_id for one in found.others) == [6, 7, 102, 103, 104, 105]
    gone = [sheet(one, date(2026, 5, 1), "G", round_id=50 + one, sheet_id=50 + one) for one in (2, 3, 4, 5)]
    wide = FIVE + sheets(7, 8, 9, 10, made_on=date(2026, 2, 1))
    assert firms(seen(wide + gone, WINTER)) == [2, 3, 4, 5, 6, 7, 8, 9, 10]
    assert firms(seen(wide + gone + sheets(11, made_on=date(2026, 5, 1)), WINTER)) == [6, 7, 8, 9, 10, 11]


def test_one_firm_that_answers_again_and_again_is_one_mover() -> None:
    again = [sheet(2, date(2026, 5, day), round_id=100 + day, sheet_id=100 + day) for day in range(1, 9)]
    assert seen(FIVE + again, WINTER) == seen(FIVE, WINTER)


def test_what_the_firm_itself_did_is_no_move_of_the_others() -> None:
    others = FIVE + sheets(7, 8, 9, 10, made_on=date(2026, 5, 1))
    assert seen([*others, sheet(ASKER, date(2026, 5, 2))], WINTER) == seen(others, WINTER)
    assert firms(seen(others, WINTER)) == [2, 3, 4, 5, 6]


def test_one_firm_more_never_leads_from_a_wider_class_to_a_narrower_one() -> None:
    history = sheets(2, 3, 4, 5, made_on=date(2026, 2, 1)) + sheets(6, size="pieni", made_on=date(2026, 2, 1))
    before = seen(history, SPRING)
    assert before is not None
    assert before.step == "section"
    # Now five others are both of C and mikro; but the two classes side by side would tell of firms 6 and 7.
    assert seen([*history, sheet(7, date(2026, 5, 1))], WINTER) == before


def _views(history: list[Member], k: int) -> Iterator[Group | None]:
    return (seen(history, day, k) for day in QUARTERS)


@given(histories, thresholds)
@settings(deadline=None)
def test_what_a_firm_sees_changes_only_by_k_others_at_once(history: list[Member], k: int) -> None:
    last: Group | None = None
    for now in _views(history, k):
        if last is not None:
            assert now is not None, "what was shown is not taken away"
            assert now == last or len(movers(last, now)) >= k
        last = now


@given(histories, thresholds, st.integers(2, 14), st.data())
@settings(deadline=None)
def test_what_one_other_firm_does_is_not_seen_where_fewer_than_k_moved(
    history: list[Member], k: int, firm: int, data: st.DataObject
) -> None:
    """Whatever that one firm added in a quarter, with whomever else below k: the view is the quarter's before."""
    quarter = quarter_of(data.draw(st.sampled_from(QUARTERS[2:-1])))
    until = [one for one in history if one.made_on < quarter]
    before = seen(until, quarter, k)
    if before is None or before.as_of != quarter:
        return  # others have been moving unseen before this one
    added = data.draw(st.lists(st.tuples(st.sampled_from("CG"), st.sampled_from(["mikro", "pieni"])), max_size=3))
    with_it = until + [
        sheet(firm, quarter, section, size, round_id=1000 + at, sheet_id=1000 + at)
        for at, (section, size) in enumerate(added)
    ]
    assert [seen(with_it, day, k) for day in QUARTERS if day >= quarter] == [before] * sum(
        day >= quarter for day in QUARTERS
    )
