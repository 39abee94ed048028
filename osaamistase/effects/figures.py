"""How levels stand after a service was used: shares of firms whose level rose clearly, as an edition gives them. Pure.

Unit: a firm with its first use of the service and its latest round after it (method.md sections 7 and 8). It tells what
happened, not why.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from osaamistase.disclosure.audit import Shown
from osaamistase.disclosure.coding import share, share_reach
from osaamistase.disclosure.counting import certain
from osaamistase.disclosure.over_time import Stay, is_in
from osaamistase.scoring.change import Change

QUICK = "-00"  # the competence that stands for a whole area where a firm answers by areas


@dataclass(frozen=True)
class Use:
    """A firm that used a service, by its sheets before and after. `serves`: the competences the service is for."""

    service: str
    serves: tuple[str, ...]
    company: int
    before: int
    after: int
    rose: bool
    stay: Stay


@dataclass(frozen=True)
class ToldEffect:
    """`rose`: the share of the firms whose level rose clearly, in the words of `coding.share`."""

    firms: int
    rose: str


@dataclass(frozen=True)
class GivenEffect:
    """What was told of a service anew in an edition."""

    service: str
    edition: int
    told: ToldEffect


@dataclass(frozen=True)
class Effect:
    """A service in an edition: given anew with `told`, or kept from the last edition that gave it."""

    service: str
    state: Literal["shown", "kept"]
    told: ToldEffect | None = None


def rose(change: Change, serves: Collection[str]) -> bool | None:
    """Whether the level of what the service is for rose clearly: in more competences than it fell in.

    By more than chance would (method.md section 7). None where no such competence was scored both times.
    """
    areas = {one.partition("-")[0] for one in serves}
    ours = [
        one
        for one in change.pairs
        if not one.second.own
        and (one.second.id in serves or (one.second.id.endswith(QUICK) and one.second.area in areas))
    ]
    if not ours:
        return None
    clear = [one.current for one in ours if one.clear(change.method)]
    return sum(one > 0 for one in clear) > sum(one < 0 for one in clear)


def effects(uses: Sequence[Use], given: Sequence[GivenEffect], edition: int, k: int) -> Iterator[Effect]:
    """Every service that may be told of in this edition; of the others it says nothing, not even that there are any."""
    by_service: dict[str, list[Use]] = {}
    for one in uses:
        by_service.setdefault(one.service, []).append(one)
    before: dict[str, list[int]] = {}
    for told in given:
        before.setdefault(told.service, []).append(told.edition)
    new = []
    for service, mine in sorted(by_service.items()):
        here = [one for one in mine if is_in(one.stay, edition)]
        if any(0 < _moved(mine, then, edition) < k for then in before.get(service, ())):
            continue
        if len(here) >= k:
            told_now = ToldEffect(len(here), share(sum(one.rose for one in here), len(here)))
            new.append(GivenEffect(service, edition, told_now))
    while (weak := _tells_too_much(uses, given, new)) is not None:
        new.remove(weak)
    anew = {one.service for one in new}
    for fresh in new:
        yield Effect(fresh.service, "shown", fresh.told)
    for service in sorted(set(before) - anew):
        yield Effect(service, "kept")


def _moved(uses: Iterable[Use], then: int, now: int) -> int:
    """At least so many firms differ between two editions: one that answered anew both went and came."""
    went = came = 0
    for one in uses:
        was, stands = is_in(one.stay, then), is_in(one.stay, now)
        went, came = went + (was and not stands), came + (stands and not was)
    return max(went, came)


def _tells_too_much(
    uses: Sequence[Use], given: Sequence[GivenEffect], new: Sequence[GivenEffect]
) -> GivenEffect | None:
    """Of the new ones the smallest that makes it certain of some firm whether its level rose; None where none does.

    Someone who knows who used what when, and counts firms whole, is played. Services for the same competences tell of
    the same: one unknown.
    """
    every = [*given, *new]
    fresh = set(new)
    unknowns: dict[tuple[object, ...], list[Use]] = {}
    for one in uses:
        unknowns.setdefault((one.serves, one.company, one.before, one.after), []).append(one)
    # Firms that nothing shown tells apart are one unknown: their sum.
    alike: dict[tuple[object, ...], list[list[Use]]] = {}
    for key, same in unknowns.items():
        pattern = tuple(sorted((one.service, one.stay[0], one.stay[1] or 0) for one in same))
        alike.setdefault((key[0], pattern), []).append(same)
    groups = list(alike.values())
    shown, behind = [], []
    for told in every:
        places = tuple(
            place
            for place, group in enumerate(groups)
            if any(one.service == told.service and is_in(one.stay, told.edition) for one in group[0])
        )
        low, high = share_reach(told.told.rose, told.told.firms)
        behind.append(places)
        shown.append(Shown(places, float(low), float(high)))
    counts = tuple(sum(same[0].rose for same in group) for group in groups)
    firms = tuple(map(len, groups))
    now = certain(firms, counts, tuple(shown), 1)
    then = certain(firms, counts, tuple(shown[: len(given)]), 1)
    if not now - then:
        return None
    mine = [one for one, places in zip(every, behind, strict=True) if one in fresh and (now - then) & set(places)]
    return min(mine or new, key=lambda one: (one.told.firms, one.service), default=None)
