"""Actions as an xlsx: texts as texts, days as days, numbers as numbers; nothing in it can become a formula."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

from xlsxwriter import Workbook


def to_spreadsheet(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    """One sheet: a frozen heading row with filters, one action a row."""
    kept = BytesIO()
    book = Workbook(kept, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True})
    book.set_properties({"author": "Osaamistase", "created": datetime(2000, 1, 1)})
    sheet, bold = book.add_worksheet("Toimenpiteet"), book.add_format({"bold": True, "bg_color": "#DDE6EE"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "d.m.yyyy", "valign": "top", "align": "left"})
    number = book.add_format({"num_format": "0.0", "valign": "top"})
    for column, head in enumerate(heads):
        sheet.set_column(column, column, 40 if column in (0, 2) else 20)
        sheet.write_string(0, column, head, bold)
        for line, row in enumerate(rows, start=1):
            value = row[column]
            if isinstance(value, date):
                sheet.write_datetime(line, column, datetime(value.year, value.month, value.day), day)
            elif isinstance(value, Decimal):
                sheet.write_number(line, column, float(value), number)
            elif value is not None:
                sheet.write_string(line, column, str(value), text)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, len(rows)), len(heads) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    book.close()
    return kept.getvalue()
