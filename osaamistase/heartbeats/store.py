"""Load and save what workers say of themselves."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select

from osaamistase.database import db, upsert, write_aside
from osaamistase.heartbeats.models import Heartbeat


def save_beat(name: str, started_at: datetime, at: datetime) -> bool:
    """Whether it was kept that the worker lives. It is kept aside: nobody waits for it, and it waits for nobody."""
    new = upsert(Heartbeat, db.engine.dialect.name).values(name=name, started_at=started_at, seen_at=at)
    return write_aside(new.on_conflict_do_update(index_elements=["name"], set_={"seen_at": new.excluded.seen_at}))


def find_newest_beat() -> datetime | None:
    """When any worker was last heard of."""
    return db.session.scalar(select(func.max(Heartbeat.seen_at)))


def list_beats() -> Sequence[Heartbeat]:
    """Every worker heard of of late, the newest word first."""
    return db.session.scalars(select(Heartbeat).order_by(Heartbeat.seen_at.desc(), Heartbeat.name)).all()


def remove_beats_until(at: datetime) -> None:
    """Workers not heard of since then are forgotten."""
    db.session.execute(delete(Heartbeat).where(Heartbeat.seen_at <= at))
