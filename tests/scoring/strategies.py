"""Any questionnaire and any answers to it, for the property tests: small, but with every state in it."""

from random import Random

from hypothesis import strategies as st

from osaamistase.scoring.answers import Frame, Place, Respondent, RoundAnswers, State, Value
from tests.scoring.build import RATINGS, frame

Round = tuple[Frame, RoundAnswers]
RANGES = {
    "current": (0, 5),
    "target": (0, 5),
    "importance": (1, 5),
    "holders": (0, 3),
    "leaving": (0, 2),
    "deputy": (0, 1),
}


@st.composite
def frames(draw: st.DrawFn) -> Frame:
    """One to three areas of one to three competences; each rating asked at either level."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    # Area ids run against the alphabet, so that questionnaire order and id order are not the same thing.
    names = ["TAL", "MYY", "DIG"]
    per_area = draw(st.sets(st.sampled_from(RATINGS)))
    return frame(
        {name: [f"{name}-0{at}" for at in range(size, 0, -1)] for name, size in zip(names, sizes, strict=False)},
        per_area,
    )


def places(asked: Frame) -> list[Place]:
    """Every place where an answer may stand, and the one choice that strikes out a whole area."""
    found = {(area.id, "current"): None for area in asked.areas}
    for area in asked.areas:
        for competence in area.competences:
            found |= {asked.place(rating, area.id, competence): None for rating in RATINGS}
    return list(found)


def value(place: Place, asked: Frame, chance: Random) -> Value | None:
    """A number four times in five, else a state or silence: with fewer numbers hardly anything would be scored."""
    if place[1] == "current" and not _asked_there(place, asked):
        return State.NOT_APPLICABLE if chance.random() < 0.1 else None  # the whole area, with one choice
    if chance.random() < 0.8:
        return chance.randint(*RANGES[place[1]])
    return chance.choice((State.NOT_APPLICABLE, State.DONT_KNOW, None))


def respondent(asked: Frame, main: bool, chance: Random) -> Respondent:
    said = {place: value(place, asked, chance) for place in places(asked)}
    return Respondent(main, {place: found for place, found in said.items() if found is not None})


@st.composite
def rounds(draw: st.DrawFn) -> Round:
    """A frame with the answers of up to four people, the first of them perhaps the main respondent.

    Hypothesis chooses the shape, a seed fills it in: drawn one by one, so many answers come out nearly all alike.
    """
    asked = draw(frames())
    count, has_main = draw(st.sampled_from((3, 2, 1, 4, 0))), draw(st.sampled_from((True, True, False)))
    chance = Random(draw(st.integers(0, 2**32)))
    people = tuple(respondent(asked, has_main and at == 0, chance) for at in range(count))
    agreeable = [place for place in places(asked) if place[1] in RATINGS[:3] and _asked_there(place, asked)]
    chosen = draw(st.lists(st.sampled_from(agreeable), unique=True, max_size=2))
    consensus = {place: chance.randint(*RANGES[place[1]]) for place in chosen}
    return asked, RoundAnswers(draw(st.sampled_from((12, 3, 2, 1))), people, consensus)


def _asked_there(place: Place, asked: Frame) -> bool:
    level = "area" if any(place[0] == area.id for area in asked.areas) else "competence"
    return asked.asked[place[1]] == level
