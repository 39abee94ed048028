"""Counts of tries in the database, for the library `limits`: all web processes and hosts count together."""

import hashlib
import time
from datetime import UTC, datetime, timedelta

from limits.storage import Storage
from sqlalchemy import Delete, case, delete, select
from sqlalchemy.exc import InterfaceError, OperationalError

from osaamistase.clock import now
from osaamistase.database import aside, db, upsert
from osaamistase.web.log import note
from osaamistase.web.models import RateCount


class DatabaseCounts(Storage):
    """Fixed windows, one row a count, each counted on a connection aside.

    Where the database cannot count, nobody is refused for it: the page itself will say that it is away.
    """

    STORAGE_SCHEME = ["database"]  # noqa: RUF012  the library declares it so

    @property
    def base_exceptions(self) -> type[Exception] | tuple[type[Exception], ...]:
        return (OperationalError, InterfaceError)

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        at = now()
        over, until = RateCount.until <= at, at + timedelta(seconds=expiry)
        new = upsert(RateCount, db.engine.dialect.name).values(key=_hashed(key), count=amount, until=until)
        counted = new.on_conflict_do_update(
            index_elements=["key"],
            set_={
                "count": case((over, amount), else_=RateCount.count + amount),
                "until": case((over, until), else_=RateCount.until),
            },
        ).returning(RateCount.count)
        try:
            with aside() as connection:
                return int(connection.execute(counted).scalar_one())
        except (OperationalError, InterfaceError):
            note("try_not_counted")
            return 0

    def get(self, key: str) -> int:
        found = self._row(key)
        return found[0] if found else 0

    def get_expiry(self, key: str) -> float:
        found = self._row(key)
        return found[1].timestamp() if found else time.time()

    def check(self) -> bool:
        return True

    def reset(self) -> int | None:
        return self._remove(delete(RateCount))

    def clear(self, key: str) -> None:
        if self._row(key):  # of who never slipped nothing is to be written
            self._remove(delete(RateCount).where(RateCount.key == _hashed(key)))

    def _row(self, key: str) -> tuple[int, datetime] | None:
        kept = select(RateCount.count, RateCount.until).where(RateCount.key == _hashed(key), RateCount.until > now())
        try:
            with aside() as connection:
                found = connection.execute(kept).one_or_none()
        except (OperationalError, InterfaceError):
            note("tries_not_read")
            return None
        return (found[0], found[1].replace(tzinfo=UTC) if found[1].tzinfo is None else found[1]) if found else None

    def _remove(self, statement: Delete) -> int:
        try:
            with aside() as connection:
                return connection.execute(statement).rowcount
        except (OperationalError, InterfaceError):
            note("tries_not_forgotten")  # they are over in a while by themselves: who came in is not sent away for it
            return 0


def clear_counts(at: datetime) -> None:
    """Counts whose time is over go; for the caller's transaction."""
    db.session.execute(delete(RateCount).where(RateCount.until <= at))


def _hashed(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
