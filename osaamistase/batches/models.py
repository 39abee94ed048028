"""Many plans printed as one."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, deferred, mapped_column

from osaamistase.database import Base, Moment


class Folder(Base):
    """A folder of plans that somebody asked for. `plans`: [[plan, revision number], …] in the order of the print.

    `kind`: one of the prints of a revision; `done`: how many are drawn; `content`: the PDF once it is finished.
    """

    __tablename__ = "folders"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(Moment)
    kind: Mapped[str] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(2))
    plans: Mapped[list[Any]] = mapped_column(JSON)
    done: Mapped[int] = mapped_column(default=0)
    tries: Mapped[int] = mapped_column(default=0)
    claimed_until: Mapped[datetime | None] = mapped_column(Moment, default=None)
    cancelled_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    failed_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    finished_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    content: Mapped[bytes | None] = deferred(mapped_column(LargeBinary), default=None)
