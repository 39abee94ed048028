"""What of a quarter's tables may be given anew beside all that was given before (method.md section 8.6).

Firms come in and go out at editions. A cell is given anew only where at least k firms came, went or answered anew since
each time it was given before: else it keeps its last figures, with their date. A cell that keeps its figures counts as
hidden in the new edition, so that the rest of its line does not tell what it now holds.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from osaamistase.disclosure.suppression import Cell, hidden_together

Fate = Literal["empty", "hidden", "new", "kept"]
Stay = tuple[int, int | None]  # the edition a firm's answers came in with, and the one they went out with, if any
Movement = Mapping[Cell, Mapping[Stay, int]]


@dataclass(frozen=True)
class Table:
    """A fixed table: how many rows and columns, and in each of its cells how many firms had which stay.

    Two that are published together have the same columns, and so the same totals of columns.
    """

    rows: int
    columns: int
    movement: Movement

    @property
    def cells(self) -> Iterable[Cell]:
        """Every cell; the last row and column are the totals."""
        return product(range(self.rows + 1), range(self.columns + 1))

    def within(self, cell: Cell) -> Iterable[Cell]:
        """The inner cells that a cell is made of: itself, or those a total adds up."""
        rows = range(self.rows) if cell[0] == self.rows else [cell[0]]
        columns = range(self.columns) if cell[1] == self.columns else [cell[1]]
        return product(rows, columns)

    def stays(self, cell: Cell) -> dict[Stay, int]:
        """How many firms of a cell or total had which stay."""
        found: dict[Stay, int] = {}
        for one in self.within(cell):
            for stay, firms in self.movement.get(one, {}).items():
                found[stay] = found.get(stay, 0) + firms
        return found


Given = Mapping[str, Mapping[Cell, Sequence[int]]]  # by table and cell the editions in which it was given anew


def fates(
    tables: Mapping[str, Table], given: Given, edition: int, k: int, withheld: Mapping[str, Iterable[Cell]]
) -> dict[str, dict[Cell, Fate]]:
    """What becomes of every cell of the one or two tables in this edition. `withheld`: cells to hide anyway."""
    stays = {name: {cell: table.stays(cell) for cell in table.cells} for name, table in tables.items()}
    counts = {
        name: [
            [_firms(stays[name][row, column], edition) for column in range(table.columns)] for row in range(table.rows)
        ]
        for name, table in tables.items()
    }
    stale = {
        name: frozenset(
            cell
            for cell, found in stays[name].items()
            if any(0 < _moved(found, then, edition) < k for then in given.get(name, {}).get(cell, ()))
        )
        for name in tables
    }
    names = list(tables)
    together = hidden_together(
        [counts[name] for name in names], k, [{*stale[name], *withheld.get(name, ())} for name in names]
    )
    hidden = dict(zip(names, together, strict=True))
    return {
        name: {
            cell: _fate(_firms(found, edition), cell in hidden[name], cell in stale[name])
            for cell, found in stays[name].items()
        }
        for name in tables
    }


def _fate(firms: int, hidden: bool, stale: bool) -> Fate:
    if stale:
        return "kept"
    if not firms:
        return "empty"
    return "hidden" if hidden else "new"


def _firms(stays: Mapping[Stay, int], edition: int) -> int:
    return sum(firms for stay, firms in stays.items() if is_in(stay, edition))


def _moved(stays: Mapping[Stay, int], then: int, now: int) -> int:
    """At least so many firms differ between two editions: one that answered anew both went and came."""
    went = sum(firms for stay, firms in stays.items() if is_in(stay, then) and not is_in(stay, now))
    came = sum(firms for stay, firms in stays.items() if is_in(stay, now) and not is_in(stay, then))
    return max(went, came)


def is_in(stay: Stay, edition: int) -> bool:
    """Whether a firm that stayed so long is among those of the edition."""
    entered, left = stay
    return entered <= edition and (left is None or edition < left)
