"""Regions by chance over eight quarters: firms that come, answer anew, change their class, and go."""

import math
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from osaamistase.editions.cells import Figure, Given, Group, Names
from osaamistase.editions.figures import figures
from osaamistase.editions.telling import Sums

QUARTERS = 8
SECTIONS, OF_SECTION = "ACFGHIJMNPQRS", (3, 14, 12, 16, 6, 6, 4, 9, 5, 3, 8, 3, 6)
SIZES, OF_SIZE = ("mikro", "pieni", "keski", "suuri"), (55, 28, 13, 4)
Base = tuple[str, str, str]  # section, size, municipality


@dataclass(frozen=True)
class Stayed:
    """One firm's answers to one item: where, from which edition until which, and the level in thousandths."""

    base: Base
    entered: int
    left: int | None
    level: int
    needs: bool


@dataclass(frozen=True)
class Region:
    sections: tuple[str, ...]
    municipalities: tuple[str, ...]
    answers: tuple[Stayed, ...]

    @property
    def names(self) -> Names:
        return {"section": (self.sections, SIZES), "municipality": (self.municipalities, SIZES)}


def region(seed: int) -> Region:
    """Five to five hundred firms; some levels are 0 on purpose, and some whole regions are alike."""
    chance = random.Random(seed)
    firms = round(math.exp(chance.uniform(math.log(5), math.log(500))))
    towns = tuple(f"kunta {n}" for n in range(chance.randint(2, 9)))
    sections = tuple(chance.sample(SECTIONS, chance.randint(2, len(SECTIONS))))
    rates = chance.uniform(0.2, 0.7), chance.choice((0.02, 0.08, 0.15, 0.3))
    found: list[Stayed] = []
    for _firm in range(firms):
        found += _firm_answers(chance, sections, towns, *rates)
    return Region(sections, towns, tuple(found))


def _firm_answers(
    chance: random.Random, sections: tuple[str, ...], towns: tuple[str, ...], at_once: float, again: float
) -> Iterator[Stayed]:
    def town() -> str:
        return chance.choices(towns, [1 / (n + 1) for n in range(len(towns))])[0]

    usual = min(0.98, max(0.02, chance.gauss(0.35, 0.2)))
    section = chance.choices(sections, [OF_SECTION[SECTIONS.index(one)] for one in sections])[0]
    base = (section, chance.choices(SIZES, OF_SIZE)[0], town())
    at = 0 if chance.random() < at_once else chance.randrange(QUARTERS)
    while at < QUARTERS:
        until = at + 1
        while until < QUARTERS and chance.random() >= again:
            until += 1
        level = 0 if chance.random() < 0.25 else round(5000 * min(1, max(0, chance.gauss(usual, 0.22))))
        needs = chance.random() < (0.05, 0.5, 0.8, 0.97)[int(usual * 4)]
        yield Stayed(base, at, until if until < QUARTERS else None, level, needs)
        what = chance.random()
        if what < 0.05:
            return
        if what < 0.15:
            base = (section, chance.choices(SIZES, OF_SIZE)[0], town())
        at = until


def groups_of(region: Region, until: int) -> list[Group]:
    """The region as the service knows it at an edition: sums by class and stay."""
    sums: dict[tuple[Base, int, int | None], Sums] = defaultdict(Sums)
    for one in region.answers:
        if one.entered <= until:
            left = one.left if one.left is not None and one.left <= until else None
            needs, gap = int(one.needs), 5000 - one.level
            sums[one.base, one.entered, left] += Sums(1, one.level, 5000, gap, 5 * gap, needs, 0, needs)
    return [Group(*base, (entered, left), mine) for (base, entered, left), mine in sums.items()]


def editions(region: Region, k: int) -> Iterator[tuple[int, list[Figure]]]:
    """Eight quarters as they are given, one after the other, each knowing what was given before."""
    given: list[Given] = []
    for edition in range(QUARTERS):
        found = list(figures(groups_of(region, edition), region.names, given, edition, k))
        yield edition, found
        given += [Given(one.table, one.row, one.column, edition, one.told) for one in found if one.told is not None]
