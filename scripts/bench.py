"""The benchmarks: each figure beside a floor measured in the same run, for machines are noisy and ratios are not.

python -m scripts.bench      prints a table and writes build/bench.json
"""

import json
import os
import secrets
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

from flask import Flask
from sqlalchemy import delete

from osaamistase import demo
from osaamistase.accounts.models import User
from osaamistase.accounts.store import add_user
from osaamistase.app import create_app
from osaamistase.clock import now
from osaamistase.database import Base, db, transaction
from osaamistase.questionnaires.files import load_shelf
from osaamistase.scoring.frames import frame_of
from osaamistase.scoring.inputs import read_answers
from osaamistase.scoring.report import report
from osaamistase.scoring.sheet import draw_up
from osaamistase.services.catalogue import read_catalogue
from osaamistase.services.store import save_catalogue
from osaamistase.settings import ROOT, Settings
from osaamistase.web import press
from osaamistase.web.models import Document
from osaamistase.web.press import printed
from scripts.bare import make_bare
from scripts.large import write_questionnaire
from scripts.load import over_http
from tests.people import make_firm

ROUNDS = 15
PASSWORD = secrets.token_urlsafe(12)
PLAN = "/suunnitelmat/1/versiot/1.pdf"


def paired(
    work: Callable[[], Any], floor: Callable[[], Any], repeat: int = 20, rounds: int = ROUNDS
) -> dict[str, float]:
    """Median milliseconds of both, run in turn A B A B, and the median of the pairwise ratios."""
    work(), floor()
    pairs = []
    for _ in range(rounds):
        pairs.append((_milliseconds(work, repeat), _milliseconds(floor, repeat)))
    return {
        "ms": round(statistics.median(one for one, _ in pairs), 3),
        "floor_ms": round(statistics.median(two for _, two in pairs), 3),
        "ratio": round(statistics.median(one / two for one, two in pairs), 2),
    }


def _milliseconds(work: Callable[[], Any], repeat: int) -> float:
    start = time.perf_counter()
    for _ in range(repeat):
        work()
    return (time.perf_counter() - start) * 1000 / repeat


def pages(app: Flask, url: str) -> dict[str, dict[str, float]]:
    """The section page against a bare Flask page; one saved answer against a bare route doing the same upsert."""
    with app.app_context(), transaction():
        firm = make_firm(1, "9123450-6", "Mitattava Oy", "osaamistase")
    client, bare = app.test_client(), make_bare(url, firm.respondent_id).test_client()
    token = _token(client, f"/kysely/{firm.token}")
    form = {"csrf_token": token, "subject": "TYO-01", "rating": "current", "page": "bench", "turn": "1"}
    level = iter(range(10**9))

    def save() -> None:
        answer = client.post(f"/kysely/{firm.token}/vastaus", data={**form, "value": str(next(level) % 6)})
        assert answer.status_code == 200, answer.get_data(as_text=True)

    def bare_save() -> None:
        assert bare.post("/answer", data={"value": str(next(level) % 6)}).status_code == 200

    def section() -> None:
        assert client.get(f"/kysely/{firm.token}/alueet/TYO").status_code == 200

    return {
        "section page / bare Flask page": paired(section, lambda: bare.get("/page")),
        "save one answer / bare route, same upsert": paired(save, bare_save),
        **over_http(url, firm.token, firm.respondent_id),
    }


def sizes(folder: Path) -> dict[str, dict[str, float]]:
    """Opening a questionnaire of 200 competences against a small one: how much else is asked must cost nothing."""
    shutil.copy(ROOT / "questionnaires" / "pikakartoitus-1.toml", folder)
    write_questionnaire(folder, "suuri", 200)
    write_questionnaire(folder, "pieni", 12)
    shelf = load_shelf(folder)
    url = f"sqlite:///{folder}/sizes.db"
    app = create_app(
        Settings(database_url=url, secret_key=secrets.token_hex(32), secure_cookies=False, questionnaires=folder)
    )
    with app.app_context():
        Base.metadata.create_all(db.engine)
        with transaction():
            add_user(User(email="m@testi.example", name="Testi", role="adviser", password_hash="", created_at=now()))
            names = ("suuri", "pieni", "pikakartoitus")
            firms = {name: make_firm(1, name, "Mitattava Oy", name, shelf=shelf) for name in names}
    client = app.test_client()

    def opened(name: str, page: str = "") -> Callable[[], None]:
        def get() -> None:
            assert client.get(firms[name].at(page)).status_code == 200

        return get

    figures = {
        "welcome, 200 competences / the 12-line one": paired(opened("suuri"), opened("pikakartoitus")),
        "area of 5, of 200 competences / of 12": paired(opened("suuri", "alueet/QAA"), opened("pieni", "alueet/QAA")),
    }
    with app.app_context():
        db.engine.dispose()
    return figures


def _token(client: Any, page: str) -> str:
    html: str = client.get(page).get_data(as_text=True)
    return html.split('name="csrf_token" value="')[1].split('"', maxsplit=1)[0]


def scoring() -> dict[str, dict[str, float]]:
    """A full round of 56 competences and 3 respondents against a loop that only adds the numbers up."""
    version = load_shelf(ROOT / "questionnaires").find("osaamistase", 1)
    assert version is not None
    asked, frame = version.questionnaire, frame_of(version.questionnaire)
    ratings: dict[str, dict[str, Any]] = {area.id: {"importance": 4, "holders": 1} for area in asked.areas}
    ratings |= {one: {"current": 2, "target": 4} for one in asked.competence}
    document = {
        "company": {"headcount": 12},
        "respondents": [{"id": f"r{n}", "main": n == 0, "ratings": ratings} for n in range(3)],
    }
    answers = read_answers(document, frame)
    numbers = [value for one in answers.respondents for value in one.ratings.values() if isinstance(value, int)]
    identity = {"id": asked.id, "version": asked.version, "sha256": version.sha256}
    return {
        "score a round of 3 / adding its numbers up": paired(lambda: draw_up(frame, answers), lambda: sum(numbers)),
        "score and report / adding its numbers up": paired(
            lambda: report(draw_up(frame, answers), identity), lambda: sum(numbers), repeat=5
        ),
    }


def printing(app: Flask) -> dict[str, dict[str, float]]:
    """The plan from stored revision to PDF against WeasyPrint rendering the same finished HTML."""
    client, static = app.test_client(), Path(app.static_folder or "")
    form = {"email": demo.PEOPLE[0][0], "password": PASSWORD, "csrf_token": _token(client, "/kirjaudu")}
    client.post("/kirjaudu", data=form)
    kept: list[str] = []

    def watched(html: str, folder: Path) -> bytes:
        kept.append(html)
        return printed(html, folder)

    def first() -> None:
        with app.app_context(), transaction():
            db.session.execute(delete(Document))
        assert client.get(PLAN).data.startswith(b"%PDF")

    with patch.object(press, "printed", watched):
        first()
    return {
        "print the plan, first time / WeasyPrint, same HTML": paired(first, lambda: printed(kept[0], static), 1, 7),
        "print the plan again / GET healthz": paired(lambda: client.get(PLAN), lambda: client.get("/healthz"), 10),
    }


def main() -> None:
    """Run all, print a table, write build/bench.json."""
    os.environ["DEMO_PASSWORD"] = PASSWORD
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bench.db"
        app = create_app(Settings(database_url=url, secret_key=secrets.token_hex(32), secure_cookies=False, demo=True))
        with app.app_context():
            Base.metadata.create_all(db.engine)
            with transaction():
                save_catalogue(read_catalogue((ROOT / "catalogue" / "services.toml").read_bytes()), now())
            demo.fill()
        figures = printing(app) | pages(app, url) | sizes(Path(folder)) | scoring()
        with app.app_context():
            db.engine.dispose()
    print(f"{'what / floor':<58}{'ms':>10}{'floor ms':>10}{'ratio':>8}")
    for name, one in figures.items():
        print(f"{name:<58}{one['ms']:>10.3f}{one['floor_ms']:>10.3f}{one['ratio']:>8.2f}")
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build" / "bench.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
