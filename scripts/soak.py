"""A busy day in a quarter of an hour: firms, the advisers' morning, prints, the night; memory, failures, lost saves.

MINUTES=15 python -m scripts.soak [sqlite|postgresql]      prints a table and writes build/soak-DATABASE.json

It fails where a request failed, an acknowledged save is not there, or a process grew over the second half by more
than BOUND per cent of what it holds. The day is the first working day of the next quarter, so an edition is given too.
Only against 127.0.0.1; it ends by itself and ends its own processes only.
"""

import json
import os
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import create_engine, text

from osaamistase.clock import HELSINKI, today
from osaamistase.editions.quarters import quarter_end
from osaamistase.reminders.workdays import is_working_day
from osaamistase.settings import ROOT
from scripts.crowds import at_once, clients_of, crowd, taken_by
from scripts.figures import growth, less, quantile, told
from scripts.staff import Adviser, Manager
from scripts.stage import Stage, events_of, run, staged
from scripts.usage import Sampler, peaks_mb, used
from scripts.visitors import Respondent, Visitor
from tests.faults.clients import check_nothing_is_lost

FIRMS, ADVISERS, MANAGERS = 50, 12, 2
MINUTES = min(60.0, max(1.0, float(os.environ.get("MINUTES", "15"))))
BOUND = 5.0  # per cent of its memory that a process may grow over the second half of the day
DUTIES = 5.0  # seconds between the worker's looks whether a duty is due, instead of a minute: the day is shorter
# How busy each kind of person is by the hour on the wall, from midnight: 1 is as fast as a person clicks.
DAY: dict[type[Visitor], tuple[float, ...]] = {
    Respondent: (0, 0, 0, 0, 0, 0, 0.1, 0.4, 0.8, 1, 1, 0.8, 0.6, 1, 1, 1, 0.8, 0.5, 0.4, 0.5, 0.6, 0.4, 0.2, 0.1),
    Adviser: (0, 0, 0, 0, 0, 0, 0, 0.8, 3, 2, 1, 0.6, 0.4, 1, 1, 1, 0.5, 0.1, 0, 0, 0, 0, 0, 0),
    Manager: (0, 0, 0, 0, 0, 0, 0, 0, 0.5, 1, 0.5, 0.3, 0, 0.5, 0.5, 0.3, 0.2, 0, 0, 0, 0, 0, 0, 0),
}


class Day:
    """The hour that it is in the hurried service."""

    def __init__(self, minutes: float, file: Path) -> None:
        day = quarter_end(today()) + timedelta(days=1)
        while not is_working_day(day):
            day += timedelta(days=1)
        self.first = datetime(day.year, day.month, day.day, tzinfo=HELSINKI).astimezone(UTC)
        self.speed = 24 * 60 / minutes
        self.file, self.started = file, 0.0

    def start(self) -> None:
        """It has been midnight until now."""
        self.started = time.time()
        self.file.write_text(str(self.started), encoding="ascii")

    def settings(self) -> dict[str, str]:
        return {
            "DAY_FROM": self.first.isoformat(), "STARTED": str(self.file), "SPEED": str(self.speed),
            "DUTIES_EVERY": str(DUTIES),
        }  # fmt: skip

    def hour(self) -> float:
        return min(23.99, max(0.0, (time.time() - self.started) * self.speed / 3600))

    def activity(self, visitor: Visitor) -> Callable[[], float]:
        """Nobody keeps to the minute: each day is up to half an hour early or late."""
        busy, early = DAY[type(visitor)], visitor.random.uniform(-0.5, 0.5)
        return lambda: busy[min(23, max(0, int(self.hour() + early)))]


class Night(threading.Thread):
    """What a machine does by its clock beside the worker: a copy at half past two, the log's chain looked through."""

    def __init__(self, stage: Stage, day: Day) -> None:
        super().__init__(daemon=True)
        self.stage, self.day, self.error = stage, day, ""

    def run(self) -> None:
        try:
            while self.day.hour() < 2.5:
                time.sleep(0.5)
            run(self.stage.environment, "backup", "--to", str(self.stage.folder / "night.zip"))
            run(self.stage.environment, "audit", "verify")
        except Exception as error:
            self.error = str(error)


def soak(database: str, minutes: float, folder: str) -> dict[str, Any]:
    """One day; the clock's file is in `folder`. AssertionError: a save is not there, or the night's work failed."""
    spare = FIRMS + int(FIRMS / 25 * (minutes * 60 / 15 + 2))
    day = Day(minutes, Path(folder) / "started")
    options = ("--max-requests", "0")  # no process is put up afresh meanwhile: what grows shows
    with staged(database, spare, application="scripts.hurried", options=options, settings=day.settings()) as stage:
        sampler, night = Sampler(stage.groups), Night(stage, day)
        visitors = crowd(stage, FIRMS, ADVISERS, MANAGERS, submits_every=25, print_every=48)
        day.start()
        before = used(stage.groups())
        sampler.start()
        night.start()
        at_once(visitors, "service", minutes * 60, day.activity)
        night.join(120)
        sampler.stop()
        spent, peaks = less(used(stage.groups()), before), peaks_mb(stage.groups())
        for one in visitors:
            one.close()
        found = {
            "database": database, "minutes": minutes, "day": day.first.astimezone(HELSINKI).date().isoformat(),
            "seconds": round(time.time() - day.started), "bound_percent": BOUND,
            "requests": told(taken_by(visitors), time.time() - day.started),
            "prints": _waits(visitors), "letters": _letters(stage), "duties": _duties(stage),
            "memory": {name: growth(points) for name, points in sorted(sampler.points.items())},
            "cpu_s": {name: round(one, 1) for name, one in spent.items()}, "peak_mb": peaks,
        }  # fmt: skip
        assert not night.error, night.error
        clients = clients_of(visitors)
        check_nothing_is_lost(stage.url, clients)
        return found | {"saves_checked": sum(len(one.kept) for one in clients)}


def _waits(visitors: list[Visitor]) -> dict[str, float]:
    waits = [one for visitor in visitors for one in visitor.printed]
    parts = {f"wait_p{part}_s": round(quantile(waits, part / 100), 1) for part in (50, 95)} if waits else {}
    return {"count": len(waits), **parts}


def _letters(stage: Stage) -> dict[str, int]:
    return dict(Counter(str(one["To"]).rpartition("@")[2] for one in stage.office.letters))


def _duties(stage: Stage) -> dict[str, Any]:
    """What the logs tell of, and how many editions there are in the end."""
    engine = create_engine(stage.url)
    with engine.connect() as connection:
        editions = connection.execute(text("SELECT count(*) FROM editions")).scalar_one()
    engine.dispose()
    return {name: events_of(log) for name, log in stage.logs.items()} | {"editions": editions}


def grew(memory: dict[str, dict[str, float]], bound: float = BOUND) -> list[str]:
    """Those of our own processes that grew too much. The database's come and go with its connections."""
    return [
        f"{name}: {one['grown_kb']:.0f} kB, {one['grown_percent']} %"
        for name, one in memory.items()
        if one["grown_percent"] > bound and not name.startswith("database")
    ]


def main() -> None:
    """Run it, print a table, write build/soak.json."""
    database = sys.argv[1] if len(sys.argv) > 1 else "sqlite"
    with TemporaryDirectory() as folder:
        found = soak(database, MINUTES, folder)
    kept = ROOT / "build" / f"soak-{database}.json"
    kept.parent.mkdir(exist_ok=True)
    kept.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    for kind, one in found["requests"].items():
        print(f"{kind:<20}" + "  ".join(f"{name} {value:g}" for name, value in one.items()))
    for name, one in found["memory"].items():
        print(f"{name:<20}" + "  ".join(f"{what} {value:g}" for what, value in one.items()))
    print({name: found[name] for name in ("prints", "letters", "duties", "cpu_s", "peak_mb", "saves_checked")})
    wrong = grew(found["memory"])
    failures = found["requests"]["all"]["failures"]
    if failures:
        wrong.append(f"{failures:.0f} requests failed")
    if wrong:
        sys.exit("; ".join(wrong))
    print(f"Flat: no process of the service grew more than {BOUND:g} % over the second half; no failure, no lost save.")


if __name__ == "__main__":
    main()
