"""What a questionnaire file says: scales, ratings, areas, competences, each text in three languages."""

import hashlib
import tomllib
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, ValidationError

from osaamistase.questionnaires.conditions import Condition, RatingId
from osaamistase.questionnaires.findings import Finding

LANGUAGES = ("fi", "sv", "en")
# What each rating may be answered with; scoring counts on these very values (method.md section 1).
SCALE_VALUES: dict[str, tuple[str, ...]] = {
    "current": ("0", "1", "2", "3", "4", "5"),
    "target": ("0", "1", "2", "3", "4", "5"),
    "importance": ("1", "2", "3", "4", "5"),
    "holders": ("0", "1", "2", "3"),
    "leaving": ("no", "unknown", "likely"),
    "deputy": ("no", "yes"),
}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, ignored_types=(cached_property,))


class Text(_Strict):
    """One text in the three languages."""

    fi: str
    sv: str
    en: str

    def in_(self, language: str) -> str:
        return str(getattr(self, language if language in LANGUAGES else "fi"))


class Option(_Strict):
    value: str
    word: Text
    means: Text | None = None


class Scale(_Strict):
    id: Annotated[str, Field(pattern=r"^[a-z]{2,20}$")]
    options: tuple[Option, ...]


class Rating(_Strict):
    """One question asked again and again: per competence or once per area."""

    id: RatingId
    scale: str
    asked: Literal["area", "competence"]
    question: Text
    help: Text

    @property
    def numbered(self) -> bool:
        """Whether an option's number says something to the reader: a level or a weight does, a count of people not."""
        return self.id in ("current", "target", "importance")


OWN_MOST = 4  # how many competences a firm may name itself; their ids are AREA-X1 … AREA-X4


class Competence(_Strict):
    id: Annotated[str, Field(pattern=r"^[A-Z]{3}-[0-9]{2}[a-z]?$")]
    core: StrictBool = False
    replaces: Annotated[str, Field(pattern=r"^[A-Z]{3}-[0-9]{2}[a-z]?$")] | None = None
    reworded: StrictBool = False  # the author's word that very different words still mean the same
    name: Text
    means: Text


class Area(_Strict):
    id: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    name: Text
    means: Text
    opening: Condition | None = None  # in place of the questionnaire's own
    competences: tuple[Competence, ...]


class Own(_Strict):
    """Where a firm may name competences of its own, and how many."""

    area: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    most: Annotated[StrictInt, Field(ge=1, le=OWN_MOST)]

    @cached_property
    def ids(self) -> tuple[str, ...]:
        return tuple(f"{self.area}-X{number}" for number in range(1, self.most + 1))


class Joins(_Strict):
    """Which questionnaires a sector pack is joined to, for firms of which industry (TOL section, divisions in it)."""

    questionnaires: Annotated[tuple[str, ...], Field(min_length=1)]
    section: Annotated[str, Field(pattern=r"^[A-V]$")]
    divisions: tuple[Annotated[str, Field(pattern=r"^[0-9]{2}$")], ...] = ()


class Questionnaire(_Strict):
    """One version of one questionnaire. Published versions never change; a change is a new version.

    With `joins` it is a sector pack: areas that are joined to another questionnaire and use its scales and ratings.
    """

    format: Literal[1]
    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{2,40}$")]
    version: Annotated[StrictInt, Field(ge=1, le=9999)]
    method: Literal["1"]
    minutes: Annotated[StrictInt, Field(ge=1, le=180)]
    title: Text
    purpose: Text
    opening: Condition | None = None  # when the rest of an area opens after its core; None: it is always open
    own: Own | None = None
    joins: Joins | None = None
    scales: tuple[Scale, ...] = ()
    ratings: tuple[Rating, ...] = ()
    areas: Annotated[tuple[Area, ...], Field(min_length=1)]

    @cached_property
    def rating(self) -> dict[str, Rating]:
        return {rating.id: rating for rating in self.ratings}

    @cached_property
    def scale(self) -> dict[str, Scale]:
        return {scale.id: scale for scale in self.scales}

    @cached_property
    def area(self) -> dict[str, Area]:
        return {area.id: area for area in self.areas}

    @cached_property
    def competence(self) -> dict[str, Competence]:
        return {competence.id: competence for area in self.areas for competence in area.competences}

    @cached_property
    def area_of(self) -> dict[str, Area]:
        return {competence.id: area for area in self.areas for competence in area.competences}

    def options(self, rating: str) -> tuple[Option, ...]:
        return self.scale[self.rating[rating].scale].options

    def opening_of(self, area: Area) -> Condition | None:
        return area.opening or self.opening

    def asked_per(self, level: str) -> tuple[Rating, ...]:
        return tuple(rating for rating in self.ratings if rating.asked == level)


_OWN = Text(fi="Oma osaaminen", sv="Egen kompetens", en="Own competence")


def joined(questionnaire: Questionnaire, pack: Questionnaire | None = None) -> Questionnaire:
    """What a round asks: the questionnaire, a sector pack's areas after its own, and room for the firm's own.

    Its minutes are those of both. Joined again, with no pack, it stays as it is.
    """
    areas = []
    for area in (*questionnaire.areas, *(pack.areas if pack else ())):
        own = questionnaire.own.ids if questionnaire.own and questionnaire.own.area == area.id else ()
        there = {one.id for one in area.competences}
        slots = tuple(
            Competence.model_construct(id=one, name=_numbered(_OWN, one[-1]), means=_OWN)
            for one in own
            if one not in there
        )
        opening = area.opening or (pack.opening if pack and area in pack.areas else None)
        areas.append(area.model_copy(update={"competences": (*area.competences, *slots), "opening": opening}))
    minutes = questionnaire.minutes + (pack.minutes if pack else 0)
    return _with_areas(questionnaire, tuple(areas), minutes)


def named(questionnaire: Questionnaire, own: Mapping[str, str]) -> Questionnaire:
    """A joined questionnaire with the firm's names on its own competences; places without a name are left out."""
    slots = questionnaire.own.ids if questionnaire.own else ()
    areas = tuple(
        area.model_copy(
            update={
                "competences": tuple(
                    _called(one, own[one.id]) if one.id in slots else one
                    for one in area.competences
                    if one.id not in slots or one.id in own
                )
            }
        )
        for area in questionnaire.areas
    )
    return _with_areas(questionnaire, areas, questionnaire.minutes)


def _called(competence: Competence, name: str) -> Competence:
    return competence.model_copy(update={"name": Text(fi=name, sv=name, en=name)})


def _with_areas(questionnaire: Questionnaire, areas: tuple[Area, ...], minutes: int) -> Questionnaire:
    # Built anew, not copied: a copy would bring along what was looked up in the old one.
    given = {name: getattr(questionnaire, name) for name in Questionnaire.model_fields}
    return Questionnaire.model_construct(**{**given, "areas": areas, "minutes": minutes})


def _numbered(text: Text, number: str) -> Text:
    return Text(**{language: f"{text.in_(language)} {number}" for language in LANGUAGES})


def checksum(source: bytes) -> str:
    """SHA-256 of the file's very bytes, as hex."""
    return hashlib.sha256(source).hexdigest()


def parse(source: bytes) -> tuple[Questionnaire | None, list[Finding]]:
    """The questionnaire in a file's bytes, or what makes it unreadable."""
    questionnaire, findings = _parsed(source)
    return questionnaire, list(findings)


@lru_cache(maxsize=32)  # the shelf and its checks read each file five times; what is read of it cannot be changed
def _parsed(source: bytes) -> tuple[Questionnaire | None, tuple[Finding, ...]]:
    try:
        document: dict[str, Any] = tomllib.loads(source.decode("utf-8"))
    except UnicodeDecodeError as error:
        return None, (Finding(f"byte {error.start}", "encoding", "save the file as UTF-8"),)
    except (ValueError, RecursionError) as error:  # bad TOML, a number of thousands of digits, brackets without end
        return None, (Finding("file", "syntax", f"not readable as TOML: {error}"),)
    try:
        return Questionnaire.model_validate(document), ()
    except ValidationError as error:
        return None, tuple(_finding(fault, document) for fault in error.errors(include_url=False))


def _finding(fault: Any, document: dict[str, Any]) -> Finding:
    where = _place(fault["loc"], document)
    language = fault["loc"][-1] if fault["loc"] else ""
    if fault["type"] == "missing":
        if language in LANGUAGES:
            return Finding(where, "missing-text", f"no text in {language}; write it")
        return Finding(where, "missing", "is not there; add it")
    if fault["type"] == "extra_forbidden":
        return Finding(where, "unknown-name", "no such name in this format; correct or remove it")
    return Finding(where, "format", f"{fault['msg'][0].lower()}{fault['msg'][1:]}")


def _place(location: tuple[str | int, ...], document: Any) -> str:
    """The path to a fault, with ids in place of bare list numbers where there are any."""
    words: list[str] = []
    for step in location:
        try:
            document = document[step]
        except (KeyError, IndexError, TypeError):
            document = None
        name = document.get("id") if isinstance(step, int) and isinstance(document, dict) else None
        words.append(str(name) if isinstance(name, str) else str(step))
    return ".".join(words) or "file"
