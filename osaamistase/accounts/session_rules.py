"""How long a sign-in lasts, and how a browser is named to its owner."""

import secrets
from datetime import datetime, timedelta

IDLE = timedelta(days=3)  # a weekend
LONGEST = timedelta(days=30)
NOTED_EVERY = timedelta(minutes=10)  # that a browser was seen is kept so often, not with every page

_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac"),
    ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip


def new_secret() -> str:
    """What a browser's cookie holds of a sign-in: 256 random bits."""
    return secrets.token_urlsafe(32)


def lasts(started_at: datetime, seen_at: datetime, ended_at: datetime | None, at: datetime) -> bool:
    """Whether a sign-in still holds: not ended, used within IDLE, begun within LONGEST."""
    return ended_at is None and at - seen_at < IDLE and at - started_at < LONGEST


def device(user_agent: str) -> str:
    """ "Firefox, Windows": enough to know one's own browser, too little to know a person."""
    browser = next((name for sign, name in _BROWSERS if sign in user_agent), "")
    system = next((name for sign, name in _SYSTEMS if sign in user_agent), "")
    return ", ".join(one for one in (browser, system) if one)
