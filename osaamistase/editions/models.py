"""Management's figures: what each round brings to them, and the quarterly editions that are shown.

Only `store.py` reads the contributions of many firms, and only to sum them up for an edition; pages, prints and exports
read editions (tests/house/test_disclosure.py).
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from osaamistase.database import Base, Moment, refuse_in_database


class Contribution(Base):
    """One sheet of one firm as it counts among the region's: its class as it then was (section by TOL 2025).

    `entered`: the edition it came in with, None while it waits for the next; `left`: the one a later sheet of the firm
    took its place in.
    """

    __tablename__ = "contributions"
    __table_args__ = (Index("ix_contributions_stay", "entered", "left"),)

    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheets.id"), primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    section: Mapped[str] = mapped_column(String(1))
    size_class: Mapped[str] = mapped_column(String(10))
    municipality: Mapped[str] = mapped_column(String(60))
    questionnaire: Mapped[str] = mapped_column(String(60))
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_up: Mapped[bool]
    entered: Mapped[int | None] = mapped_column(default=None)
    left: Mapped[int | None] = mapped_column(default=None)


class Score(Base):
    """One item of a sheet: a competence, an area or "*" for the firm as a whole. Levels in thousandths.

    `priority` is w·g in thousandths, `need`: whether it counts as a need, `lacks`: 1 where the target lies above the
    level, −1 where it lies below.
    """

    __tablename__ = "scores"

    sheet_id: Mapped[int] = mapped_column(ForeignKey("contributions.sheet_id"), primary_key=True)
    item: Mapped[str] = mapped_column(String(8), primary_key=True)
    level: Mapped[int] = mapped_column(SmallInteger)
    target: Mapped[int] = mapped_column(SmallInteger)
    gap: Mapped[int] = mapped_column(SmallInteger)
    priority: Mapped[int] = mapped_column(SmallInteger)
    need: Mapped[int] = mapped_column(SmallInteger)
    lacks: Mapped[int] = mapped_column(SmallInteger)


class DepartedSum(Base):
    """What firms that were erased leave in the figures: sums of an item over those of one class and stay, no names.

    Editions given before still hold them, so whoever compares editions must find them in the count. `lacks` and
    `under` as `Score.lacks` summed up, and how many lay under their target.
    """

    __tablename__ = "departed_sums"

    item: Mapped[str] = mapped_column(String(8), primary_key=True)
    section: Mapped[str] = mapped_column(String(1), primary_key=True)
    size_class: Mapped[str] = mapped_column(String(10), primary_key=True)
    municipality: Mapped[str] = mapped_column(String(60), primary_key=True)
    entered: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    left: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    firms: Mapped[int]
    level: Mapped[int]
    target: Mapped[int]
    gap: Mapped[int]
    priority: Mapped[int]
    need: Mapped[int]
    lacks: Mapped[int]
    under: Mapped[int]


class Edition(Base):
    """The region's figures as of the end of a quarter. Never changed once given.

    `firms`: the most that stand behind any of its figures, None where it shows none: how many there are in all would
    tell what its hidden cells hold. `questionnaires`: versions that answers are on; `names`: the rows and columns of
    each table.
    """

    __tablename__ = "editions"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    quarter_end: Mapped[date] = mapped_column(unique=True)
    given_at: Mapped[datetime] = mapped_column(Moment)
    k: Mapped[int]
    firms: Mapped[int | None]
    questionnaires: Mapped[list[str]] = mapped_column(JSON)
    names: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_up: Mapped[bool]


class EditionFigure(Base):
    """One cell of a fixed table for one item in an edition; "" is the row or column of a total.

    A kept one has the figures of the edition `of`, in which they were last given.
    """

    __tablename__ = "edition_figures"
    __table_args__ = (
        UniqueConstraint("edition", "item", "table_name", "row_name", "column_name"),
        Index("ix_edition_figures_cell", "table_name", "row_name", "column_name", "edition"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    edition: Mapped[int] = mapped_column(ForeignKey("editions.number"))
    item: Mapped[str] = mapped_column(String(8))
    table_name: Mapped[str] = mapped_column(String(14))
    row_name: Mapped[str] = mapped_column(String(60))
    column_name: Mapped[str] = mapped_column(String(14))
    state: Mapped[str] = mapped_column(String(6))
    of: Mapped[int | None] = mapped_column(default=None)
    firms: Mapped[int | None] = mapped_column(default=None)
    level: Mapped[str | None] = mapped_column(String(8), default=None)
    target: Mapped[str | None] = mapped_column(String(8), default=None)
    gap: Mapped[str | None] = mapped_column(String(8), default=None)
    priority: Mapped[str | None] = mapped_column(String(8), default=None)
    need: Mapped[str | None] = mapped_column(String(8), default=None)
    rds: Mapped[str | None] = mapped_column(String(8), default=None)


refuse_in_database("editions", "keep_editions", "UPDATE", "TRUE", "an edition never changes")
refuse_in_database("edition_figures", "keep_edition_figures", "UPDATE", "TRUE", "an edition never changes")
