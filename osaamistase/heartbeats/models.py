"""When each worker was last heard of."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from osaamistase.database import Base, Moment


class Heartbeat(Base):
    """One worker process. `name`: its machine, its number there, and a word by chance; nothing of any person."""

    __tablename__ = "heartbeats"

    name: Mapped[str] = mapped_column(String(100), primary_key=True)
    started_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment, index=True)
