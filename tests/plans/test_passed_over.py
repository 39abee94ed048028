"""Why a service that would serve a gap is not offered, and for what a deputy is drafted."""

from datetime import date
from typing import Any

import pytest

from osaamistase.plans.draft import Firm, Offer, Risk, draft, key_person_actions, why_not
from osaamistase.plans.rules import PASSED_OVER
from tests.plans.offers import TODAY, gap, offer

DEADLINE = date(2027, 5, 24)
FIRM = Firm("Kouvola", 30)


def limited(id_: str = "a", **limits: Any) -> Offer:
    made = offer(id_)
    return Offer(**{**vars(made), **limits})


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (offer("a", offered_to="starters"), "not_for_firms"),
        (offer("a", valid_until=date(2026, 11, 23)), "ended"),
        (offer("a", valid_until=TODAY), "ends_before"),
        (offer("a", valid_until=date(2027, 5, 23)), "ends_before"),
        (offer("a", valid_until=DEADLINE), None),
        (limited(municipalities=("Iitti", "Kotka")), "elsewhere"),
        (limited(municipalities=("Iitti", "Kouvola")), None),
        (limited(municipalities=("iitti", "KOUVOLA")), None),
        (limited(headcount_most=29), "too_large"),
        (limited(headcount_most=30), None),
    ],
)
def test_a_service_is_passed_over_for_one_plain_reason(one: Offer, why: str | None) -> None:
    assert why_not(one, DEADLINE, TODAY, FIRM) == why


def test_a_firm_whose_municipality_is_not_known_is_offered_all() -> None:
    assert why_not(limited(municipalities=("Iitti",)), DEADLINE, TODAY, Firm("", 1)) is None


def test_every_service_that_serves_the_gap_is_offered_or_says_why_not() -> None:
    offers = [offer(f"{n}", position=n) for n in range(5)] + [
        offer("gone", valid_until=date(2026, 1, 1)),
        offer("other", serves={}),
    ]
    (action,) = draft([gap()], offers, TODAY, FIRM)
    assert action.services == ("0", "1", "2")
    assert dict(action.passed_over) == {"3": "enough", "4": "enough", "gone": "ended"}
    (talk,) = draft([gap(check_first=True)], [offer("course"), offer("advice", kind="advice")], TODAY, FIRM)
    assert (talk.services, dict(talk.passed_over)) == (("advice",), {"course": "talk_first"})
    assert {why for _, why in (*action.passed_over, *talk.passed_over)} <= set(PASSED_OVER)


def test_a_deputy_is_drafted_for_the_two_largest_risks_that_are_more_than_watched() -> None:
    risks = [
        Risk("TAL", ("TAL-01",), "merkittava", 8.0, 1),
        Risk("DIG", ("DIG-01",), "seurattava", 7.9, 2),
        Risk("REK", ("REK-01",), "kriittinen", 20.0, 1),
        Risk("AMM", ("AMM-01",), "kriittinen", 15.0, 1),
    ]
    found = key_person_actions(risks, TODAY)
    assert [(risk.area, day) for risk, day in found] == [("REK", date(2027, 2, 24)), ("AMM", date(2027, 2, 24))]
    assert [risk.area for risk, _ in key_person_actions(risks[:2], TODAY)] == ["TAL"]
    assert key_person_actions([], TODAY) == ()
