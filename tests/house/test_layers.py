"""The house: which room may import which, and what a file's name says of it (docs/house.md)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from osaamistase.settings import ROOT

CODE = ROOT / "osaamistase"
# Each room imports only from those before it; rooms on one line do not know each other.
STREET = (
    ("errors", "clock"),
    ("neighbours",),
    ("settings",),
    ("database",),
    ("web", "releases"),
    ("mail", "prints", "heartbeats"),
    ("accounts",),
    ("signin",),
    ("people",),
    ("companies", "services"),
    ("handover",),
    ("questionnaires",),
    ("survey",),
    ("scoring", "disclosure"),
    ("library",),
    ("results",),
    ("invitations",),
    ("rounds", "plans", "comparison", "discussion"),
    ("actions", "progress", "catalogue"),
    ("followup", "exchange", "editions"),
    ("trainings", "effects"),
    ("history",),
    ("desk", "insight", "printouts"),
    ("reminders", "batches", "downloads", "esr", "api", "monitoring", "audit", "guides"),
    ("privacy",),
    ("datasubjects",),
    ("backups",),
    ("gallery",),
    ("demo",),
    ("cli",),
    ("app",),
)
PLACE = {room: number for number, rooms in enumerate(STREET) for room in rooms}
LAYERS = {
    "models": {"sqlalchemy"},
    "store": {"sqlalchemy"},
    "forms": {"wtforms", "flask_babel", "flask_wtf", "stdnum"},
    "routes": {"flask", "flask_babel", "flask_login", "markupsafe", "segno"},
    "guard": {"flask", "flask_babel", "flask_login"},
    "steps": set(),
    "server": set(),
}
RULES_MAY = {"pydantic"}
# web/ is what every page needs, cli/ is made of commands, some files wrap one library: they may use theirs.
OWN_LIBRARIES = {
    "disclosure/audit": {"numpy"},
    "disclosure/counting": {"numpy"},
    "disclosure/programme": {"highspy", "numpy"},
    "web": None,
    "cli": None,
    "demo/fill": {"flask", "sqlalchemy"},
    "demo/region": {"flask", "sqlalchemy"},
    "accounts/passwords": {"argon2"},
    "accounts/password_rules": {"zxcvbn"},
    "accounts/second_factor": {"cryptography", "pyotp"},
    "audit/guard": {"flask"},
    "monitoring/routes": {"flask", "prometheus_client", "sqlalchemy"},
    "signin/guard": {"flask", "flask_login", "itsdangerous"},
    "signin/provider": {"authlib", "flask", "joserfc", "requests"},
    "signin/words": {"flask", "flask_babel"},
    "companies/server": {"httpx", "stdnum"},
    "releases/schema": {"alembic", "flask"},
    "releases/building": {"alembic"},
    "releases/signing": {"sqlalchemy"},
    "releases/guard": {"flask", "sqlalchemy"},
    "backups/found": {"sqlalchemy"},
    "backups/guards": {"sqlalchemy"},
    "backups/sealing": {"pyrage"},
    "printouts/spreadsheet": {"xlsxwriter"},
    "insight/words": {"flask_babel"},
    "insight/protecting": {"flask_babel"},
    "esr/words": {"flask_babel"},
    "downloads/tabular": {"flask_babel"},
    "printouts/words": {"flask_babel"},
    "mail/writing": {"flask", "flask_babel"},
    "reminders/writing": {"flask", "flask_babel"},
    "prints/press": {"fontTools", "pyphen", "weasyprint"},
    "questionnaires/workbook": {"openpyxl"},
    "exchange/workbook": {"openpyxl", "xlsxwriter"},
    "exchange/yaml_file": {"ruamel"},
    "reminders/calendar": {"icalendar"},
    "reminders/workdays": {"holidays"},
    "guides/guide": {"markdown_it"},
    "guides/writing": {"markdown_it", "markupsafe"},
    "web/markdown": {"markdown_it"},
}
FILES = sorted(path for path in CODE.rglob("*.py") if "migrations" not in path.parts)


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module == "osaamistase":
                yield from (f"osaamistase.{name.name}" for name in node.names)


def room(path: Path) -> str:
    return path.relative_to(CODE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(CODE)))
def test_a_room_imports_only_from_rooms_before_it(path: Path) -> None:
    here = room(path)
    if here == "__init__":
        return
    for name in imports(path):
        parts = name.split(".")
        if parts[0] != "osaamistase" or len(parts) < 2:
            continue
        there = parts[1]
        assert there in PLACE, f"{there} has no place on the street"
        assert there == here or PLACE[there] < PLACE[here], f"{here} imports {name}"


@pytest.mark.parametrize(
    "path", [one for one in FILES if len(one.relative_to(CODE).parts) > 1], ids=lambda path: str(path.relative_to(CODE))
)
def test_a_file_imports_from_outside_only_what_its_layer_may(path: Path) -> None:
    place = str(path.relative_to(CODE)).removesuffix(".py")
    if room(path) in OWN_LIBRARIES and OWN_LIBRARIES[room(path)] is None:
        return
    allowed = OWN_LIBRARIES.get(place) or LAYERS.get(path.stem, RULES_MAY)
    outside = {name.split(".")[0] for name in imports(path)} - {"osaamistase"}
    foreign = {name for name in outside if name not in _standard()} - (allowed or set())
    assert not foreign, f"{place} is a {path.stem if path.stem in LAYERS else 'rule'} and imports {foreign}"


@pytest.mark.parametrize("path", [one for one in FILES if one.stem not in (*LAYERS, "__init__") and room(one) not in ("web", "accounts", "signin", "demo", "cli", "app", "settings", "database", "clock", "errors")], ids=lambda path: str(path.relative_to(CODE)))  # fmt: skip
def test_a_rule_knows_no_clock_no_settings_and_no_database(path: Path) -> None:
    layers = {name.split(".")[-1] for name in imports(path) if name.startswith("osaamistase.")}
    assert not layers & {"clock", "settings", "database", "store", "routes", "guard"}


@pytest.mark.parametrize(
    "path", [one for one in FILES if one.stem == "store"], ids=lambda path: str(path.relative_to(CODE))
)
def test_a_store_uses_the_six_verbs_and_never_commits(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            verb = node.name.split("_")[0]
            assert verb in ("find", "get", "list", "add", "save", "remove", "content"), node.name
    assert "commit(" not in path.read_text(encoding="utf-8")


def test_only_the_transaction_commits() -> None:
    committing = [path.name for path in FILES if "session.commit(" in path.read_text(encoding="utf-8")]
    assert committing == ["database.py"]


def test_importing_the_scoring_loads_no_framework() -> None:
    import subprocess
    import sys

    code = "import sys, osaamistase.scoring.sheet; print([m for m in ('flask', 'sqlalchemy', 'wtforms') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"


def test_no_file_is_longer_than_three_hundred_lines() -> None:
    long = {
        str(path.relative_to(CODE)): n
        for path in FILES
        if (n := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert not long


def _standard() -> frozenset[str]:
    import sys

    return sys.stdlib_module_names
