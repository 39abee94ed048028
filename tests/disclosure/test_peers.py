"""Whom a firm is compared with: the ladder, the quarter, and what one firm's doings must not give away."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osaamistase.disclosure.peers import Member, median, peer_group, quarter_of

K = 5
BEFORE = date(2026, 9, 30)
TODAY = date(2026, 11, 25)
ME = 99


def member(company: int, section: str = "C", size: str = "mikro", made_on: date = BEFORE, round_id: int = 0) -> Member:
    number = round_id or company
    return Member(company, number, company * 1000 + number, made_on, section, size, Decimal(company))


def companies(history: list[Member], today: date = TODAY, k: int = K) -> tuple[str | None, list[int]]:
    found = peer_group(sorted(history, key=lambda one: one.made_on), ME, "C", "mikro", today, k)
    return (None, []) if found is None else (found.step, sorted(one.company_id for one in found.others))


def test_the_first_class_with_enough_others_is_taken() -> None:
    own = [member(n) for n in range(1, 5)]
    assert companies([*own, member(5)]) == ("section_and_size", [1, 2, 3, 4, 5])
    section = [*own, member(6, size="pieni")]
    assert companies(section) == ("section", [1, 2, 3, 4, 6])
    size = [*own, member(7, section="G")]
    assert companies(size) == ("size", [1, 2, 3, 4, 7])
    everyone = [*own[:3], member(8, "G", "pieni"), member(9, "H", "keski")]
    assert companies(everyone) == ("all", [1, 2, 3, 8, 9])
    assert companies(own) == (None, [])


def test_the_firm_itself_never_counts() -> None:
    assert companies([*(member(n) for n in range(1, 5)), member(ME)]) == (None, [])
    assert companies([*(member(n) for n in range(1, 6)), member(ME)])[1] == [1, 2, 3, 4, 5]


def test_the_quarter_begins_anew_on_its_first_day() -> None:
    late = [*(member(n) for n in range(1, 5)), member(5, made_on=date(2026, 10, 1))]
    assert companies(late) == (None, [])  # five firms by October, but one of them in this quarter
    assert companies(late, date(2026, 12, 31)) == (None, [])
    assert companies(late, date(2027, 1, 1))[1] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2026, 1, 1), date(2026, 1, 1)),
        (date(2026, 3, 31), date(2026, 1, 1)),
        (date(2026, 4, 1), date(2026, 4, 1)),
        (date(2026, 12, 31), date(2026, 10, 1)),
    ],
)
def test_a_quarter_is_known_by_its_first_day(day: date, first: date) -> None:
    assert quarter_of(day) == first


def test_one_firm_has_one_vote_with_its_latest_round_of_then() -> None:
    old = [member(n) for n in range(1, 6)]
    again = [member(n, made_on=date(2026, 9, 30), round_id=n + 50) for n in range(1, 6)]
    found = peer_group([*old, *again], ME, "C", "mikro", TODAY, K)
    assert found is not None
    assert sorted(one.round_id for one in found.others) == [51, 52, 53, 54, 55]


def test_a_class_is_renewed_only_when_enough_firms_moved() -> None:
    old = [member(n, made_on=date(2026, 2, 1)) for n in range(1, 7)]
    few = [*old, *(member(n, made_on=date(2026, 5, 1)) for n in range(11, 15))]
    assert companies(few)[1] == [1, 2, 3, 4, 5, 6]  # four newcomers wait
    assert companies(few, date(2027, 8, 1))[1] == [1, 2, 3, 4, 5, 6]  # however long
    enough = [*few, member(15, made_on=date(2026, 8, 1))]
    assert companies(enough)[1] == [1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15]


def test_a_firm_that_left_the_class_or_answered_anew_is_a_mover_too() -> None:
    old = [member(n, made_on=date(2026, 2, 1)) for n in range(1, 9)]
    moved = [member(n, made_on=date(2026, 5, 1), round_id=n + 50, size="pieni") for n in (1, 2)]
    anew = [member(n, made_on=date(2026, 5, 1), round_id=n + 50) for n in (3, 4)]
    assert companies([*old, *moved, *anew])[1] == [1, 2, 3, 4, 5, 6, 7, 8]
    fifth = [member(5, made_on=date(2026, 5, 1), round_id=55)]
    assert companies([*old, *moved, *anew, *fifth])[1] == [3, 4, 5, 6, 7, 8]


def test_a_median_stands_in_the_middle_and_only_of_enough() -> None:
    assert median([Decimal(n) for n in (9, 1, 3, 2, 4)], K) == 3
    assert median([Decimal(n) for n in (9, 1, 3, 2, 4, 8)], K) == Decimal("3.5")
    assert median([Decimal(n) for n in (1, 2, 3, 4)], K) is None


DAYS = st.dates(date(2025, 1, 1), date(2026, 11, 1))
MEMBERS = st.builds(
    member,
    st.integers(1, 30),
    st.sampled_from("CG"),
    st.sampled_from(["mikro", "pieni"]),
    DAYS,
    st.integers(100, 999),
)


@given(st.lists(MEMBERS, max_size=60, unique_by=lambda one: (one.company_id, one.round_id)))
def test_whoever_asks_is_not_in_it_and_it_is_never_small(history: list[Member]) -> None:
    for asker in range(1, 31):
        found = peer_group(sorted(history, key=lambda one: one.made_on), asker, "C", "mikro", TODAY, K)
        if found is not None:
            assert asker not in {one.company_id for one in found.others}
            assert len({one.company_id for one in found.others}) == len(found.others) >= K
            assert all(one.made_on < found.as_of for one in found.others)


@given(
    st.lists(MEMBERS, min_size=10, max_size=60, unique_by=lambda one: (one.company_id, one.round_id)),
    st.lists(MEMBERS, min_size=1, max_size=8, unique_by=lambda one: (one.company_id, one.round_id)),
)
def test_what_is_shown_moves_only_by_enough_firms_at_once(history: list[Member], later: list[Member]) -> None:
    """Whoever subtracts one quarter's class from the next has at least k firms in the difference."""
    past = sorted((one for one in history if one.made_on < date(2026, 4, 1)), key=lambda one: one.made_on)
    moved = [
        member(one.company_id, one.section, one.size_class, date(2026, 7, 1) + timedelta(days=at), round_id=2000 + at)
        for at, one in enumerate(later)
    ]
    before = peer_group(past, ME, "C", "mikro", TODAY, K)
    after = peer_group([*past, *moved], ME, "C", "mikro", TODAY, K)
    if before is None or after is None or after.step != before.step:
        return  # what is shown for the first time has nothing to be subtracted from
    changed = {one.sheet_id: one.company_id for one in (*before.others, *after.others)}
    both = {one.sheet_id for one in before.others} ^ {one.sheet_id for one in after.others}
    assert not both or len({changed[one] for one in both}) >= K
