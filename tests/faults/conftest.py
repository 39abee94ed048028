"""A real server with two workers of four threads, and firms that answer the whole questionnaire, on both databases."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from osaamistase.accounts.models import User
from osaamistase.accounts.store import add_user
from osaamistase.app import create_app
from osaamistase.clock import now
from osaamistase.database import Base, db, transaction
from osaamistase.survey.answering import Place
from scripts.serving import Server
from tests.conftest import settings_for
from tests.faults.clients import Client
from tests.people import SHELF, Firm, make_firm
from tests.postgres import PostgresServer


@pytest.fixture(scope="package")
def own_postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL that these tests may stop and start."""
    with PostgresServer() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgresql":
        return str(request.getfixturevalue("own_postgres").url)
    return f"sqlite:///{tmp_path / 'service.db'}"


@dataclass
class Scene:
    """A database with firms, the server before it, and everyone who talks to it."""

    url: str
    firms: Sequence[Firm]
    server: Server
    log: Path
    clients: list[Client]

    def open_pages(self, count: int) -> list[Client]:
        """`count` clients, each with places of its own among the firms' answers."""
        places = whole_questionnaire()
        share = -(-count // len(self.firms))
        for number in range(count):
            firm, turn = self.firms[number % len(self.firms)], number // len(self.firms)
            self.clients.append(Client(self.server.port, firm, places[turn::share]))
        return self.clients[-count:]


def whole_questionnaire() -> list[Place]:
    """Where a firm answers how good it is and wants to be: twice 56 places."""
    version = SHELF.find("osaamistase", 1)
    assert version is not None
    return [Place(one, rating) for one in version.questionnaire.competence for rating in ("current", "target")]


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Callable[..., Scene]]:
    """Set a scene: `stage(url, firms=5, wait=10)`."""
    scenes: list[Scene] = []

    def make(url: str, firms: int = 5, wait: int = 10) -> Scene:
        environment = {
            "DATABASE_URL": url, "SECRET_KEY": "f" * 40, "INSECURE_COOKIES_ON_LOOPBACK": "1", "DEMO": "",
            "DATABASE_WAIT": str(wait),
        }  # fmt: skip
        log = tmp_path / "log"
        scenes.append(Scene(url, _firms(url, firms), Server("wsgi:app", environment, log=log), log, []))
        scenes[-1].server.start()
        return scenes[-1]

    yield make
    for scene in scenes:
        for client in scene.clients:
            client.close()
        scene.server.stop()
        _forget(scene.url)


def _firms(url: str, count: int) -> list[Firm]:
    app = create_app(settings_for(url))
    with app.app_context():
        Base.metadata.create_all(db.engine)
        with transaction():
            adviser = add_user(
                User(email="n@testi.example", name="Testi Neuvoja", role="adviser", password_hash="", created_at=now())
            )
            firms = [make_firm(adviser.id, f"firm-{n}", f"Testi {n} Oy", "osaamistase") for n in range(count)]
        db.session.remove()
        db.engine.dispose()
    return firms


def _forget(url: str) -> None:
    app = create_app(settings_for(url))
    with app.app_context():
        Base.metadata.drop_all(db.engine)
        db.engine.dispose()
