"""A new release is brought host by host while firms save, on one PostgreSQL: no save fails, and nothing is lost.

Where the new tables would break a release that is at work, they stay as they are (docs/decisions/0022).
"""

import json
import threading
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from tests.faults.clients import Asking, check_nothing_is_lost
from tests.faults.firms import make_firms
from tests.faults.hosts import LONGEST, Host, Life, Office, ProxiedClient, wait_for
from tests.faults.releases import ADDS, DROPS, FLOOR, OURS, adds_a_column, drops_it_again
from tests.faults.test_several_hosts import importance, work
from tests.mail.post import opened
from tests.postgres import PostgresServer, own_database

pytestmark = pytest.mark.slow

FIRMS = 3
SECRET = "r" * 40


@pytest.fixture
def url(own_postgres: PostgresServer) -> str:
    return own_database(own_postgres.url, "two_releases")


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = create_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture
def hosts(url: str, tmp_path: Path) -> Iterator[list[Host]]:
    """Three of this release, of which nothing runs yet but their mail servers; the tables are made."""
    with ExitStack() as open_:
        made = []
        for name in ("first", "second", "third"):
            office = Office()
            open_.enter_context(opened(office))
            made.append(Host(tmp_path / name, url, SECRET, office))
            open_.callback(made[-1].stop)
        assert said(made[0], "prepare") == (0, "")
        yield made


def test_a_release_that_adds_a_column_is_brought_host_by_host_without_a_failed_save(
    url: str, hosts: list[Host], engine: Engine
) -> None:
    first, second, _third = hosts
    firms = make_firms(url, FIRMS, "pikakartoitus")
    for host in (first, second):
        host.start()
    clients = [ProxiedClient([first.web.port, second.web.port], firm, work()) for firm in firms]
    may_send = threading.Event()
    lives = [Life(one, may_send, importance(), ["tase.pdf"]) for one in clients]
    with Watching(first) as watching:
        saves(clients, lives)
        second.stop()
        second.bring(adds_a_column)

        # Somebody reads the answers for long, as a backup does. The change waits for that, and no save for the change.
        with engine.connect() as reader:
            reader.execute(text("SELECT count(*) FROM answers"))
            preparing = second.run("prepare")
            wait_for(lambda: somebody_waits_to_alter(engine), lives)
            saves(clients, lives)
            assert preparing.poll() is None
        assert preparing.communicate(timeout=LONGEST) == ("", None)
        assert preparing.returncode == 0

        second.start()
        wait_for(lambda: saved_with(engine).get("new", 0) > FIRMS and None in saved_with(engine), lives)
        saves(clients, lives)
    assert watching.statuses == {200}
    assert watching.tables == {None, f"are at {ADDS}, of a newer release than this one ({OURS}), which works with them all the same: bring that release here, too"}  # fmt: skip

    first.stop()
    first.bring(adds_a_column)
    first.start()
    saves(clients, lives)
    may_send.set()
    for life in lives:
        life.join(LONGEST)
    assert [life.error for life in lives if life.error or life.is_alive()] == []
    assert all(one.statuses.keys() == {200} and not one.waiting for one in clients)
    check_nothing_is_lost(url, clients)


def test_a_release_that_drops_what_others_use_waits_until_they_are_ended(hosts: list[Host], engine: Engine) -> None:
    first, second, third = hosts
    for host in (first, second):
        host.bring(adds_a_column)
    third.bring(drops_it_again)
    assert said(first, "prepare") == (0, "")
    first.start()
    second.start_worker()
    wait_for(lambda: ready(first) == (200, None))
    wait_for(lambda: connected(engine) >= 3)  # of two workers, too
    code, told = said(third, "prepare")
    assert (code, stands(engine)) == (2, (ADDS, FLOOR))
    assert f"prepare: the tables at {DROPS} fit no release before {DROPS}, and there is still at work" in told
    assert f"{ADDS} (" in told
    assert "Nothing was changed." in told
    first.stop()
    assert said(third, "prepare")[0] == 2  # a worker alone would break, too
    second.stop()
    assert said(third, "prepare") == (0, "")
    assert stands(engine) == (DROPS, DROPS)
    third.web.start()
    assert ready(third) == (200, None)


def test_a_release_left_behind_all_the_same_says_that_it_is_not_ready_and_does_not_start_again(
    hosts: list[Host], engine: Engine
) -> None:
    first, _second, third = hosts
    first.bring(adds_a_column)
    third.bring(drops_it_again)
    assert said(first, "prepare") == (0, "")
    first.web.start()
    assert ready(first) == (200, None)
    assert said(third, "prepare", "--others-may-fail") == (0, "")
    words = f"are at {DROPS}, of a newer release than this one ({ADDS}) and fit none before {DROPS}: install that release"  # fmt: skip
    assert ready(first) == (503, words)
    code, told = said(first, "prepare")
    assert (code, f"prepare: the tables {words}" in told) == (2, True)
    first.web.stop()
    refuses_to_start(first, words)


class Watching(threading.Thread):
    """Asks a host without a pause whether it is ready."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self._host, self._end = host, threading.Event()
        self.statuses: set[int] = set()
        self.tables: set[str | None] = set()

    def run(self) -> None:
        while not self._end.wait(0.3):
            status, tables = ready(self._host)
            self.statuses.add(status)
            self.tables.add(tables)

    def __enter__(self) -> "Watching":
        self.start()
        return self

    def __exit__(self, *_why: object) -> None:
        self._end.set()
        self.join(LONGEST)


def ready(host: Host) -> tuple[int, str | None]:
    asking = Asking(host.web.port)
    try:
        status, told, _headers = asking.ask("GET", "/readyz", None, {})
        return status, json.loads(told).get("tables")
    finally:
        asking.close()


def refuses_to_start(host: Host, words: str) -> None:
    """No process of it comes to serve, and its log says why. With preload_app (deploy/) gunicorn itself ends, too."""
    with suppress(RuntimeError):
        host.web.start()
    wait_for(lambda: f"osaamistase: the tables {words}" in host.log.read_text(encoding="utf-8"), seconds=20)
    host.web.kill()


def said(host: Host, *words: str) -> tuple[int, str]:
    command = host.run(*words)
    told, _nothing = command.communicate(timeout=LONGEST)
    return command.returncode, told


def saves(clients: list[ProxiedClient], lives: list[Life]) -> None:
    """Each firm has saved five times more."""
    before = [one.statuses[200] for one in clients]
    wait_for(lambda: all(one.statuses[200] >= was + 5 for one, was in zip(clients, before, strict=True)), lives)


def asked(engine: Engine, words: str) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(words))]


def stands(engine: Engine) -> tuple[object, ...]:
    return asked(engine, "SELECT version_num, works_with FROM alembic_version")[0]


def somebody_waits_to_alter(engine: Engine) -> bool:
    words = (
        "SELECT 1 FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock' AND relation = 'answers'::regclass"
    )
    return bool(asked(engine, words))


def saved_with(engine: Engine) -> dict[object, int]:
    return {what: int(str(many)) for what, many in asked(engine, "SELECT saved_with, count(*) FROM answers GROUP BY 1")}


def connected(engine: Engine) -> int:
    words = f"SELECT count(*) FROM pg_stat_activity WHERE application_name = 'osaamistase {ADDS}'"
    return int(str(asked(engine, words)[0][0]))
