"""Frozen rounds: what was answered and what was computed from it, kept together and never computed again for show."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Numeric, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from osaamistase.database import Base, Moment, refuse_in_database


class StoredSheet(Base):
    """One round's balance sheet. `content` is the canonical JSON of everything; `sha256` is over its very bytes."""

    __tablename__ = "sheets"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), unique=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    method: Mapped[str] = mapped_column(String(10))
    content: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(Moment)


class AreaResult(Base):
    """One area's mean weighted gap in levels (Σwg/Σw), kept for management's figures; only areas that may be shown."""

    __tablename__ = "area_results"

    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheets.id"), primary_key=True)
    area: Mapped[str] = mapped_column(String(3), primary_key=True)
    mean_gap: Mapped[Decimal] = mapped_column(Numeric(6, 4))


refuse_in_database("sheets", "keep_sheets", "UPDATE", "TRUE", "a stored sheet never changes")
