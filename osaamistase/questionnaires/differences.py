"""What changed between two versions of one questionnaire or sector pack, id by id. Values in, values out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from osaamistase.questionnaires.questionnaire import LANGUAGES, Area, Competence, Questionnaire, Text


@dataclass(frozen=True)
class Wording:
    """Words that changed under an id that stayed: `text` is title, purpose, name, means, question or help."""

    id: str
    text: str
    language: str
    old: str
    new: str


@dataclass(frozen=True)
class Break:
    """A new id with a meaning of its own, in place of an older one."""

    id: str
    replaces: str


@dataclass(frozen=True)
class ScaleChange:
    """A scale's option or a rating. `what` is option, word, means, asked or scale; None: not there in that version."""

    id: str
    what: str
    place: str
    old: str | None
    new: str | None


@dataclass(frozen=True)
class Change:
    """A setting of an id (of the questionnaire's, where it is of the whole) as plain values; None: not said."""

    id: str
    old: Any
    new: Any


@dataclass(frozen=True)
class Differences:
    """All of it, in the order of the newer version. `added` and `removed` are area and competence ids."""

    wording: tuple[Wording, ...]
    meaning: tuple[Break, ...]
    scale: tuple[ScaleChange, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    core: tuple[Change, ...]
    opening: tuple[Change, ...]
    own: tuple[Change, ...]
    joins: tuple[Change, ...]

    def __bool__(self) -> bool:
        return any(vars(self).values())


def differences(old: Questionnaire, new: Questionnaire) -> Differences:
    """What changed from `old` to `new`, two versions with one questionnaire id."""
    before, after = _ids(old), _ids(new)
    shared = [one for one in after if one in before]
    return Differences(
        wording=tuple(_wording(_texts(old), _texts(new))),
        meaning=tuple(
            Break(one.id, one.replaces)
            for one in new.competence.values()
            if one.replaces is not None and one.id not in before
        ),
        scale=tuple(_scale(_scale_facts(old), _scale_facts(new))),
        added=tuple(one for one in after if one not in before),
        removed=tuple(one for one in before if one not in after),
        core=tuple(_changes({one: _core(old, one) for one in shared}, {one: _core(new, one) for one in shared})),
        opening=tuple(_changes(_openings(old, shared), _openings(new, shared))),
        own=tuple(_changes({new.id: _plain(old.own)}, {new.id: _plain(new.own)})),
        joins=tuple(_changes({new.id: _plain(old.joins)}, {new.id: _plain(new.joins)})),
    )


def _ids(questionnaire: Questionnaire) -> dict[str, None]:
    """Area and competence ids in questionnaire order."""
    return dict.fromkeys(
        one for area in questionnaire.areas for one in (area.id, *(competence.id for competence in area.competences))
    )


def _texts(questionnaire: Questionnaire) -> dict[tuple[str, str, str], str]:
    """Every text by (id, which, language), without the words of the scales."""
    listed: list[tuple[str, str, Text]] = [
        (questionnaire.id, "title", questionnaire.title),
        (questionnaire.id, "purpose", questionnaire.purpose),
    ]
    for rating in questionnaire.ratings:
        listed += [(rating.id, "question", rating.question), (rating.id, "help", rating.help)]
    for area in questionnaire.areas:
        named: tuple[Area | Competence, ...] = (area, *area.competences)
        for one in named:
            listed += [(one.id, "name", one.name), (one.id, "means", one.means)]
    return {(subject, which, language): text.in_(language) for subject, which, text in listed for language in LANGUAGES}


def _wording(old: Mapping[tuple[str, str, str], str], new: Mapping[tuple[str, str, str], str]) -> Iterator[Wording]:
    for place, words in new.items():
        if old.get(place, words) != words:
            yield Wording(*place, old=old[place], new=words)


def _scale_facts(questionnaire: Questionnaire) -> dict[tuple[str, str, str], str]:
    """What is said of scales and of how ratings are asked, by (scale or rating id, what, place)."""
    facts: dict[tuple[str, str, str], str] = {}
    for scale in questionnaire.scales:
        for option in scale.options:
            facts[(scale.id, "option", option.value)] = option.value
            for what, text in (("word", option.word), ("means", option.means)):
                if text is not None:
                    for language in LANGUAGES:
                        facts[(scale.id, what, f"{option.value}.{language}")] = text.in_(language)
    for rating in questionnaire.ratings:
        facts[(rating.id, "asked", "level")] = rating.asked
        facts[(rating.id, "scale", "name")] = rating.scale
    return facts


def _scale(old: Mapping[tuple[str, str, str], str], new: Mapping[tuple[str, str, str], str]) -> Iterator[ScaleChange]:
    for place in dict.fromkeys((*new, *old)):
        subject, what, where = place
        option = (subject, "option", where.split(".")[0])
        come_or_gone = what in ("word", "means") and (option in old) != (option in new)  # its option's line says so
        if old.get(place) != new.get(place) and not come_or_gone:
            yield ScaleChange(*place, old=old.get(place), new=new.get(place))


def _core(questionnaire: Questionnaire, subject: str) -> bool | None:
    found = questionnaire.competence.get(subject)
    return None if found is None else found.core


def _openings(questionnaire: Questionnaire, areas: list[str]) -> dict[str, Any]:
    own = {area: _plain(questionnaire.area[area].opening) for area in areas if area in questionnaire.area}
    return {questionnaire.id: _plain(questionnaire.opening), **own}


def _plain(model: BaseModel | None) -> Any:
    return None if model is None else model.model_dump(mode="json", by_alias=True, exclude_none=True)


def _changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for subject, value in new.items():
        if old.get(subject) != value:
            yield Change(subject, old.get(subject), value)
