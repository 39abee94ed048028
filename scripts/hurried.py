"""The service on a clock that runs faster: from DAY_FROM (ISO 8601) on, since the moment STARTED, SPEED times as fast.

Served by gunicorn as `scripts.hurried:app`; commands run on it as `flask --app scripts.hurried …`. Every process
that is told the same has the same time. The clock is set before the rest is imported: whoever asks it has this one.
"""

import os
import time
from datetime import datetime, timedelta

from osaamistase import clock

DAY_FROM, STARTED, SPEED = (
    datetime.fromisoformat(os.environ["DAY_FROM"]),
    float(os.environ["STARTED"]),
    float(os.environ["SPEED"]),
)


def now() -> datetime:
    """This moment, in UTC."""
    return DAY_FROM + timedelta(seconds=max(0.0, time.time() - STARTED) * SPEED)


clock.now = now

from osaamistase.app import create_app  # noqa: E402
from osaamistase.cli import worker  # noqa: E402

worker.DUTIES_EVERY = float(os.environ["DUTIES_EVERY"])
app = create_app()
