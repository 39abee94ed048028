"""The shape of a questionnaire's workbook: its sheets, their columns, and what a questionnaire says in each row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from osaamistase.questionnaires.outline import COLUMNS as OUTLINE_COLUMNS
from osaamistase.questionnaires.outline import COMPARING, JOINING, outlined
from osaamistase.questionnaires.questionnaire import LANGUAGES, SCALE_VALUES, Questionnaire
from osaamistase.questionnaires.values import YES, listed

GUIDE = "Ohje"
SETTINGS, SCALES, RATINGS = "Kysely", "Asteikot", "Kysymykset"
AREAS, COMPETENCES, OPENINGS = "Alueet", "Osaamiset", "Avautuminen"
ASKED = {"alue": "area", "osaaminen": "competence"}


@dataclass(frozen=True)
class Field:
    """One value of the format: its path in the questionnaire file and the column (on Kysely the row) it stands in.

    Kinds: a name is left out where it is empty, a text is then an empty text; text? is left out in all languages.
    """

    path: str
    column: str
    kind: Literal["name", "value", "list", "number", "flag", "asked", "text", "text?"] = "name"


def _texts(path: str, column: str, kind: Literal["text", "text?"] = "text") -> tuple[Field, ...]:
    return tuple(Field(f"{path}.{language}", f"{column} {language}", kind) for language in LANGUAGES)


FIELDS: dict[str, tuple[Field, ...]] = {
    SETTINGS: (
        Field("format", "muoto", "number"),
        Field("id", "tunnus"),
        Field("version", "versio", "number"),
        Field("method", "menetelmä"),
        Field("minutes", "minuutteja", "number"),
        *_texts("title", "nimi"),
        *_texts("purpose", "tarkoitus"),
        Field("own.area", "omien osaamisten alue"),
        Field("own.most", "omia osaamisia enintään", "number"),
        Field("joins.questionnaires", "liitetään kyselyihin", "list"),
        Field("joins.section", "toimialan pääluokka"),
        Field("joins.divisions", "toimialan kaksinumerotasot", "list"),
    ),
    SCALES: (
        Field("id", "asteikko"),
        Field("value", "arvo", "value"),
        *_texts("word", "sana"),
        *_texts("means", "selitys", "text?"),
    ),
    RATINGS: (
        Field("id", "tunnus"),
        Field("scale", "asteikko"),
        Field("asked", "kysytään", "asked"),
        *_texts("question", "kysymys"),
        *_texts("help", "ohje"),
    ),
    AREAS: (Field("id", "tunnus"), *_texts("name", "nimi"), *_texts("means", "selitys")),
    COMPETENCES: (
        Field("id", "tunnus"),
        Field("area", "alue"),
        Field("core", "ydin", "flag"),
        Field("replaces", "korvaa"),
        Field("reworded", "sanat uusittu", "flag"),
        *_texts("name", "nimi"),
        *_texts("means", "selitys"),
    ),
}
COLUMNS: dict[str, tuple[str, ...]] = {
    SETTINGS: ("kohta", "arvo", *LANGUAGES, "selitys"),
    **{sheet: tuple(field.column for field in fields) for sheet, fields in FIELDS.items() if sheet != SETTINGS},
    OPENINGS: OUTLINE_COLUMNS,
}
# What stands beside each row of Kysely, for the author; it is not read back.
EXPLAINED = {
    "muoto": "Älä muuta.",
    "tunnus": "Kyselyn pysyvä tunnus: pieniä kirjaimia a–z, numeroita ja viivoja.",
    "versio": "Uusi versio saa seuraavan numeron. Julkaistua versiota ei muuteta.",
    "menetelmä": "Älä muuta.",
    "minuutteja": "Kuinka monta minuuttia vastaaminen kestää.",
    "nimi": "Kyselyn nimi kolmella kielellä.",
    "tarkoitus": "Mitä hyötyä vastaamisesta on, kolmella kielellä.",
    "omien osaamisten alue": "Alueen tunnus, jos yritys saa nimetä itse osaamisia. Muuten tyhjä.",
    "omia osaamisia enintään": "Montako osaamista yritys saa nimetä, 1–4. Muuten tyhjä.",
    "liitetään kyselyihin": "Vain toimialan lisäosassa: kyselyjen tunnukset puolipisteellä erotettuina.",
    "toimialan pääluokka": "Vain toimialan lisäosassa: TOL-pääluokan kirjain, esimerkiksi I.",
    "toimialan kaksinumerotasot": "Vain toimialan lisäosassa, jos se ei koske koko pääluokkaa: esimerkiksi 55; 56.",
}
# Where only some words will do, the words, or the cells that hold them, as a spreadsheet program is told them.
CHOICES = {
    (COMPETENCES, "alue"): f"{AREAS}!$A$2:$A$200",
    (COMPETENCES, "ydin"): f'"{YES}"',
    (COMPETENCES, "sanat uusittu"): f'"{YES}"',
    (RATINGS, "tunnus"): f'"{",".join(SCALE_VALUES)}"',
    (RATINGS, "kysytään"): f'"{",".join(ASKED)}"',
    (OPENINGS, "alue"): f"{AREAS}!$A$2:$A$200",
    (OPENINGS, "ehto"): f'"{",".join((*JOINING, *COMPARING))}"',
    (OPENINGS, "kysymys"): f'"{",".join(SCALE_VALUES)}"',
}


def width(column: str) -> int:
    """How wide a column is drawn, in characters."""
    if column.endswith(LANGUAGES) or column == "selitys":
        return 44
    return 30 if column == "kohta" else 16


def rows_of(questionnaire: Questionnaire) -> dict[str, list[tuple[str, ...]]]:
    """What each sheet holds below its header, row by row, as long as the sheet has columns."""
    document = questionnaire.model_dump(by_alias=True, exclude_defaults=True)
    competences = [{**one, "area": area["id"]} for area in document["areas"] for one in area["competences"]]
    return {
        SETTINGS: list(_settings(document)),
        SCALES: [_row(SCALES, one) for one in _options(document)],
        RATINGS: [_row(RATINGS, one) for one in document.get("ratings", ())],
        AREAS: [_row(AREAS, one) for one in document["areas"]],
        COMPETENCES: [_row(COMPETENCES, one) for one in competences],
        OPENINGS: list(_openings(questionnaire)),
    }


def _settings(document: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    said = {field.column: _said(field, document) for field in FIELDS[SETTINGS]}
    for label, explained in EXPLAINED.items():
        texts = (said.get(f"{label} {language}", "") for language in LANGUAGES)
        yield label, said.get(label, ""), *texts, explained


def _options(document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    empty: tuple[dict[str, Any], ...] = ({},)
    for scale in document.get("scales", ()):
        yield from ({"id": scale["id"], **option} for option in scale["options"] or empty)


def _openings(questionnaire: Questionnaire) -> Iterator[tuple[str, ...]]:
    for area, opening in (("", questionnaire.opening), *((one.id, one.opening) for one in questionnaire.areas)):
        if opening is not None:
            yield from ((area, *row) for row in outlined(opening))


def _row(sheet: str, record: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(_said(field, record) for field in FIELDS[sheet])


def _said(field: Field, record: Mapping[str, Any]) -> str:
    value: Any = record
    for step in field.path.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    if value is None or value is False:
        return ""
    match field.kind:
        case "flag":
            return YES
        case "asked":
            return next(word for word, asked in ASKED.items() if asked == value)
        case "value":
            return listed((value,))
        case "list":
            return listed(value)
    return str(value)
