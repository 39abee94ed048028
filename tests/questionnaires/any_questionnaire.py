"""Any questionnaire for the property tests: sound small ones, and ones with any text the format lets through."""

from typing import Any

from hypothesis import strategies as st

from osaamistase.questionnaires.questionnaire import LANGUAGES, SCALE_VALUES, Questionnaire
from osaamistase.questionnaires.states import NOT_APPLICABLE, STATES

AREAS = ("TAL", "REK", "DIG")  # against the alphabet: the order of the file is not that of the ids
AWKWARD = (
    "=1+1",
    "+358",
    "-",
    "@nimi",
    "1",
    "1.0",
    "TRUE",
    "_x000D_",
    "_x005F_x0041_",
    'a "b" \\c',
    "å–”ö",
    "'ei",
    "#REF!",
    "a < b",
    "R&D",
    "2 * 3",
)
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
no_markup = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="<&*]"), max_size=12)
words = st.one_of(st.sampled_from(AWKWARD), no_markup.map(lambda one: " ".join(one.split()) or "x"))
Compared = st.SearchStrategy[dict[str, Any]]


def texts(word: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries(dict.fromkeys(LANGUAGES, word))


def any_comparisons(values: st.SearchStrategy[str]) -> Compared:
    said = {"rating": st.sampled_from(("current", "importance"))}
    return st.one_of(
        st.fixed_dictionaries({**said, "equals": values}, optional={"of": st.sampled_from(("TAL", "TAL-01"))}),
        st.fixed_dictionaries({**said, "in": st.lists(values, min_size=1, max_size=3, unique=True)}),
    )


def sound_comparisons(asked: dict[str, str], so_far: list[dict[str, Any]]) -> Compared:
    """What the opening of the last area of those so far may compare; in a sector pack there are none so far."""
    *earlier, own = so_far or [{"competences": []}]
    names: dict[str, list[str]] = {
        "": [],
        "area": [area["id"] for area in so_far],
        "competence": [one["id"] for area in earlier for one in area["competences"]]
        + [one["id"] for one in own["competences"] if one["core"]],
    }
    compared = [_comparison(rating, names[level]) for rating, level in asked.items()]
    skipped = {"rating": st.just("current"), "equals": st.just(NOT_APPLICABLE)}
    whole = [st.fixed_dictionaries({**skipped, "of": st.sampled_from(names["area"])})] if so_far else []
    return st.one_of(*compared, *whole)


def _comparison(rating: str, names: list[str]) -> Compared:
    value = st.sampled_from((*SCALE_VALUES[rating], *STATES[rating]))
    of = {"of": st.sampled_from(names)} if names else {}
    said = {"rating": st.just(rating)}
    return st.one_of(
        st.fixed_dictionaries({**said, "equals": value}, optional=of),
        st.fixed_dictionaries({**said, "in": st.lists(value, min_size=1, max_size=3, unique=True)}, optional=of),
    )


def conditions(compared: Compared) -> Compared:
    return st.recursive(
        compared,
        lambda part: st.one_of(
            st.fixed_dictionaries({"and": st.lists(part, min_size=1, max_size=3)}),
            st.fixed_dictionaries({"or": st.lists(part, min_size=1, max_size=3)}),
            st.fixed_dictionaries({"not": part}),
        ),
        max_leaves=5,
    )


def scales(text: st.SearchStrategy[dict[str, str]]) -> st.SearchStrategy[list[dict[str, Any]]]:
    """One scale a rating, which is what a rating may be answered with."""
    named = [
        st.fixed_dictionaries(
            {"id": st.just(name), "options": st.tuples(*(st.fixed_dictionaries({"value": st.just(value), "word": text, "means": text}) for value in values))}
        )
        for name, values in SCALE_VALUES.items()
    ]  # fmt: skip
    return st.tuples(*named).map(list)


@st.composite
def documents(draw: st.DrawFn, word: st.SearchStrategy[str], pack: bool = False) -> dict[str, Any]:
    """What a file may say, every part of the format in it now and then, but for openings."""
    some = st.sampled_from(draw(st.lists(texts(word), min_size=1, max_size=4)))
    areas = []
    for name in AREAS[: draw(st.integers(1, 3))]:
        sizes = range(1, draw(st.integers(1, 3)) + 1)
        competences = [
            {"id": f"{name}-0{at}", "core": at == 1 or draw(st.booleans()), "reworded": draw(st.booleans()), "name": draw(some), "means": draw(some)}
            | ({"replaces": f"{name}-9{at}"} if draw(st.booleans()) else {})
            for at in sizes
        ]  # fmt: skip
        areas.append({"id": name, "name": draw(some), "means": draw(some), "competences": competences})
    head = {"format": 1, "id": "mika-tahansa", "version": draw(st.integers(1, 9999)), "method": "1", "minutes": 5}
    named = {"title": draw(some), "purpose": draw(some), "areas": areas}
    return {**head, **named, **(draw(packs) if pack else draw(wholes(some)))}


packs = st.fixed_dictionaries(
    {
        "joins": st.fixed_dictionaries(
            {"questionnaires": st.just(["osaamistase"]), "section": st.just("I")},
            optional={"divisions": st.just(["55", "56"])},
        )
    }
)


@st.composite
def wholes(draw: st.DrawFn, some: st.SearchStrategy[dict[str, str]]) -> dict[str, Any]:
    """What stands in a questionnaire and not in a sector pack."""
    ratings = [
        {"id": name, "scale": name, "asked": draw(st.sampled_from(("area", "competence"))), "question": draw(some), "help": draw(some)}
        for name in draw(st.permutations(list(SCALE_VALUES)))
    ]  # fmt: skip
    own = st.fixed_dictionaries({"area": st.just("TAL"), "most": st.integers(1, 4)})
    said = {"scales": draw(scales(some)), "ratings": ratings}
    return said | ({"own": draw(own)} if draw(st.booleans()) else {})


@st.composite
def any_documents(draw: st.DrawFn) -> dict[str, Any]:
    """What the format lets through, sound or not."""
    document = draw(documents(anything))
    openings = conditions(any_comparisons(anything))
    for one in (document, *document["areas"]):
        if draw(st.booleans()):
            one["opening"] = draw(openings)
    return document | (draw(packs) if draw(st.booleans()) else {})


@st.composite
def sound_documents(draw: st.DrawFn) -> dict[str, Any]:
    """What keeps every rule that a file alone tells."""
    pack = draw(st.booleans())
    document = draw(documents(words, pack))
    areas = document["areas"]
    asked = dict.fromkeys(SCALE_VALUES, "") | {one["id"]: one["asked"] for one in document.get("ratings", ())}

    def opening(so_far: list[dict[str, Any]]) -> dict[str, Any]:
        return draw(conditions(sound_comparisons(asked, [] if pack else so_far)))

    for number, area in enumerate(areas, start=1):
        if draw(st.booleans()):
            area["opening"] = opening(areas[:number])
    if draw(st.booleans()):
        # It serves the areas without one of their own; what the first of them may name, all the later ones may.
        first = next((number for number, area in enumerate(areas, start=1) if "opening" not in area), len(areas))
        document["opening"] = opening(areas[:first])
    return document


any_questionnaires = any_documents().map(Questionnaire.model_validate)
sound_questionnaires = sound_documents().map(Questionnaire.model_validate)
