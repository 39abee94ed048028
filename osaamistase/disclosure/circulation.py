"""Tables with their totals as one circulation: what may move, and how far, when some of the cells are unknown.

Every row and every column adds up to its total. Seen as a network, each cell is an arc between its row and its
column and each total an arc back, and the sums say that nothing gathers in any node. So the values an unknown cell may
take are found by sending flow around it (Ahuja, Magnanti & Orlin 1993, ch. 6; for tables Gusfield 1988). As all counts
are whole numbers, every whole number between the ends found is possible too. Two tables with the same totals of columns
are one network: what leaves the columns of one goes into the columns of the other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

Place = tuple[int, int, int]  # table, row and column; the last row or column is the total
Node = tuple[str, int]
_ALL, _AGAIN = ("all", 0), ("all", 1)  # the two ends of the total of all


@dataclass(frozen=True)
class Arc:
    """A cell other than an empty one, as it runs from node to node."""

    cell: Place
    tail: Node
    head: Node


class Circulation:
    """The tables as they are. An unknown cell holds one firm at the least: an empty one is shown as empty."""

    def __init__(self, tables: Sequence[Sequence[Sequence[int]]]) -> None:
        """`tables`: one or two, of whole numbers from 0, with the totals as last row and column of each.

        Two share their last row; it stands under the first one's places. Raises ValueError where they do not.
        """
        if len(tables) not in (1, 2) or any(one[-1] != tables[0][-1] for one in tables):
            raise ValueError("one table, or two with the same totals of columns")
        self.counts: dict[Place, int] = {}
        self._arcs: dict[Place, Arc] = {}
        self._at: dict[Node, list[Arc]] = {}
        for number, table in enumerate(tables):
            for row, line in enumerate(table[: len(table) - 1 if number else None]):
                for column, count in enumerate(line):
                    if count:
                        self.counts[number, row, column] = count
        last = [(len(table) - 1, len(table[0]) - 1) for table in tables]
        for cell in self.counts:
            arc = _arc(cell, last)
            self._arcs[cell] = arc
            self._at.setdefault(arc.tail, []).append(arc)
            self._at.setdefault(arc.head, []).append(arc)

    def way_to_move(self, cell: Place, by: int, price: Mapping[Place, int]) -> set[Place]:
        """The other cells that must be unknown for `cell` to be possibly `by` more (less, where negative).

        Chosen so that those with a price cost little; a cell without one is free. Where it cannot move so far whatever
        is unknown, those for it to move as far as it can.
        """
        values, used = dict(self.counts), set[Place]()
        arc, left = self._arcs[cell], abs(by)
        start, goal = (arc.head, arc.tail) if by > 0 else (arc.tail, arc.head)
        while left:
            path = self._cheapest(
                start, goal, cell, values, {one: cost for one, cost in price.items() if one not in used}
            )
            if path is None:
                break
            step = min([left, *(values[one.cell] - 1 for one, along in path if not along)])
            for one, along in path:
                values[one.cell] += step if along else -step
                used.add(one.cell)
            left -= step
        return used

    def _cheapest(
        self, start: Node, goal: Node, without: Place, values: Mapping[Place, int], price: Mapping[Place, int]
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


def _arc(cell: Place, last: Sequence[tuple[int, int]]) -> Arc:
    """All of it goes through a second table's rows, if there is one, into the columns and on into the first's rows."""
    number, row, column = cell
    last_row, last_column = last[number]
    if (row, column) == (last_row, last_column):
        return Arc(cell, _ALL, _AGAIN)
    if number:
        inside = ("row of the second", row)
        return Arc(cell, _AGAIN, inside) if column == last_column else Arc(cell, inside, ("into column", column))
    if row == last_row:
        return Arc(cell, ("into column", column) if len(last) == 2 else _AGAIN, ("column", column))
    return Arc(cell, ("row", row), _ALL) if column == last_column else Arc(cell, ("column", column), ("row", row))


def _back(goal: Node, start: Node, came: Mapping[Node, tuple[Arc, bool, Node]]) -> list[tuple[Arc, bool]]:
    path = []
    while goal != start:
        arc, along, goal = came[goal]
        path.append((arc, along))
    return path
