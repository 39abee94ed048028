"""Every connection to PostgreSQL says of which release its process is, so that others see who is at work."""

from typing import Any

from sqlalchemy import Engine, event

from osaamistase.releases.schema import newest

SIGN = "osaamistase "


def sign(engine: Engine) -> None:
    """From the next connection on: `application_name` in pg_stat_activity. SQLite has no such list."""
    if engine.dialect.name != "postgresql":
        return

    @event.listens_for(engine, "do_connect")
    def say_release(_dialect: Any, _record: Any, _words: Any, settings: dict[str, Any]) -> None:
        settings["application_name"] = SIGN + newest()
