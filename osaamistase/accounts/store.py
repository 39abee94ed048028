"""Load and save people."""

from sqlalchemy import select

from osaamistase.accounts.models import User
from osaamistase.database import db


def find_user(user_id: int) -> User | None:
    return db.session.get(User, user_id)


def find_user_by_email(email: str) -> User | None:
    return db.session.scalar(select(User).where(User.email == email.strip().lower()))


def add_user(user: User) -> User:
    db.session.add(user)
    db.session.flush()
    return user
