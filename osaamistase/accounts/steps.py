"""Make a key inside the caller's transaction, and tell whose key came with a request."""

from datetime import date, datetime

from osaamistase.accounts.models import ApiToken, User
from osaamistase.accounts.store import add_token, find_living_count, find_token, save_token_used
from osaamistase.accounts.tokens import MOST, TooMany, end_of, lives, new_secret, secret_hash, secret_in
from osaamistase.web.log import note


def make_token(user_id: int, name: str, days: int, at: datetime) -> str:
    """A new key's secret, which is kept nowhere. Raises TooMany."""
    if find_living_count(user_id, at) >= MOST:
        raise TooMany
    secret = new_secret()
    add_token(
        ApiToken(
            user_id=user_id, name=name, token_sha256=secret_hash(secret), created_at=at, expires_at=end_of(at, days)
        )
    )
    return secret


def owner_of_key(header: str, roles: frozenset[str], at: datetime, day: date) -> User | None:
    """Whose living key the Authorization header holds, if that person still works here and is of one of the roles."""
    secret = secret_in(header)
    found = find_token(secret_hash(secret)) if secret else None
    if found is None:
        return None
    token, user = found
    if not lives(token.ended_at, token.expires_at, at) or not user.is_active or user.role not in roles:
        return None
    if token.last_used_on != day and not save_token_used(token.id, day):
        note("use of a key not kept")
    return user
