"""Passwords are kept as argon2 hashes and compared in the same time whether or not the person exists."""

import secrets
from functools import cache
from threading import Lock

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

_hasher = PasswordHasher()
# Each takes 64 MB and every core there is: a morning of sign-ins at once would be no quicker, only four times as large.
_one_at_a_time = Lock()


def hashed(password: str) -> str:
    with _one_at_a_time:
        return _hasher.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Whether the password is right.

    Without a hash (None, or "" of who has set none yet) the work is done all the same, and the answer is no.
    """
    try:
        against = password_hash or _nobody()
        with _one_at_a_time:
            return _hasher.verify(against, password) and bool(password_hash)
    except (Argon2Error, InvalidHashError):
        return False


@cache
def _nobody() -> str:
    return hashed(secrets.token_hex())  # nobody has it, and nobody can read it here
