"""Any questionnaire and any answers to it, for the property tests: small, but with every state in it."""

from fractions import Fraction

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


def values(place: Place, asked: Frame) -> st.SearchStrategy[Value | None]:
    """Numbers three times as often as a state or silence, or hardly anything would be scored."""
    lowest, highest = RANGES[place[1]]
    number = st.integers(lowest, highest).map(Fraction)
    silence = st.sampled_from((State.NOT_APPLICABLE, State.DONT_KNOW, None))
    is_area = any(place[0] == area.id for area in asked.areas)
    if place[1] == "current" and is_area and asked.asked["current"] == "competence":
        return st.sampled_from((None, None, None, State.NOT_APPLICABLE))
    return st.one_of(number, number, number, silence)


@st.composite
def respondents(draw: st.DrawFn, asked: Frame, main: bool) -> Respondent:
    said = {place: draw(values(place, asked)) for place in places(asked)}
    return Respondent(main, {place: value for place, value in said.items() if value is not None})


@st.composite
def rounds(draw: st.DrawFn) -> Round:
    """A frame with the answers of up to four people, the first of them perhaps the main respondent."""
    asked = draw(frames())
    count = draw(st.integers(0, 4))
    has_main = draw(st.booleans())
    people = tuple(draw(respondents(asked, has_main and at == 0)) for at in range(count))
    open_places = [place for place in places(asked) if place[1] in ("current", "target", "importance")]
    asked_places = [place for place in open_places if _asked_there(place, asked)]
    chosen = draw(st.lists(st.sampled_from(asked_places), unique=True, max_size=2))
    consensus = {place: Fraction(draw(st.integers(*RANGES[place[1]]))) for place in chosen}
    return asked, RoundAnswers(draw(st.sampled_from((1, 2, 3, 12))), people, consensus)


def _asked_there(place: Place, asked: Frame) -> bool:
    level = "area" if any(place[0] == area.id for area in asked.areas) else "competence"
    return asked.asked[place[1]] == level
