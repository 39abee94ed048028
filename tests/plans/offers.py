"""Gaps and offers for the tests of drafting, written the short way."""

from datetime import date

from hypothesis import strategies as st

from osaamistase.plans.draft import Gap, Offer
from osaamistase.plans.rules import MONTHS

TODAY = date(2026, 11, 24)


def gap(competence: str = "REK-01", class_: str = "tarkea", *, check_first: bool = False) -> Gap:
    return Gap(competence, class_, 2.0, 4.0, 8.0, check_first, "merkitys 4 × vaje 2,0 = 8,0")


def offer(
    id_: str,
    *,
    serves: dict[str, int] | None = None,
    kind: str = "training",
    kind_position: int = 1,
    offered_to: str = "firms",
    primary: bool = True,
    position: int = 0,
    valid_until: date | None = None,
) -> Offer:
    served = {"REK-01": 0} if serves is None else serves
    return Offer(id_, kind, kind_position, offered_to, primary, position, valid_until, served)


_COMPETENCES = st.sampled_from(["REK-01", "REK-02", "DIG-01"])
_DAYS = st.dates(date(2025, 1, 1), date(2030, 12, 31))

gaps = st.builds(gap, _COMPETENCES, st.sampled_from(sorted(MONTHS)), check_first=st.booleans())
offers = st.lists(
    st.builds(
        offer,
        st.uuids().map(str),
        serves=st.dictionaries(_COMPETENCES, st.integers(0, 2)),
        kind=st.sampled_from(["advice", "training"]),
        kind_position=st.integers(0, 1),
        offered_to=st.sampled_from(["firms", "firms", "starters", "advisers", "nobody"]),
        primary=st.booleans(),
        position=st.integers(0, 9),
        valid_until=st.none() | _DAYS,
    ),
    max_size=12,
)
days = _DAYS
