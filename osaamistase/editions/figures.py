"""One item's figures in the cells of the fixed tables, as an edition gives them. Pure: sums in, told figures out.

Unit: a firm with its latest round (method.md section 8). An item is a competence, an area, or the firm as a whole.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from osaamistase.disclosure.audit import Shown, least_free
from osaamistase.disclosure.counting import certain
from osaamistase.disclosure.over_time import Fate, Stay, Table, fates, is_in
from osaamistase.disclosure.suppression import Cell
from osaamistase.editions.cells import ALL, Figure, Given, Group, Names, State
from osaamistase.editions.telling import KINDS, Kind, Sums, reach, tell, value

LARGE = 150  # firms from which the steps of a sum are wider than any one firm's value; whoever counts still counts them
# Figures that count firms: what one counts for in points of a hundred, and how many of it a firm may count.
UNITS: dict[Kind, tuple[float, int]] = {"need": (100.0, 1), "rds": (50.0, 2)}
_STATES: dict[Fate, State] = {"empty": "empty", "hidden": "hidden", "new": "shown", "kept": "kept"}


def figures(groups: Sequence[Group], names: Names, given: Sequence[Given], edition: int, k: int) -> Iterator[Figure]:
    """Every cell of the one or two tables. `given`: all that was given before."""
    tables = {table: _movement(groups, table, *names[table]) for table in names}
    before: dict[str, dict[Cell, list[int]]] = {table: {} for table in names}
    for one in given:
        cell = _placed(one.row, one.column, *names[one.table])
        before[one.table].setdefault(cell, []).append(one.edition)
    sums = {table: _sums(groups, table, edition) for table in names}
    withheld: dict[str, set[Cell]] = {table: set() for table in names}
    first = 0
    while True:
        found = fates(tables, before, edition, k, withheld)
        new = [
            Given(table, *name, edition, tell(sums[table][name], k))
            for table, cells in found.items()
            for cell, fate in cells.items()
            if fate == "new" and (name := _named(cell, *names[table]))
        ]
        weak = _tells_too_much(groups, given, new, first)
        if weak is not None:
            first = weak[0]  # what was tried before it told too little already, with more shown
            withheld[weak[1].table].add(_placed(weak[1].row, weak[1].column, *names[weak[1].table]))
        elif first:
            first = 0  # all of it once more, on what is left
        else:
            break
    told = {(one.table, one.row, one.column): one.told for one in new}
    for table, cells in found.items():
        for cell, fate in cells.items():
            name = _named(cell, *names[table])
            # What is only withheld today still stands as it was given before: that tells nothing new.
            again = fate == "hidden" and cell in withheld[table] and cell in before[table]
            yield Figure(table, *name, "kept" if again else _STATES[fate], told.get((table, *name)))


def _tells_too_much(
    groups: Sequence[Group], given: Sequence[Given], new: Sequence[Given], first: int
) -> tuple[int, Given] | None:
    """Of the new ones the smallest that helps to know some firm's value too well; None where none does.

    It comes with the place of the trial in which it did; `first`: the trial to begin with.
    """
    if not new:
        return None
    every = _seen(groups, given, new)
    small = _seen(groups, [one for one in given if _is_small(one)], [one for one in new if _is_small(one)])
    trials = [*((small.near, kind) for kind in KINDS), *((every.counted, kind) for kind in UNITS)]
    for place, (trial, kind) in enumerate(trials[first:], start=first):
        weak = trial(kind)
        if weak is not None:
            return place, weak
    return None


@dataclass(frozen=True)
class _Seen:
    """All that a reader has: `shown` with the places of the groups `behind` each; the first `earlier` are not new."""

    groups: Sequence[Group]
    shown: Sequence[Given]
    behind: Sequence[tuple[int, ...]]
    earlier: int

    def near(self, kind: Kind) -> Given | None:
        """The smallest new one by which some firm's value is known within WIDTH points."""
        values = tuple(value(group.sums, kind) for group in self.groups)
        known = least_free(self._firms(), values, self._ranges(kind, 1))
        those = [self.shown[at] for at in known.by if at >= self.earlier] if known is not None else []
        return min(those, key=_size, default=None)

    def counted(self, kind: Kind) -> Given | None:
        """The smallest new one by which it is certain of some firm, and was not before, what it counts."""
        unit, most = UNITS[kind]
        counts = tuple(round(value(group.sums, kind) / unit) for group in self.groups)
        shown = self._ranges(kind, unit)
        now = certain(self._firms(), counts, shown, most)
        if not now or not (fresh := now - certain(self._firms(), counts, shown[: self.earlier], most)):
            return None
        new = range(self.earlier, len(self.shown))
        mine = [self.shown[at] for at in new if fresh & set(self.behind[at])]
        return min(mine or [self.shown[at] for at in new], key=_size)

    def _firms(self) -> tuple[int, ...]:
        return tuple(group.sums.firms for group in self.groups)

    def _ranges(self, kind: Kind, unit: float) -> tuple[Shown, ...]:
        reaches = (reach(one.told, kind) for one in self.shown)
        return tuple(
            Shown(places, low / unit, high / unit) for places, (low, high) in zip(self.behind, reaches, strict=True)
        )


def _seen(groups: Sequence[Group], before: Sequence[Given], new: Sequence[Given]) -> _Seen:
    shown = [*before, *new]
    return _Seen(groups, shown, [_behind(groups, one) for one in shown], len(before))


def _is_small(given: Given) -> bool:
    return given.told.firms < LARGE


def _size(given: Given) -> tuple[int, str, str, str]:
    return given.told.firms, given.table, given.row, given.column


def _behind(groups: Sequence[Group], given: Given) -> tuple[int, ...]:
    return tuple(
        place
        for place, group in enumerate(groups)
        if is_in(group.stay, given.edition)
        and given.row in (ALL, group.row(given.table))
        and given.column in (ALL, group.size)
    )


def _named(cell: Cell, rows: Sequence[str], columns: Sequence[str]) -> tuple[str, str]:
    return (*rows, ALL)[cell[0]], (*columns, ALL)[cell[1]]


def _placed(row: str, column: str, rows: Sequence[str], columns: Sequence[str]) -> Cell:
    return (len(rows) if row == ALL else rows.index(row)), (len(columns) if column == ALL else columns.index(column))


def _movement(groups: Sequence[Group], table: str, rows: Sequence[str], columns: Sequence[str]) -> Table:
    at = {name: place for place, name in enumerate(rows)}
    across = {name: place for place, name in enumerate(columns)}
    movement: dict[Cell, dict[Stay, int]] = {}
    for one in groups:
        cell = movement.setdefault((at[one.row(table)], across[one.size]), {})
        cell[one.stay] = cell.get(one.stay, 0) + one.sums.firms
    return Table(len(rows), len(columns), movement)


def _sums(groups: Sequence[Group], table: str, edition: int) -> dict[tuple[str, str], Sums]:
    """Of those that are in: by row and column, totals too."""
    found: dict[tuple[str, str], Sums] = {}
    for one in groups:
        if is_in(one.stay, edition):
            row = one.row(table)
            for name in {(row, one.size), (row, ALL), (ALL, one.size), (ALL, ALL)}:
                found[name] = found.get(name, Sums()) + one.sums
    return found
