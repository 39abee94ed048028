"""The second factor of a sign-in: six digits from an app (RFC 6238), or one of ten codes on paper."""

import hashlib
import secrets
from base64 import urlsafe_b64encode

import pyotp
from cryptography.fernet import Fernet, InvalidToken

CODES = 10
_STEP = 30  # seconds a code is shown
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that is mistaken for another on paper


def new_secret() -> str:
    return pyotp.random_base32()


def address(secret: str, email: str, organisation: str) -> str:
    """What the square picture holds for the app."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=f"Osaamistase {organisation}")


def step_of(secret: str, code: str, at: float, last: int) -> int | None:
    """The half-minute (since 1970) whose code it is, this one or a neighbour after `last`; None: wrong or used."""
    digits = "".join(code.split())
    if not (digits.isascii() and digits.isdecimal() and len(digits) == 6):
        return None
    now = int(at) // _STEP
    for step in (now - 1, now, now + 1):
        if step > last and secrets.compare_digest(pyotp.TOTP(secret).generate_otp(step), digits):
            return step
    return None


def new_codes() -> list[str]:
    """Codes for paper, 50 bits each, in two groups of five."""
    return ["-".join("".join(secrets.choice(_ALPHABET) for _ in range(5)) for _ in range(2)) for _ in range(CODES)]


def code_hash(code: str) -> str:
    """What is kept of a code on paper, however it was typed."""
    return hashlib.sha256("".join(code.lower().split()).replace("-", "").encode()).hexdigest()


def sealed(secret: str, key: str) -> str:
    """A secret as it is kept: who has a copy of the database alone cannot make codes of it."""
    return _box(key).encrypt(secret.encode()).decode()


def unsealed(kept: str, key: str) -> str | None:
    """None where it was sealed under another key."""
    try:
        return _box(key).decrypt(kept.encode()).decode()
    except InvalidToken:
        return None


def _box(key: str) -> Fernet:
    return Fernet(urlsafe_b64encode(hashlib.sha256(b"second factor:" + key.encode()).digest()))
