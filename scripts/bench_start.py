"""How long the service takes to start: until the first 200 of its /healthz, beside bare Flask, and its import alone.

python -m scripts.bench_start [TIMES]      prints a table and writes build/start.json
"""

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from osaamistase.settings import ROOT
from scripts.figures import ratios
from scripts.serving import Server
from tests.faults.firms import make_firms

TIMES, LONGEST = 7, 60.0
_IMPORT = "import time; at = time.perf_counter(); import {what}; print(time.perf_counter() - at)"


def until_it_answers(application: str, environment: dict[str, str], path: str) -> float:
    """Milliseconds from starting the process to the first 200. RuntimeError: it did not come."""
    server = Server(application, environment, deployed=[], waits=False)
    began = time.perf_counter()
    server.start()
    try:
        while time.perf_counter() - began < LONGEST:
            connection = HTTPConnection("127.0.0.1", server.port, timeout=10)
            try:
                connection.request("GET", path)
                if connection.getresponse().status == 200:
                    return (time.perf_counter() - began) * 1000
            except (OSError, HTTPException):
                time.sleep(0.01)
            finally:
                connection.close()
        raise RuntimeError(f"{application} did not answer {path}")
    finally:
        server.stop()


def imported(what: str, environment: dict[str, str]) -> float:
    """Milliseconds an import takes in a fresh process."""
    words = [sys.executable, "-c", _IMPORT.format(what=what)]
    done = subprocess.run(
        words, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=True, timeout=LONGEST
    )
    return float(done.stdout.split()[-1]) * 1000


def heaviest(environment: dict[str, str], count: int = 10) -> list[tuple[str, float]]:
    """The libraries whose import takes most, with all they bring in: name and milliseconds."""
    words = [sys.executable, "-X", "importtime", "-c", "import osaamistase.app"]
    done = subprocess.run(
        words, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=True, timeout=LONGEST
    )
    lines = re.findall(r"^import time:\s+\d+ \|\s+(\d+) \|\s+([\w.]+)$", done.stderr, flags=re.MULTILINE)
    found = [(name, int(us) / 1000) for us, name in lines if "." not in name and name != "osaamistase"]
    return sorted(found, key=lambda one: -one[1])[:count]


def bench_start(times: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/start.db"
        firm = make_firms(url, 1)[0]
        ours = {
            "DATABASE_URL": url, "SECRET_KEY": "s" * 40, "INSECURE_COOKIES_ON_LOOPBACK": "1", "DEMO": "",
            "SECOND_FACTOR": "offered", "RATE_LIMITS": "off", "WEB_BIND": "", "PROMETHEUS_MULTIPROC_DIR": str(folder),
        }  # fmt: skip
        floor = {"DATABASE_URL": url, "RESPONDENT": str(firm.respondent_id), "WEB_BIND": ""}
        until_it_answers("wsgi:app", ours, "/healthz")  # what is compiled once is compiled now
        pairs = [
            (until_it_answers("wsgi:app", ours, "/healthz"), until_it_answers("scripts.bare:app", floor, "/page"))
            for _ in range(times)
        ]
        imports = [(imported("osaamistase.app", ours), imported("flask, flask_sqlalchemy", ours)) for _ in range(times)]
        made = [imported("wsgi", ours) for _ in range(times)]
        return {
            "times": times,
            "first answer": _summary(pairs),
            "import": _summary(imports),
            "import and make the application": {"ms": round(statistics.median(made))},
            "heaviest": heaviest(ours),
        }


def _summary(pairs: list[tuple[float, float]]) -> dict[str, Any]:
    return {
        "ms": round(statistics.median(one for one, _ in pairs)),
        "floor_ms": round(statistics.median(two for _, two in pairs)),
        "ratio": ratios(pairs),
    }


def main() -> None:
    found = bench_start(int(sys.argv[1]) if len(sys.argv) > 1 else TIMES)
    for name, one in found.items():
        print(f"{name:<34}{one}")
    kept = Path(ROOT / "build" / "start.json")
    kept.parent.mkdir(exist_ok=True)
    kept.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
