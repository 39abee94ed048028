"""The sheets of a workbook as it came, made into rows that know their columns, or findings where that cannot be."""

from collections.abc import Iterator, Mapping, Sequence

from osaamistase.questionnaires.cells import ANY_NUMBER, Cell
from osaamistase.questionnaires.findings import Finding
from osaamistase.questionnaires.outline import NUMBER
from osaamistase.questionnaires.sheets import COLUMNS, GUIDE, SETTINGS

Grid = Sequence[Sequence[Cell]]
Row = Mapping[str, Cell]
NOT_READ = ("selitys",)  # of Kysely: written for the author


def tables(grids: Mapping[str, Grid]) -> tuple[dict[str, list[Row]], list[Finding]]:
    """The filled rows of each sheet by column name. A sheet that is missing or lacks a column is left out."""
    by_name = {plain(name): (name, grid) for name, grid in grids.items()}
    rows: dict[str, list[Row]] = {}  # only of sheets that are whole
    findings = [
        Finding(name, "unread-sheet", "no sheet of this name is read; move what it holds or remove it", warning=True)
        for folded, (name, _) in by_name.items()
        if folded not in {plain(one) for one in (*COLUMNS, GUIDE)}
    ]
    for sheet in COLUMNS:
        if plain(sheet) in by_name:
            found, told = _rows(sheet, by_name[plain(sheet)][1])
            findings += told
            if found is not None:
                rows[sheet] = found
        else:
            findings.append(Finding(sheet, "missing-sheet", f"there is no sheet {sheet}; bring it back"))
    return rows, findings


def _rows(sheet: str, grid: Grid) -> tuple[list[Row] | None, list[Finding]]:
    filled = [row for row in grid if any(cell.filled for cell in row)]
    header, below = (filled[0], filled[1:]) if filled else ((), [])
    places = {plain(cell.text): place for place, cell in reversed(list(enumerate(header))) if cell.text}
    missing = [column for column in COLUMNS[sheet] if column not in places]
    if missing:
        names = ", ".join(missing)
        return None, [Finding(sheet, "missing-column", f"the first row has no column {names}; bring it back")]
    rows: list[Row] = [{column: row[places[column]] for column in COLUMNS[sheet]} for row in below]
    known = {places[column] for column in COLUMNS[sheet]}
    return rows, [*_unread(header, below, known), *(one for row in rows for one in _faults(sheet, row))]


def _unread(header: Sequence[Cell], below: Grid, known: set[int]) -> Iterator[Finding]:
    for place, cell in enumerate(header):
        first = next((row[place] for row in (header, *below) if row[place].filled), None)
        if place not in known and first is not None:
            what = "nothing in this column is read; move it or remove it"
            yield Finding((cell if cell.filled else first).where, "unread-column", what, warning=True)


def _faults(sheet: str, row: Row) -> Iterator[Finding]:
    for column, cell in row.items():
        fine = column == NUMBER and cell.fault is not None and cell.fault.rule == ANY_NUMBER
        if cell.fault is not None and not fine and not (sheet == SETTINGS and column in NOT_READ):
            yield cell.fault


def plain(text: str) -> str:
    """A name as it is compared: stray spaces and capitals make no difference."""
    return " ".join(text.split()).casefold()
