"""Where the slowest page spends its time: each page asked for in one process, the slowest of them with the profiler.

python -m scripts.profile_page      prints its lines and writes build/profile.json
"""

import cProfile
import json
import pstats
import statistics
import time
from typing import Any

from flask.testing import FlaskClient

from osaamistase.app import create_app
from osaamistase.database import db
from osaamistase.settings import ROOT
from scripts.stage import ADVISERS, MANAGER, PASSWORD, Stage, staged
from scripts.visitors import token_of
from tests.conftest import settings_for

TIMES, LINES = 7, 14


def pages(stage: Stage) -> dict[str, dict[str, str]]:
    """By who asks: a name and the address of each page; "" is a firm by its link."""
    plan = stage.revisions[0][0]
    link = stage.firms[0].at
    return {
        "": {
            "first page of a link": link(), "an area": link("alueet/DIG"), "all areas": link("alueet"),
            "look over": link("tarkista"),
        },
        ADVISERS[0]: {
            "start page": "/tanaan", "search": "/yritykset?haku=Oy", "a firm": f"/yritykset/{stage.companies[1]}",
            "plan": f"/suunnitelmat/{plan}", "all plans": "/suunnitelmat?kaikki=1", "services": "/palvelut",
        },
        MANAGER: {
            "region": "/alue", "needs": "/alue/tarpeet", "services and levels": "/alue/palvelut",
            "one area": "/alue/osaaminen/DIG",
            "figures as csv": "/alue/luvut.csv", "figures as xlsx": "/alue/luvut.xlsx",
        },
    }  # fmt: skip


def profile() -> dict[str, Any]:
    """Median milliseconds of each page, the slowest page's profile, and that of the slowest that is no file."""
    with staged("sqlite", 1) as stage:
        app = create_app(settings_for(stage.url))
        found: dict[str, Any] = {"pages": {}, "profiles": {}}
        clients: dict[str, tuple[FlaskClient, str]] = {}
        for who, theirs in pages(stage).items():
            client = app.test_client()
            if who:
                token = token_of(client.get("/kirjaudu").get_data(as_text=True))
                client.post("/kirjaudu", data={"csrf_token": token, "email": who, "password": PASSWORD})
            for name, path in theirs.items():
                assert client.get(path).status_code == 200, path
                found["pages"][name] = round(statistics.median(_ms(client, path) for _ in range(TIMES)), 1)
                clients[name] = client, path
        slowest = sorted(found["pages"], key=lambda one: -found["pages"][one])
        for name in {slowest[0]: 0, next(one for one in slowest if " as " not in one): 0}:
            found["profiles"][name] = _profiled(*clients[name])
        with app.app_context():
            db.engine.dispose()
    return found


def _ms(client: FlaskClient, path: str) -> float:
    began = time.perf_counter()
    client.get(path)
    return (time.perf_counter() - began) * 1000


def _profiled(client: FlaskClient, path: str) -> dict[str, list[dict[str, Any]]]:
    """Our own functions and templates by the time in them with all they call; and whatever works longest itself."""
    profiler = cProfile.Profile()
    profiler.enable()
    for _ in range(TIMES):
        client.get(path)
    profiler.disable()
    rows = []
    stats: dict[Any, Any] = pstats.Stats(profiler).stats  # type: ignore[attr-defined]
    for (file, line, function), (_primitive, calls, own, whole, _callers) in stats.items():
        place = file.split("/site-packages/")[-1].removeprefix(f"{ROOT}/")
        where = f"{place}:{line} {function}" if line else function
        if "/lib/python" in file and "/site-packages/" not in file:
            where = f"{file.rsplit('/', 1)[-1]}:{line} {function}"
        rows.append(
            {
                "where": where, "calls": calls // TIMES, "own_ms": round(own * 1000 / TIMES, 1),
                "whole_ms": round(whole * 1000 / TIMES, 1),
                "ours": file.startswith((f"{ROOT}/osaamistase", f"{ROOT}/templates")),
            }
        )  # fmt: skip
    ours = sorted((one for one in rows if one["ours"]), key=lambda one: -float(one["whole_ms"]))
    return {"ours": ours[:LINES], "longest": sorted(rows, key=lambda one: -float(one["own_ms"]))[:LINES]}


def main() -> None:
    found = profile()
    for name, ms in found["pages"].items():
        print(f"{name:<30}{ms:>10}")
    for page, parts in found["profiles"].items():
        for part, rows in parts.items():
            print(f"{page}, {part}")
            for one in rows:
                print(f"    {one['whole_ms']:>9}{one['own_ms']:>9}{one['calls']:>8}  {one['where']}")
    kept = ROOT / "build" / "profile.json"
    kept.parent.mkdir(exist_ok=True)
    kept.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
