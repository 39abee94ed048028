"""Whether pages suffer while the worker prints without a pause: their p99 in turn with and without, many times over.

The floor beside it: another process that only counts, standing back as far as the worker. What pages lose to that, the
machine's processors take from one another whatever runs on them; the rest is what printing does to the service.

MINUTES=12 [BEHIND=0] python -m scripts.bench_prints [sqlite|postgresql]
prints a table, writes build/prints-DATABASE.json
"""

import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from itertools import count
from typing import Any

from flask_babel import force_locale
from sqlalchemy import Engine, create_engine, delete, func, select

from osaamistase.app import create_app
from osaamistase.clock import now
from osaamistase.database import db
from osaamistase.plans.store import get_plan, get_revision
from osaamistase.printouts.routes import whole
from osaamistase.prints.models import Document, PrintJob
from osaamistase.settings import ROOT
from scripts.crowds import at_once, crowd
from scripts.figures import quantile, ratios
from scripts.serving import stand_back
from scripts.stage import Stage, staged
from scripts.usage import cpu_seconds
from scripts.visitors import Visitor
from tests.conftest import settings_for

FIRMS, ADVISERS, MANAGERS = 20, 4, 1
WAITING = 6  # prints that wait at any moment
MINUTES = min(60.0, float(os.environ.get("MINUTES", "12")))
SLICE = 30.0
BEHIND = int(os.environ.get("BEHIND", "10"))  # how far the worker stands back; 0 to see what that is worth
HOWS = ("quiet", "printing", "counting")
COUNTING = "n = 0\nwhile True: n = (n * 31 + 7) % 1000003"


class Queue(threading.Thread):
    """Keeps prints waiting until it is ended: plans whole with their sheets, the longest there are."""

    def __init__(self, engine: Engine, pages: list[str], numbers: Iterator[int]) -> None:
        super().__init__(daemon=True)
        self._engine, self._pages, self._numbers, self._over = engine, pages, numbers, threading.Event()

    def run(self) -> None:
        while not self._over.wait(0.25):
            with self._engine.begin() as connection:
                missing = WAITING - (connection.scalar(select(func.count()).select_from(PrintJob)) or 0)
                for _ in range(missing):
                    number = next(self._numbers)
                    page, until = self._pages[number % len(self._pages)], now() + timedelta(days=1)
                    job: dict[str, Any] = {
                        "subject": f"load-{number}",
                        "language": "fi",
                        "html": page,
                        "asked_at": now(),
                    }
                    job |= {"until": until, "tries": 0}
                    connection.execute(PrintJob.__table__.insert().values(job))  # type: ignore[attr-defined]

    def end(self) -> None:
        """What waits goes, what is at hand is finished."""
        self._over.set()
        self.join(30)
        with self._engine.begin() as connection:
            connection.execute(delete(PrintJob).where(PrintJob.claimed_until.is_(None)))
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with self._engine.connect() as connection:
                if not connection.scalar(select(func.count()).select_from(PrintJob)):
                    return
            time.sleep(0.2)
        raise RuntimeError("the worker does not finish its print")


def _pages(stage: Stage) -> list[str]:
    """Confirmed plans as HTML, ready for the press."""
    app = create_app(settings_for(stage.url))
    found = []
    for plan, number in stage.revisions[:8]:
        with app.test_request_context(), force_locale("fi"):
            found.append(whole(get_plan(plan), get_revision(plan, number)))
            db.session.remove()
    with app.app_context():
        db.engine.dispose()
    return found


@contextmanager
def printing(engine: Engine, pages: list[str], numbers: Iterator[int]) -> Iterator[None]:
    queue = Queue(engine, pages, numbers)
    queue.start()
    time.sleep(2)  # the worker has taken the first
    try:
        yield
    finally:
        queue.end()


@contextmanager
def counting() -> Iterator[None]:
    """A process that wants a whole processor, and has nothing to do with the service."""
    process = subprocess.Popen([sys.executable, "-c", COUNTING], start_new_session=True)
    stand_back(process.pid, BEHIND)
    time.sleep(2)
    try:
        yield
    finally:
        process.kill()
        process.wait(20)


def bench_prints(database: str = "sqlite", minutes: float = MINUTES) -> dict[str, Any]:
    """Slices of each kind in turn; which comes first, changes from round to round."""
    turns = max(1, round(minutes * 60 / len(HOWS) / SLICE))
    each = min(SLICE, minutes * 60 / len(HOWS) / turns)
    slices: dict[str, list[Any]] = {how: [] for how in HOWS}
    numbers, cpu = count(), dict.fromkeys(HOWS, 0.0)
    with staged(database, FIRMS, behind=BEHIND) as stage:
        engine, pages = create_engine(stage.url), _pages(stage)
        if database == "sqlite":
            engine = create_engine(stage.url, connect_args={"timeout": 30})
        visitors = crowd(stage, FIRMS, ADVISERS, MANAGERS, submits_every=0, print_every=0)
        with printing(engine, pages, numbers):
            at_once(visitors, "service", min(10.0, each))  # warm, and not counted
        for turn in range(turns):
            print(f"turn {turn + 1} of {turns}", flush=True)
            for how in HOWS[turn % 3 :] + HOWS[: turn % 3]:
                beside = {"printing": printing(engine, pages, numbers), "counting": counting()}.get(how, nullcontext())
                before, worker = _kinds(visitors), stage.groups()["worker"]
                with beside:
                    spent = cpu_seconds(worker)
                    at_once(visitors, "service", each)
                    cpu[how] += cpu_seconds(worker) - spent
                slices[how].append(_since(visitors, before))
        with engine.connect() as connection:
            printed = connection.scalar(select(func.count()).where(Document.subject.like("load-%"))) or 0
        for one in visitors:
            one.close()
        engine.dispose()
    return _compared(slices, each, printed) | {
        "database": database, "behind": BEHIND,
        "worker_cpu_share": {how: round(one / each / turns, 2) for how, one in cpu.items()}
    }  # fmt: skip


def _kinds(visitors: list[Visitor]) -> list[dict[str, int]]:
    return [{kind: len(times) for kind, times in one.taken["service"].times.items()} for one in visitors]


def _since(visitors: list[Visitor], before: list[dict[str, int]]) -> dict[str, list[float]]:
    """Times by kind of what was asked since then."""
    found: dict[str, list[float]] = {}
    for one, known in zip(visitors, before, strict=True):
        for kind, times in one.taken["service"].times.items():
            found.setdefault(kind, []).extend(times[known.get(kind, 0) :])
    return found


def _compared(slices: dict[str, list[Any]], each: float, printed: int) -> dict[str, Any]:
    """Ratios of slices beside one another, of their p50, p95 and p99; and all slices together."""
    every = {
        how: [[one for times in part.values() for one in times] for part in parts] for how, parts in slices.items()
    }
    found: dict[str, Any] = {"turns": len(slices["quiet"]), "slice_s": each, "printed": printed}
    for part in (50, 95, 99):
        by = {how: [quantile(one, part / 100) for one in parts] for how, parts in every.items()}
        whole = {how: quantile([x for one in parts for x in one], part / 100) for how, parts in every.items()}
        found[f"p{part}"] = {f"{how}_ms": round(statistics.median(by[how]), 1) for how in by} | {
            f"{name}": ratios(list(zip(by[one], by[beside], strict=True)))
            | {"together": round(whole[one] / whole[beside], 3)}
            for name, one, beside in (
                ("printing_to_quiet", "printing", "quiet"),
                ("counting_to_quiet", "counting", "quiet"),
                ("printing_to_counting", "printing", "counting"),
            )
        }
    return found


def main() -> None:
    found = bench_prints(sys.argv[1] if len(sys.argv) > 1 else "sqlite")
    for name, one in found.items():
        print(f"{name:<20}{one}")
    kept = ROOT / "build" / f"prints-{found['database']}.json"
    kept.parent.mkdir(exist_ok=True)
    kept.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
