"""From gaps and services to a draft: how many, by when, and which services in which order."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from osaamistase.plans.draft import Gap, Offer, draft, fitting, months_after
from osaamistase.plans.rules import SERVICES_MOST
from tests.plans import offers as some
from tests.plans.offers import TODAY, gap, offer


@pytest.mark.parametrize(
    ("class_", "deadline"),
    [("kiireellinen", date(2027, 2, 24)), ("tarkea", date(2027, 5, 24)), ("seurattava", date(2027, 11, 24))],
)
def test_the_more_urgent_a_gap_the_sooner_its_deadline(class_: str, deadline: date) -> None:
    (action,) = draft([gap(class_=class_)], [], TODAY)
    assert action.deadline == deadline


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 3, 31), 3, date(2026, 6, 30)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 9, 30), 3, date(2026, 12, 30)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 12, 1), 0, date(2026, 12, 1)),
    ],
)
def test_months_end_where_the_month_does(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


@settings(deadline=None)
@given(some.days, st.integers(0, 24))
def test_so_many_months_later_is_in_that_month(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


def ids(found: list[Offer]) -> list[str]:
    return [one.id for one in found]


def test_a_service_for_firms_comes_before_the_closest_fit_before_the_kind_before_the_catalogues_order() -> None:
    offers = [
        offer("secondary", primary=False),
        offer("further", serves={"REK-01": 1}, kind_position=0),
        offer("course", kind_position=2),
        offer("later talk", kind_position=0, position=9),
        offer("talk", kind_position=0, position=1),
    ]
    assert ids(fitting(gap(), offers, TODAY, TODAY)) == ["talk", "later talk", "course", "further", "secondary"]
    assert ids(fitting(gap(), offers[::-1], TODAY, TODAY)) == ["talk", "later talk", "course", "further", "secondary"]


def test_at_most_three_services_stand_in_an_action_the_first_three() -> None:
    offers = [offer(name, position=at) for at, name in enumerate("abcd")]
    assert draft([gap()], offers, TODAY)[0].services == ("a", "b", "c")


def test_a_service_is_offered_only_for_what_it_serves() -> None:
    assert fitting(gap("DIG-01"), [offer("a"), offer("b", serves={})], TODAY, TODAY) == []


def test_a_service_that_lasts_to_the_deadline_is_offered_and_one_that_ends_the_day_before_is_not() -> None:
    deadline = date(2027, 5, 24)
    lasting = offer("lasting", valid_until=deadline)
    ending = offer("ending", valid_until=deadline - timedelta(days=1), position=-1)
    assert draft([gap()], [ending, lasting], TODAY)[0].services == ("lasting",)
    assert not draft([gap()], [lasting], TODAY)[0].unmet
    assert draft([gap()], [ending], TODAY)[0].unmet


@settings(deadline=None)
@given(st.lists(some.gaps, max_size=9), some.offers, some.days)
def test_a_service_that_ends_before_the_deadline_is_never_drafted(
    gaps: list[Gap], offers: list[Offer], today: date
) -> None:
    known = {one.id: one for one in offers}
    for action in draft(gaps, offers, today):
        ends = [known[one].valid_until for one in action.services]
        assert all(end is None or end >= action.deadline for end in ends)


@settings(deadline=None)
@given(st.lists(some.gaps, max_size=9), some.offers, some.days)
def test_whatever_is_drafted_serves_the_gap_and_is_for_firms_and_starts_with_a_talk_where_it_must(
    gaps: list[Gap], offers: list[Offer], today: date
) -> None:
    known = {one.id: one for one in offers}
    for action in draft(gaps, offers, today):
        drafted = [known[one] for one in action.services]
        assert len(drafted) <= SERVICES_MOST
        assert all(one.offered_to == "firms" and action.gap.competence in one.serves for one in drafted)
        assert not action.gap.check_first or all(one.kind == "advice" for one in drafted)
        if not action.gap.check_first:
            assert action.unmet == (not drafted)


@pytest.mark.parametrize("offered_to", ["starters", "advisers", "nobody"])
def test_a_service_that_is_not_for_running_firms_is_never_offered(offered_to: str) -> None:
    offers = [offer("a", offered_to=offered_to)]
    assert draft([gap()], offers, TODAY)[0].services == ()
    assert draft([gap()], offers, TODAY)[0].unmet


def test_where_the_first_step_is_a_talk_only_advice_is_offered_and_a_course_still_meets_the_need() -> None:
    offers = [offer("course"), offer("talk", kind="advice", kind_position=0)]
    assert draft([gap(check_first=True)], offers, TODAY)[0].services == ("talk",)
    assert draft([gap(check_first=True)], offers[:1], TODAY)[0].services == ()
    assert not draft([gap(check_first=True)], offers[:1], TODAY)[0].unmet


@pytest.mark.parametrize(
    ("classes", "drafted"),
    [
        ([], 0),
        (["tarkea"] * 3, 3),
        (["seurattava"] * 5, 5),
        (["seurattava"] * 9, 5),
        (["kiireellinen"] * 6 + ["seurattava"], 6),
        (["kiireellinen"] * 3 + ["tarkea"] * 6, 7),
    ],
)
def test_five_gaps_are_drafted_and_two_more_unless_they_can_wait(classes: list[str], drafted: int) -> None:
    gaps = [gap(f"REK-{at:02d}", class_) for at, class_ in enumerate(classes)]
    assert [one.gap for one in draft(gaps, [], TODAY)] == gaps[:drafted]
