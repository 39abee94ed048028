"""The outline of opening conditions read back: rows by their numbers, the parts below the whole."""

import re
from typing import Any

from osaamistase.questionnaires.cells import Cell
from osaamistase.questionnaires.findings import Finding
from osaamistase.questionnaires.outline import (
    AREA,
    COMPARING,
    DEEPEST,
    JOINING,
    NUMBER,
    OF,
    RATING,
    VALUES,
    WORD,
)
from osaamistase.questionnaires.placing import Places
from osaamistase.questionnaires.tables import Row
from osaamistase.questionnaires.values import unlisted

Number = tuple[int, ...]


def gather_openings(rows: list[Row], document: dict[str, Any], places: Places) -> list[Finding]:
    """Put each opening into the document, of the whole questionnaire or of its area, and mark where it stands."""
    findings: list[Finding] = []
    areas = {area.get("id"): (area, f"areas.{number}") for number, area in reversed(list(enumerate(document["areas"])))}
    for name in dict.fromkeys(row[AREA].text for row in rows):
        of_area = [row for row in rows if row[AREA].text == name]
        if name and name not in areas:
            what = "no such area on the sheet Alueet; correct it or leave it empty for the whole questionnaire"
            findings.append(Finding(of_area[0][AREA].where, "unknown-area", what))
            continue
        outline = _Outline(of_area, places)
        holder, numbered = areas[name] if name else (document, "")
        starts = [f"{numbered}.opening", f"areas.{name}.opening", f"{name}.opening"] if name else ["opening"]
        opening = outline.read(starts)
        if opening and not outline.findings:  # half an outline would only be told of twice
            holder["opening"] = opening
        findings += outline.findings
    return findings


class _Outline:
    """The rows of one opening."""

    def __init__(self, rows: list[Row], places: Places) -> None:
        self.findings: list[Finding] = []
        self._places = places
        self._rows: dict[Number, Row] = {}
        for row in rows:
            self._number(row)
        self._orphans()

    def read(self, starts: list[str]) -> dict[str, Any] | None:
        tops = sorted(number for number in self._rows if len(number) == 1)
        for number in tops[1:]:
            self._find(self._rows[number][NUMBER], "two-openings", "join the two: make an or and number them below it")
        return self._condition(tops[0], starts) if tops else None

    def _number(self, row: Row) -> None:
        written = row[NUMBER].text
        if not re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,4})*\.?", written) or written.count(".") > DEEPEST:
            what = f"number the conditions 1, 1.1, 1.1.2 and so on, at most {DEEPEST} levels deep"
            self._find(row[NUMBER], "outline-number", what)
            return
        number = tuple(int(one) for one in written.strip(".").split("."))
        if number in self._rows:
            self._find(row[NUMBER], "duplicate-number", "the number stands there twice; give each condition its own")
            return
        self._rows[number] = row

    def _orphans(self) -> None:
        for number, row in self._rows.items():
            if len(number) > 1 and number[:-1] not in self._rows:
                above = ".".join(str(one) for one in number[:-1])
                self._find(row[NUMBER], "outline-number", f"there is no condition {above} above it; correct the number")

    def _condition(self, number: Number, starts: list[str]) -> dict[str, Any]:
        row = self._rows[number]
        word = row[WORD].text.casefold()
        below = sorted(one for one in self._rows if one[:-1] == number)
        self._mark(starts, "", row[WORD])
        if word in COMPARING:
            return self._comparison(row, word, below, starts)
        if word not in JOINING:
            self._find(row[WORD], "unknown-word", f"write one of {', '.join((*JOINING, *COMPARING))}")
            return {}
        for column in (OF, RATING, VALUES):
            if row[column].filled:
                self._find(row[column], "not-here", f"leave it empty beside {word}; it belongs to a comparison below")
        if not below or (word == "not" and len(below) > 1):
            wanted = "exactly one condition" if word == "not" else "conditions"
            self._find(row[NUMBER], "outline-number", f"{word} needs {wanted} numbered below it")
            return {}
        if word == "not":
            return {word: self._condition(below[0], [f"{one}.not" for one in starts])}
        parts = enumerate(below)
        return {word: [self._condition(one, [f"{up}.{word}.{at}" for up in starts]) for at, one in parts]}

    def _comparison(self, row: Row, word: str, below: list[Number], starts: list[str]) -> dict[str, Any]:
        values = unlisted(row[VALUES].text)
        named = row[RATING].text  # what is compared with which values is spoken of by the rating's name
        for name, column in (("of", OF), ("rating", RATING), (word, VALUES), (named, VALUES)):
            self._mark(starts, f".{name}", row[column])
        for number in below:
            self._find(self._rows[number][NUMBER], "outline-number", f"{word} has no conditions below it; move this")
        if not row[RATING].filled:
            self._find(row[RATING], "missing", "name the rating that is compared, for example current")
        if not values or (word == "equals" and len(values) > 1):
            wanted = "one value; several go with in" if word == "equals" else "the values, parted by semicolons"
            self._find(row[VALUES], "values", f"write {wanted}")
            return {}
        said: dict[str, Any] = {"of": row[OF].text or None, "rating": row[RATING].text or None}
        return {**said, word: values[0] if word == "equals" else values}

    def _mark(self, starts: list[str], path: str, cell: Cell) -> None:
        for start in starts:
            self._places.mark(f"{start}{path}", cell.where)

    def _find(self, cell: Cell, rule: str, what: str) -> None:
        self.findings.append(Finding(cell.where, rule, what))
