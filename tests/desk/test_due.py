"""What is due on which day: each kind from its very day on and not one earlier, the most urgent first."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from osaamistase.desk.due import (
    KINDS,
    SERVICE_DAYS,
    ActionFacts,
    Due,
    FirmFacts,
    RoundFacts,
    due_list,
    due_of,
)

TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)
# A finished round with a confirmed plan and nothing to talk of: nothing waits.
QUIET = RoundFacts(1, date(2026, 10, 1), date(2026, 10, 5), plan_id=5, drafted=date(2026, 10, 6), confirmed=True)
OPEN = RoundFacts(2, TODAY, people=3, ready=1, reachable=2)
ACTION = ActionFacts(7, 5, "Perehdytys", TODAY + 200 * DAY)


def firm(*rounds: RoundFacts, actions: tuple[ActionFacts, ...] = (), name: str = "Testi Oy", id_: int = 1) -> FirmFacts:
    return FirmFacts(id_, name, "Testi Neuvoja", rounds=rounds, actions=actions)


def kinds(one: FirmFacts, today: date = TODAY) -> list[str]:
    return [item.kind for item in due_of(one, today)]


def served(ends: date, **changes: object) -> ActionFacts:
    return replace(ACTION, services=(("neuvonta", {"fi": "Neuvonta"}, ends),), **changes)  # type: ignore[arg-type]


def test_nothing_waits_where_all_is_done() -> None:
    assert kinds(firm(QUIET, actions=(ACTION,))) == []
    assert kinds(firm()) == []
    assert due_list([firm(QUIET), firm()], TODAY) == []


def test_an_action_is_late_the_day_after_its_deadline() -> None:
    one = firm(QUIET, actions=(replace(ACTION, deadline=TODAY),))
    assert kinds(one) == []
    (item,) = due_of(one, TODAY + DAY)
    assert (item.kind, item.since, item.action_id, item.plan_id, item.title) == (
        "action_late",
        TODAY,
        7,
        5,
        "Perehdytys",
    )


@pytest.mark.parametrize("status", ["ehdotettu", "sovittu", "kaynnissa", "lykatty", "jokin uusi"])
def test_every_action_that_is_not_done_or_rejected_can_be_late(status: str) -> None:
    assert kinds(firm(QUIET, actions=(replace(ACTION, deadline=TODAY - DAY, status=status),))) == ["action_late"]


@pytest.mark.parametrize("change", [{"status": "tehty"}, {"status": "hylatty"}])
def test_what_is_done_or_rejected_asks_for_nothing(change: dict[str, object]) -> None:
    assert kinds(firm(QUIET, actions=(served(TODAY, deadline=TODAY - DAY, **change),))) == []


def test_a_service_is_told_of_sixty_days_before_it_ends() -> None:
    one = firm(QUIET, actions=(served(TODAY + (SERVICE_DAYS + 1) * DAY, deadline=TODAY + 10 * DAY),))
    assert SERVICE_DAYS == 60
    assert kinds(one) == []
    (item,) = due_of(one, TODAY + DAY)
    assert (item.kind, item.over, item.count, item.action_id) == ("service_ends", False, 1, 7)


def test_a_service_that_ends_before_its_actions_deadline_is_told_of_at_once() -> None:
    ends = TODAY + 100 * DAY
    assert kinds(firm(QUIET, actions=(served(ends, deadline=ends),))) == []
    assert kinds(firm(QUIET, actions=(served(ends, deadline=ends + DAY),))) == ["service_ends"]


def test_a_service_is_over_the_day_after_its_last() -> None:
    assert [one.over for one in due_of(firm(QUIET, actions=(served(TODAY),)), TODAY)] == [False]
    assert [one.over for one in due_of(firm(QUIET, actions=(served(TODAY - DAY),)), TODAY)] == [True]


def test_a_service_of_several_actions_is_told_of_once_a_plan_at_the_first_of_them() -> None:
    later, sooner = served(TODAY, id=8, deadline=TODAY + 9 * DAY), served(TODAY, id=9, deadline=TODAY + 3 * DAY)
    other_plan = served(TODAY, id=10, plan_id=6)
    found = due_of(firm(QUIET, actions=(later, sooner, other_plan)), TODAY)
    assert sorted((one.plan_id, one.action_id, one.count) for one in found) == [(5, 9, 2), (6, 10, 1)]


def test_answers_are_waited_for_a_week_before_anyone_is_reminded() -> None:
    one = firm(replace(OPEN, opened=TODAY, reminded=TODAY))
    assert kinds(one, TODAY + 6 * DAY) == []
    (item,) = due_of(one, TODAY + 7 * DAY)
    assert (item.kind, item.since, item.count, item.people, item.reachable) == ("answers_waiting", TODAY, 1, 3, 2)
    assert item.reminded == TODAY


def test_a_round_where_all_are_ready_waits_to_be_closed_at_once_and_no_longer_for_answers() -> None:
    ready = replace(OPEN, opened=TODAY - 9 * DAY, ready=3, last_ready=TODAY)
    (item,) = due_of(firm(ready), TODAY)
    assert (item.kind, item.since, item.people) == ("everyone_ready", TODAY, 3)
    assert kinds(firm(replace(ready, ready=2))) == ["answers_waiting"]


def test_a_talk_waits_until_it_is_written_down_or_a_year_has_gone() -> None:
    one = firm(replace(QUIET, to_talk=2))
    (item,) = due_of(one, TODAY)
    assert (item.kind, item.count, item.round_id) == ("talk", 2, 1)
    assert kinds(firm(replace(QUIET, to_talk=2, talked=True))) == []
    assert kinds(one, date(2027, 10, 4)) == ["talk"]
    assert kinds(one, date(2027, 10, 5)) == ["new_round"]


def test_a_finished_round_waits_for_its_plan_and_the_plan_for_its_first_revision() -> None:
    assert kinds(firm(replace(QUIET, plan_id=None, drafted=None, confirmed=False))) == ["no_plan"]
    (item,) = due_of(firm(replace(QUIET, confirmed=False)), TODAY)
    assert (item.kind, item.since, item.plan_id) == ("unconfirmed", date(2026, 10, 6), 5)
    assert kinds(firm(replace(OPEN, plan_id=None))) == []


def test_of_answers_a_year_old_no_plan_is_asked_for_but_new_answers() -> None:
    one = firm(replace(QUIET, plan_id=None, drafted=None, confirmed=False))
    assert kinds(one, date(2027, 10, 4)) == ["no_plan"]
    assert kinds(one, date(2027, 10, 5)) == ["new_round"]


def test_only_the_last_finished_round_asks_for_a_talk_and_a_plan() -> None:
    before = RoundFacts(9, date(2026, 4, 1), date(2026, 4, 2), to_talk=3)  # a higher id, yet answered earlier
    assert kinds(firm(before)) == ["talk", "no_plan"]
    assert kinds(firm(before, QUIET)) == []


def test_a_new_round_is_due_a_year_after_the_last_was_answered_unless_one_is_open() -> None:
    assert kinds(firm(QUIET), date(2027, 10, 4)) == []
    (item,) = due_of(firm(QUIET), date(2027, 10, 5))
    assert (item.kind, item.since) == ("new_round", date(2026, 10, 5))
    assert kinds(firm(QUIET, replace(OPEN, opened=date(2027, 10, 1))), date(2027, 10, 5)) == []


def test_letters_nobody_got_are_told_of_at_once_in_one_sentence_a_round() -> None:
    failed = ((31, TODAY - 2 * DAY), (32, TODAY))
    (item,) = due_of(firm(replace(OPEN, failed=failed)), TODAY)
    assert (item.kind, item.since, item.count, item.message_id) == ("letter_failed", TODAY - 2 * DAY, 2, 31)


def test_things_stand_by_urgency_and_then_the_oldest_first() -> None:
    late = [replace(ACTION, id=id_, deadline=TODAY - days * DAY) for id_, days in ((1, 2), (2, 30), (3, 9))]
    rounds = (
        replace(QUIET, to_talk=1, confirmed=False), replace(OPEN, id=3, opened=TODAY - 8 * DAY, failed=((1, TODAY),)),
        replace(OPEN, id=4, ready=3, last_ready=TODAY),
    )  # fmt: skip
    found = due_of(firm(*rounds, actions=(*late, served(TODAY, id=4))), TODAY)
    assert [(one.kind, one.action_id) for one in found][:3] == [
        ("action_late", 2),
        ("action_late", 3),
        ("action_late", 1),
    ]
    assert [one.kind for one in found][3:] == [
        "letter_failed", "everyone_ready", "answers_waiting", "service_ends", "talk", "unconfirmed",
    ]  # fmt: skip
    assert {one.kind for one in found} | {"no_plan", "new_round", "firm_says", "firm_writes", "follow_up"} == set(KINDS)


def test_firms_stand_by_their_most_urgent_thing_then_its_age_then_their_name() -> None:
    def late(days: int, name: str, id_: int) -> FirmFacts:
        return firm(QUIET, actions=(replace(ACTION, deadline=TODAY - days * DAY),), name=name, id_=id_)

    waiting = firm(replace(OPEN, opened=TODAY - 300 * DAY), name="Aava Oy", id_=4)
    given = [waiting, late(2, "Bertta Oy", 3), late(2, "Aamu Oy", 2), late(3, "Ö Oy", 1), firm(QUIET, id_=5)]
    assert [one.firm.id for one in due_list(given, TODAY)] == [1, 2, 3, 4]
    assert due_list(given, TODAY) == due_list(list(reversed(given)), TODAY)


def test_every_kind_has_its_rank() -> None:
    assert [Due(kind, TODAY).rank[0] for kind in KINDS] == list(range(len(KINDS)))


def test_what_the_firm_says_waits_until_a_step_answers_it() -> None:
    (item,) = due_of(firm(QUIET, actions=(replace(ACTION, said=TODAY),)), TODAY)
    assert (item.kind, item.since, item.action_id, item.title) == ("firm_says", TODAY, 7, "Perehdytys")
    assert kinds(firm(QUIET, actions=(replace(ACTION, said=TODAY, status="tehty"),))) == []


def test_what_the_firm_wrote_waits_beside_what_it_said() -> None:
    both = firm(QUIET, actions=(replace(ACTION, said=TODAY, wrote=TODAY - DAY),))
    assert [(one.kind, one.since) for one in due_of(both, TODAY)] == [
        ("firm_says", TODAY),
        ("firm_writes", TODAY - DAY),
    ]
    assert kinds(firm(QUIET, actions=(replace(ACTION, wrote=TODAY, status="hylatty"),))) == []


def test_a_follow_up_is_told_of_a_week_before_and_is_late_the_day_after() -> None:
    one = firm(replace(QUIET, submitted=TODAY, follow_ups=((9, TODAY + 8 * DAY), (10, TODAY + 9 * DAY))))
    assert kinds(one) == []
    (item,) = due_of(one, TODAY + DAY)
    assert (item.kind, item.since, item.follow_up_id, item.over) == ("follow_up", TODAY + 8 * DAY, 9, False)
    assert [one.over for one in due_of(one, TODAY + 9 * DAY)] == [True]


def test_a_new_round_is_due_when_its_plan_says() -> None:
    one = firm(replace(QUIET, submitted=date(2026, 3, 31), again_after=24))
    assert kinds(one, date(2027, 4, 1)) == []
    assert kinds(one, date(2028, 3, 30)) == []
    (item,) = due_of(one, date(2028, 3, 31))
    assert (item.kind, item.count) == ("new_round", 24)
