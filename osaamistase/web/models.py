"""How often somebody did something, counted for all web processes together."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from osaamistase.database import Base, Moment


class RateCount(Base):
    """One count until its time is over. `key`: a hash of what is counted; nobody is named."""

    __tablename__ = "rate_counts"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    count: Mapped[int]
    until: Mapped[datetime] = mapped_column(Moment)
