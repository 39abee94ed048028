"""What goes into an edition and what comes out of it, as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from osaamistase.disclosure.over_time import Stay
from osaamistase.editions.telling import Sums, ToldFigures

ALL = ""  # the row or column of a total
State = Literal["empty", "hidden", "shown", "kept"]


@dataclass(frozen=True)
class Group:
    """Firms of one class that came in and went out with the same editions; nothing shown tells them apart."""

    section: str
    size: str
    municipality: str
    stay: Stay
    sums: Sums

    def row(self, table: str) -> str:
        return self.section if table == "section" else self.municipality


@dataclass(frozen=True)
class Given:
    """A cell that was given anew in an edition, and what was told of it."""

    table: str
    row: str
    column: str
    edition: int
    told: ToldFigures


@dataclass(frozen=True)
class Figure:
    """A cell of a table in an edition. `told` only where it is given anew; a kept one stands in an earlier edition."""

    table: str
    row: str
    column: str
    state: State
    told: ToldFigures | None = None


Names = Mapping[str, tuple[Sequence[str], Sequence[str]]]  # by table its rows and its columns
