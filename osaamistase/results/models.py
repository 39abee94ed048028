"""Frozen rounds: what was answered and what was computed from it, kept together and never computed again for show."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from osaamistase.clock import HELSINKI
from osaamistase.database import Base, Moment, refuse_in_database


class StoredSheet(Base):
    """One round's balance sheet. `content` is the canonical JSON of everything; `sha256` is over its very bytes.

    `number` 1 is drawn at the submit; what is agreed on in a talk makes the next, and the earlier ones stay.
    Beside it, for figures over many firms: the firm's class as it then was, and its tasoindeksi over the competences
    that firms share (None where the total may not be shown). `to_talk`: how many of its competences are seen
    differently or are gaps to check first.
    """

    __tablename__ = "sheets"
    __table_args__ = (UniqueConstraint("round_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    number: Mapped[int]
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    method: Mapped[str] = mapped_column(String(10))
    content: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(Moment)
    industry_section: Mapped[str] = mapped_column(String(1))
    size_class: Mapped[str] = mapped_column(String(10))
    level_index: Mapped[Decimal | None] = mapped_column(Numeric(7, 4))
    to_talk: Mapped[int]


class AreaResult(Base):
    """One area's mean weighted gap (Σwg/Σw) and current level (Σwn/Σw), 0–5; only areas that may be shown."""

    __tablename__ = "area_results"

    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheets.id"), primary_key=True)
    area: Mapped[str] = mapped_column(String(3), primary_key=True)
    mean_gap: Mapped[Decimal] = mapped_column(Numeric(6, 4))
    mean_level: Mapped[Decimal] = mapped_column(Numeric(6, 4))


class Talk(Base):
    """What was said of one area or competence in a talk, and why. Nothing is overwritten: the newest row counts.

    A number is what was agreed on, None where the answers' mean stays; `withdrawn`: all of it is taken back.
    """

    __tablename__ = "talks"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), index=True)
    subject: Mapped[str] = mapped_column(String(8))
    reason: Mapped[str] = mapped_column(Text)
    said_at: Mapped[datetime] = mapped_column(Moment)
    written_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    current: Mapped[int | None] = mapped_column(default=None)
    target: Mapped[int | None] = mapped_column(default=None)
    importance: Mapped[int | None] = mapped_column(default=None)
    withdrawn: Mapped[bool] = mapped_column(default=False)

    @property
    def day(self) -> str:
        return self.said_at.astimezone(HELSINKI).date().isoformat()

    @property
    def values(self) -> dict[str, int]:
        said = {"current": self.current, "target": self.target, "importance": self.importance}
        return {name: value for name, value in said.items() if value is not None}


refuse_in_database("sheets", "keep_sheets", "UPDATE", "TRUE", "a stored sheet never changes")
refuse_in_database("talks", "keep_talks", "UPDATE", "TRUE", "what was said stays; say it anew")
