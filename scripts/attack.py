"""The attacker of tests/disclosure on many regions, two at a time: `make attack REGIONS=1000`."""

import json
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor

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


def main() -> None:
    """Exit 1 where a level is known within ten points, or a need for certain."""
    many, begun = int(sys.argv[1]) if len(sys.argv) > 1 else 1000, time.monotonic()
    with ProcessPoolExecutor(2) as pool:
        found = list(pool.map(tried, range(many), chunksize=5))
    told = {
        "regions": many,
        "figures": sum(one[2] for one in found),
        "levels within 10": sum(one[3] < 10 for one in found),
        "levels within 20": sum(one[3] < 19.99 for one in found),
        "needs within 10": sum(one[4] < 10 for one in found),
        "needs within 20": sum(one[4] < 19.99 for one in found),
        "firms certain": sum(one[5] for one in found),
        "seconds": round(time.monotonic() - begun),
    }
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build" / "attack.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(told, indent=1))
    sys.exit(bool(told["levels within 10"] or told["firms certain"]))


if __name__ == "__main__":
    main()
