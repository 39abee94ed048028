"""Another holds the database longer than a save may wait: the person is told, readers read on, saving goes on after."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.clients import Client, check_nothing_is_lost, rows_of
from tests.faults.conftest import Scene
from tests.locks import locked

pytestmark = pytest.mark.slow


def test_a_save_waits_as_long_as_the_setting_says_and_then_says_so(url: str, stage: Callable[..., Scene]) -> None:
    scene = stage(url, firms=1, wait=1)
    first, second = scene.open_pages(2)
    assert first.save(*first.next())[0] == 200
    with locked(url):
        assert 1 <= how_long_it_takes_to_refuse(second) < 6
        status, page = first.post_page("alueet/TYO", {"q_TYO_note": "odottaa vuoroaan"})
        assert status == 503
        assert "odottaa vuoroaan" in page
        began = time.monotonic()
        assert first.get()[0] == (200 if url.startswith("sqlite") else 503)  # PostgreSQL's lock is on reading too
        assert first.get("kysymykset")[0] == 200
        assert time.monotonic() - began < 3
    assert second.save(*second.next())[0] == 200
    assert len(rows_of(url, scene.firms)) == 2
    check_nothing_is_lost(url, scene.clients)


def test_a_lock_that_is_let_go_in_time_is_only_waited_for(url: str, stage: Callable[..., Scene]) -> None:
    scene = stage(url, firms=1)
    (client,) = scene.open_pages(1)
    held, free = threading.Event(), threading.Event()

    def hold() -> None:
        with locked(url):
            held.set()
            free.wait(1.5)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(5)
    began = time.monotonic()
    assert client.save(*client.next())[0] == 200
    assert time.monotonic() - began > 1
    holder.join()


def test_without_the_setting_it_waits_ten_seconds(tmp_path: Path, stage: Callable[..., Scene]) -> None:
    scene = stage(f"sqlite:///{tmp_path / 'service.db'}", firms=1)
    (client,) = scene.open_pages(1)
    with locked(scene.url):
        assert 10 <= how_long_it_takes_to_refuse(client) < 15
    assert client.save(*client.next())[0] == 200


def how_long_it_takes_to_refuse(client: Client) -> float:
    began = time.monotonic()
    status, told = client.save(*client.next())
    assert (status, told.keys()) == (503, {"error"})
    return time.monotonic() - began
