"""A link's secret: 256 random bits in the address, only their hash in the database."""

import hashlib
import re
import secrets


def new_token() -> str:
    """43 characters that nobody can guess."""
    return secrets.token_urlsafe(32)


def looks_like_token(text: str) -> bool:
    return re.fullmatch(r"[A-Za-z0-9_-]{43}", text) is not None


def token_hash(token: str) -> str:
    """What is kept of a token. It has full entropy, so a plain hash is enough; it needs no salt and no slowness."""
    return hashlib.sha256(token.encode()).hexdigest()
