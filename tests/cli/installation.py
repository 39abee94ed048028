"""An installation that the doctor looks at: sound settings, and commands in a process of their own."""

from scripts.prepared import flask

__all__ = ["SOUND", "flask"]

SOUND = {
    "SECRET_KEY": "d" * 40, "PUBLIC_ADDRESS": "https://osaamistase.testi.example", "PROXIES": "1", "DEMO": "",
    "MAIL_FROM": "posti@testi.example", "SMTP_HOST": "127.0.0.1", "SMTP_SECURITY": "none",
}  # fmt: skip
