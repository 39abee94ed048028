"""PostgreSQL stops and starts again among the saves; the web server stays up and finds it again by itself."""

import time
from collections.abc import Callable

import pytest

from tests.faults.clients import Crowd, check_nothing_is_lost
from tests.faults.conftest import Scene
from tests.postgres import PostgresServer

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("how", ["fast", "immediate"])
def test_a_database_server_that_goes_and_comes_back_loses_no_acknowledged_save(
    how: str, own_postgres: PostgresServer, stage: Callable[..., Scene]
) -> None:
    scene = stage(own_postgres.url)
    clients, pids = scene.open_pages(10), scene.server.pids()
    crowd = Crowd(clients, 60)
    while crowd.saved() < 200 and not crowd.broken:
        time.sleep(0.002)
    own_postgres.stop(how)
    before = crowd.saved()
    time.sleep(0.3)
    assert crowd.saved() == before  # nothing is called saved while nothing can be
    own_postgres.start()
    crowd.join()
    assert sum(one.statuses[503] for one in clients) >= 10
    assert all(one.statuses.keys() <= {200, 503} and one.statuses[200] == 60 for one in clients)
    assert scene.server.pids() == pids
    check_nothing_is_lost(own_postgres.url, clients)
