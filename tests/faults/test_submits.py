"""Twenty press "send" in the same moment over real connections: one sheet, one page for all. On both databases."""

import re
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import create_engine, func, select

from osaamistase.results.models import StoredSheet
from osaamistase.survey.answering import Place
from tests.faults.clients import Client, rows_of
from tests.faults.conftest import Scene

pytestmark = pytest.mark.slow

ANSWERS = {Place("TYO", "importance"): "4", Place("TYO-01", "current"): "2", Place("TYO-01", "target"): "4"}


def test_twenty_submits_at_once_freeze_one_sheet_and_all_see_it(url: str, stage: Callable[..., Scene]) -> None:
    scene = stage(url, firms=1)
    clients = scene.open_pages(20)
    for place, value in ANSWERS.items():
        assert clients[0].save(place, value)[0] == 200
    ready = threading.Barrier(20)

    def submit(client: Client) -> tuple[int, str, str]:
        ready.wait(20)
        status, to = client.post_page("laheta", {})
        return status, to, page_after(client)

    with ThreadPoolExecutor(20) as pool:
        seen = set(pool.map(submit, clients))
    assert len(seen) == 1
    status, _, page = seen.pop()
    assert status == 302
    assert "<h1" in page

    engine = create_engine(url)
    with engine.connect() as connection:
        assert connection.scalar(select(func.count(StoredSheet.id))) == 1
    engine.dispose()

    # Back and sent again, or saved by a page still open: the same receipt, and not an answer changed.
    before = rows_of(url, scene.firms)
    assert clients[3].post_page("laheta", {})[0] == 302
    assert page_after(clients[3]) == page
    status, told = clients[4].save(Place("TYO-01", "current"), "5")
    assert (status, told.keys()) == (409, {"error"})
    assert clients[5].post_page("alueet/TYO", {"q_TYO-01_current": "5"})[0] == 409
    assert rows_of(url, scene.firms) == before


def page_after(client: Client) -> str:
    """What the receipt shows, without the permit that is each one's own."""
    assert client.get("kuitti")[0] == 302
    status, html, _ = client.get("tase")
    assert status == 200
    return re.sub(r'name="csrf_token" value="[^"]+"', "", html)
