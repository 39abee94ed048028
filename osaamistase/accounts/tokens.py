"""A person's keys for programs: what a secret looks like, what is kept of it, and how long it opens anything."""

import hashlib
import re
import secrets
from datetime import datetime, timedelta

MOST = 10  # living keys a person
DAYS = (30, 90, 365)

_HEADER = re.compile(r"(?i:bearer) +(osa_[A-Za-z0-9_-]{43})")
_LONGEST_HEADER = 200


class TooMany(ValueError):
    """The person has as many living keys as one may have."""


def new_secret() -> str:
    """What nobody can guess, and anybody who finds it lying about can tell what it is."""
    return f"osa_{secrets.token_urlsafe(32)}"


def secret_hash(secret: str) -> str:
    """What is kept of a secret. It has full entropy, so a plain hash is enough; it needs no salt and no slowness."""
    return hashlib.sha256(secret.encode()).hexdigest()


def secret_in(header: str) -> str | None:
    """The secret in an Authorization header; None where it cannot be one of ours, whatever else it is."""
    found = _HEADER.fullmatch(header) if len(header) <= _LONGEST_HEADER else None
    return found.group(1) if found else None


def end_of(made: datetime, days: int) -> datetime:
    """When a key made then opens nothing any more."""
    return made + timedelta(days=days)


def lives(ended_at: datetime | None, expires_at: datetime, at: datetime) -> bool:
    return ended_at is None and at < expires_at
