"""Tables as an xlsx: texts stay texts whatever they begin with, days are days, numbers numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO

from xlsxwriter import Workbook

Cell = str | int | float | date | None
_WIDTH = 16


@dataclass(frozen=True)
class Sheet:
    """A sheet with a frozen heading row and a filter; `widths` of columns by their places, None is an empty cell."""

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    widths: Mapping[int, int] = field(default_factory=dict)
    frozen: int = 0  # columns that stay in sight


def to_xlsx(sheets: Iterable[Sheet]) -> bytes:
    """The same for the same sheets: nothing in it tells when it was made."""
    kept = BytesIO()
    book = Workbook(kept, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True})
    book.set_properties({"author": "Osaamistase", "created": datetime(2000, 1, 1)})
    bold, wrap = book.add_format({"bold": True, "bg_color": "#DDE6EE"}), book.add_format({"text_wrap": True})
    dated = book.add_format({"num_format": "d.m.yyyy", "align": "left"})
    for one in sheets:
        sheet, last = book.add_worksheet(one.name), 0
        for column, head in enumerate(one.heads):
            sheet.set_column(column, column, one.widths.get(column, _WIDTH))
            sheet.write_string(0, column, head, bold)
        for last, row in enumerate(one.rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(last, column, datetime(cell.year, cell.month, cell.day), dated)
                elif isinstance(cell, str):
                    sheet.write_string(last, column, cell, wrap)
                elif cell is not None:
                    sheet.write_number(last, column, cell)
        sheet.freeze_panes(1, one.frozen)
        sheet.autofilter(0, 0, max(1, last), len(one.heads) - 1)
    book.close()
    return kept.getvalue()
