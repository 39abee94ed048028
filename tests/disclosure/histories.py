"""Sheets of many firms, written the short way, and any history of them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from osaamistase.disclosure.peers import Group, Member, peer_group

ASKER = 1  # the firm that looks
TODAY = date(2026, 11, 24)  # in the quarter that began on the first of October
BEFORE = date(2026, 8, 1)
K = 5


def sheet(firm: int, made_on: date = BEFORE, section: str = "C", size: str = "mikro", **more: int) -> Member:
    """A firm's sheet; its round and its number are the firm's unless said otherwise."""
    return Member(firm, more.get("round_id", firm), more.get("sheet_id", firm), made_on, section, size, Decimal(firm))


def sheets(*firms: int, section: str = "C", size: str = "mikro", made_on: date = BEFORE) -> list[Member]:
    return [sheet(firm, made_on, section, size) for firm in firms]


def seen(history: list[Member], today: date = TODAY, k: int = K) -> Group | None:
    """What the asker, a firm of C and mikro, sees on that day."""
    return peer_group(sorted(history, key=lambda one: one.made_on), ASKER, "C", "mikro", today, k)


def firms(found: Group | None) -> list[int]:
    assert found is not None
    return sorted(one.company_id for one in found.others)


@st.composite
def _histories(draw: Callable[[st.SearchStrategy[int]], int]) -> list[Member]:
    """Any firms over four years, each now and then in another class, in the order their sheets were made."""
    days = sorted(draw(st.integers(0, 1460)) for _ in range(draw(st.integers(0, 40))))
    return [
        Member(
            draw(st.integers(1, 14)), at, at, date.fromordinal(date(2023, 1, 1).toordinal() + day),
            "CG"[draw(st.integers(0, 3)) == 3], ("mikro", "pieni")[draw(st.integers(0, 3)) == 3], Decimal(at),
        )
        for at, day in enumerate(days)
    ]  # fmt: skip


histories = _histories()
thresholds = st.integers(3, 5)
