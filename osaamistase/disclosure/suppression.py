"""Which cells of a table of counts are hidden, so that no small one can be worked out (method.md section 8.1–8.3)."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from osaamistase.disclosure.circulation import Cell, Circulation

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


def least_of(table: Sequence[Sequence[int]], cell: Cell) -> int:
    """The least a cell that is not empty can hold: one firm, and a total one for each cell of it that is not empty."""
    last_row, last_column = len(table) - 1, len(table[0]) - 1
    rows = range(last_row) if cell[0] == last_row else [cell[0]]
    columns = range(last_column) if cell[1] == last_column else [cell[1]]
    return sum(table[row][column] > 0 for row in rows for column in columns)


def hidden_cells(counts: Sequence[Sequence[int]], k: int, also: Iterable[Cell] = ()) -> dict[Cell, Reason]:
    """Hidden cells, each with its reason: for tests and logs, as no reader may tell the two apart.

    `counts`: rows of firms per cell, all equally long; rows and columns count from 0, and the number of rows (columns)
    stands for the totals. `also`: cells that are hidden anyway. Promised: of a cell hidden by the threshold, whoever
    sees all the rest and knows these rules must hold every value from 1 (of a total: from one firm for each of its
    cells that is not empty) to k − 1 possible. Raises ValueError for an empty or ragged table or a negative count.
    """
    if not counts or not counts[0] or any(len(row) != len(counts[0]) or min(row) < 0 for row in counts):
        raise ValueError("a table has rows of one length, and no count below 0")
    table = with_totals(counts)
    seen = Circulation(table)
    small = [cell for cell, count in seen.counts.items() if count < k]
    hidden: dict[Cell, Reason] = dict.fromkeys(small, "threshold")
    for cell in (*also, *_nearly_all(table, k)):
        hidden.setdefault(cell, "protects")
    for cell in sorted(small, key=lambda one: (seen.counts[one], one)):
        for by in (k - 1 - seen.counts[cell], least_of(table, cell) - seen.counts[cell]):
            price = {one: count for one, count in seen.counts.items() if one not in hidden}
            for one in seen.way_to_move(cell, by, price):
                hidden.setdefault(one, "protects")
    return hidden


def _nearly_all(table: Sequence[Sequence[int]], k: int) -> Iterator[Cell]:
    """Parts that leave 1 to k − 1 firms of a whole they belong to: taken from it, they would show those few."""
    last_row, last_column = len(table) - 1, len(table[0]) - 1
    for row, line in enumerate(table):
        for column, count in enumerate(line):
            wholes = (line[last_column], table[last_row][column], table[last_row][last_column])
            if count and any(0 < whole - count < k for whole in wholes):
                yield row, column
