"""A table with its totals as a circulation: what may move, and how far, when some of its cells are unknown.

Every row and every column adds up to its total. Seen as a network, each cell is an arc between its row and its
column and each total an arc back, and the sums say that nothing gathers in any node. So the values an unknown cell may
take are found by sending flow around it (Ahuja, Magnanti & Orlin 1993, ch. 6; for tables Gusfield 1988). As all counts
are whole numbers, every whole number between the ends found is possible too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

Cell = tuple[int, int]  # row and column; the last of either is the total
Node = tuple[str, int]


@dataclass(frozen=True)
class Arc:
    """A cell other than an empty one, as it runs from node to node."""

    cell: Cell
    tail: Node
    head: Node


class Circulation:
    """The table as it is. An unknown cell holds one firm at the least: an empty one is shown as empty."""

    def __init__(self, table: Sequence[Sequence[int]]) -> None:
        """`table`: whole numbers from 0, with the totals as its last row and column."""
        self.counts: dict[Cell, int] = {
            (row, column): count for row, line in enumerate(table) for column, count in enumerate(line) if count
        }
        last = (len(table) - 1, len(table[0]) - 1)
        self._arcs = {cell: _arc(cell, last) for cell in self.counts}
        self._at: dict[Node, list[Arc]] = {}
        for arc in self._arcs.values():
            self._at.setdefault(arc.tail, []).append(arc)
            self._at.setdefault(arc.head, []).append(arc)

    def way_to_move(self, cell: Cell, by: int, price: Mapping[Cell, int]) -> set[Cell]:
        """The other cells that must be unknown for `cell` to be possibly `by` more (less, where negative).

        Chosen so that those with a price cost little; a cell without one is free. Raises
        ArithmeticError where it cannot move so far whatever is unknown.
        """
        values, used = dict(self.counts), set[Cell]()
        arc, left = self._arcs[cell], abs(by)
        start, goal = (arc.head, arc.tail) if by > 0 else (arc.tail, arc.head)
        while left:
            path = self._cheapest(
                start, goal, cell, values, {one: cost for one, cost in price.items() if one not in used}
            )
            if path is None:
                raise ArithmeticError(f"{cell} cannot move by {by}")
            step = min([left, *(values[one.cell] - 1 for one, along in path if not along)])
            for one, along in path:
                values[one.cell] += step if along else -step
                used.add(one.cell)
            left -= step
        return used

    def _cheapest(
        self, start: Node, goal: Node, without: Cell, values: Mapping[Cell, int], price: Mapping[Cell, int]
    ) -> list[tuple[Arc, bool]] | None:
        """Arcs from start to goal, each with whether it is gone along (its cell grows) or against (it shrinks)."""
        came: dict[Node, tuple[Arc, bool, Node]] = {}
        best = {start: (0, 0)}
        waiting = [(0, 0, start)]
        while waiting:
            cost, hops, node = heappop(waiting)
            if node == goal:
                return _back(goal, start, came)
            if (cost, hops) > best[node]:
                continue
            for arc in self._at[node]:
                along = arc.tail == node
                if arc.cell == without or (not along and values[arc.cell] <= 1):
                    continue
                there = arc.head if along else arc.tail
                reached = (cost + price.get(arc.cell, 0), hops + 1)
                if there not in best or reached < best[there]:
                    best[there], came[there] = reached, (arc, along, node)
                    heappush(waiting, (*reached, there))
        return None


def _arc(cell: Cell, last: Cell) -> Arc:
    row, column = ("row", cell[0]), ("column", cell[1])
    # A total runs the other way round; the total of all the same way as a cell again.
    turned = (cell[0] == last[0]) != (cell[1] == last[1])
    return Arc(cell, column, row) if turned else Arc(cell, row, column)


def _back(goal: Node, start: Node, came: Mapping[Node, tuple[Arc, bool, Node]]) -> list[tuple[Arc, bool]]:
    path = []
    while goal != start:
        arc, along, goal = came[goal]
        path.append((arc, along))
    return path
