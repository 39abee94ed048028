"""Fifty clients walk through the survey for minutes on end, in turn with the bare Flask app under the same load.

MINUTES=10 python -m scripts.soak      prints a table and writes build/soak.json; fails where a request or a save did

Only against 127.0.0.1, on a database of its own; it ends by itself and ends its own servers only.
"""

import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.client import HTTPException
from itertools import cycle, repeat
from pathlib import Path

from osaamistase.settings import ROOT
from osaamistase.survey.answering import Place
from scripts.serving import Server
from tests.faults.clients import FORM, Asking, Client, check_nothing_is_lost
from tests.faults.firms import make_firms, whole_questionnaire
from tests.people import Firm

CLIENTS, SAVES, SLICE, SEED = 50, 2, 60.0, 2026
MINUTES = min(60.0, float(os.environ.get("MINUTES", "10")))
Times = dict[str, list[float]]  # "page" and "save" in milliseconds, "failed" those that were not answered with 200


class Walker:
    """A person who reads an area's page, answers some of it, and after a second or two goes on to the next."""

    def __init__(self, number: int, port: int, bare_port: int, firm: Firm) -> None:
        self.random, self.times = random.Random(SEED + number), {"service": _no_times(), "bare": _no_times()}
        self.service, self.bare = Client(port, firm, whole_questionnaire()), Asking(bare_port)
        self._areas = cycle(_by_area(self.service.places))

    def walk(self, side: str, seconds: float) -> None:
        end = time.monotonic() + seconds
        time.sleep(self.random.uniform(0, 1.5))  # fifty people do not begin in the same moment
        while time.monotonic() < end:
            area, places = next(self._areas)
            self._timed(side, "page", partial(self._page, side, area))
            for place in self.random.sample(places, SAVES):
                self._timed(side, "save", partial(self._save, side, place))
            time.sleep(self.random.uniform(1, 2))

    def _timed(self, side: str, kind: str, ask: Callable[[], int]) -> None:
        began = time.perf_counter()
        try:
            good = ask() == 200
        except (OSError, HTTPException):
            good = False
        self.times[side][kind if good else "failed"].append((time.perf_counter() - began) * 1000)

    def _page(self, side: str, area: str) -> int:
        if side == "service":
            return self.service.get(f"alueet/{area}")[0]
        return self.bare.ask("GET", "/page", None, {})[0]

    def _save(self, side: str, place: Place) -> int:
        if side == "bare":
            return self.bare.ask("POST", "/answer", {"value": str(self.random.randint(0, 5))}, FORM)[0]
        wanted = self.service.waiting or (place, str(self.service.asked[place] % 5))
        return self.service.save(*wanted)[0]


def _no_times() -> Times:
    return {"page": [], "save": [], "failed": []}


def _by_area(places: Sequence[Place]) -> list[tuple[str, list[Place]]]:
    areas: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        areas[place.subject[:3]].append(place)
    return list(areas.items())


def soak(minutes: float) -> dict[str, dict[str, float]]:
    """Slices of a minute, service and bare in turn. Raises AssertionError where an acknowledged save is not there."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/soak.db"
        firms = make_firms(url, CLIENTS + 1)
        ours = {
            "DATABASE_URL": url,
            "SECRET_KEY": "s" * 40,
            "INSECURE_COOKIES_ON_LOOPBACK": "1",
            "DEMO": "",
            "SECOND_FACTOR": "offered",
            "RATE_LIMITS": "off",
        }
        bare = {"DATABASE_URL": url, "RESPONDENT": str(firms[-1].respondent_id)}
        log = Path(folder) / "log"
        with Server("wsgi:app", ours, log=log) as service, Server("scripts.bare:app", bare, log=log) as floor:
            walkers = [Walker(n, service.port, floor.port, firms[n]) for n in range(CLIENTS)]
            for side, seconds in _slices(minutes):
                print(f"{side}: {seconds:.0f} s with {CLIENTS} clients", flush=True)
                with ThreadPoolExecutor(CLIENTS) as pool:
                    list(pool.map(Walker.walk, walkers, repeat(side), repeat(seconds)))
            for walker in walkers:
                walker.service.close()
                walker.bare.close()
        check_nothing_is_lost(url, [walker.service for walker in walkers])
    return {side: _figures([walker.times[side] for walker in walkers]) for side in ("service", "bare")}


def _slices(minutes: float) -> Iterator[tuple[str, float]]:
    left = minutes * 60
    length = min(SLICE, left / 2)
    for side in cycle(("service", "bare")):
        if left < 1:
            return
        yield side, min(length, left)
        left -= length


def _figures(times: Sequence[Times]) -> dict[str, float]:
    every = {kind: [one for each in times for one in each[kind]] for kind in ("page", "save", "failed")}
    found: dict[str, float] = {"requests": sum(map(len, every.values())), "failures": len(every["failed"])}
    for kind in ("page", "save"):
        parts = statistics.quantiles(every[kind], n=100)
        found |= {f"{kind}_p{part}": round(parts[part - 1], 1) for part in (50, 95, 99)}
    return found


def main() -> None:
    """Run it, print a table, write build/soak.json."""
    figures = soak(MINUTES)
    service, bare = figures["service"], figures["bare"]
    figures["ratio"] = {name: round(service[name] / bare[name], 2) for name in service if "_p" in name}
    print(f"{'':<12}{'service':>10}{'bare':>10}{'ratio':>8}")
    for name, value in service.items():
        print(f"{name:<12}{value:>10}{bare[name]:>10}{figures['ratio'].get(name, ''):>8}")
    (ROOT / "build").mkdir(exist_ok=True)
    kept = {"minutes": MINUTES, "clients": CLIENTS, "seed": SEED, **figures}
    (ROOT / "build" / "soak.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    print("Every acknowledged save is there.")
    if service["failures"]:
        sys.exit(f"{service['failures']:.0f} requests failed")


if __name__ == "__main__":
    main()
