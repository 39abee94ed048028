"""An edition as an xlsx: the figures, and a sheet on how they were made and are protected."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

FIRST_FIGURE = 12  # the column from which on a plain number is written as one


def to_xlsx(
    heads: Sequence[str], lines: Iterable[Sequence[str]], names: tuple[str, str], about: Sequence[tuple[str, str]]
) -> bytes:
    """`names`: of the two sheets; `about`: what the second one says, a heading and a text a row."""
    kept = BytesIO()
    book = Workbook(kept, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True})
    book.set_properties({"author": "Osaamistase", "created": datetime(2000, 1, 1)})
    bold, wrap = book.add_format({"bold": True, "bg_color": "#DDE6EE"}), book.add_format({"text_wrap": True})
    sheet, told = book.add_worksheet(names[0]), book.add_worksheet(names[1])
    last = 0
    for column, head in enumerate(heads):
        sheet.set_column(column, column, 34 if column in (6, 8) else 14)
        sheet.write_string(0, column, head, bold)
    for last, line in enumerate(lines, start=1):
        for column, text in enumerate(line):
            figure = _number(text) if column >= FIRST_FIGURE else None
            if figure is not None:
                sheet.write_number(last, column, figure)
            elif text:
                sheet.write_string(last, column, text)
    sheet.freeze_panes(1, 7)
    sheet.autofilter(0, 0, max(1, last), len(heads) - 1)
    told.set_column(0, 0, 28)
    told.set_column(1, 1, 110)
    for row, (head, text) in enumerate(about):
        told.write_string(row, 0, head, bold)
        told.write_string(row, 1, text, wrap)
    book.close()
    return kept.getvalue()


def _number(text: str) -> float | None:
    plain = text.replace(",", ".").replace("−", "-")
    return float(plain) if plain.lstrip("-").replace(".", "", 1).isdigit() else None
