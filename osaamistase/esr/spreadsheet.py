"""The report to the funder as an xlsx: firms, sums, trainings, and how it was made."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO

from xlsxwriter import Workbook

Cell = str | int | float | date | None


def to_xlsx(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Cell]]]]) -> bytes:
    """Each sheet has a name, headings and rows. Text stays text, whatever it begins with; None is an empty cell."""
    kept = BytesIO()
    book = Workbook(kept, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True})
    book.set_properties({"author": "Osaamistase", "created": datetime(2000, 1, 1)})
    bold = book.add_format({"bold": True, "bg_color": "#DDE6EE", "text_wrap": True})
    dated, hours = book.add_format({"num_format": "d.m.yyyy"}), book.add_format({"num_format": "0.00"})
    for name, heads, rows in sheets:
        sheet = book.add_worksheet(name)
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, bold)
        for place, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(place, column, datetime(cell.year, cell.month, cell.day), dated)
                elif isinstance(cell, str):
                    sheet.write_string(place, column, cell)
                elif cell is not None:
                    sheet.write_number(place, column, cell, hours if isinstance(cell, float) else None)
        sheet.set_column(0, len(heads) - 1, 22)
        sheet.freeze_panes(1, 0)
    book.close()
    return kept.getvalue()
