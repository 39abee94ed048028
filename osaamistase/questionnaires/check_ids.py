"""Rules about ids, cores, ratings and scales. One function a rule."""

from collections import Counter
from collections.abc import Iterator

from osaamistase.questionnaires.questionnaire import SCALE_VALUES, Questionnaire, Scale
from osaamistase.questionnaires.rules import Found, Known


def duplicate_id(questionnaire: Questionnaire, _: Known) -> Iterator[Found]:
    seen: set[str] = set()
    for area in questionnaire.areas:
        for found in (area.id, *(competence.id for competence in area.competences)):
            if found in seen:
                yield found, "the id stands there twice; give each its own"
            seen.add(found)
    for twice in _repeated([scale.id for scale in questionnaire.scales]):
        yield f"scales.{twice}", "the scale stands there twice; remove one"


def two_levels(questionnaire: Questionnaire, _: Known) -> Iterator[Found]:
    for twice in _repeated([rating.id for rating in questionnaire.ratings]):
        levels = " and per ".join(rating.asked for rating in questionnaire.ratings if rating.id == twice)
        yield f"ratings.{twice}", f"is asked per {levels}; ask it once, at one level, and remove the other"


def foreign_id(questionnaire: Questionnaire, _: Known) -> Iterator[Found]:
    for area in questionnaire.areas:
        for competence in area.competences:
            if not competence.id.startswith(f"{area.id}-"):
                yield competence.id, f"stands in area {area.id}; begin its id with {area.id}-"


def no_core(questionnaire: Questionnaire, _: Known) -> Iterator[Found]:
    for area in questionnaire.areas:
        kept_for_own = questionnaire.own is not None and area.id == questionnaire.own.area and not area.competences
        if not kept_for_own and not any(competence.core for competence in area.competences):
            yield area.id, "has no core competence; mark at least one with core = true"


def missing_rating(questionnaire: Questionnaire, _: Known) -> Iterator[Found]:
    for wanted in SCALE_VALUES:
        if wanted not in questionnaire.rating:
            yield f"ratings.{wanted}", "is not asked; scoring needs it"


def unknown_scale(questionnaire: Questionnaire, _: Known) -> Iterator[Found]:
    for rating in questionnaire.rating.values():
        if rating.scale not in questionnaire.scale:
            yield f"ratings.{rating.id}.scale", f"no scale {rating.scale}; add it or correct the name"


def scale_order(questionnaire: Questionnaire, _: Known) -> Iterator[Found]:
    wrong = {
        (scale.id, SCALE_VALUES[rating]) for rating, scale in _rated(questionnaire) if not _in_order(rating, scale)
    }
    for scale_id, values in sorted(wrong):
        yield f"scales.{scale_id}", f"the values must be {', '.join(values)}, in this order; mend the options"


def missing_level_words(questionnaire: Questionnaire, _: Known) -> Iterator[Found]:
    worded = {
        scale.id: scale
        for rating, scale in _rated(questionnaire)
        if rating in ("current", "target", "importance") and _in_order(rating, scale)
    }
    for scale in worded.values():
        for option in scale.options:
            if option.means is None:
                yield f"scales.{scale.id}.{option.value}", "say in a sentence what this step means"


def pack_holds(questionnaire: Questionnaire, _: Known) -> Iterator[Found]:
    if questionnaire.joins is None:
        return
    for name in ("scales", "ratings", "own"):
        if getattr(questionnaire, name):
            yield name, "a sector pack uses those of the questionnaire it joins; remove it here"


def pack_collides(questionnaire: Questionnaire, known: Known) -> Iterator[Found]:
    here = {*questionnaire.area, *questionnaire.competence}
    told: set[str] = set()
    for other in known.joined:
        for shared in sorted(here & {*other.area, *other.competence} - told):
            told.add(shared)
            yield shared, f"{other.id} version {other.version}, joined with this one, has the id; give it another"


def _rated(questionnaire: Questionnaire) -> Iterator[tuple[str, Scale]]:
    """Each rating with its scale, where both are there."""
    for wanted in SCALE_VALUES:
        rating = questionnaire.rating.get(wanted)
        if rating is not None and rating.scale in questionnaire.scale:
            yield wanted, questionnaire.scale[rating.scale]


def _in_order(rating: str, scale: Scale) -> bool:
    return tuple(option.value for option in scale.options) == SCALE_VALUES[rating]


def _repeated(ids: list[str]) -> list[str]:
    return sorted(one for one, count in Counter(ids).items() if count > 1)
