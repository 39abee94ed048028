"""The regional service catalogue as tables."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from osaamistase.database import Base, Moment


class Service(Base):
    """One service. `name` and `description` are texts by language; `providers` are [{name, full_name, contact}]."""

    __tablename__ = "services"

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    position: Mapped[int]
    name: Mapped[dict[str, str]] = mapped_column(JSON)
    description: Mapped[dict[str, str]] = mapped_column(JSON)
    kind: Mapped[str] = mapped_column(String(20))
    kind_name: Mapped[dict[str, str]] = mapped_column(JSON)
    kind_position: Mapped[int]
    providers: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    offered_to: Mapped[str] = mapped_column(String(10))
    relevance: Mapped[str] = mapped_column(String(10))
    valid_until: Mapped[date | None]
    owner: Mapped[str] = mapped_column(String(80))
    source: Mapped[str] = mapped_column(Text)
    checked_on: Mapped[date]
    note: Mapped[str] = mapped_column(Text)
    loaded_at: Mapped[datetime] = mapped_column(Moment)
    municipalities: Mapped[list[str]] = mapped_column(JSON, default_factory=list)
    headcount_most: Mapped[int | None] = mapped_column(default=None)

    competences: Mapped[list["ServiceCompetence"]] = relationship(
        lazy="raise", init=False, cascade="all, delete-orphan", order_by="ServiceCompetence.position"
    )


class ServiceCompetence(Base):
    """A service helps with a competence; `position` 0 is its closest fit."""

    __tablename__ = "service_competences"

    service_id: Mapped[str] = mapped_column(ForeignKey("services.id"), primary_key=True)
    competence_id: Mapped[str] = mapped_column(String(8), primary_key=True, index=True)
    position: Mapped[int]
