"""The benchmarks: each figure beside a floor measured in the same run, for machines are noisy and ratios are not.

python -m scripts.bench      prints a table and writes build/bench.json
"""

import json
import os
import secrets
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

from flask import Flask
from sqlalchemy import delete

from osaamistase.accounts.models import User
from osaamistase.accounts.store import add_user
from osaamistase.app import create_app
from osaamistase.cli.worker import print_next
from osaamistase.clock import now
from osaamistase.database import Base, db, transaction
from osaamistase.demo import fill as demo
from osaamistase.prints import press
from osaamistase.prints.models import Document
from osaamistase.prints.press import printed
from osaamistase.questionnaires.files import load_shelf
from osaamistase.services.catalogue import read_catalogue
from osaamistase.services.store import save_catalogue
from osaamistase.settings import ROOT, Settings
from scripts.bare import make_bare
from scripts.bench_desk import bench_desk
from scripts.bench_scoring import bench_scoring
from scripts.large import write_questionnaire
from scripts.load import over_http
from scripts.timing import paired
from tests.people import make_firm

PASSWORD = secrets.token_urlsafe(12)
PLAN = "/suunnitelmat/1/versiot/1.pdf"


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
        assert client.get(PLAN).status_code == 202
        with app.app_context():
            assert print_next()
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
        figures = printing(app) | pages(app, url) | sizes(Path(folder)) | bench_scoring()
        figures |= bench_desk()
        with app.app_context():
            db.engine.dispose()
    print(f"{'what / floor':<58}{'ms':>10}{'floor ms':>10}{'ratio':>8}")
    for name, one in figures.items():
        print(f"{name:<58}{one['ms']:>10.3f}{one['floor_ms']:>10.3f}{one['ratio']:>8.2f}")
        more = [f"{what} {figure:g}" for what, figure in one.items() if what not in ("ms", "floor_ms", "ratio")]
        if more:
            print(f"    {', '.join(more)}")
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build" / "bench.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
