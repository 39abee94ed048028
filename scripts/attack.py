"""The attacker of tests/disclosure on many regions, two at a time: `make attack REGIONS=1000`.

Every region tried is a line of build/attack.jsonl, so that a run of hours that was stopped goes on. A file written
under older rules is to be removed first.
"""

import json
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
from osaamistase.settings import ROOT
from tests.disclosure.reading import attack, seen
from tests.disclosure.regions import region
from tests.disclosure.whole import firms_found_out


def tried(seed: int) -> tuple[int, int, int, float, float, int]:
    """Seed, answers, figures shown, the narrowest range of a level and of a need in points (20: or more), and how many
    firms are certain to be in need or not, or over or under their target, for whoever counts firms whole.
    """
    here = region(seed)
    shown = list(seen(here))
    certain = sum(len(firms_found_out(here, what, shown)) for what in ("need", "rds"))
    return seed, len(here.answers), len(shown), attack(here, "level", shown), attack(here, "need", shown), certain


def rest(many: int, journal: Path) -> Iterator[tuple[int, int, int, float, float, int]]:
    """What the journal holds of the first `many` regions, then the others as they are tried and written to it."""
    lines = journal.read_text(encoding="utf-8").splitlines() if journal.exists() else []
    known = {line[0]: line for line in map(json.loads, lines) if line[0] < many}
    yield from (tuple(line) for line in known.values())
    with ProcessPoolExecutor(2) as pool, journal.open("a", encoding="utf-8") as file:
        for line in pool.map(tried, [seed for seed in range(many) if seed not in known]):
            file.write(json.dumps(line) + "\n")
            file.flush()
            yield line


def main() -> None:
    """Exit 1 where a level is known within ten points, or a need for certain."""
    many, begun = int(sys.argv[1]) if len(sys.argv) > 1 else 1000, time.monotonic()
    (ROOT / "build").mkdir(exist_ok=True)
    found = list(rest(many, ROOT / "build" / "attack.jsonl"))
    told = {
        "regions": len(found),
        "figures": sum(one[2] for one in found),
        "levels within 10": sum(one[3] < 10 for one in found),
        "levels within 20": sum(one[3] < 19.99 for one in found),
        "needs within 10": sum(one[4] < 10 for one in found),
        "needs within 20": sum(one[4] < 19.99 for one in found),
        "firms certain": sum(one[5] for one in found),
        "seconds": round(time.monotonic() - begun),
    }
    (ROOT / "build" / "attack.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(told, indent=1))
    sys.exit(bool(told["levels within 10"] or told["firms certain"]))


if __name__ == "__main__":
    main()
