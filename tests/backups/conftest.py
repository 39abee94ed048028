"""Databases of both kinds, empty or with the demonstration in it, and the commands run on any of them."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import create_engine, inspect, make_url, text

from osaamistase.app import create_app
from osaamistase.database import db
from tests.backups.filled import fill_demo
from tests.conftest import settings_for

PASSWORD = "salasana-harjoitukseen"
KINDS = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Place:
    """One database and the service on it."""

    url: str
    app: Flask

    def run(self, *words: str | Path, passphrase: str = "") -> Result:
        """One command, as its own process would run it."""
        usual = self.app.config["OSAAMISTASE"]
        self.app.config["OSAAMISTASE"] = replace(usual, backup_passphrase=passphrase)
        try:
            return self.app.test_cli_runner().invoke(args=list(map(str, words)))
        finally:
            self.app.config["OSAAMISTASE"] = usual

    def done(self, *words: str | Path, passphrase: str = "") -> str:
        """What a command that must succeed said."""
        result = self.run(*words, passphrase=passphrase)
        assert result.exit_code == 0, (result.output, result.exception)
        return result.output

    def rows(self) -> dict[str, int]:
        """How many rows each table has; nothing where there are no tables."""
        engine = create_engine(self.url)
        try:
            with engine.connect() as connection:
                names = inspect(connection).get_table_names()
                return {one: connection.execute(text(f"SELECT count(*) FROM {one}")).scalar_one() for one in names}
        finally:
            engine.dispose()


def open_base(url: str) -> Place:
    app = create_app(replace(settings_for(url), slow_query_ms=1))  # whole tables are slow, and no command tells of it
    app.testing = True
    return Place(url, app)


def close_base(base: Place) -> None:
    with base.app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def new_url(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Callable[[str], str]:
    """The address of a new database of a kind, with nothing in it."""
    folder, numbers = tmp_path_factory.mktemp("backups"), count(1)

    def new(kind: str) -> str:
        if kind == "sqlite":
            return f"sqlite:///{folder / f'{next(numbers)}.db'}"
        server = str(request.getfixturevalue("postgres_url"))
        name = f"backups_{next(numbers)}"
        engine = create_engine(server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            # Letters in an order that is not that of their bytes, as a Finnish server has them.
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'fi'"))
        engine.dispose()
        return str(make_url(server).set(database=name).render_as_string(hide_password=False))

    return new


@pytest.fixture
def new_base(new_url: Callable[[str], str]) -> Iterator[Callable[[str], Place]]:
    made: list[Place] = []

    def new(kind: str) -> Place:
        made.append(open_base(new_url(kind)))
        return made[-1]

    yield new
    for one in made:
        close_base(one)
        if one.url.startswith("postgresql"):
            _drop(one.url)


def _drop(url: str) -> None:
    """Each takes some megabytes of the run's disk."""
    engine = create_engine(make_url(url).set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {make_url(url).database} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture(scope="session")
def demos(new_url: Callable[[str], str]) -> Iterator[Callable[[str], Place]]:
    """The demonstration in a database of a kind, made once. Whoever changes it leaves it as it was."""
    made: dict[str, Place] = {}

    def demo(kind: str) -> Place:
        if kind not in made:
            base = open_base(new_url(kind))
            before = os.environ.get("DEMO_PASSWORD")
            os.environ["DEMO_PASSWORD"] = PASSWORD
            try:
                with base.app.app_context():
                    fill_demo(4)
            finally:
                os.environ.pop("DEMO_PASSWORD")
                if before is not None:
                    os.environ["DEMO_PASSWORD"] = before
            made[kind] = base
        return made[kind]

    yield demo
    for one in made.values():
        close_base(one)


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def good(demos: Callable[[str], Place], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound backup of the demonstration on SQLite, for those who look at copies of it."""
    path = tmp_path_factory.mktemp("good") / "good.zip"
    demos("sqlite").done("backup", "--to", path)
    return path
