"""The README's commands are run as they stand there, in their order, on a demonstration of their own."""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from openpyxl import load_workbook

from osaamistase.app import create_app
from osaamistase.catalogue.steps import standing
from osaamistase.database import db
from osaamistase.exchange.workbook import to_workbook
from osaamistase.settings import ROOT
from tests.conftest import settings_for
from tests.docs.documents import blocks, codes, commands, ours

README = ROOT / "README.md"
# What is not run here, and why; a name stands for all that begins so.
ELSEWHERE = {
    "services check-links": "asks addresses of the world; tests/catalogue/test_links.py asks its own",
    "demo-region": "refuses a demonstration's database; tests/demo/test_region.py",
    "user": "asks for a password; tests/test_commands.py",
    "restore": "wants an empty database; tests/backups/",
    "worker": "goes on for ever; tests/prints/test_worker.py",
}
FINE = {
    "doctor": (0, 1),  # it tells of the machine that it runs on
    "find-word WORD": (0, 1),  # 1: it was found
    "mail deliver --once": (2,),  # a demonstration sends nothing to anyone, and says so
}
TABLE = {"rows": ["C", "G"], "columns": ["mikro", "pieni", "keski"], "counts": [[7, 6, 2], [9, 5, 6]]}


def answers(current: int) -> str:
    ratings = {"TYO": {"importance": 5}, **{f"TYO-0{n}": {"current": current, "target": 4} for n in (1, 2, 3)}}
    person = {"id": "r1", "main": True, "ratings": ratings}
    return json.dumps({"company": {"headcount": 4}, "respondents": [person]})


@pytest.fixture
def demonstration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The service with demo data in a folder that holds what the README's commands name."""
    for folder in ("questionnaires", "catalogue"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for name, content in (("answers", answers(1)), ("later", answers(3)), ("table", json.dumps(TABLE))):
        (tmp_path / f"{name}.json").write_text(content, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    url = f"sqlite:///{tmp_path / 'service.db'}"
    for name, value in (
        ("DEMO_FIRMS", "0"),
        ("DEMO_PASSWORD", "esittelyn-salasana"),
        ("DATABASE_URL", url),
        ("SECRET_KEY", "s" * 40),
    ):
        monkeypatch.setenv(name, value)
    app = create_app(
        replace(
            settings_for(url),
            demo=True,
            address="https://osaamistase.example.fi/",
            questionnaires=tmp_path / "questionnaires",
        )
    )
    yield app
    with app.app_context():
        db.engine.dispose()


def run(app: Flask, words: tuple[str, ...], to: str = "") -> int:
    with app.app_context():  # as `flask` itself has it
        done = app.test_cli_runner().invoke(args=[*words])
    if to:
        Path(to).write_bytes(done.stdout_bytes)
    assert done.exception is None or isinstance(done.exception, SystemExit), words
    return done.exit_code


def before(app: Flask, words: str) -> None:
    """What people do between two commands: choose a catalogue, change the wording, begin anew from the published files."""
    if words.startswith("services import"):
        with app.app_context():
            Path("palvelut.xlsx").write_bytes(to_workbook([*standing().values()]))
    elif words.startswith("questionnaire export"):
        shutil.rmtree("questionnaires")
        shutil.copytree(ROOT / "questionnaires", "questionnaires")
    elif words.startswith("questionnaire import"):
        book = load_workbook("osaamistase.xlsx")
        (number,) = [row[1] for row in book["Kysely"].iter_rows() if row[0].value == "versio"]
        number.value = 3
        book.save("osaamistase.xlsx")


def copied(words: tuple[str, ...]) -> None:
    """`cp`, and the change of version that the comment below it asks for."""
    text = Path(words[1]).read_text(encoding="utf-8")
    Path(words[2]).write_text(re.sub("^version = 2$", "version = 3", text, flags=re.MULTILINE), encoding="utf-8")


def test_the_readmes_commands_do_what_it_says(demonstration: Flask) -> None:
    assert run(demonstration, ("prepare",)) == 0
    later = ("score", "--questionnaire", "questionnaires/osaamistase-2.toml", "--answers", "later.json")
    assert run(demonstration, later, "second.json") == 0
    failed, ran, passed_over = [], [], set()
    for one in commands(README, [*blocks(README), *codes(README)]):
        if one.words[0] == "cp":
            copied(one.words)
        words = ours(one)
        if not words or words[0] == "…":
            continue
        told = " ".join(words)
        if there := {name for name in ELSEWHERE if told.startswith(name)}:
            passed_over |= there
            continue
        before(demonstration, told)
        ran.append(told)
        if run(demonstration, words, one.to) not in FINE.get(told, (0,)):
            failed.append(told)
    assert failed == []
    assert len(ran) > 15
    assert passed_over == ELSEWHERE.keys()
