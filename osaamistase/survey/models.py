"""Rounds, who answers them, by which link, and every answer in a row of its own."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from osaamistase.database import Base, Moment


class Round(Base):
    """One time a firm answers one questionnaire version. Frozen for ever once `submitted_at` stands."""

    __tablename__ = "rounds"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    questionnaire_id: Mapped[str] = mapped_column(String(41))
    questionnaire_version: Mapped[int]
    questionnaire_sha256: Mapped[str] = mapped_column(String(64))
    opened_at: Mapped[datetime] = mapped_column(Moment)
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    submitted_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), default=None)


class Respondent(Base):
    """One who answers in a round; never a name. Only the main respondent is asked the key-person questions."""

    __tablename__ = "respondents"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), index=True)
    main: Mapped[bool] = mapped_column(default=True)
    group: Mapped[str] = mapped_column("answers_as", String(10), default="management")


class Link(Base):
    """A respondent's way in without an account. Only the hash of its 256 random bits is kept."""

    __tablename__ = "links"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    respondent_id: Mapped[int] = mapped_column(ForeignKey("respondents.id"), index=True)
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(Moment)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    expires_at: Mapped[datetime] = mapped_column(Moment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment, default=None)


class Answer(Base):
    """One answer. `entered_by_id` is the adviser who typed it at the table; None: the firm itself, by its link."""

    __tablename__ = "answers"
    __table_args__ = (UniqueConstraint("respondent_id", "subject", "rating"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    respondent_id: Mapped[int] = mapped_column(ForeignKey("respondents.id"))
    subject: Mapped[str] = mapped_column(String(8))
    rating: Mapped[str] = mapped_column(String(10))
    value: Mapped[str] = mapped_column(Text)
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    saved_at: Mapped[datetime] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)
