"""What lies ahead at a firm: each thing until the day it is due and not one longer, so that none is told twice or lost."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from osaamistase.desk.coming import KINDS, coming_of
from osaamistase.desk.due import WAIT_DAYS, FirmFacts, counts, due_list, due_of, only
from osaamistase.desk.standing import STAGES, standing_of
from osaamistase.followup.schedule import SOON
from tests.desk.test_due import ACTION, DAY, OPEN, QUIET, TODAY, firm

AGAIN = date(2027, 10, 5)  # a year after the answers of QUIET


def ahead(one: FirmFacts, today: date = TODAY) -> list[tuple[str, date]]:
    return [(item.kind, item.day) for item in coming_of(one, today)]


def test_a_finished_round_with_a_plan_leads_to_its_deadlines_and_to_the_next_answers() -> None:
    one = firm(QUIET, actions=(replace(ACTION, responsible="Maija", status="sovittu"),))
    first, last = coming_of(one, TODAY)
    assert (first.kind, first.day, first.who, first.status, first.title) == (
        "action", ACTION.deadline, "Maija", "sovittu", "Perehdytys",
    )  # fmt: skip
    assert (last.kind, last.day) == ("new_round", AGAIN)
    assert coming_of(firm(), TODAY) == ()


@pytest.mark.parametrize("today", [TODAY + number * DAY for number in range(0, 420, 7)])
def test_a_deadline_is_ahead_or_due_and_never_both(today: date) -> None:
    one = firm(QUIET, actions=(ACTION,))
    told = ["action_late" in [item.kind for item in due_of(one, today)], "action" in dict(ahead(one, today))]
    assert told.count(True) == 1


@pytest.mark.parametrize("days", range(0, 60))
def test_a_day_of_follow_up_is_ahead_or_due_and_never_both_however_many_there_are(days: int) -> None:
    visits = ((1, TODAY + 20 * DAY), (2, TODAY + (20 + SOON // 2) * DAY), (3, TODAY + 50 * DAY))
    one, today = firm(replace(QUIET, follow_ups=visits)), TODAY + days * DAY
    due = [item.follow_up_id for item in due_of(one, today) if item.kind == "follow_up"]
    coming = [item.follow_up_id for item in coming_of(one, today) if item.kind == "follow_up"]
    assert not set(due) & set(coming)
    assert {id_ for id_, day in visits if day >= today} <= {*due, *coming}


def test_answers_are_waited_for_here_until_their_people_may_be_reminded() -> None:
    one = firm(replace(OPEN, opened=TODAY))
    assert ahead(one) == [("answers", TODAY + WAIT_DAYS * DAY)]
    assert ahead(one, TODAY + WAIT_DAYS * DAY) == []
    assert ahead(firm(replace(OPEN, opened=TODAY, ready=3))) == []  # everyone is: the round waits to be closed


def test_the_next_answers_are_not_ahead_while_a_round_is_open_or_the_day_has_come() -> None:
    assert "new_round" not in dict(ahead(firm(QUIET, replace(OPEN, opened=TODAY))))
    assert "new_round" in dict(ahead(firm(QUIET), AGAIN - DAY))
    assert "new_round" not in dict(ahead(firm(QUIET), AGAIN))


def test_the_nearest_comes_first_and_of_one_day_each_kind_in_its_place() -> None:
    one = firm(replace(QUIET, follow_ups=((1, AGAIN),)), actions=(replace(ACTION, deadline=AGAIN),))
    assert [kind for kind, _day in ahead(one)] == ["follow_up", "action", "new_round"]
    assert set(KINDS) == {"answers", "follow_up", "action", "new_round"}


STANDINGS = [
    (None, "new"), (firm(), "new"), (firm(OPEN), "answering"), (firm(QUIET, replace(OPEN, id=9)), "answering"),
    (firm(replace(QUIET, plan_id=None)), "answered"), (firm(replace(QUIET, confirmed=False)), "drafted"), (firm(QUIET), "followed"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "stage"), STANDINGS)
def test_a_firm_stands_somewhere_on_its_way(one: FirmFacts | None, stage: str) -> None:
    assert standing_of(one).stage == stage
    assert stage in STAGES


def test_of_a_round_that_is_open_it_is_told_how_many_are_ready() -> None:
    found = standing_of(firm(OPEN))
    assert (found.ready, found.people) == (OPEN.ready, OPEN.people)


def test_things_are_counted_by_kind_and_one_kind_is_picked_out_the_oldest_first() -> None:
    waiting = replace(OPEN, opened=TODAY - 9 * DAY)
    older = replace(waiting, opened=TODAY - timedelta(days=20))
    late = (replace(ACTION, deadline=TODAY - DAY), replace(ACTION, id=8, deadline=TODAY - 2 * DAY))
    firms = due_list([firm(waiting, id_=1), firm(older, id_=2, actions=late), firm(QUIET, id_=3)], TODAY)
    assert counts(firms) == {"action_late": 2, "answers_waiting": 2}
    assert [(one.firm.id, len(one.items)) for one in only(firms, "answers_waiting")] == [(2, 1), (1, 1)]
    assert [(one.firm.id, len(one.items)) for one in only(firms, "action_late")] == [(2, 2)]
    assert only(firms, "talk") == []
