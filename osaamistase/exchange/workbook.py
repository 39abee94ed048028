"""The catalogue as an xlsx workbook and back: one row a service, every cell a text."""

import warnings
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from xlsxwriter import Workbook

from osaamistase.catalogue.rows import FIELDS, Row
from osaamistase.errors import BadFile
from osaamistase.questionnaires.unpacking import refusal

SHEET = "Palvelut"
MOST_ROWS = 2000
_HEADINGS = {heading: name for name, (heading, _most) in FIELDS.items()}
_WIDE = {"description_fi": 50, "description_sv": 50, "description_en": 50, "providers": 45, "note": 40, "source": 40}


def to_workbook(rows: Sequence[Row]) -> bytes:
    """An xlsx of all the rows. No text of it can become a formula or a link."""
    kept = BytesIO()
    book = Workbook(kept, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True})
    book.set_properties({"author": "Osaamistase", "created": datetime(2000, 1, 1)})
    sheet, bold = book.add_worksheet(SHEET), book.add_format({"bold": True, "bg_color": "#DDE6EE"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    for column, (name, (heading, _most)) in enumerate(FIELDS.items()):
        sheet.set_column(column, column, _WIDE.get(name, 22), wrapped)
        sheet.write_string(0, column, heading, bold)
        for line, row in enumerate(rows, start=1):
            sheet.write_string(line, column, row[name], wrapped)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(1, len(rows)), len(FIELDS) - 1)
    book.close()
    return kept.getvalue()


def from_workbook(content: bytes) -> list[tuple[Row, dict[str, str]]]:
    """The rows of an xlsx, each with the cell of each of its fields. Raises BadFile where it is no such workbook."""
    if (told := refusal(content)) is not None:
        raise BadFile(told.where, told.what)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            lines = _lines(content)
    except BadFile:
        raise
    except Exception:  # a broken workbook breaks openpyxl in ways without number
        raise BadFile("file", "cannot be read as xlsx; save it anew, without a password") from None
    if not lines:
        raise BadFile(SHEET, "is empty; export the catalogue and fill in that")
    heads = [_HEADINGS.get(_text(value)) for value in lines[0]]
    if "id" not in heads:
        raise BadFile(f"{SHEET}!A1", "the headings are missing; the first row must have Tunnus and the rest")
    found = []
    for number, line in enumerate(lines[1:], start=2):
        row = {name: _text(value) for name, value in zip(heads, line, strict=False) if name}
        where = {name: f"{SHEET}!{get_column_letter(at)}{number}" for at, name in enumerate(heads, start=1) if name}
        if any(row.values()):
            found.append(({name: row.get(name, "") for name in FIELDS}, where))
    return found


def _lines(content: bytes) -> list[tuple[Any, ...]]:
    book = load_workbook(BytesIO(content), read_only=True, keep_links=False)
    try:
        sheet: Any = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
        lines = list(sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=40, values_only=True))
    finally:
        book.close()
    if len(lines) > MOST_ROWS + 1:
        raise BadFile(SHEET, f"has more than {MOST_ROWS} rows")
    return lines


def _text(value: object) -> str:
    if isinstance(value, datetime | date):
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()
