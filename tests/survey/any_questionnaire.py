"""Any questionnaire for the property tests: sound small ones, and ones with any text the format lets through."""

from typing import Any

from hypothesis import strategies as st

from osaamistase.survey.checks import check
from osaamistase.survey.questionnaire import LANGUAGES, SCALE_VALUES, Questionnaire
from osaamistase.survey.writing import written

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
)
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
words = st.one_of(st.sampled_from(AWKWARD), anything.map(lambda one: " ".join(one.split()) or "x"))


def texts(word: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries(dict.fromkeys(LANGUAGES, word))


def conditions(values: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    said = {"rating": st.sampled_from(("current", "importance"))}
    compared = st.one_of(
        st.fixed_dictionaries({**said, "equals": values}, optional={"of": st.sampled_from(("TAL", "TAL-01"))}),
        st.fixed_dictionaries({**said, "in": st.lists(values, min_size=1, max_size=3, unique=True)}),
    )
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
def documents(draw: st.DrawFn, word: st.SearchStrategy[str], values: st.SearchStrategy[str]) -> dict[str, Any]:
    """What a file may say, every part of the format in it now and then."""
    text = draw(st.lists(texts(word), min_size=1, max_size=4))
    some = st.sampled_from(text)
    areas = []
    for name in AREAS[: draw(st.integers(1, 3))]:
        sizes = range(1, draw(st.integers(1, 3)) + 1)
        competences = [
            {"id": f"{name}-0{at}", "core": at == 1 or draw(st.booleans()), "reworded": draw(st.booleans()), "name": draw(some), "means": draw(some)}
            | ({"replaces": f"{name}-9{at}"} if draw(st.booleans()) else {})
            for at in sizes
        ]  # fmt: skip
        area = {"id": name, "name": draw(some), "means": draw(some), "competences": competences}
        areas.append(area | ({"opening": draw(conditions(values))} if draw(st.booleans()) else {}))
    ratings = [
        {"id": name, "scale": name, "asked": draw(st.sampled_from(("area", "competence"))), "question": draw(some), "help": draw(some)}
        for name in draw(st.permutations(list(SCALE_VALUES)))
    ]  # fmt: skip
    extra: dict[str, Any] = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "opening": conditions(values),
                "own": st.fixed_dictionaries({"area": st.just("TAL"), "most": st.integers(1, 4)}),
                "joins": st.fixed_dictionaries(
                    {"questionnaires": st.just(["osaamistase"]), "section": st.just("I")},
                    optional={"divisions": st.just(["55", "56"])},
                ),
            },
        )
    )
    head = {"format": 1, "id": "mika-tahansa", "version": draw(st.integers(1, 9999)), "method": "1", "minutes": 5}
    named = {"title": draw(some), "purpose": draw(some), "scales": draw(scales(some)), "ratings": ratings}
    return {**head, **named, **extra, "areas": areas}


any_questionnaires = documents(anything, anything).map(Questionnaire.model_validate)
sound_questionnaires = (
    documents(words, st.sampled_from(("1", "2", "5")))
    .map(Questionnaire.model_validate)
    .filter(lambda one: not [found for found in check(written(one).encode()) if not found.warning])
)
