"""Rules about openings, and about what else in a file points to an area. One function a rule."""

from collections.abc import Iterator
from typing import NamedTuple

from osaamistase.questionnaires.conditions import Condition
from osaamistase.questionnaires.questionnaire import SCALE_VALUES, Area, Questionnaire
from osaamistase.questionnaires.rules import Found, Known
from osaamistase.questionnaires.states import NOT_APPLICABLE, STATES


class _Comparison(NamedTuple):
    where: str
    area: Area  # whose rest it opens
    said: Condition


def unknown_reference(questionnaire: Questionnaire, _: Known) -> Iterator[Found]:
    if questionnaire.own is not None and questionnaire.own.area not in questionnaire.area:
        yield "own.area", f"no area {questionnaire.own.area}; add it or correct the name"
    for one in _comparisons(questionnaire):
        if one.said.of is not None and questionnaire.joins is None and _home(questionnaire, one.said.of) is None:
            yield f"{one.where}.of", f"no area or competence {one.said.of}; correct the name"


def later_reference(questionnaire: Questionnaire, _: Known) -> Iterator[Found]:
    order = {area.id: number for number, area in enumerate(questionnaire.areas)}
    for one in _comparisons(questionnaire):
        home = None if one.said.of is None else _home(questionnaire, one.said.of)
        if home is None:
            continue
        if order[home.id] > order[one.area.id]:
            mend = f"{one.said.of} is asked after {one.area.id}; name something asked earlier"
            yield f"{one.where}.of", mend
        elif home == one.area and one.said.of != home.id and not questionnaire.competence[str(one.said.of)].core:
            mend = f"{one.said.of} is asked only once {home.id} has opened; name a core competence of it"
            yield f"{one.where}.of", mend


def wrong_level(questionnaire: Questionnaire, _: Known) -> Iterator[Found]:
    for one in _comparisons(questionnaire):
        rating = questionnaire.rating.get(str(one.said.rating))
        home = None if one.said.of is None else _home(questionnaire, one.said.of)
        if home is None or rating is None or _whole_area(questionnaire, one.said):
            continue
        level = "area" if one.said.of == home.id else "competence"
        if level != rating.asked:
            mend = f"{rating.id} is asked per {rating.asked}, and {one.said.of} is no {rating.asked}; name one that is"
            yield f"{one.where}.{rating.id}", mend


def out_of_range(questionnaire: Questionnaire, _: Known) -> Iterator[Found]:
    for one in _comparisons(questionnaire):
        rating = str(one.said.rating)
        may_be = (*SCALE_VALUES[rating], *STATES[rating])
        for value in one.said.values:
            if value not in may_be:
                yield f"{one.where}.{rating}", f"is never {value or 'empty'}; compare with one of {', '.join(may_be)}"


def pack_refers(questionnaire: Questionnaire, _: Known) -> Iterator[Found]:
    if questionnaire.joins is None:
        return
    for one in _comparisons(questionnaire):
        if one.said.of is not None:
            mend = "a sector pack speaks of its own core by ratings only; remove of"
            yield f"{one.where}.of", mend


def _comparisons(questionnaire: Questionnaire) -> Iterator[_Comparison]:
    # The questionnaire's own opening serves many areas; what the first of them may name, all the later ones may.
    if questionnaire.opening is not None:
        served = [area for area in questionnaire.areas if area.opening is None]
        first = served[0] if served else questionnaire.areas[-1]
        yield from _compared("opening", first, questionnaire.opening)
    for area in questionnaire.areas:
        if area.opening is not None:
            yield from _compared(f"{area.id}.opening", area, area.opening)


def _compared(where: str, area: Area, said: Condition) -> Iterator[_Comparison]:
    """Every comparison in a condition, each with its own place as `parse` would name it."""
    if said.rating is not None:
        yield _Comparison(where, area, said)
    for name, parts in (("and", said.and_), ("or", said.or_)):
        for number, part in enumerate(parts or ()):
            yield from _compared(f"{where}.{name}.{number}", area, part)
    if said.not_ is not None:
        yield from _compared(f"{where}.not", area, said.not_)


def _home(questionnaire: Questionnaire, subject: str) -> Area | None:
    """The area a subject is, or is in."""
    return questionnaire.area.get(subject) or questionnaire.area_of.get(subject)


def _whole_area(questionnaire: Questionnaire, said: Condition) -> bool:
    """Whether it asks for the one choice that marks a whole area not applicable; that stands at the area always."""
    return said.of in questionnaire.area and said.rating == "current" and set(said.values) == {NOT_APPLICABLE}
