"""Which cells of a table of counts are hidden, so that no small one can be worked out (method.md section 8.1–8.3)."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from osaamistase.disclosure.circulation import Circulation, Place

Cell = tuple[int, int]  # row and column; the last of either is the total
Counts = Sequence[Sequence[int]]
Reason = Literal["threshold", "protects"]
K, FLOOR = 5, 3


def safe_k(given: object) -> int:
    """The threshold to go by: nothing, or nothing sensible, means 5, and nothing goes below 3."""
    whole = isinstance(given, int) and not isinstance(given, bool) and given > 0
    return max(FLOOR, given) if whole and isinstance(given, int) else K


def with_totals(counts: Sequence[Sequence[int]]) -> list[list[int]]:
    """The table with the sum of each row as its last column and the sum of each column as its last row."""
    rows = [[*row, sum(row)] for row in counts]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def hidden_cells(counts: Counts, k: int, also: Iterable[Cell] = ()) -> dict[Cell, Reason]:
    """Hidden cells, each with its reason: for tests and logs, as no reader may tell the two apart.

    `counts`: rows of firms per cell, all equally long; rows and columns count from 0, and the number of rows (columns)
    stands for the totals. `also`: cells that are hidden anyway. Promised: of a cell hidden by the threshold, whoever
    sees all the rest and knows these rules must hold every value from 1 (where it adds up others: from what one firm
    in each that is not empty makes) to k − 1 possible. Raises ValueError for an empty or ragged table or a negative
    count.
    """
    return hidden_together([counts], k, [also])[0]


def hidden_together(
    tables: Sequence[Counts], k: int, also: Sequence[Iterable[Cell]] = ()
) -> tuple[dict[Cell, Reason], ...]:
    """The same for two tables that share the totals of their columns, and are seen side by side.

    Whoever sees both must hold every such value possible. Raises ValueError also where the totals differ.
    """
    for counts in tables:
        if not counts or not counts[0] or any(len(row) != len(counts[0]) or min(row) < 0 for row in counts):
            raise ValueError("a table has rows of one length, and no count below 0")
    totalled = [with_totals(counts) for counts in tables]
    seen = Circulation(totalled)
    small = [cell for cell, count in seen.counts.items() if count < k]
    hidden: dict[Place, Reason] = dict.fromkeys(small, "threshold")
    for number, table in enumerate(totalled):
        for cell in (*(also[number] if also else ()), *_nearly_all(table, k)):
            hidden.setdefault(_place(totalled, number, cell), "protects")
    for place in sorted(small, key=lambda one: (seen.counts[one], one)):
        for by in (k - 1 - seen.counts[place], 1 - seen.counts[place]):
            price = {one: count for one, count in seen.counts.items() if one not in hidden}
            for one in seen.way_to_move(place, by, price):
                hidden.setdefault(one, "protects")
    return tuple(_of_table(hidden, totalled, number) for number in range(len(tables)))


def _place(tables: Sequence[Counts], number: int, cell: Cell) -> Place:
    """Totals of columns stand under the first table."""
    if cell[0] == len(tables[number]) - 1:
        return 0, len(tables[0]) - 1, cell[1]
    return number, *cell


def _of_table(hidden: dict[Place, Reason], tables: Sequence[Counts], number: int) -> dict[Cell, Reason]:
    last, shared = len(tables[number]) - 1, len(tables[0]) - 1
    found: dict[Cell, Reason] = {}
    for (table, row, column), reason in hidden.items():
        if table == 0 and row == shared:
            found[last, column] = reason
        elif table == number:
            found[row, column] = reason
    return found


def _nearly_all(table: Counts, k: int) -> Iterator[Cell]:
    """Parts that leave 1 to k − 1 firms of a whole they belong to: taken from it, they would show those few."""
    last_row, last_column = len(table) - 1, len(table[0]) - 1
    for row, line in enumerate(table):
        for column, count in enumerate(line):
            wholes = (line[last_column], table[last_row][column], table[last_row][last_column])
            if count and any(0 < whole - count < k for whole in wholes):
                yield row, column
