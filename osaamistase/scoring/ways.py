"""The ways an opening can come true: for each, what may stand at every place it depends on."""

from collections.abc import Iterator, Mapping

from osaamistase.questionnaires.conditions import Condition
from osaamistase.questionnaires.questionnaire import SCALE_VALUES, Area, Questionnaire
from osaamistase.questionnaires.states import NOT_APPLICABLE, STATES

Place = tuple[str, str]  # (area or competence id, rating)
Way = Mapping[Place, frozenset[str]]  # a place left out may hold anything
UNANSWERED = ""
ANYTHING: Way = {}


def ways_to(questionnaire: Questionnaire, area: Area, competence: str) -> Iterator[Way]:
    """Every way in which the competence of the area comes to be asked. Nothing where it never does."""
    opening = questionnaire.opening_of(area)
    if opening is None or questionnaire.competence[competence].core:
        yield ANYTHING
        return
    for core in (one.id for one in area.competences if one.core):
        yield from _Opening(questionnaire, area, core).ways(opening, True)


class _Opening:
    """An opening read with one core competence of its area in mind."""

    def __init__(self, questionnaire: Questionnaire, area: Area, core: str) -> None:
        self._asked, self._area, self._core = questionnaire, area, core

    def ways(self, condition: Condition, wanted: bool) -> Iterator[Way]:
        """Every way in which the condition is `wanted`: true, or false."""
        if condition.not_ is not None:
            yield from self.ways(condition.not_, not wanted)
        elif condition.rating is not None:
            yield from self._comparison(condition, condition.rating, wanted)
        else:
            parts = condition.and_ or condition.or_ or ()
            if wanted == (condition.and_ is not None):
                yield from self._together(parts, wanted)
            else:
                for one in parts:
                    yield from self.ways(one, wanted)

    def _together(self, parts: tuple[Condition, ...], wanted: bool, so_far: Way = ANYTHING) -> Iterator[Way]:
        if not parts:
            yield so_far
            return
        for way in self.ways(parts[0], wanted):
            both = _both(so_far, way)
            if both is not None:
                yield from self._together(parts[1:], wanted, both)

    def _comparison(self, condition: Condition, rating: str, wanted: bool) -> Iterator[Way]:
        place = (condition.of or self._subject(rating), rating)
        fitting = frozenset(value for value in may_stand(self._asked, place) if (value in condition.values) == wanted)
        if UNANSWERED in fitting:
            yield {place: frozenset({UNANSWERED})}
        for asked in self._ways_to_be_asked(place) if fitting - {UNANSWERED} else ():
            way = _both(asked, {place: fitting - {UNANSWERED}})
            if way is not None:
                yield way

    def _subject(self, rating: str) -> str:
        found = self._asked.rating.get(rating)
        return self._area.id if found is not None and found.asked == "area" else self._core

    def _ways_to_be_asked(self, place: Place) -> Iterator[Way]:
        """An answer can only stand where the question was asked: a rest that opened, a holder there is."""
        subject, rating = place
        first: Way = ANYTHING
        if rating in ("leaving", "deputy"):
            first = {(subject, "holders"): frozenset({"1", "2"})}
        elif rating == "target":
            first = {(subject, "current"): may_stand(self._asked, (subject, "current")) - {NOT_APPLICABLE}}
        home = self._asked.area_of.get(subject)
        earlier = ways_to(self._asked, home, subject) if home is not None and home != self._area else iter((ANYTHING,))
        for way in earlier:
            both = _both(first, way)
            if both is not None:
                yield both


def may_stand(questionnaire: Questionnaire, place: Place) -> frozenset[str]:
    """Every value that may stand at a place, "" for no answer among them. A pack has the scales of what it joins."""
    subject, rating = place
    found = questionnaire.rating.get(rating)
    if rating == "current" and subject in questionnaire.area and found is not None and found.asked == "competence":
        return frozenset({NOT_APPLICABLE, UNANSWERED})
    steps = SCALE_VALUES[rating] if found is None else tuple(one.value for one in questionnaire.options(rating))
    return frozenset({*steps, *STATES[rating], UNANSWERED})


def _both(one: Way, other: Way) -> Way | None:
    """What both allow; None where they leave nothing at some place."""
    joined = {**one, **other}
    for place in one.keys() & other.keys():
        joined[place] = one[place] & other[place]
        if not joined[place]:
            return None
    return joined
