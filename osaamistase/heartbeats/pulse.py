"""How often a worker says that it lives, and how long one is believed to live after its last word."""

from datetime import datetime, timedelta

EVERY = timedelta(minutes=1)
AGAIN = timedelta(seconds=10)  # sooner, where a word could not be kept
ALIVE = timedelta(minutes=3)  # one letter to a server that answers late, or one long page, takes no longer
KEPT = timedelta(hours=1)  # after so long a worker's row is of no use to anyone


def is_alive(newest: datetime | None, at: datetime) -> bool:
    """Whether some worker lives, by the newest word of any. One that was told to end is believed for ALIVE too."""
    return newest is not None and at - newest < ALIVE
