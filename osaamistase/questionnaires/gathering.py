"""The rows of a workbook gathered into the document of a questionnaire file, each place marked with its cell."""

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from typing import Any

from osaamistase.questionnaires.cells import Cell
from osaamistase.questionnaires.findings import Finding
from osaamistase.questionnaires.openings import gather_openings
from osaamistase.questionnaires.placing import Places
from osaamistase.questionnaires.questionnaire import LANGUAGES
from osaamistase.questionnaires.sheets import (
    AREAS,
    ASKED,
    COMPETENCES,
    FIELDS,
    OPENINGS,
    RATINGS,
    SCALES,
    SETTINGS,
    Field,
)
from osaamistase.questionnaires.tables import Row
from osaamistase.questionnaires.values import NO_WORDS, YES, YES_WORDS, unlisted, whole_number

Record = dict[str, Any]


class Gathering:
    """Gathers all six sheets; `document` is then what the file would say, `findings` what only a workbook can break."""

    def __init__(self, rows: Mapping[str, list[Row]]) -> None:
        self.places = Places()
        self.findings: list[Finding] = []
        self.document: Record = self._record(SETTINGS, self._settings(rows[SETTINGS]), ("",))
        self.document["scales"] = self._scales(rows[SCALES])
        self.document["ratings"] = [
            self._record(RATINGS, row, _prefixes("ratings.", number, row["tunnus"].text))
            for number, row in enumerate(rows[RATINGS])
        ]
        self.document["areas"] = self._areas(rows[AREAS])
        self._competences(rows[COMPETENCES])
        self.findings += gather_openings(rows[OPENINGS], self.document, self.places)

    def _settings(self, rows: list[Row]) -> dict[str, Cell]:
        """Kysely stands on its side: one row of it all, by the name of the row and the language."""
        wanted = {field.column for field in FIELDS[SETTINGS]}
        found: dict[str, Cell] = {}
        for row in rows:
            label = " ".join(row["kohta"].text.split()).casefold()
            named = {label: row["arvo"]} | {f"{label} {language}": row[language] for language in LANGUAGES}
            known = {name: cell for name, cell in named.items() if name in wanted}
            if not known or known.keys() & found.keys():
                self._find(row["kohta"], "unknown-row", "no such row in this sheet, or a second one; remove it")
            for cell in (cell for name, cell in named.items() if known and name not in known and cell.filled):
                self._find(cell, "unread-cell", "nothing is read from here; move it or remove it", warning=True)
            found |= {name: cell for name, cell in known.items() if name not in found}
        return found

    def _scales(self, rows: list[Row]) -> list[Record]:
        scales: list[Record] = []
        for name, group in groupby(rows, key=lambda row: row["asteikko"].text):
            prefixes = _prefixes("scales.", len(scales), name)
            scales.append({"options": [], **({"id": name} if name else {})})
            for place, row in enumerate(group):
                for path in ("", "id") if place == 0 else ():
                    self._mark(prefixes, row["asteikko"], path)
                if any(cell.filled for column, cell in row.items() if column != "asteikko"):
                    self._option(scales[-1]["options"], row, prefixes)
        return scales

    def _option(self, options: list[Record], row: Row, scale: tuple[str, ...]) -> None:
        value = (unlisted(row["arvo"].text) or [""])[0]
        prefixes = [f"{one}.{step}" for one in scale for step in (f"options.{len(options)}", value)]
        option = self._record(SCALES, row, prefixes, anchor="arvo")
        options.append({name: said for name, said in option.items() if name != "id"})

    def _areas(self, rows: list[Row]) -> list[Record]:
        areas: list[Record] = []
        for row in rows:
            name = row["tunnus"].text
            if name and any(area.get("id") == name for area in areas):
                # Left out: whose competences they are could not be told, and the check would speak of none.
                self._find(row["tunnus"], "duplicate-id", "the id stands there twice; give each its own")
                continue
            prefixes = (*_prefixes("areas.", len(areas), name), *([name] if name else []))
            areas.append({**self._record(AREAS, row, prefixes), "competences": []})
        return areas

    def _competences(self, rows: list[Row]) -> None:
        lists = {area.get("id"): area["competences"] for area in reversed(self.document["areas"])}
        numbers = {area.get("id"): number for number, area in reversed(list(enumerate(self.document["areas"])))}
        for row in rows:
            area, name = row["alue"].text, row["tunnus"].text
            if not area or area not in lists:
                self._find(row["alue"], "unknown-area", "no such area on the sheet Alueet; correct it or add the area")
                continue
            inside = [
                one
                for start in _prefixes("areas.", numbers[area], area)
                for one in _prefixes(f"{start}.competences.", len(lists[area]), name)
            ]
            record = self._record(COMPETENCES, row, (*inside, *([name] if name else [])))
            lists[area].append({said: value for said, value in record.items() if said != "area"})

    def _record(self, sheet: str, cells: Row, prefixes: Iterable[str], anchor: str | None = None) -> Record:
        """One row's values by path, empty ones left out as their kind says, and every place marked."""
        record: Record = {}
        if anchor or "tunnus" in cells:
            self._mark(prefixes, cells[anchor or "tunnus"], "")
        optional = {field.path.split(".")[0] for field in FIELDS[sheet] if field.kind == "text?"}
        whole: set[str] = set()  # what a path stands in, as name of name.fi; its place is the first of them
        for field in (one for one in FIELDS[sheet] if one.column in cells):
            outer, _, last = field.path.rpartition(".")
            for path in (field.path, outer) if outer and outer not in whole else (field.path,):
                self._mark(prefixes, cells[field.column], path)
            whole.add(outer)
            value = self._value(field, cells[field.column])
            if value is not None:
                (record.setdefault(outer, {}) if outer else record)[last] = value
        return {name: said for name, said in record.items() if name not in optional or any(said.values())}

    def _value(self, field: Field, cell: Cell) -> Any:
        if field.kind in ("text", "text?"):
            return cell.text
        if not cell.text:
            return None
        read: dict[str, Callable[[Cell], Any]] = {
            "number": lambda one: whole_number(one.text),
            "list": lambda one: unlisted(one.text),
            "value": lambda one: (unlisted(one.text) or [""])[0],
            "flag": self._flag,
            "asked": self._asked,
        }
        return read[field.kind](cell) if field.kind in read else cell.text

    def _flag(self, cell: Cell) -> bool:
        word = cell.text.casefold()
        if word not in (*YES_WORDS, *NO_WORDS):
            self._find(cell, "unknown-word", f"write {YES} or leave it empty")
        return word in YES_WORDS

    def _asked(self, cell: Cell) -> str:
        word = cell.text.casefold()
        if word not in (*ASKED, *ASKED.values()):
            self._find(cell, "unknown-word", f"write {' or '.join(ASKED)}")
        return ASKED.get(word, word)

    def _mark(self, prefixes: Iterable[str], cell: Cell, path: str) -> None:
        for prefix in prefixes:
            self.places.mark(".".join(one for one in (prefix, path) if one), cell.where)

    def _find(self, cell: Cell, rule: str, what: str, warning: bool = False) -> None:
        self.findings.append(Finding(cell.where, rule, what, warning))


def _prefixes(start: str, number: int, name: str) -> tuple[str, ...]:
    """How a place may begin: by its number in the list and, where it has an id, by that."""
    return (f"{start}{number}", f"{start}{name}") if name else (f"{start}{number}",)
