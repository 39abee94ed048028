"""A real server with two workers of four threads, and firms that answer the whole questionnaire, on both databases."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from scripts.serving import Server
from tests.faults.clients import Client
from tests.faults.firms import forget, make_firms, whole_questionnaire
from tests.people import Firm
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
        scenes.append(
            Scene(url, make_firms(url, firms), Server("wsgi:app", environment, log=log, prepared=True), log, [])
        )
        scenes[-1].server.start()
        return scenes[-1]

    yield make
    for scene in scenes:
        for client in scene.clients:
            client.close()
        scene.server.stop()
        forget(scene.url)
