"""Not a byte more can be written: the kernel itself refuses the server every write. SQLite, whose disk is our own."""

import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scripts.serving import Server
from tests.faults.clients import Crowd, check_nothing_is_lost, rows_of
from tests.faults.conftest import Scene

pytestmark = pytest.mark.slow


@contextmanager
def full_disk(server: Server) -> Iterator[None]:
    """Inside the block no file of the server's can take a byte: the database, its log of changes, our log lines."""
    pids = server.pids()
    before = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in pids}
    for pid, (_, most) in before.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, most))
    yield
    for pid, limit in before.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, limit)
    assert server.pids() == pids  # no worker died of it


def test_a_full_disk_acknowledges_nothing_and_saving_goes_on_when_there_is_room_again(
    tmp_path: Path, stage: Callable[..., Scene]
) -> None:
    scene = stage(f"sqlite:///{tmp_path / 'service.db'}", firms=2)
    clients = scene.open_pages(4)
    Crowd(clients, 20).join()
    before = rows_of(scene.url, scene.firms)
    with full_disk(scene.server):
        for client in clients:
            for _time in range(5):
                status, told = client.save(*client.next())
                assert (status, told.keys()) == (503, {"error"})
        form = {"q_TYO_importance": "3", "q_TYO_note": "tämä ei saa kadota"}
        status, page = clients[0].post_page("alueet/TYO", form)
        assert status == 503
        assert "Ei vielä tallessa" in page
        assert "Tallennettu" not in page
        assert "tämä ei saa kadota" in page
        assert clients[0].get("alueet/TYO")[0] == 200  # reading goes on
    assert rows_of(scene.url, scene.firms) == before
    check_nothing_is_lost(scene.url, clients)
    Crowd(clients, 40).join()
    assert all(one.statuses[200] == 40 for one in clients)
    check_nothing_is_lost(scene.url, clients)


def test_a_disk_that_fills_up_and_empties_among_the_saves_loses_none(
    tmp_path: Path, stage: Callable[..., Scene]
) -> None:
    scene = stage(f"sqlite:///{tmp_path / 'service.db'}", firms=2)
    clients = scene.open_pages(8)
    crowd = Crowd(clients, 40)
    for _time in range(3):
        refused = sum(one.statuses[503] for one in clients)
        with full_disk(scene.server):
            while sum(one.statuses[503] for one in clients) < refused + 8 and not crowd.broken:
                pass
    crowd.join()
    assert all(one.statuses[200] == 40 for one in clients)
    check_nothing_is_lost(scene.url, clients)
