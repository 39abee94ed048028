"""Respondents and talks by chance, for the rounds: what one person says, and what an adviser wrote down."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

LEVELS = ("current", "target", "importance")
RATINGS = (*LEVELS, "holders", "leaving", "deputy")
Areas = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Habit:
    """How the people of one round answer: how often, and how far from each other."""

    numbers: float  # the share of numbers among the answers
    elsewhere: float  # the share of "not applicable" among the rest
    unsaid: float  # the share of unanswered among what is left
    spread: int  # how far from the shared view a person may be
    whole_area: float  # how often a person marks a whole area as not applicable
    views: dict[tuple[str, str], int] = field(default_factory=dict)  # the shared view of each place and rating


def lowest(rating: str) -> int:
    return 1 if rating == "importance" else 0


def habit_of(chance: random.Random, areas: Areas) -> Habit:
    places = [*areas, *(one for ids in areas.values() for one in ids)]
    kind = chance.random()
    if kind < 0.04:  # nobody knows anything
        return Habit(0.0, 0.0, 0.0, 0, 0.0)
    if kind < 0.08:  # nothing concerns the firm
        return Habit(0.0, 1.0, 0.0, 0, 0.5)
    if kind < 0.12:  # everybody says the same everywhere, be it nought
        same = chance.randint(0, 5)
        views = {(one, rating): max(lowest(rating), same) for one in places for rating in LEVELS}
        return Habit(1.0, 0.0, 0.0, 0, 0.0, views)
    modest = chance.random() < 0.15  # a firm that requires little or nothing
    return Habit(
        numbers=chance.choice((0.3, 0.6, 0.8, 0.95, 1.0)),
        elsewhere=chance.choice((0.0, 0.2, 0.6)),
        unsaid=0.5,
        spread=chance.choice((0, 1, 1, 2, 5)),
        whole_area=chance.choice((0.0, 0.05, 0.3)),
        views={
            (one, rating): chance.choice((0, 0, 0, 1))
            if modest and rating == "target"
            else chance.randint(lowest(rating), 5)
            for one in places
            for rating in LEVELS
        },
    )


def level(chance: random.Random, place: str, rating: str, habit: Habit) -> int:
    view = habit.views.get((place, rating), 3) + chance.randint(-habit.spread, habit.spread)
    return min(5, max(lowest(rating), view))


def answer(chance: random.Random, place: str, rating: str, habit: Habit) -> int | str | None:
    """A number, a state, or None for unanswered."""
    if chance.random() < habit.numbers:
        return level(chance, place, rating, habit)
    if chance.random() < habit.elsewhere:
        return "not_applicable"
    return None if chance.random() < habit.unsaid else "dont_know"


def respondent(
    chance: random.Random, name: str, main: bool, areas: Areas, asked: Mapping[str, str], habit: Habit
) -> dict[str, Any]:
    ratings: dict[str, dict[str, Any]] = {}
    marked = [area for area in areas if chance.random() < habit.whole_area]
    silent = chance.random() < 0.06
    # Whoever marks a whole area mostly says no more of it; but some had answered before.
    spoken = [] if silent else [area for area in areas if area not in marked or chance.random() < 0.4]
    for area in spoken:
        for place, kind in ((area, "area"), *((one, "competence") for one in areas[area])):
            said = {
                rating: value
                for rating in LEVELS
                if asked[rating] == kind and (value := answer(chance, place, rating, habit)) is not None
            }
            if said:
                ratings[place] = said
        # Others than the main respondent may have told of key persons too; it does not count.
        if main or chance.random() < 0.05:
            tell_key_persons(chance, ratings, area, areas[area], asked)
    for area in [] if silent else marked:
        ratings.setdefault(area, {})["current"] = "not_applicable"
    if chance.random() < 0.05 and areas:
        ratings.setdefault(next(iter(areas)), {})
    return {"id": name, "main": main, "group": chance.choice(("management", "staff")), "ratings": ratings}


def tell_key_persons(
    chance: random.Random, ratings: dict[str, dict[str, Any]], area: str, ids: Sequence[str], asked: Mapping[str, str]
) -> None:
    """Holders, and where one or two of them were told: leaving and deputy, each at its own level."""

    def places(rating: str, within: Sequence[str]) -> Sequence[str]:
        return [area] if asked[rating] == "area" else within

    few: list[str] = []
    for place in places("holders", ids):
        holders = chance.choice((0, 1, 1, 1, 2, 2, 3, "dont_know", None))
        if holders is not None:
            ratings.setdefault(place, {})["holders"] = holders
        if holders in (1, 2):
            few += ids if place == area else [place]
    for place in places("leaving", few) if few else []:
        if chance.random() < 0.8:
            ratings.setdefault(place, {})["leaving"] = chance.choice(("no", "unknown", "likely"))
    for place in places("deputy", few) if few else []:
        if chance.random() < 0.8:
            ratings.setdefault(place, {})["deputy"] = chance.random() < 0.5


def consensus(chance: random.Random, areas: Areas, asked: Mapping[str, str], habit: Habit) -> dict[str, dict[str, Any]]:
    """Values at the level at which each rating is asked, with a reason; at times only the reason."""
    talks: dict[str, dict[str, Any]] = {}
    often = chance.choice((0.0, 0.0, 0.05, 0.2))
    for area, ids in areas.items():
        for place, kind in ((area, "area"), *((one, "competence") for one in ids)):
            if chance.random() >= often:
                continue
            here = [rating for rating in LEVELS if asked[rating] == kind and chance.random() < 0.5]
            talks[place] = {
                **{rating: level(chance, place, rating, habit) for rating in here},
                "reason": "Puhuttu läpi käynnillä",
            }
    return talks
