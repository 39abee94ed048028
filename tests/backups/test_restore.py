"""A restore goes into an empty database only, brings older revisions up to date, and leaves nothing half-done."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, insert, inspect, select, text

from osaamistase.backups.guards import add_guards, remove_guards
from osaamistase.backups.store import add_rows, list_tables
from osaamistase.database import Base, db, transaction
from osaamistase.errors import BadFile
from osaamistase.releases.schema import newest
from osaamistase.settings import ROOT
from tests.backups.conftest import Place
from tests.backups.test_spoilt import change_manifest, members_of, pack, put_row
from tests.backups.test_ways import tables_of

DIES = """
import os, signal, sys
from dataclasses import replace
import {module} as module
module.{function} = lambda *_any: os.kill(os.getpid(), signal.SIGKILL)
from osaamistase.app import create_app
from tests.conftest import settings_for
create_app(settings_for(sys.argv[1])).test_cli_runner().invoke(args=sys.argv[2:])
"""


def run_and_die(url: str, module: str, function: str, *words: str | Path) -> None:
    """A command in a process of its own, killed the moment it comes to that function."""
    code = DIES.format(module=module, function=function)
    done = subprocess.run([sys.executable, "-c", code, url, *map(str, words)], cwd=ROOT, check=False, timeout=120)
    assert done.returncode == -9


def refused(place: Place, path: Path, why: str) -> None:
    said = place.run("restore", path)
    assert (said.exit_code, said.stdout, len(said.stderr.splitlines())) == (2, "", 1), said.output
    assert why in said.stderr


def test_a_database_with_anything_in_it_is_left_as_it_is(
    kind: str, good: Path, new_base: Callable[[str], Place]
) -> None:
    place = new_base(kind)
    with place.app.app_context():
        upgrade()
        db.session.remove()
    place.done("catalogue", "load")
    before = place.rows()
    refused(place, good, "the database holds data already (first in the table ")
    refused(place, good, "name a new database in DATABASE_URL and restore there")
    assert place.rows() == before


def test_tables_of_something_else_are_left_as_they_are(kind: str, good: Path, new_base: Callable[[str], Place]) -> None:
    place = new_base(kind)
    with place.app.app_context(), db.engine.begin() as connection:
        connection.execute(text("CREATE TABLE strange (id INTEGER PRIMARY KEY)"))
    refused(place, good, "tables of something else (first strange)")
    assert place.rows() == {"strange": 0}


@pytest.mark.parametrize("revision", ["0001", "0012", "head"])
def test_empty_tables_of_any_revision_are_filled(
    revision: str, kind: str, good: Path, new_base: Callable[[str], Place]
) -> None:
    place = new_base(kind)
    with place.app.app_context():
        upgrade(revision=revision)
        db.session.remove()
    place.done("restore", good)
    assert place.rows()["companies"] > 0


@pytest.mark.parametrize("revision", ["0005", "0012"])
@pytest.mark.slow
def test_a_backup_of_an_older_revision_is_restored_and_brought_up_to_date(
    revision: str, kind: str, good: Path, new_base: Callable[[str], Place], tmp_path: Path
) -> None:
    old, new = new_base("postgresql"), new_base(kind)
    old.done("restore", good)
    with old.app.app_context():
        downgrade(revision=revision)
        db.session.remove()
    assert f"revision {revision} of postgresql" in old.done("backup", "--to", tmp_path / "old.zip")
    for place in (old, new):
        if place is new:
            place.done("restore", tmp_path / "old.zip")
        with place.app.app_context():
            upgrade()
            db.session.remove()
        place.done("backup", "--to", tmp_path / f"{place is new}.zip")
    assert tables_of(tmp_path / "True.zip") == tables_of(tmp_path / "False.zip")
    with new.app.app_context(), db.engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [newest()]


def test_a_backup_of_a_newer_revision_is_refused(
    kind: str, good: Path, new_base: Callable[[str], Place], tmp_path: Path
) -> None:
    members = members_of(good)
    change_manifest(members, revision="9999")
    pack(tmp_path / "new.zip", members)
    place = new_base(kind)
    refused(place, tmp_path / "new.zip", "made by a newer version of the service (revision 9999, this one knows up to ")
    assert "revision 9999" in place.done("backup-check", tmp_path / "new.zip")
    assert not place.rows()


def test_tables_of_a_newer_version_are_left_as_they_are(
    kind: str, good: Path, new_base: Callable[[str], Place]
) -> None:
    place = new_base(kind)
    with place.app.app_context():
        upgrade()
        with db.engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    refused(place, good, "the tables are of a newer version of the service (revision 9999)")


@pytest.mark.parametrize(
    ("table", "changes", "why"),
    [
        ("companies", {"adviser_id": 999_999}, {"sqlite": "companies: a row points at one of users", "postgresql": "companies: the database does not take a row of it"}),
        ("users", {"id": 2}, {"sqlite": "users: the database does not take a row of it", "postgresql": "users: the database does not take a row of it"}),
        ("trainings", {"seats": 0}, {"sqlite": "trainings: the database does not take", "postgresql": "trainings: the database does not take"}),
        ("companies", {"headcount": 2**70}, {"sqlite": "companies: the database does not take", "postgresql": "companies: the database does not take"}),
        ("companies", {"name": None}, {"sqlite": "companies: the database does not take", "postgresql": "companies: the database does not take"}),
        ("answers", {"version": 1.5}, {"sqlite": "version is no number", "postgresql": "version is no number"}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("tables_there", [False, True])
def test_a_row_that_the_database_refuses_leaves_it_as_empty_as_it_was(
    table: str, changes: dict[str, object], why: dict[str, str], tables_there: bool,
    kind: str, good: Path, new_base: Callable[[str], Place], tmp_path: Path,
) -> None:  # fmt: skip
    members = members_of(good)
    put_row(members, table, **changes)
    pack(tmp_path / "bad.zip", members)
    place = new_base(kind)
    if tables_there:
        with place.app.app_context():
            upgrade()
            db.session.remove()
    before = place.rows()
    refused(place, tmp_path / "bad.zip", why[kind])
    assert place.rows() == before
    place.done("restore", good)  # and it takes a sound one
    assert place.rows()["companies"] > 0


def test_what_postgresql_cannot_hold_is_told_without_the_words_that_stand_there(
    good: Path, new_base: Callable[[str], Place], tmp_path: Path
) -> None:
    place = new_base("postgresql")
    for name in ("Salaisuus " * 20, "Sala\0isuus"):
        members = members_of(good)
        put_row(members, "companies", name=name)
        pack(tmp_path / "long.zip", members)
        refused(place, tmp_path / "long.zip", "companies: the database does not take a row of it: ")
        assert "Sala" not in place.run("restore", tmp_path / "long.zip").output
        assert not place.rows()


@pytest.mark.parametrize("at", ["save_numbering", "refuse_spoilt"])
@pytest.mark.slow
def test_killed_in_the_middle_it_leaves_the_database_empty(
    at: str, kind: str, good: Path, new_base: Callable[[str], Place]
) -> None:
    place = new_base(kind)
    module = "osaamistase.backups.steps"
    run_and_die(place.url, module, at, "restore", good)
    assert not place.rows()
    place.done("restore", good)
    assert place.rows()["companies"] > 0


def test_another_who_has_the_database_is_told_of(kind: str, good: Path, new_base: Callable[[str], Place]) -> None:
    from dataclasses import replace

    from osaamistase.app import create_app
    from tests.conftest import settings_for
    from tests.locks import locked

    place = new_base(kind)
    with place.app.app_context():
        upgrade()
        db.session.remove()
    hasty = Place(place.url, create_app(replace(settings_for(place.url), database_wait=1)))
    with locked(place.url):
        refused(hasty, good, "the database is locked or does not answer")
    with hasty.app.app_context():
        db.engine.dispose()
    assert not [one for one, rows in place.rows().items() if rows and one != "alembic_version"]


def test_rows_that_point_at_each_other_in_a_circle_are_filled_and_then_held_to_it(
    kind: str, new_base: Callable[[str], Place]
) -> None:
    place, metadata = new_base(kind), MetaData(naming_convention=Base.metadata.naming_convention)
    hen = Table("hens", metadata, Column("id", Integer, primary_key=True), Column("egg_id", ForeignKey("eggs.id")))
    egg = Table(
        "eggs", metadata, Column("id", Integer, primary_key=True), Column("name", String(9)),
        Column("hen_id", ForeignKey("hens.id", use_alter=True)), Column("twin_id", ForeignKey("eggs.id")),
    )  # fmt: skip
    rows = {
        "hens": [{"id": 1, "egg_id": 2}],
        "eggs": [{"id": 1, "name": "a", "hen_id": 1, "twin_id": 2}, {"id": 2, "name": "b", "hen_id": 1, "twin_id": 1}],
    }

    def fill(hens: list[dict[str, int]]) -> None:
        with transaction() as session:
            look = session.connection()
            tables = list_tables(look)
            guards = remove_guards(look, tables)
            for one in tables:
                add_rows(look, one, {**rows, "hens": hens}[one.name])
            add_guards(look, guards)

    with place.app.app_context():
        metadata.create_all(db.engine)
        with pytest.raises(BadFile, match=r"a row points at|fit together|does not take a row"):
            fill([{"id": 1, "egg_id": 7}])
        fill(rows["hens"])
        with db.engine.connect() as connection:
            assert len(connection.execute(select(egg)).all()) == 2
            assert not [one for one in inspect(connection).get_foreign_keys("eggs") if one["options"]]
            with pytest.raises(Exception, match=r"(?i)foreign key"):
                connection.execute(insert(hen).values(id=2, egg_id=7))
