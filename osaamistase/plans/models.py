"""The action plan: a working copy the adviser edits, and numbered revisions that never change."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import JSON, ForeignKey, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from osaamistase.database import Base, Moment, refuse_in_database


class Plan(Base):
    """The working copy, one a round."""

    __tablename__ = "plans"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), unique=True)
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    language: Mapped[str] = mapped_column(String(2))
    created_at: Mapped[datetime] = mapped_column(Moment)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    drafted_at: Mapped[datetime | None] = mapped_column(Moment, default=None)  # when it was last drafted again

    actions: Mapped[list["Action"]] = relationship(lazy="raise", init=False, order_by="Action.position")


class Action(Base):
    """One thing to do. `competence_id`, levels and explanation stand where it answers a gap of the sheet.

    `version` counts the changes of its words; `dropped_because` is the reason of a "hylatty" one.
    """

    __tablename__ = "actions"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"), index=True)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(Text)
    responsible: Mapped[str] = mapped_column(String(120))
    deadline: Mapped[date]
    status: Mapped[str] = mapped_column(String(12), default="ehdotettu")
    competence_id: Mapped[str | None] = mapped_column(String(8), default=None)
    class_: Mapped[str | None] = mapped_column("class", String(14), default=None)
    level_from: Mapped[Decimal | None] = mapped_column(Numeric(6, 4), default=None)
    level_to: Mapped[Decimal | None] = mapped_column(Numeric(6, 4), default=None)
    explanation: Mapped[str] = mapped_column(Text, default="")
    check_first: Mapped[bool] = mapped_column(default=False)
    unmet: Mapped[bool] = mapped_column(default=False)
    dropped_because: Mapped[str | None] = mapped_column(Text, default=None)
    kind: Mapped[str] = mapped_column(String(14), default="")
    measure: Mapped[str] = mapped_column(String(300), default="")
    cost: Mapped[str] = mapped_column(String(120), default="")
    funding: Mapped[str] = mapped_column(String(300), default="")
    evidence: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    drafted: Mapped[bool] = mapped_column(default=False)  # by the rules, not by hand
    passed_over: Mapped[list[dict[str, str]]] = mapped_column(JSON, default_factory=list)  # {service, why}

    services: Mapped[list["ActionService"]] = relationship(
        lazy="raise", init=False, cascade="all, delete-orphan", order_by="ActionService.position"
    )


class ActionEvent(Base):
    """A step of an action, or a word about it. Nothing is overwritten. `by_user_id` None: the firm, by its link.

    `status`: the state it went to, None where it did not move; `wish`: the state the firm says it is in, which the
    adviser confirms; `until`: the new day of a postponed one. With none of these it tells that the
    user read the firm's words.
    """

    __tablename__ = "action_events"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    action_id: Mapped[int] = mapped_column(ForeignKey("actions.id"), index=True)
    at: Mapped[datetime] = mapped_column(Moment)
    by_user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), default=None)
    status: Mapped[str | None] = mapped_column(String(12), default=None)
    wish: Mapped[str | None] = mapped_column(String(12), default=None)
    until: Mapped[date | None] = mapped_column(default=None)
    text: Mapped[str] = mapped_column(Text, default="")


class ActionReminder(Base):
    """Someone of the firm agreed to be written to before an action's deadline; `reminded_for`: the last one told of.

    Who typed the address agreed, or said that its owner has: `by_user_id` None, the firm by its link.
    """

    __tablename__ = "action_reminders"

    action_id: Mapped[int] = mapped_column(ForeignKey("actions.id"), primary_key=True)
    email: Mapped[str] = mapped_column(String(254), repr=False)
    agreed_at: Mapped[datetime] = mapped_column(Moment)
    by_user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), default=None)
    stopped_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    reminded_for: Mapped[date | None] = mapped_column(default=None)


class ActionService(Base):
    """A catalogue service in an action, in order, with why it is there."""

    __tablename__ = "action_services"

    action_id: Mapped[int] = mapped_column(ForeignKey("actions.id"), primary_key=True, init=False)
    position: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[str] = mapped_column(ForeignKey("services.id"))
    why: Mapped[str] = mapped_column(Text)


class Revision(Base):
    """A confirmed plan as it stood: canonical JSON with everything a print needs, and its SHA-256."""

    __tablename__ = "revisions"
    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"))
    number: Mapped[int]
    content: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    confirmed_at: Mapped[datetime] = mapped_column(Moment)
    confirmed_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))


class UnmetNeed(Base):
    """A gap that no service of the region answered when its plan was drafted."""

    __tablename__ = "unmet_needs"
    __table_args__ = (UniqueConstraint("round_id", "competence_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    competence_id: Mapped[str] = mapped_column(String(8), index=True)
    noted_at: Mapped[datetime] = mapped_column(Moment)


refuse_in_database("action_events", "keep_action_events", "UPDATE", "TRUE", "what was said stays; say it anew")
