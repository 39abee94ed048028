"""The file is there whole or not at all, nobody else may read it, and a copy of much takes no more memory than of little."""

import fcntl
import os
import resource
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask_migrate import upgrade
from sqlalchemy import text

from osaamistase.app import create_app
from osaamistase.clock import now
from osaamistase.database import db, transaction
from osaamistase.prints.store import add_document
from osaamistase.settings import ROOT
from tests.backups.conftest import Place
from tests.backups.test_restore import run_and_die
from tests.conftest import settings_for
from tests.locks import locked


def refused(place: Place, path: Path, why: str) -> None:
    said = place.run("backup", "--to", path)
    assert (said.exit_code, said.stdout, len(said.stderr.splitlines())) == (2, "", 1), said.output
    assert why in said.stderr


def test_only_its_owner_may_read_it_and_nothing_else_is_left(demos: Callable[[str], Place], tmp_path: Path) -> None:
    told = demos("sqlite").done("backup", "--to", tmp_path / "new.zip")
    assert stat.S_IMODE((tmp_path / "new.zip").stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["new.zip"]
    assert (tmp_path / "new.zip").stat().st_nlink == 1
    assert "It is not encrypted: keep it where only you can read it." in told


def test_nothing_is_ever_overwritten(demos: Callable[[str], Place], tmp_path: Path) -> None:
    taken, astray = tmp_path / "taken.zip", tmp_path / "astray.zip"
    taken.write_bytes(b"mine")
    astray.symlink_to(tmp_path / "nowhere")
    for path in (taken, astray, tmp_path):
        refused(demos("sqlite"), path, "is there already, and no backup is ever overwritten; give another name")
    assert taken.read_bytes() == b"mine"
    (tmp_path / "trap.zip.part").symlink_to(taken)
    refused(demos("sqlite"), tmp_path / "trap.zip", "file: ")
    assert taken.read_bytes() == b"mine"
    refused(demos("sqlite"), tmp_path / "no folder" / "new.zip", "make it as the user that writes")


def test_a_name_taken_meanwhile_is_not_overwritten_either(
    demos: Callable[[str], Place], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from osaamistase.cli import backing_up

    path, keep = tmp_path / "new.zip", backing_up.keep

    def kept_late(file: object) -> None:
        path.write_bytes(b"another's")
        keep(file)  # type: ignore[arg-type]

    monkeypatch.setattr(backing_up, "keep", kept_late)
    refused(demos("sqlite"), path, "is there already")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("new.zip", b"another's")]


def test_two_that_write_the_same_file_at_once_do_not_meet(demos: Callable[[str], Place], tmp_path: Path) -> None:
    path, part = tmp_path / "new.zip", tmp_path / "new.zip.part"
    with part.open("wb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        refused(demos("sqlite"), path, "is just being written by another backup")
        assert part.exists()
    demos("sqlite").done("backup", "--to", path)  # what nobody writes any more is written over


@pytest.mark.slow
def test_killed_in_the_middle_it_leaves_no_file_and_the_next_one_goes_on(
    demos: Callable[[str], Place], kind: str, tmp_path: Path
) -> None:
    demo, path = demos(kind), tmp_path / "new.zip"
    run_and_die(demo.url, "osaamistase.cli.backing_up", "keep", "backup", "--to", path)
    assert [one.name for one in tmp_path.iterdir()] == ["new.zip.part"]
    demo.done("backup", "--to", path)
    assert [one.name for one in tmp_path.iterdir()] == ["new.zip"]


@pytest.mark.slow
def test_a_full_disk_is_told_and_leaves_nothing(demos: Callable[[str], Place], tmp_path: Path) -> None:
    words = [sys.executable, "-m", "flask", "--app", "wsgi", "backup", "--to", str(tmp_path / "new.zip")]
    done = subprocess.run(
        words, cwd=ROOT, env={**os.environ, "DATABASE_URL": demos("postgresql").url}, check=False, text=True,
        capture_output=True, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)),
    )  # fmt: skip
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1), done.stderr
    assert "new.zip: file: File too large" in done.stderr
    assert not list(tmp_path.iterdir())


def test_what_does_not_come_out_of_the_file_as_it_went_in_is_no_backup(
    demos: Callable[[str], Place], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from osaamistase.cli import backing_up

    keep = backing_up.keep

    def kept_badly(file: object) -> None:
        file.seek(5000)  # type: ignore[attr-defined]
        file.write(b"a disk that forgets")  # type: ignore[attr-defined]
        keep(file)  # type: ignore[arg-type]

    monkeypatch.setattr(backing_up, "keep", kept_badly)
    refused(demos("sqlite"), tmp_path / "new.zip", "take another copy of the backup")
    assert not list(tmp_path.iterdir())


def test_a_database_without_tables_or_with_strange_ones_is_not_copied(
    kind: str, good: Path, new_base: Callable[[str], Place], tmp_path: Path
) -> None:
    place, path = new_base(kind), tmp_path / "new.zip"
    refused(place, path, "has no tables of the service yet; make them with: flask --app wsgi prepare")
    place.done("restore", good)
    for words, back, why in (
        (
            "CREATE TABLE strange (id INTEGER PRIMARY KEY)",
            "DROP TABLE strange",
            "the table strange is not as this service",
        ),
        ("CREATE TABLE strange (id INTEGER)", "DROP TABLE strange", "strange: has no primary key"),
        ("ALTER TABLE users ADD COLUMN odd INTEGER", "ALTER TABLE users DROP COLUMN odd", "the table users is not as"),
        ("DROP TABLE next_rounds", "SELECT 1", "the table next_rounds is missing from the database"),
    ):
        with place.app.app_context(), db.engine.begin() as connection:
            connection.execute(text(words))
        refused(place, path, why)
        with place.app.app_context(), db.engine.begin() as connection:
            connection.execute(text(back))
    assert not list(tmp_path.iterdir())


def test_a_database_that_does_not_answer_is_told_of_and_a_locked_one_waited_for(
    demos: Callable[[str], Place], kind: str, tmp_path: Path
) -> None:
    demo = demos(kind)
    hasty = Place(demo.url, create_app(replace(settings_for(demo.url), database_wait=1)))
    with locked(demo.url):
        if kind == "postgresql":  # a table locked whole cannot be read
            refused(hasty, tmp_path / "new.zip", "the database is locked or does not answer")
        else:  # a writer holds up no reader
            hasty.done("backup", "--to", tmp_path / "new.zip")
    with hasty.app.app_context():
        db.engine.dispose()
    gone = Place("", create_app(replace(settings_for("postgresql+psycopg://postgres@127.0.0.1:9/x"), database_wait=1)))
    refused(gone, tmp_path / "gone.zip", "the database is locked or does not answer")
    assert not (tmp_path / "gone.zip").exists()


@pytest.mark.slow
def test_a_copy_of_much_takes_hardly_more_memory_than_one_of_little(
    kind: str, new_base: Callable[[str], Place], tmp_path: Path
) -> None:
    place, prints, size = new_base(kind), 30, 2_000_000
    with place.app.app_context():
        upgrade()
        db.session.remove()
    before = peak(place.url, "backup", "--to", tmp_path / "little.zip")
    with place.app.app_context():
        for number in range(prints):
            with transaction():
                add_document(f"sheet-{number}", "fi", os.urandom(size), now())
            db.session.remove()
    assert peak(place.url, "backup", "--to", tmp_path / "much.zip") < before + 40_000_000
    assert (tmp_path / "much.zip").stat().st_size > prints * size
    assert peak(new_base(kind).url, "restore", tmp_path / "much.zip") < before + 60_000_000


def peak(url: str, *words: str | Path) -> int:
    """Bytes that a command had in memory at its most."""
    code = (
        "import resource, sys; from osaamistase.app import create_app; from tests.conftest import settings_for;"
        "done = create_app(settings_for(sys.argv[1])).test_cli_runner().invoke(args=sys.argv[2:]);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024); sys.exit(done.exit_code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, url, *map(str, words)], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return int(done.stdout)
