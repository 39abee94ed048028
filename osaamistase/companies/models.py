"""The register of firms."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from osaamistase.accounts.models import User
from osaamistase.companies.searching import folded
from osaamistase.companies.size import size_class
from osaamistase.database import Base, Moment


class Company(Base):
    """One firm, known by its business id (Y-tunnus), with the adviser in charge.

    `folded_name` is the name as it is searched for: neither database's own lower() knows every letter.
    """

    __tablename__ = "companies"
    __table_args__ = (
        CheckConstraint("headcount >= 1", name="headcount"),
        Index("ix_companies_folded_name", "folded_name", "business_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    business_id: Mapped[str] = mapped_column(String(9), unique=True)
    name: Mapped[str] = mapped_column(String(160), index=True)
    folded_name: Mapped[str] = mapped_column(String(480), init=False)
    industry_scheme: Mapped[str] = mapped_column(String(10))
    industry_code: Mapped[str] = mapped_column(String(8))
    industry_section: Mapped[str] = mapped_column(String(1))
    headcount: Mapped[int]
    municipality: Mapped[str] = mapped_column(String(60))
    contact_name: Mapped[str] = mapped_column(String(120))
    adviser_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(Moment)
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    contact_phone: Mapped[str] = mapped_column(String(40), default="")
    language: Mapped[str] = mapped_column(String(2), default="fi")
    made_up: Mapped[bool] = mapped_column(default=False)  # demo data, marked as such wherever it shows

    adviser: Mapped[User] = relationship(lazy="raise", init=False, viewonly=True)

    @validates("name")
    def _fold(self, _field: str, name: str) -> str:
        self.folded_name = folded(name)
        return name

    @property
    def size_class(self) -> str:
        return size_class(self.headcount)


class CompanyChange(Base):
    """Who changed a firm's entry in the register, and when; `fields`: which of them, never what stood there."""

    __tablename__ = "company_changes"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    at: Mapped[datetime] = mapped_column(Moment)
    by_user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    fields: Mapped[str] = mapped_column(String(300))
