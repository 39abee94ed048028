"""How levels stand after a service was used: what is summed up, and what editions tell of it."""

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from osaamistase.database import Base, refuse_in_database


class ServiceUse(Base):
    """A firm that used a service between two of its sheets, and whether its level rose clearly.

    `serves`: the competences the service was for. `entered`, `left`: the editions it came in with and went out with.
    """

    __tablename__ = "service_uses"
    __table_args__ = (Index("ix_service_uses_whose", "service_id", "company_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    service_id: Mapped[str] = mapped_column(ForeignKey("services.id"))
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    before_sheet_id: Mapped[int] = mapped_column(ForeignKey("sheets.id"))
    after_sheet_id: Mapped[int] = mapped_column(ForeignKey("sheets.id"))
    serves: Mapped[list[str]] = mapped_column(JSON)
    rose: Mapped[bool]
    entered: Mapped[int]
    left: Mapped[int | None] = mapped_column(default=None)


class DepartedUse(Base):
    """A use by a firm that was erased, without its name: editions told of it. `whose`: the same number for one firm's
    same two sheets, and for no others.
    """

    __tablename__ = "departed_uses"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    service_id: Mapped[str] = mapped_column(ForeignKey("services.id"))
    whose: Mapped[int]
    serves: Mapped[list[str]] = mapped_column(JSON)
    rose: Mapped[bool]
    entered: Mapped[int]
    left: Mapped[int]


class EditionEffect(Base):
    """A service in an edition: of how many firms the level rose clearly. A kept one has the figures of edition `of`."""

    __tablename__ = "edition_effects"

    edition: Mapped[int] = mapped_column(ForeignKey("editions.number"), primary_key=True)
    service_id: Mapped[str] = mapped_column(ForeignKey("services.id"), primary_key=True)
    state: Mapped[str] = mapped_column(String(6))
    of: Mapped[int]
    firms: Mapped[int]
    rose: Mapped[str] = mapped_column(String(8))


refuse_in_database("edition_effects", "keep_edition_effects", "UPDATE", "TRUE", "an edition never changes")
