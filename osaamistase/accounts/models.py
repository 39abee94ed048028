"""The people who sign in, and the keys they give to programs."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from osaamistase.database import Base, Moment

NAMELESS = "poistettu.invalid"  # the addresses of erased people: no letter will ever go there
ROLES = ("adviser", "manager", "administrator")


class User(Base):
    """An adviser, a manager or an administrator. Firms never sign in: they have links.

    `totp_secret`: the sealed secret of the second factor, "" without one; `totp_step`: the last half-minute whose code
    was used. `subject`: who they are to the organisation's own sign-in service ("issuer|sub").
    """

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    role: Mapped[str] = mapped_column(String(20))
    password_hash: Mapped[str] = mapped_column(String(200), repr=False)
    created_at: Mapped[datetime] = mapped_column(Moment)
    phone: Mapped[str] = mapped_column(String(40), default="")
    ended_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    totp_secret: Mapped[str] = mapped_column(String(200), default="", server_default="", repr=False)
    totp_step: Mapped[int] = mapped_column(default=0, server_default="0")
    subject: Mapped[str | None] = mapped_column(String(400), unique=True, index=True, default=None, repr=False)

    # What Flask-Login asks of a user.
    is_authenticated = True
    is_anonymous = False

    @property
    def is_active(self) -> bool:
        return self.ended_at is None

    @property
    def erased(self) -> bool:
        """Whether name and address are gone for good; no access can be given back."""
        return self.email.endswith(f"@{NAMELESS}")

    def get_id(self) -> str:
        return str(self.id)


class SignedIn(Base):
    """One browser in which a person is signed in. Only the hash of what its cookie holds is kept.

    `device`: a browser and a system, as told to the person; no address. `how`: "password" or "provider".
    """

    __tablename__ = "sessions"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    secret_sha256: Mapped[str] = mapped_column(String(64), unique=True, repr=False)
    started_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)
    device: Mapped[str] = mapped_column(String(60))
    how: Mapped[str] = mapped_column(String(10), default="password")
    ended_at: Mapped[datetime | None] = mapped_column(Moment, default=None)


class PasswordLink(Base):
    """A link by which a person sets a password, once. `created_by_id`: the administrator; None: asked for by mail."""

    __tablename__ = "password_links"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True, repr=False)
    created_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), default=None)
    used_at: Mapped[datetime | None] = mapped_column(Moment, default=None)


class PasswordRequest(Base):
    """Somebody asked for a new password, whoever they are; the worker looks whether there is such a person."""

    __tablename__ = "password_requests"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    email: Mapped[str] = mapped_column(String(254), repr=False)
    language: Mapped[str] = mapped_column(String(2))
    home: Mapped[str] = mapped_column(String(300))  # the address at which they reached the service
    asked_at: Mapped[datetime] = mapped_column(Moment)


class RecoveryCode(Base):
    """Opens the second door once, when the phone is not at hand."""

    __tablename__ = "recovery_codes"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    code_sha256: Mapped[str] = mapped_column(String(64), repr=False)
    used_at: Mapped[datetime | None] = mapped_column(Moment, default=None)


class ApiToken(Base):
    """A key a person made for a program that reads. Only the hash of its secret is kept. `ended_at`: taken back."""

    __tablename__ = "api_tokens"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True, repr=False)
    created_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    last_used_on: Mapped[date | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
