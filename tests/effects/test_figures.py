"""How levels stand after a service: shares of k firms at least, given anew when k moved, and tried by an attacker."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from random import Random
from unittest.mock import patch

import pytest

from osaamistase.effects import figures
from osaamistase.effects.figures import Effect, GivenEffect, ToldEffect, Use, effects
from tests.disclosure.reading import share_range
from tests.disclosure.whole import found_out

K = 5


def use(company: int, rose: bool = True, service: str = "a", entered: int = 1, left: int | None = None) -> Use:
    return Use(service, ("TYO-01",), company, 2 * company, 2 * company + 1, rose, (entered, left))


def test_fewer_than_k_firms_are_not_told_of_at_all() -> None:
    assert list(effects([use(one) for one in range(4)], [], 1, K)) == []


def test_k_firms_are_told_of_as_a_share_whose_ends_are_words() -> None:
    mixed = [use(one, one < 4) for one in range(8)]
    assert list(effects(mixed, [], 1, K)) == [Effect("a", "shown", ToldEffect(8, "50"))]
    every = [use(one) for one in range(6)]
    assert list(effects(every, [], 1, K)) == [Effect("a", "shown", ToldEffect(6, "most"))]


def test_one_more_firm_leaves_the_figure_as_it_was() -> None:
    first = [use(one, one < 4) for one in range(8)]
    (told,) = effects(first, [], 1, K)
    assert told.told is not None
    given = [GivenEffect("a", 1, told.told)]
    assert list(effects([*first, use(9, entered=2)], given, 2, K)) == [Effect("a", "kept")]
    many = [*first, *(use(one, one % 2 == 0, entered=2) for one in range(20, 28))]
    assert [one.state for one in effects(many, given, 2, K)] == ["shown"]


def test_what_would_tell_that_every_newcomer_rose_is_kept_as_it_was() -> None:
    first = [use(one, one < 4) for one in range(8)]
    many = [*first, *(use(one, entered=2) for one in range(20, 25))]  # 4 of 8, then 9 of 13: all five of the new ones
    assert list(effects(many, [GivenEffect("a", 1, ToldEffect(8, "50"))], 2, K)) == [Effect("a", "kept")]


def test_a_service_that_fell_below_k_keeps_what_was_told() -> None:
    first = [use(one, one < 4) for one in range(8)]
    gone = [replace(one, stay=(1, 2)) for one in first]
    assert list(effects(gone, [GivenEffect("a", 1, ToldEffect(8, "50"))], 2, K)) == [Effect("a", "kept")]


def history(seed: int, quarters: int = 8) -> tuple[list[Use], list[GivenEffect]]:
    """A made-up region: firms use services that overlap, some of them for the same competences, and answer anew."""
    chance = Random(seed)
    serves = {"a": ("TYO-01",), "b": ("TYO-01",), "c": ("DIG-01",), "d": ("DIG-01", "TYO-01")}
    uses: list[Use] = []
    given: list[GivenEffect] = []
    bias, busy = chance.random(), chance.uniform(0.05, 0.4)
    sheet, size = 1000, chance.randint(8, 30)
    for quarter in range(1, quarters + 1):
        for company in range(size):
            if chance.random() > (0.5 if quarter == 1 else busy):
                continue
            sheet += 1
            risen = {one: chance.random() < bias for one in set(serves.values())}
            for service in chance.sample(sorted(serves), chance.randint(1, 4)):
                for place, one in enumerate(uses):
                    if (one.service, one.company, one.stay[1]) == (service, company, None):
                        uses[place] = replace(one, stay=(one.stay[0], quarter))
                uses.append(
                    Use(service, serves[service], company, company, sheet, risen[serves[service]], (quarter, None))
                )
        uses = [one for one in uses if one.stay[1] != one.stay[0]]
        for told in effects(uses, given, quarter, K):
            if told.told is not None:
                given.append(GivenEffect(told.service, quarter, told.told))
    return uses, given


def known_of(uses: list[Use], given: list[GivenEffect]) -> list[int]:
    """Places of firms of which it is certain, from all that was told, whether the level rose."""
    keys = sorted({(one.serves, one.company, one.before, one.after) for one in uses})
    place = {key: at for at, key in enumerate(keys)}
    rose = {place[one.serves, one.company, one.before, one.after]: int(one.rose) for one in uses}
    lines = []
    for one in given:
        behind = [
            use
            for use in uses
            if use.service == one.service
            and use.stay[0] <= one.edition
            and (use.stay[1] is None or one.edition < use.stay[1])
        ]
        assert len(behind) == one.told.firms >= K
        places = tuple(sorted({place[use.serves, use.company, use.before, use.after] for use in behind}))
        lines.append((places, *share_range(one.told.rose, one.told.firms)))
    return found_out([1] * len(keys), [rose[at] for at in range(len(keys))], lines)


@pytest.mark.parametrize("seed", range(12))
def test_of_no_firm_is_it_certain_whether_its_level_rose(seed: int) -> None:
    assert known_of(*history(seed)) == []


def test_the_regions_tried_tell_of_many_services() -> None:
    assert sum(len(history(seed)[1]) for seed in range(12)) > 100


@contextmanager
def without(rule: str) -> Iterator[None]:
    off = {"_moved": lambda *_: 0, "_tells_too_much": lambda *_: None}
    with patch.object(figures, "_tells_too_much", off["_tells_too_much"]), patch.object(figures, rule, off[rule]):
        yield


@pytest.mark.parametrize("rule", ["_moved", "_tells_too_much"])
def test_with_a_rule_off_firms_are_found_out(rule: str) -> None:
    with without(rule):
        assert any(known_of(*history(seed)) for seed in range(12))
