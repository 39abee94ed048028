"""A day's performance page, made from what the programs have left in build/.

python -m scripts.performance_page [DAY] [--decision FILE]      writes docs/performance/DAY.md, by default of today

What stands under "Decision" in a page of that day stays, unless a file brings other words. What was not measured is not told.
"""

import json
import os
import platform
import re
import sqlite3
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from osaamistase.clock import today
from osaamistase.settings import ROOT
from scripts.stage import DATABASES
from tests.postgres import program

NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def table(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Markdown."""
    lines = [head, ["---"] * len(head), *([number(one) for one in row] for row in rows)]
    return "".join(f"| {' | '.join(one)} |\n" for one in lines).replace("| --- | ", "|---|").replace("--- | ", "---|").replace("|--- |", "|---|").replace("|  |", "| |")  # fmt: skip


def number(value: Any) -> str:
    """As a person reads it: "12 345", "0.3"."""
    if not isinstance(value, int | float):
        return str(value)
    text = f"{value:,.0f}" if abs(value) >= 1000 or value == int(value) else f"{value:g}"
    return text.replace(",", " ")


def whole(found: Mapping[str, Any]) -> str:
    clients = found["clients"]
    text = (
        f"## The whole: {clients['firms']} firms, {clients['advisers']} advisers, {clients['managers']} managers\n\n"
        "Firms open their link, read an area, save two answers, pause a second or two; every tenth answers whole areas, "
        "submits and asks for its sheet's print until it is there. The floor is bare Flask behind the same gunicorn under "
        "the same walk, in slices in turn: a page of 40 kB, one upsert. Milliseconds.\n\n"
    )
    for database in [one for one in DATABASES if one in found]:
        one = found[database]
        rows = [
            [kind, it["requests"], it["failures"], it["a_second"], it["p50"], it["p95"], it["p99"],
             *(one["floor"].get(kind, {}).get(part, "–") for part in ("p50", "p99"))]
            for kind, it in one["service"].items()
        ]  # fmt: skip
        head = ["request", "number", "failed", "a second", "p50", "p95", "p99", "floor p50", "floor p99"]
        text += f"**{NAMES[database]}**, {one['seconds']} s each for the service and the floor\n\n{table(head, rows)}\n"
        waits = one["prints"]
        text += (
            f"{number(one['saves_checked'])} acknowledged saves were looked up afterwards: all are there. "
            f"{waits['count']} prints came, after {waits.get('wait_p50_s', '–')} s (p95 {waits.get('wait_p95_s', '–')} s). "
            f"{one['letters']} letters went. Processor seconds: {_pairs(one['cpu_s'])}. "
            f"Greatest process, MB: {_pairs(one['peak_mb'])}.\n\n"
        )
    return text


def prints(found: Mapping[str, Any]) -> str:
    names = {"printing_to_quiet": "printing / quiet", "counting_to_quiet": "counting / quiet",
             "printing_to_counting": "printing / counting"}  # fmt: skip
    rows = [
        [part, *(it[f"{how}_ms"] for how in ("quiet", "printing", "counting")),
         *(f"{it[name]['median']} ({it[name]['least']}–{it[name]['most']})" for name in names)]
        for part, it in ((one, found[one]) for one in ("p50", "p95", "p99"))
    ]  # fmt: skip
    head = ["ms", "quiet", "printing", "counting", *names.values()]
    share = found["worker_cpu_share"]
    return (
        f"## Pages while the worker prints without a pause ({NAMES[found['database']]})\n\n"
        f"{found['turns']} turns of slices of {found['slice_s']:.3g} s, which comes first changing; {found['printed']} prints. "
        f"The worker stood back by {found['behind']} and used {share['printing']} of a core while it printed, "
        f"{share['quiet']} else. Counting: another process that stands back as far does nothing but count, which tells what "
        "processors of this machine take from one another. Ratios: the median of the turns, the least and the most. The aim "
        f"is a p99 at most 10 % greater.\n\n{table(head, rows)}\n"
    )


def soak(found: Mapping[str, Any]) -> str:
    rows = [
        [
            name,
            round(it["kb"] / 1000, 1),
            round(it["most_kb"] / 1000, 1),
            it["kb_a_minute"],
            it["grown_kb"],
            it["grown_percent"],
        ]
        for name, it in found["memory"].items()
        if not name.startswith("database")
    ]
    head = ["process", "MB", "most", "kB a minute", "grown, kB", "%"]
    every = found["requests"]["all"]
    slow = sorted((one for one in found["requests"] if one != "all"), key=lambda one: -found["requests"][one]["p99"])[
        :6
    ]
    return (
        f"## A busy day in {found['minutes']:g} minutes ({NAMES[found['database']]})\n\n"
        f"{number(every['requests'])} requests, {every['failures']} failed; {number(found['saves_checked'])} saves looked up, none "
        f"lost; {found['prints']['count']} prints; editions in the end: {found['duties']['editions']}. Letters by where they went: "
        f"{_pairs(found['letters'])}. The line through the second half is the median of all slopes (Theil–Sen); "
        f"growth beyond {found['bound_percent']:g} % fails.\n\n{table(head, rows)}\n"
        f"All requests: p50 {every['p50']}, p95 {every['p95']}, p99 {every['p99']} ms. Slowest kinds by p99: "
        + ", ".join(f"{one} {number(found['requests'][one]['p99'])}" for one in slow)
        + f". Processor seconds: {_pairs(found['cpu_s'])}. Greatest process, MB: {_pairs(found['peak_mb'])}.\n\n"
    )


def start(found: Mapping[str, Any]) -> str:
    rows = [
        [name, found[name]["ms"], found[name].get("floor_ms", "–"), found[name].get("ratio", {}).get("median", "–")]
        for name in ("first answer", "import", "import and make the application")
    ]
    heavy = ", ".join(f"{name} {number(round(ms))}" for name, ms in found["heaviest"])
    return (
        f"## Starting\n\nMedians of {found['times']}; the floor is bare Flask behind the same gunicorn, and its import.\n\n"
        f"{table(['', 'ms', 'floor, ms', 'ratio'], rows)}\nHeaviest imports, with all they bring (ms): {heavy}.\n\n"
    )


def cost(found: Mapping[str, Any]) -> str:
    text = (
        "## What 1 000 firms cost in a year\n\nEach invited by letter, three answering the whole questionnaire answer by "
        "answer, a talk, a plan, prints, four follow-ups. Processor seconds and megabytes, from a run of fewer times the rest.\n\n"
    )
    for database in [one for one in DATABASES if one in found]:
        one = found[database]
        names = list(next(iter(one["steps"].values())))
        rows = [[step, *(it[name] for name in names)] for step, it in one["steps"].items()]
        rows.append(["**a year**", *(round(sum(it[name] for it in one["steps"].values()), 1) for name in names)])
        text += (
            f"**{NAMES[database]}**, {one['firms']} firms\n\n{table(['', *(name.replace('_', ' ') for name in names)], rows)}\n"
            f"Beside it, whether anybody comes or not, processor seconds an hour: {_pairs(one['idle_cpu_s_an_hour'])}.\n\n"
        )
    return text


def profile(found: Mapping[str, Any]) -> str:
    rows = sorted(found["pages"].items(), key=lambda one: -one[1])
    text = f"## The slowest pages, alone in one process\n\n{table(['page', 'ms'], rows)}\n"
    for page, parts in found["profiles"].items():
        text += f"Profile of **{page}**: ours by the time in them with all they call, then what works longest itself.\n\n```\n"
        for part in ("ours", "longest"):
            text += f"{'whole ms':>9}{'own ms':>9}{'calls':>9}\n"
            text += "".join(
                f"{one['whole_ms']:>9}{one['own_ms']:>9}{one['calls']:>9}  {one['where']}\n" for one in parts[part][:10]
            )
        text += "```\n\n"
    return text


def machine() -> str:
    """What it was measured on: no names, no places."""
    memory = re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text(encoding="ascii"))
    postgres = subprocess.run([program("postgres"), "--version"], capture_output=True, text=True, check=True).stdout
    version = re.search(r"\d+(\.\d+)?", postgres)
    return (
        f"{len(os.sched_getaffinity(0))} cores shared with other work, {int(memory.group(1)) / 2**20 if memory else 0:.0f} GiB, "
        f"disk: {disk()}; Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"PostgreSQL {version.group(0) if version else '?'} with fsync; gunicorn as in deploy/, two processes of four threads; "
        "the load comes from the same machine.\n"
    )


def disk() -> str:
    """The kind of disk that build/ lies on, as far as the system tells."""
    device = (ROOT / "build").stat().st_dev
    at = Path(f"/sys/dev/block/{os.major(device)}:{os.minor(device)}")
    for folder in (at, at.resolve().parent):
        turns = folder / "queue" / "rotational"
        if turns.exists():
            return "turning" if turns.read_text(encoding="ascii").strip() == "1" else "solid state or virtual"
    return "virtual"


def kept_decision(page: str) -> str:
    """What stands under that heading."""
    found = re.search(r"^## Decision\n+(.*?)(?=^## |\Z)", page, flags=re.MULTILINE | re.DOTALL)
    return found.group(1).strip() if found else ""


def _pairs(figures: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {number(value)}" for name, value in figures.items()) or "none"


PARTS = (
    ("whole", whole), ("prints-sqlite", prints), ("prints-postgresql", prints), ("soak-sqlite", soak), ("soak-postgresql", soak), ("start", start), ("cost", cost),
    ("profile", profile),
)  # fmt: skip


def page(day: date, build: Path, decision: str) -> str:
    text = f"# Performance, {day.isoformat()}\n\nMade by `python -m scripts.performance_page` from one day's runs.\n\n"
    text += f"## Machine\n\n{machine()}\n## Decision\n\n{decision or 'None was drawn yet.'}\n\n"
    for name, told in PARTS:
        file = build / f"{name}.json"
        if file.exists():
            text += told(json.loads(file.read_text(encoding="utf-8")))
    return text.rstrip() + "\n"


def main() -> None:
    words = sys.argv[1:]
    file = words.pop(words.index("--decision") + 1) if "--decision" in words else None
    days = [one for one in words if one != "--decision"]
    day = date.fromisoformat(days[0]) if days else today()
    to = ROOT / "docs" / "performance" / f"{day.isoformat()}.md"
    to.parent.mkdir(exist_ok=True)
    before = to.read_text(encoding="utf-8") if to.exists() else ""
    decision = Path(file).read_text(encoding="utf-8").strip() if file else kept_decision(before)
    to.write_text(page(day, ROOT / "build", decision), encoding="utf-8")
    print(to.relative_to(ROOT))


if __name__ == "__main__":
    main()
