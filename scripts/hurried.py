"""The service on a clock that runs faster: from DAY_FROM (ISO 8601) on, SPEED times as fast, since the moment
that the file STARTED tells (seconds); until there is one, it stands still.

Served by gunicorn as `scripts.hurried:app`; commands run on it as `flask --app scripts.hurried …`. Every process
that is told the same has the same time. The clock is set before the rest is imported: whoever asks it has this one.
"""

import os
import time
from datetime import datetime, timedelta
from pathlib import Path

from osaamistase import clock

DAY_FROM, SPEED = datetime.fromisoformat(os.environ["DAY_FROM"]), float(os.environ["SPEED"])
STARTED = Path(os.environ["STARTED"])
_known: list[float] = []


def now() -> datetime:
    """This moment, in UTC."""
    if not _known:
        try:
            _known.append(float(STARTED.read_text(encoding="ascii")))
        except (OSError, ValueError):
            return DAY_FROM
    return DAY_FROM + timedelta(seconds=max(0.0, time.time() - _known[0]) * SPEED)


clock.now = now

from osaamistase.app import create_app  # noqa: E402
from osaamistase.cli import worker  # noqa: E402

worker.DUTIES_EVERY = float(os.environ["DUTIES_EVERY"])
app = create_app()
