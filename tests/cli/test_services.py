"""`flask --app wsgi services`: the catalogue from the command line."""

import subprocess
from pathlib import Path

import pytest
from flask import Flask

from scripts import prepared
from tests.catalogue.conftest import changes, service
from tests.page import PageClient

__all__ = ["service"]


def run(app: Flask, *words: str) -> subprocess.CompletedProcess[str]:
    return prepared.flask({"DATABASE_URL": app.config["OSAAMISTASE"].database_url}, "services", *words)


@pytest.fixture
def file(adviser: PageClient, service: str, tmp_path: Path) -> Path:
    """The catalogue as YAML with a note of the test service changed."""
    path = tmp_path / "palvelut.yaml"
    text = adviser.get("/palvelut/vie.yaml").get_data(as_text=True)
    path.write_text(text.replace("name_fi: Testipalvelu", "name_fi: Uusi nimi"), encoding="utf-8")
    return path


def test_a_dry_run_prints_what_would_change_and_changes_nothing(app: Flask, service: str, file: Path) -> None:
    done = run(app, "import", str(file), "--dry-run")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{service}: name_fi\n1 would change, 90 unchanged.\n"
    assert changes(app, service) == []


def test_importing_changes_what_the_file_says(app: Flask, service: str, file: Path) -> None:
    assert run(app, "import", str(file)).stdout.endswith("1 changed, 90 unchanged.\n")
    assert changes(app, service) == [("name_fi", "Testipalvelu", "Uusi nimi")]


def test_a_bad_file_gets_a_line_a_fault_and_changes_nothing(app: Flask, service: str, file: Path) -> None:
    text = (
        file.read_text(encoding="utf-8").replace("kind: advice", "kind: gift").replace("owner: Kinno\n", "owner: ''\n")
    )
    file.write_text(text, encoding="utf-8")
    done = run(app, "import", str(file))
    assert done.returncode == 1
    assert f"{file}: services.{service}.kind: no_kind" in done.stderr
    assert f"{file}: services.{service}.owner: missing" in done.stderr
    assert changes(app, service) == []
