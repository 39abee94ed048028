"""A worker says about once a minute that it lives, also in the middle of long work."""

import os
import secrets
import socket
import time

import structlog

from osaamistase.clock import now
from osaamistase.database import transaction
from osaamistase.heartbeats.pulse import AGAIN, EVERY, KEPT
from osaamistase.heartbeats.store import remove_beats_until, save_beat

log = structlog.get_logger()


class Pulse:
    """One worker's. It is felt where the work goes on and not in a thread: a worker that hangs falls silent."""

    def __init__(self) -> None:
        self.name = f"{socket.gethostname()[:60]}-{os.getpid()}-{secrets.token_hex(4)}"
        self._started_at = now()
        self._due = float("-inf")

    def beat(self) -> None:
        """A row once EVERY; in between nothing. Never raises and never waits long, whatever the database does."""
        if time.monotonic() < self._due:
            return
        try:
            kept = save_beat(self.name, self._started_at, now())
        except Exception as error:  # without its row the worker works on all the same
            log.warning("heartbeat_failed", kind=type(error).__name__)
            kept = False
        self._due = time.monotonic() + (EVERY if kept else AGAIN).total_seconds()


def forget_silent() -> bool:
    """Workers long silent go from the list."""
    with transaction():
        remove_beats_until(now() - KEPT)
    return False
