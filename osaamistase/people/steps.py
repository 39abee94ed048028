"""Who may sign in, changed inside the caller's transaction. There is always an administrator left."""

from datetime import datetime
from typing import Literal

from osaamistase.accounts.models import User
from osaamistase.accounts.store import (
    add_user,
    find_user_by_email,
    get_user,
    list_administrators,
    save_links_used,
    save_sessions_ended,
)
from osaamistase.errors import NotFound, Taken


class LastAdministrator(ValueError):
    """Nobody would be left who may give access."""


def invite(name: str, email: str, role: str, at: datetime) -> User:
    """A person who can sign in once they have set a password. Raises Taken."""
    if find_user_by_email(email) is not None:
        raise Taken("email")
    return add_user(User(email=email, name=name, role=role, password_hash="", created_at=at))


def change_role(user_id: int, role: str, at: datetime) -> None:
    """Sign-ins end, so that no page of the old role stays open. Raises LastAdministrator."""
    user = _kept_administrator(user_id, role)
    if user.role != role:
        user.role = role
        save_sessions_ended(user_id, at)


def set_access(user_id: int, access: Literal["end", "give"], at: datetime) -> None:
    """End a person's access at once, everywhere, or give it back. Raises LastAdministrator; NotFound for one erased."""
    user = _kept_administrator(user_id, "" if access == "end" else "administrator")
    if user.erased:
        raise NotFound("user")
    user.ended_at = at if access == "end" else None
    if access == "end":
        save_sessions_ended(user_id, at)
        save_links_used(user_id, at)


def _kept_administrator(user_id: int, role: str) -> User:
    if role != "administrator" and list(list_administrators()) == [user_id]:
        raise LastAdministrator
    return get_user(user_id, for_writing=True)
