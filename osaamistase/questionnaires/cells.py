"""What a cell of a workbook holds, as text: numbers, dates, formulas and the signs xlsx writes in its own way."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from osaamistase.questionnaires.findings import Finding

ANY_NUMBER = "decimal-number"  # a fault that is none in the column of outline numbers
# XML has no such characters, so xlsx writes them as _x000D_, and an underscore that looks like that as _x005F_.
_UNWRITABLE = re.compile(r"_(?=x[0-9A-Fa-f]{4})|[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_WRITTEN = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class Cell:
    """A cell's place, as `Osaamiset!F12`, and its text. `fault` says what is wrong with it, whatever the column."""

    where: str
    text: str = ""
    fault: Finding | None = None

    @property
    def filled(self) -> bool:
        return bool(self.text) or self.fault is not None


def cell_text(text: str) -> str:
    """A text as a cell of xlsx carries it."""
    return _UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def text_of_cell(written: str) -> str:
    """The text a cell carries, without stray spaces and with line breaks of one kind."""
    return _WRITTEN.sub(_character, written).replace("\r\n", "\n").strip()


def _character(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    return found[0] if 0xD800 <= number <= 0xDFFF else chr(number)  # half a character is none


def read_cell(where: str, kind: str, value: object) -> Cell:
    """One cell of the kind openpyxl names. A whole number is its digits, true and false are words."""
    told = next(_faults(kind, value), None)
    if told is not None:
        rule, what = told
        return Cell(where, repr(value) if rule == ANY_NUMBER else "", Finding(where, rule, what))
    if isinstance(value, bool | int | float):
        return Cell(where, str(value).casefold() if isinstance(value, bool) else str(int(value)))
    text = text_of_cell("" if value is None else str(value))
    if _UNSEEN.search(text):
        what = "holds a character that cannot be seen; write the text anew if you did not mean it"
        return Cell(where, text, Finding(where, "unseen-character", what, warning=True))
    return Cell(where, text)


def _faults(kind: str, value: object) -> Iterator[tuple[str, str]]:
    if kind == "f":
        yield "formula", "a cell holds a formula; write the text itself"
    if kind == "e":
        yield "error-value", f"a cell holds the error {value}; write the text itself"
    if isinstance(value, date | time | timedelta):
        yield "date", "a cell holds a date or a time; format the cell as text and write it again"
    if isinstance(value, float) and not value.is_integer():
        yield ANY_NUMBER, f"a cell holds the number {value!r}; format the cell as text and write it again"
