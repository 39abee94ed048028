"""Rounds by chance, valid by the contract and rich in borders: thin areas, ties, states, talks, the firm's own competences."""

import random
from typing import Any, NamedTuple

from tests.reference.people import RATINGS, consensus, habit_of, respondent

NAMES = ("REK", "DIG", "KVR", "TAL", "MYY", "JOH", "TUO")


class Round(NamedTuple):
    areas: dict[str, list[str]]
    asked: dict[str, str]
    own: list[str]
    document: dict[str, Any]


class Second(NamedTuple):
    """A later round: the four parts of a round, and which competence replaces which (new -> old)."""

    areas: dict[str, list[str]]
    asked: dict[str, str]
    own: list[str]
    document: dict[str, Any]
    replaces: dict[str, str]


def random_round(chance: random.Random) -> Round:
    areas: dict[str, list[str]] = {}
    own: list[str] = []
    for area in chance.sample(NAMES, chance.randint(1, 5)):
        areas[area] = [f"{area}-{number:02}" for number in range(1, chance.randint(0, 6) + 1)]
        if chance.random() < 0.4:
            slots = [f"{area}-X{number}" for number in range(1, chance.randint(1, 2) + 1)]
            areas[area] += slots
            own += slots
    asked = random_asked(chance)
    return Round(areas, asked, own, random_document(chance, areas, asked, own))


def random_asked(chance: random.Random) -> dict[str, str]:
    """Per area or per competence; the full and the quick questionnaire of section 1 among them."""
    kind = chance.random()
    if kind < 0.2:
        return {rating: "competence" if rating in ("current", "target") else "area" for rating in RATINGS}
    if kind < 0.3:
        return dict.fromkeys(RATINGS, "area")
    return {rating: chance.choice(("area", "competence")) for rating in RATINGS}


def random_document(
    chance: random.Random, areas: dict[str, list[str]], asked: dict[str, str], own: list[str]
) -> dict[str, Any]:
    named = {slot: f"Oma osaaminen {slot}" for slot in own if chance.random() < 0.5}
    within = {area: [one for one in ids if one not in own or one in named] for area, ids in areas.items()}
    habit = habit_of(chance, within)
    headcount = chance.choice((1, 2, 3, chance.randint(1, 8), chance.randint(4, 300)))
    people = chance.randint(1, 8)
    main = chance.choice((0, 0, 0, chance.randrange(people), None))
    document: dict[str, Any] = {
        "company": {"headcount": headcount},
        "respondents": [
            respondent(chance, f"r{number + 1}", number == main, within, asked, habit) for number in range(people)
        ],
    }
    talks = consensus(chance, within, asked, habit)
    if talks or chance.random() < 0.3:
        document["consensus"] = talks
    if named or chance.random() < 0.3:
        document["own"] = named
    return document


def random_second(chance: random.Random, areas: dict[str, list[str]], asked: dict[str, str], own: list[str]) -> Second:
    """A round of a changed questionnaire: competences gone, new, or replaced by one of another meaning."""
    gone, new, replaced = chance.choice(((0.0, 0.0, 0.0), (0.05, 0.1, 0.1), (0.2, 0.3, 0.2), (0.5, 0.5, 0.3)))
    replaces: dict[str, str] = {}
    later: dict[str, list[str]] = {}
    for area, ids in areas.items():
        if chance.random() < gone / 4:
            continue
        kept: list[str] = []
        for one in ids:
            fate = chance.random()
            if one in own or fate >= gone + replaced:
                kept.append(one)
            elif fate >= gone:
                successor = f"{area}-{30 + int(one[-2:])}"
                kept.append(successor)
                replaces[successor] = one
        fresh = [f"{area}-{number}" for number in (21, 22) if chance.random() < new]
        place = chance.randint(0, len(kept))
        later[area] = kept[:place] + fresh + kept[place:]
    unused = [area for area in NAMES if area not in areas]
    if not later or (unused and chance.random() < new):
        added = chance.choice(unused)
        later[added] = [f"{added}-01", f"{added}-02"]
    if chance.random() < 0.2:
        later = {area: later[area] for area in chance.sample(list(later), len(later))}
    slots = [one for ids in later.values() for one in ids if one in own]
    asked = dict(asked) if chance.random() < 0.7 else random_asked(chance)
    return Second(later, asked, slots, random_document(chance, later, asked, slots), replaces)
