"""What was printed: the very bytes, so that printing again gives the same file; and what waits to be printed."""

from datetime import datetime

from sqlalchemy import LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from osaamistase.database import Base, Moment


class Document(Base):
    """One printed PDF. `subject` says of what ("sheet-12", "plan-3-2"), `language` in which words.

    `until`: when it may go again; None: kept for good.
    """

    __tablename__ = "documents"
    __table_args__ = (UniqueConstraint("subject", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    subject: Mapped[str] = mapped_column(String(60))
    language: Mapped[str] = mapped_column(String(2))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(Moment)
    until: Mapped[datetime | None] = mapped_column(Moment, default=None)


class PrintJob(Base):
    """A page, ready as HTML, that waits for a worker to make a PDF of it; gone once it is printed.

    `claimed_until`: a worker is at it until then, and after that another may take it; `failed_at`: given up.
    """

    __tablename__ = "print_jobs"
    __table_args__ = (UniqueConstraint("subject", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    subject: Mapped[str] = mapped_column(String(60))
    language: Mapped[str] = mapped_column(String(2))
    html: Mapped[str] = mapped_column(Text, repr=False)
    asked_at: Mapped[datetime] = mapped_column(Moment)
    until: Mapped[datetime | None] = mapped_column(Moment, default=None)
    tries: Mapped[int] = mapped_column(default=0)
    claimed_until: Mapped[datetime | None] = mapped_column(Moment, default=None)
    failed_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
