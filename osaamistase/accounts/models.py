"""The people who sign in."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from osaamistase.database import Base, Moment

ROLES = ("adviser", "manager", "administrator")


class User(Base):
    """An adviser, a manager or an administrator. Firms never sign in: they have links."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    role: Mapped[str] = mapped_column(String(20))
    password_hash: Mapped[str] = mapped_column(String(200), repr=False)
    created_at: Mapped[datetime] = mapped_column(Moment)
    phone: Mapped[str] = mapped_column(String(40), default="")
    ended_at: Mapped[datetime | None] = mapped_column(Moment, default=None)

    # What Flask-Login asks of a user.
    is_authenticated = True
    is_anonymous = False

    @property
    def is_active(self) -> bool:
        return self.ended_at is None

    def get_id(self) -> str:
        return str(self.id)
