"""kill -9 in the middle of two thousand saves: what was acknowledged is there, once. On both databases."""

import time
from collections.abc import Callable

import pytest

from tests.faults.clients import Crowd, check_nothing_is_lost
from tests.faults.conftest import Scene

pytestmark = pytest.mark.slow

CLIENTS, SAVES = 20, 100


def test_a_server_killed_among_two_thousand_saves_loses_none_it_acknowledged(
    url: str, stage: Callable[..., Scene]
) -> None:
    scene = stage(url)
    clients = scene.open_pages(CLIENTS)
    crowd = Crowd(clients, SAVES)
    while crowd.saved() < CLIENTS * SAVES / 2 and not crowd.broken:
        time.sleep(0.002)
    scene.server.kill()
    crowd.join()
    assert crowd.saved() < CLIENTS * SAVES
    assert any(one.waiting for one in clients)  # it was killed with saves at hand
    check_nothing_is_lost(url, clients)

    scene.server.start()
    Crowd(clients, SAVES).join()
    assert sum(one.statuses[200] for one in clients) == CLIENTS * SAVES
    assert all(one.statuses.keys() == {200} for one in clients)
    check_nothing_is_lost(url, clients)
    for client in clients:
        assert {place: version for place, (_, version) in client.kept.items()} == dict(client.asked)
