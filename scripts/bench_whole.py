"""The whole service under fifty firms, five advisers and two managers, in turn with bare Flask under the same load.

MINUTES=10 python -m scripts.bench_whole [sqlite] [postgresql]      so many minutes each, half of them for the floor

Prints a table and writes build/whole.json; fails where a request or an acknowledged save did.
"""

import json
import os
import sys
import time
from typing import Any

from osaamistase.settings import ROOT
from scripts.crowds import at_once, clients_of, crowd, taken_by
from scripts.figures import less, quantile, told
from scripts.serving import Server
from scripts.stage import DATABASES, events_of, staged
from scripts.usage import cpu_seconds, peaks_mb, tree, used
from tests.faults.clients import check_nothing_is_lost

FIRMS, ADVISERS, MANAGERS, SLICE = 50, 5, 2, 60.0
MINUTES = min(60.0, float(os.environ.get("MINUTES", "10")))


def whole(database: str, minutes: float) -> dict[str, Any]:
    """Slices of at most a minute in turn. Raises AssertionError where an acknowledged save is not there."""
    slices = max(1, round(minutes * 60 / 2 / SLICE))
    each = minutes * 60 / 2 / slices
    spare = FIRMS + int(FIRMS / 10 * (minutes * 30 / 15 + 2))  # a firm that has submitted is followed by another
    with staged(database, spare + 1) as stage:
        floor = {"DATABASE_URL": stage.url, "RESPONDENT": str(stage.firms.pop().respondent_id), "WEB_BIND": ""}
        with Server("scripts.bare:app", floor, deployed=[]) as bare:
            visitors = crowd(stage, FIRMS, ADVISERS, MANAGERS, bare.port)
            spent = {"web": 0.0}
            floor_spent = 0.0
            for number in range(slices):
                print(f"{database}: {number + 1} of {slices}, {each:.0f} s and as many for the floor", flush=True)
                before = used(stage.groups())
                at_once(visitors, "service", each)
                grown = less(used(stage.groups()), before)
                spent = {name: spent.get(name, 0.0) + value for name, value in grown.items()}
                floor_spent -= cpu_seconds(tree(bare.pids()[0]))
                at_once(visitors, "bare", each)
                floor_spent += cpu_seconds(tree(bare.pids()[0]))
            peaks = peaks_mb(stage.groups())
            floor_peak = peaks_mb({"floor": tree(bare.pids()[0])})["floor"]
            _wait_for_post(stage.office.letters)
            for one in visitors:
                one.close()
        clients = clients_of(visitors)
        check_nothing_is_lost(stage.url, clients)
        waits = [one for each_ in visitors for one in each_.printed]
        return {
            "seconds": round(each * slices), "slices": slices,
            "service": told(taken_by(visitors), each * slices),
            "floor": told(taken_by(visitors, "bare"), each * slices),
            "prints": {"count": len(waits), **_waited(waits)}, "letters": len(stage.office.letters),
            "logs": {name: events_of(log) for name, log in stage.logs.items()},
            "saves_checked": sum(len(one.kept) for one in clients),
            "cpu_s": {name: round(value, 1) for name, value in {**spent, "floor": floor_spent}.items()},
            "peak_mb": {**peaks, "floor": floor_peak},
        }  # fmt: skip


def _waited(seconds: list[float]) -> dict[str, float]:
    return {f"wait_p{part}_s": round(quantile(seconds, part / 100), 1) for part in (50, 95)} if seconds else {}


def _wait_for_post(letters: list[Any]) -> None:
    """Until no letter has come for three seconds, at most a minute."""
    for _ in range(20):
        arrived = len(letters)
        time.sleep(3)
        if len(letters) == arrived:
            return


def show(found: dict[str, Any]) -> None:
    print(
        f"{'':<20}{'requests':>9}{'failed':>7}{'a second':>9}{'p50':>8}{'p95':>8}{'p99':>8}{'floor p50':>10}{'p99':>8}"
    )
    for kind, one in found["service"].items():
        floor = found["floor"].get(kind, {})
        print(
            f"{kind:<20}{one['requests']:>9}{one['failures']:>7}{one['a_second']:>9}{one['p50']:>8}{one['p95']:>8}"
            f"{one['p99']:>8}{floor.get('p50', ''):>10}{floor.get('p99', ''):>8}"
        )
    rest = ("seconds", "prints", "letters", "saves_checked", "logs", "cpu_s", "peak_mb")
    print({name: found[name] for name in rest}, "every acknowledged save is there", flush=True)


def main() -> None:
    """Each database is printed and kept as soon as it is done."""
    kept = ROOT / "build" / "whole.json"
    kept.parent.mkdir(exist_ok=True)
    found: dict[str, Any] = {
        "minutes": MINUTES,
        "clients": {"firms": FIRMS, "advisers": ADVISERS, "managers": MANAGERS},
    }
    for database in sys.argv[1:] or DATABASES:
        found[database] = whole(database, MINUTES)
        show(found[database])
        kept.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    failures = sum(
        found[one][side]["all"]["failures"] for one in DATABASES if one in found for side in ("service", "floor")
    )
    if failures:
        sys.exit(f"{failures:.0f} requests failed")


if __name__ == "__main__":
    main()
