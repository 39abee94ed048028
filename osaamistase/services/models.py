"""The regional service catalogue as tables, and what was changed in it, when and by whom."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from osaamistase.database import Base, Moment, refuse_in_database


class Service(Base):
    """One service. `name` and `description` are texts by language; `providers` are [{name, full_name, contact}].

    `responsible_id`: who of us keeps it true; `replaced_by_id`: what took its place when it ended; `version` counts the
    savings; `link_state`: what its source's address said when it was last tried ("ok", or why not).
    """

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
    responsible_id: Mapped[int | None] = mapped_column(default=None)
    replaced_by_id: Mapped[str | None] = mapped_column(String(80), default=None)
    version: Mapped[int] = mapped_column(default=1)
    link_checked_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    link_state: Mapped[str] = mapped_column(String(60), default="")

    competences: Mapped[list["ServiceCompetence"]] = relationship(
        lazy="raise", init=False, cascade="all, delete-orphan", order_by="ServiceCompetence.position"
    )

    def lasts(self, day: date) -> bool:
        """Whether it is still offered on that day; one without a known end is."""
        return self.valid_until is None or self.valid_until >= day

    def for_firms(self, day: date) -> bool:
        """Whether a firm may still be pointed to it on that day: not one for those who only begin, or for nobody."""
        return self.offered_to == "firms" and self.lasts(day)


class ServiceCompetence(Base):
    """A service helps with a competence; `position` 0 is its closest fit."""

    __tablename__ = "service_competences"

    service_id: Mapped[str] = mapped_column(ForeignKey("services.id"), primary_key=True)
    competence_id: Mapped[str] = mapped_column(String(8), primary_key=True, index=True)
    position: Mapped[int]


class ServiceChange(Base):
    """One field of a service as it was changed; `field` "new": it was added. `by_user_id` None: by a command."""

    __tablename__ = "service_changes"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    service_id: Mapped[str] = mapped_column(ForeignKey("services.id"), index=True)
    at: Mapped[datetime] = mapped_column(Moment)
    by_user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    field: Mapped[str] = mapped_column(String(20))
    then: Mapped[str] = mapped_column(Text)
    now: Mapped[str] = mapped_column(Text)


refuse_in_database("service_changes", "keep_service_changes", "UPDATE", "TRUE", "what was changed stays told")
