"""The scoring's benchmarks: one full round, a year's rounds, and so many in one process that any leak would show.

python -m scripts.bench_scoring many 100000      a process of its own for the last: figures as JSON
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from osaamistase.questionnaires.files import load_shelf
from osaamistase.questionnaires.questionnaire import Questionnaire
from osaamistase.scoring.frames import frame_of
from osaamistase.scoring.inputs import read_answers
from osaamistase.scoring.methods import scored
from osaamistase.scoring.sheet import draw_up
from osaamistase.settings import ROOT
from scripts.rounds import answers_of
from scripts.timing import paired

YEAR = 1_240  # firms that Kinno served in 2025, each with a round
MANY = 100_000
DISTINCT = 500  # documents that the many rounds are made of, one answer in twenty changed each time
IDENTITY = {"id": "osaamistase", "version": 2, "sha256": ""}
Figures = dict[str, dict[str, float]]


def bench_scoring() -> Figures:
    """A full round of 56 competences and 3 people, a year of rounds, and a hundred thousand in a process of its own."""
    asked = _questionnaire()
    frame = frame_of(asked)
    document = answers_of(asked, Random(1))
    answers, year = read_answers(document, frame), list(_rounds(asked, YEAR))
    done = subprocess.run(
        [sys.executable, "-m", "scripts.bench_scoring", "many", str(MANY)], cwd=ROOT, stdout=subprocess.PIPE, check=True
    )
    return {
        "score a round of 3 / adding its numbers up": paired(lambda: draw_up(frame, answers), lambda: add_up(document)),
        "read, score, report a round / adding it up": paired(
            lambda: scored(asked, document, IDENTITY), lambda: add_up(document), repeat=10
        ),
        f"read, score, report {YEAR} rounds / adding up": paired(
            lambda: [scored(asked, one, IDENTITY) for one in year],
            lambda: [add_up(one) for one in year],
            repeat=1,
            rounds=3,
        ),
        f"one of {MANY} rounds / adding it up": json.loads(done.stdout),
    }


def many(count: int) -> dict[str, float]:
    """Rounds one after the other, nothing kept. `growth`: a round's cost in the last tenth over that in the first."""
    asked, tenth, began = _questionnaire(), count // 10, time.monotonic()
    costs, floor, peak_early = [0.0] * 10, 0.0, 0
    for number, document in enumerate(_rounds(asked, count)):
        start = time.process_time()
        scored(asked, document, IDENTITY)
        costs[number // tenth] += time.process_time() - start
        if number % 10 == 0:
            start = time.process_time()
            add_up(document)
            floor += time.process_time() - start
        if number == tenth:
            peak_early = _peak()
    ms, floor_ms = sum(costs) / count * 1000, floor / (count / 10) * 1000
    return {
        "ms": round(ms, 3),
        "floor_ms": round(floor_ms, 4),
        "ratio": round(ms / floor_ms, 2),
        "seconds": round(time.monotonic() - began, 1),
        "growth": round(costs[-1] / costs[0], 3),
        "peak_mib": round(_peak() / 1024, 1),
        "peak_mib_after_a_tenth": round(peak_early / 1024, 1),
    }


def add_up(document: Any) -> int:
    """The floor: a bare loop over the answers that adds their numbers up."""
    total = 0
    for person in document["respondents"]:
        for said in person["ratings"].values():
            for value in said.values():
                if isinstance(value, int):
                    total += value
    return total


def _rounds(asked: Questionnaire, count: int) -> Iterator[dict[str, Any]]:
    """Rounds made on the fly from some distinct ones: no two alike, and no two strangers."""
    chance = Random(2)
    kept = [answers_of(asked, chance) for _ in range(DISTINCT)]
    for _ in range(count):
        one = chance.choice(kept)
        people = [{**person, "ratings": _changed(person["ratings"], chance)} for person in one["respondents"]]
        yield {**one, "respondents": people}


def _changed(ratings: dict[str, dict[str, Any]], chance: Random) -> dict[str, dict[str, Any]]:
    changed = dict(ratings)
    for subject in chance.sample([*ratings], len(ratings) // 20):
        if "current" in ratings[subject]:
            changed[subject] = {"current": chance.randrange(6), "target": chance.randrange(6)}
    return changed


def _questionnaire() -> Questionnaire:
    version = load_shelf(ROOT / "questionnaires").find("osaamistase", 2)
    assert version is not None
    return version.questionnaire


def _peak() -> int:
    """KiB of memory at most so far. Not by getrusage: its figure lives on from the process that started this one."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0])


if __name__ == "__main__":
    print(json.dumps(many(int(sys.argv[2]))))
