"""Every state of an action and every step: those that are taken, and that all others are refused."""

from datetime import date, timedelta

import pytest

from osaamistase.plans.status import (
    CLOSED,
    STATUSES,
    STEPS,
    WrongStep,
    check_step,
    needs_reason,
    waiting,
    wish_of,
    wordless_steps,
    words_of,
)

TODAY = date(2026, 11, 25)
LATER = TODAY + timedelta(days=30)
ALLOWED = {
    ("ehdotettu", "sovittu"), ("ehdotettu", "hylatty"),
    ("sovittu", "kaynnissa"), ("sovittu", "tehty"), ("sovittu", "siirretty"), ("sovittu", "hylatty"),
    ("kaynnissa", "tehty"), ("kaynnissa", "siirretty"), ("kaynnissa", "hylatty"),
    ("siirretty", "kaynnissa"), ("siirretty", "tehty"), ("siirretty", "siirretty"), ("siirretty", "hylatty"),
    ("tehty", "kaynnissa"), ("hylatty", "ehdotettu"),
}  # fmt: skip


class Event:
    def __init__(
        self, status: str | None = None, wish: str | None = None, text: str = "", by_user_id: int | None = None
    ) -> None:
        self.status, self.wish, self.text, self.by_user_id = status, wish, text, by_user_id


@pytest.mark.parametrize("now", STATUSES)
@pytest.mark.parametrize("to", [*STATUSES, "valmis", ""])
def test_only_the_steps_of_the_plan_are_taken(now: str, to: str) -> None:
    if (now, to) in ALLOWED:
        check_step(now, to, "syy", LATER, TODAY)
        return
    with pytest.raises(WrongStep) as found:
        check_step(now, to, "syy", LATER, TODAY)
    assert found.value.why == "step"


def test_every_state_has_its_steps_and_leads_only_to_states() -> None:
    assert set(STEPS) == set(STATUSES)
    assert {to for steps in STEPS.values() for to in steps} <= set(STATUSES)
    assert set(CLOSED) == {"tehty", "hylatty"}


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_giving_up_and_taking_back_need_a_reason(reason: str) -> None:
    for now, to in (("sovittu", "hylatty"), ("tehty", "kaynnissa")):
        assert needs_reason(now, to)
        with pytest.raises(WrongStep) as found:
            check_step(now, to, reason, None, TODAY)
        assert found.value.why == "reason"
    check_step("sovittu", "kaynnissa", reason, None, TODAY)


@pytest.mark.parametrize(("until", "why"), [(None, "day"), (TODAY, "past"), (TODAY - timedelta(days=1), "past")])
def test_what_is_put_off_gets_a_day_to_come(until: date | None, why: str) -> None:
    with pytest.raises(WrongStep) as found:
        check_step("sovittu", "siirretty", "", until, TODAY)
    assert found.value.why == why
    check_step("sovittu", "siirretty", "", TODAY + timedelta(days=1), TODAY)


def test_what_the_firm_says_waits_until_a_step_answers_it() -> None:
    assert wish_of([]) is None
    assert wish_of([Event(wish="kaynnissa"), Event(wish="tehty"), Event()]) == "tehty"
    assert wish_of([Event(wish="tehty"), Event(status="tehty")]) is None
    assert wish_of([Event(status="sovittu"), Event(wish="tehty")]) == "tehty"
    events = {1: [(Event(wish="tehty"), None)], 2: [(Event(status="tehty"), "Testi")]}
    assert waiting(events, wish_of) == {1: "tehty"}


def test_what_the_firm_writes_waits_until_one_of_us_has_done_anything_after_it() -> None:
    wrote = Event(text="Kurssi on peruttu")
    assert words_of([]) is None
    assert words_of([Event(status="sovittu", by_user_id=1), wrote]) == "Kurssi on peruttu"
    assert words_of([wrote, Event(text="Entä nyt?")]) == "Kurssi on peruttu\nEntä nyt?"
    assert words_of([wrote, Event(wish="tehty", text="Kävimme")]) == "Kurssi on peruttu"
    assert words_of([wrote, Event(by_user_id=1)]) is None
    assert words_of([wrote, Event(status="kaynnissa", by_user_id=1)]) is None


@pytest.mark.parametrize("now", STATUSES)
def test_a_step_without_words_is_one_that_needs_none(now: str) -> None:
    for to in wordless_steps(now):
        check_step(now, to, "", None, TODAY)
    assert not set(wordless_steps(now)) & {"hylatty", "siirretty", "ehdotettu"}


def test_what_was_agreed_on_may_be_done_without_having_been_started() -> None:
    assert wordless_steps("sovittu") == wordless_steps("siirretty") == ("kaynnissa", "tehty")
    assert wordless_steps("ehdotettu") == ("sovittu",)
    assert wordless_steps("tehty") == ()  # taking back needs a reason
