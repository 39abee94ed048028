"""Rounds, who answers them, by which link, and every answer in a row of its own."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from osaamistase.database import Base, Moment, refuse_in_database


class QuestionnaireSource(Base):
    """A questionnaire's very words by their checksum: what rounds point at, and drafts that came as workbooks."""

    __tablename__ = "questionnaire_sources"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    source: Mapped[str] = mapped_column(Text)
    kept_at: Mapped[datetime] = mapped_column(Moment)
    brought_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), default=None)


class Round(Base):
    """One time a firm answers one questionnaire version. Frozen for ever once `submitted_at` stands.

    `carried_to_id` is the round on a newer version that the answers were carried to; this one then takes no more.
    """

    __tablename__ = "rounds"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"), index=True)
    questionnaire_id: Mapped[str] = mapped_column(String(41))
    questionnaire_version: Mapped[int]
    questionnaire_sha256: Mapped[str] = mapped_column(String(64))
    opened_at: Mapped[datetime] = mapped_column(Moment)
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    pack_id: Mapped[str | None] = mapped_column(String(41), default=None)
    pack_version: Mapped[int | None] = mapped_column(default=None)
    pack_sha256: Mapped[str | None] = mapped_column(String(64), default=None)
    carried_to_id: Mapped[int | None] = mapped_column(default=None)  # no key: SQLite adds none to a table in use
    submitted_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), default=None)


class Respondent(Base):
    """One who answers in a round; never a name. Only the main respondent is asked the key-person questions.

    `together_at`: since when the answers are given at one table with an adviser, who then sees them; else never.
    """

    __tablename__ = "respondents"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), index=True)
    main: Mapped[bool] = mapped_column(default=True)
    group: Mapped[str] = mapped_column("answers_as", String(10), default="management")
    email: Mapped[str] = mapped_column(String(254), default="")
    language: Mapped[str] = mapped_column(String(2), default="")
    ready_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    together_at: Mapped[datetime | None] = mapped_column(Moment, default=None)

    def mail_address(self, contact_email: str) -> str:
        """Where letters to them go: their own address, else the firm's for the main respondent; "": nowhere."""
        return self.email or (contact_email if self.main else "")


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
    """One answer. `entered_by_id` is the adviser who typed it at the table; None: the firm itself, by its link.

    `version` counts its changes; `page` says which open page wrote it last, `turn` with which of that page's saves.
    """

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
    page: Mapped[str] = mapped_column(String(16), default="")
    turn: Mapped[int] = mapped_column(default=0)


_SUBMITTED = "EXISTS (SELECT 1 FROM rounds JOIN respondents ON respondents.round_id = rounds.id WHERE respondents.id = NEW.respondent_id AND rounds.submitted_at IS NOT NULL)"  # noqa: E501
_WAS_SUBMITTED = _SUBMITTED.replace("= NEW.respondent_id", "IN (OLD.respondent_id, NEW.respondent_id)")
_POINTS_ELSEWHERE = " OR ".join(
    f"NEW.{column} IS DISTINCT FROM OLD.{column}"
    for column in (
        "company_id", "questionnaire_id", "questionnaire_version", "questionnaire_sha256",
        "pack_id", "pack_version", "pack_sha256",
    )
)  # fmt: skip
_REOPENED = "(OLD.submitted_at IS NOT NULL AND NEW.submitted_at IS DISTINCT FROM OLD.submitted_at)"
_POINTED_AT = "EXISTS (SELECT 1 FROM rounds WHERE OLD.sha256 IN (questionnaire_sha256, pack_sha256))"

for _table, _name, _event, _when, _why in (
    ("questionnaire_sources", "keep_source_words", "UPDATE", "TRUE", "the words of a questionnaire never change"),
    ("questionnaire_sources", "keep_source", "DELETE", _POINTED_AT, "a round points at this questionnaire"),
    (
        "rounds",
        "keep_round_version",
        "UPDATE",
        f"{_POINTS_ELSEWHERE} OR {_REOPENED}",
        "a round keeps its questionnaire",
    ),
    ("answers", "keep_added_answers", "INSERT", _SUBMITTED, "the round is submitted; its answers stand"),
    ("answers", "keep_answers", "UPDATE", _WAS_SUBMITTED, "the round is submitted; its answers stand"),
):
    refuse_in_database(_table, _name, _event, _when, _why)
