"""Load and save people and their keys."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Row, func, select, update

from osaamistase.accounts.models import ApiToken, User
from osaamistase.database import db, write_aside
from osaamistase.errors import NotFound


def find_user(user_id: int) -> User | None:
    return db.session.get(User, user_id)


def find_user_by_email(email: str) -> User | None:
    return db.session.scalar(select(User).where(User.email == email.strip().lower()))


def add_user(user: User) -> User:
    db.session.add(user)
    db.session.flush()
    return user


def list_tokens(user_id: int, at: datetime) -> Sequence[ApiToken]:
    """A person's keys: those that live first, each kind newest first; of very many, the newest."""
    over = ApiToken.ended_at.is_not(None) | (ApiToken.expires_at <= at)
    mine = select(ApiToken).where(ApiToken.user_id == user_id)
    return db.session.scalars(mine.order_by(over, ApiToken.id.desc()).limit(50)).all()


def get_token(token_id: int, user_id: int) -> ApiToken:
    """A person's own key. Raises NotFound, for another's too."""
    found = db.session.scalar(select(ApiToken).where(ApiToken.id == token_id, ApiToken.user_id == user_id))
    if found is None:
        raise NotFound("key")
    return found


def find_token(sha256: str) -> Row[ApiToken, User] | None:
    """The key with that hash, and whose it is."""
    query = select(ApiToken, User).join(User, User.id == ApiToken.user_id)
    return db.session.execute(query.where(ApiToken.token_sha256 == sha256)).one_or_none()


def find_living_count(user_id: int, at: datetime) -> int:
    """How many of a person's keys live; the person's row is held, so that no other counts at the same time."""
    db.session.execute(select(User.id).where(User.id == user_id).with_for_update())
    living = (ApiToken.user_id == user_id, ApiToken.ended_at.is_(None), ApiToken.expires_at > at)
    return db.session.scalar(select(func.count(ApiToken.id)).where(*living)) or 0


def add_token(token: ApiToken) -> ApiToken:
    db.session.add(token)
    db.session.flush()
    return token


def save_token_used(token_id: int, day: date) -> bool:
    """Whether it was kept that the key was used that day. It is kept aside: nobody waits for it."""
    return write_aside(update(ApiToken).where(ApiToken.id == token_id).values(last_used_on=day))
