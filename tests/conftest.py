"""The people, firms and databases that every test shares. One app a database a worker; each test rolls into a clean one."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import exists, literal, select, union_all

from osaamistase.app import create_app
from osaamistase.clock import now
from osaamistase.database import Base, db, transaction
from osaamistase.services.catalogue import read_catalogue
from osaamistase.services.store import save_catalogue
from osaamistase.settings import ROOT, Settings
from tests.page import PageClient
from tests.people import PASSWORD, People, make_people
from tests.postgres import PostgresServer

pytest_plugins = ["tests.parts"]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: needs a real Chromium")
    config.addinivalue_line(
        "markers",
        "slow: takes some ten seconds, or shows once more what a quicker case shows; run by `make rest` alone",
    )


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL of this worker's own, started for the run and ended with it."""
    with PostgresServer() as server:
        yield server.url


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres_url"))
    return f"sqlite:///{tmp_path_factory.mktemp('sqlite') / 'test.db'}"


def settings_for(url: str) -> Settings:
    return Settings(database_url=url, secret_key="t" * 40, secure_cookies=False)


@pytest.fixture(scope="session")
def shared_app(database_url: str) -> Iterator[Flask]:
    """The application on one database with its tables and the service catalogue."""
    app = create_app(settings_for(database_url))
    app.testing = True
    app.config["PROPAGATE_EXCEPTIONS"] = False  # tests see the page a person would see
    with app.app_context():
        Base.metadata.create_all(db.engine)
        with transaction():
            save_catalogue(read_catalogue((ROOT / "catalogue" / "services.toml").read_bytes()), now())
    yield app
    with app.app_context():
        db.engine.dispose()


# The name of every table that has a row.
_FILLED = union_all(
    *(select(literal(one.name)).where(exists(select(1).select_from(one))) for one in Base.metadata.sorted_tables)
)


@pytest.fixture
def app(shared_app: Flask) -> Iterator[Flask]:
    """The application on a database that holds the catalogue and nothing else."""
    yield shared_app
    keep = {"services", "service_competences", "questionnaire_sources"}
    sources = Base.metadata.tables["questionnaire_sources"]
    with shared_app.app_context():
        db.session.remove()
        with db.engine.begin() as connection:
            filled = set(connection.scalars(_FILLED))  # most are empty after most tests
            for table in reversed(Base.metadata.sorted_tables):
                if table.name == "users":  # no round is left by now that points at one, and no user may be
                    connection.execute(sources.delete())
                if table.name in filled - keep:
                    connection.execute(table.delete())


@pytest.fixture
def people(app: Flask) -> People:
    """A firm, another firm, an adviser, a colleague, a manager, an administrator."""
    with app.app_context(), transaction():
        return make_people()


@pytest.fixture
def stranger(app: Flask) -> PageClient:
    return PageClient(app)


def signed_in(app: Flask, email: str) -> PageClient:
    client = PageClient(app)
    client.post_form("/kirjaudu", {"email": email, "password": PASSWORD})
    return client


@pytest.fixture
def adviser(app: Flask, people: People) -> PageClient:
    return signed_in(app, people.adviser_email)


@pytest.fixture
def manager(app: Flask, people: People) -> PageClient:
    return signed_in(app, people.manager_email)


@pytest.fixture
def administrator(app: Flask, people: People) -> PageClient:
    return signed_in(app, people.administrator_email)
