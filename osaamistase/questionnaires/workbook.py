"""A questionnaire as an xlsx workbook and back, for authors who do not write code."""

import warnings
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from osaamistase.errors import BadFile
from osaamistase.questionnaires.cells import Cell, cell_text, read_cell
from osaamistase.questionnaires.checks import findings_alone
from osaamistase.questionnaires.findings import Finding
from osaamistase.questionnaires.guide import GUIDE_LINES
from osaamistase.questionnaires.questionnaire import Questionnaire
from osaamistase.questionnaires.reading import Check, read_grids
from osaamistase.questionnaires.sheets import CHOICES, COLUMNS, GUIDE, rows_of, width
from osaamistase.questionnaires.tables import Grid, plain
from osaamistase.questionnaires.unpacking import refusal

MOST_ROWS, MOST_COLUMNS = 3000, 40
LONGEST_CELL = 32767  # characters, by Excel
_MADE = datetime(2000, 1, 1)  # the same bytes every time
_ZIPPED = (1980, 1, 1, 0, 0, 0)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_BOLD = Font(bold=True)
_SHADED = PatternFill("solid", fgColor="DDE6EE")
_TEXT = "@"  # the number format of text: a spreadsheet program then makes no date of 1.2


def to_workbook(questionnaire: Questionnaire) -> bytes:
    """The questionnaire as xlsx; an equal one always gives the same bytes.

    Raises BadFile where it is larger or deeper than a workbook that may come back.
    """
    book = Workbook()
    book.properties.creator, book.properties.created, book.properties.modified = "Osaamistase", _MADE, _MADE
    assert isinstance(book.active, Worksheet)
    _write_guide(book.active)
    for name, rows in rows_of(questionnaire).items():
        if len(rows) >= MOST_ROWS:
            raise BadFile(name, f"has more than {MOST_ROWS} rows; a workbook cannot hold it")
        _write_sheet(book.create_sheet(name), rows)
    packed = BytesIO()
    ExcelWriter(book, ZipFile(packed, "w")).save()  # Workbook.save would write the hour into it
    content = _packed_anew(packed)
    if (told := refusal(content)) is not None:
        raise BadFile(told.where, told.what)
    return content


def from_workbook(content: bytes, held_to: Check = findings_alone) -> tuple[Questionnaire | None, list[Finding]]:
    """The questionnaire in an xlsx file, or None where a finding says why not; warnings may stand beside either.

    The findings are those of `held_to` (by itself: the rules of a file that stands alone) and what only a workbook can
    break, each with its sheet and cell.
    Nothing in the content raises.
    """
    if (told := refusal(content)) is not None:
        return None, [told]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of drawings and the like that it leaves out
            grids = grids_in(content)
    except Exception:  # a broken workbook breaks openpyxl in ways without number
        what = "cannot be read as xlsx; save it anew in a spreadsheet program, without a password"
        return None, [Finding("file", "not-a-workbook", what)]
    return read_grids(grids, held_to)


def grids_in(content: bytes) -> dict[str, Grid]:
    """The cells of the sheets a questionnaire has; other sheets are named and empty. Raises whatever openpyxl does."""
    book = load_workbook(BytesIO(content), read_only=True, keep_links=False)
    wanted = {plain(name) for name in COLUMNS}
    try:
        return {one.title: list(_rows(one)) if plain(one.title) in wanted else [] for one in book.worksheets}
    finally:
        book.close()


def _rows(sheet: Any) -> Iterator[list[Cell]]:
    letters = [get_column_letter(column) for column in range(1, MOST_COLUMNS + 1)]
    rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS)
    for number, cells in enumerate(rows, start=1):
        places = (f"{sheet.title}!{letter}{number}" for letter in letters)
        row = [read_cell(where, cell.data_type, cell.value) for where, cell in zip(places, cells, strict=False)]
        if number > MOST_ROWS and any(cell.filled for cell in row):
            told = Finding(row[0].where, "too-large", f"a sheet holds {MOST_ROWS} rows; remove what stands below them")
            row = [Cell(cell.where, fault=told) if cell.filled else cell for cell in row]
        yield row


def _write_guide(sheet: Worksheet) -> None:
    sheet.title = GUIDE
    for row, words in enumerate(GUIDE_LINES, start=1):
        for column, text in enumerate(words, start=1):
            _write(sheet, row, column, text)
        if not words[1]:
            sheet.cell(row, 1).font = _BOLD
    for letter, wide in (("A", 26), ("B", 100)):
        sheet.column_dimensions[letter].width = wide


def _write_sheet(sheet: Worksheet, rows: Sequence[Sequence[str]]) -> None:
    header = COLUMNS[sheet.title]
    for row, texts in enumerate((header, *rows), start=1):
        for column, text in enumerate(texts, start=1):
            _write(sheet, row, column, text)
    for column, name in enumerate(header, start=1):
        sheet.cell(1, column).font, sheet.cell(1, column).fill = _BOLD, _SHADED
        _write_column(sheet, get_column_letter(column), name)
    sheet.freeze_panes = "B2"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def _write_column(sheet: Worksheet, letter: str, name: str) -> None:
    """Empty cells too are text and wrapped, and where only some words will do they are offered."""
    dimension = sheet.column_dimensions[letter]
    dimension.width, dimension.number_format, dimension.alignment = width(name), _TEXT, _WRAPPED
    if words := CHOICES.get((sheet.title, name)):
        offered = DataValidation(type="list", formula1=words, allow_blank=True)
        offered.add(f"{letter}2:{letter}{MOST_ROWS}")
        sheet.add_data_validation(offered)


def _write(sheet: Worksheet, row: int, column: int, text: str) -> None:
    cell = sheet.cell(row, column)
    written = cell_text(text)
    if len(written) > LONGEST_CELL:
        raise BadFile(
            f"{sheet.title}!{cell.coordinate}", f"is longer than {LONGEST_CELL} characters; a cell ends there"
        )
    cell.value = written or None
    cell.number_format, cell.alignment = _TEXT, _WRAPPED
    if written:
        cell.data_type = "s"  # also where it begins like a formula
        cell.quotePrefix = written[0] in "=+-@"


def _packed_anew(packed: BytesIO) -> bytes:
    """The same members in the same order without the hour of writing."""
    anew = BytesIO()
    with ZipFile(packed) as source, ZipFile(anew, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            member = ZipInfo(name, _ZIPPED)
            member.compress_type = ZIP_DEFLATED
            target.writestr(member, source.read(name))
    return anew.getvalue()
