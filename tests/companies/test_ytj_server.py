"""Asking YTJ: once, in time, and not again too soon, whatever answers at the other end."""

import asyncio
import json
import socket
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest
from stdnum.exceptions import ValidationError

from osaamistase.companies import server
from osaamistase.companies.server import PATIENCE, Away, Ytj
from osaamistase.companies.ytj import Found
from tests.companies.standin import (
    BAKERY,
    StandIn,
    drips_its_answer,
    drips_its_headers,
    firm,
    hangs_up,
    never_ends,
    refused,
    silent,
    speaks_no_http,
    standing_in,
)

OTHER = "9000062-8"
_SHORT = 0.5  # seconds of patience, where how long it is does not matter


class Hands:
    """A clock that stands still until it is put on."""

    def __init__(self) -> None:
        self.time = 1000.0

    def __call__(self) -> float:
        return self.time


def why_away(asked: Ytj, business_id: str = BAKERY) -> str:
    with pytest.raises(Away) as away:
        asked.look_up(business_id)
    return away.value.why


def test_a_firm_is_asked_for_by_its_business_id_and_nothing_else_leaves(ytj: StandIn) -> None:
    ytj.tells(firm())
    found = Ytj(ytj.address).look_up("90000601")
    assert found == Found("Kuusankosken Esimerkkileipomo Oy", "10710", "TOL 2025", "Kouvola")
    (headers,) = ytj.headers
    assert headers.pop("path") == f"/opendata-ytj-api/v3/companies?businessId={BAKERY}"
    assert headers.pop("Host").startswith("127.0.0.1:")
    assert headers == {
        "User-Agent": "osaamistase (company lookup)",
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "Connection": "keep-alive",
    }


@pytest.mark.parametrize("number", ["9000060-2", "1234", "", "../../x", "9000060-1&name=x", "9000060-1\r\nX: y"])
def test_what_is_no_business_id_never_leaves(ytj: StandIn, number: str) -> None:
    with pytest.raises(ValidationError):
        Ytj(ytj.address).look_up(number)
    assert not ytj.headers


def test_what_was_found_is_kept_for_a_day(ytj: StandIn) -> None:
    ytj.tells(firm())
    clock = Hands()
    asked = Ytj(ytj.address, clock=clock)
    for seconds, times in [(0, 1), (0, 1), (24 * 3600 - 1, 1), (2, 2)]:
        clock.time += seconds
        assert asked.look_up(BAKERY) is not None
        assert len(ytj.asked) == times


def test_that_there_is_none_is_kept_for_ten_minutes(ytj: StandIn) -> None:
    clock = Hands()
    asked = Ytj(ytj.address, clock=clock)
    for seconds, times in [(0, 1), (599, 1), (2, 2)]:
        clock.time += seconds
        assert asked.look_up(BAKERY) is None
        assert len(ytj.asked) == times


def test_no_more_than_so_many_answers_are_kept_and_the_least_used_goes(
    ytj: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "_MOST_KEPT", 2)
    asked = Ytj(ytj.address)
    for business_id in (BAKERY, OTHER, BAKERY, "9000063-6", BAKERY, OTHER):
        asked.look_up(business_id)
    assert ytj.asked == [BAKERY, OTHER, "9000063-6", OTHER]


def test_after_a_failure_nobody_asks_for_half_a_minute_and_what_is_known_is_still_told(ytj: StandIn) -> None:
    clock = Hands()
    asked = Ytj(ytj.address, clock=clock)
    ytj.tells(firm())
    asked.look_up(BAKERY)
    ytj.says(500)
    assert why_away(asked, OTHER) == "status 500"
    ytj.tells(firm(OTHER))
    clock.time += 29
    assert why_away(asked, OTHER) == "resting"
    assert asked.look_up(BAKERY) is not None
    assert ytj.asked == [BAKERY, OTHER]
    clock.time += 2
    assert asked.look_up(OTHER) is not None


@pytest.mark.parametrize("status", [201, 204, 301, 302, 307, 400, 403, 404, 429, 500, 503])
def test_any_status_but_200_is_no_answer(ytj: StandIn, status: int) -> None:
    ytj.says(status, Retry_After="3600")
    assert why_away(Ytj(ytj.address)) == f"status {status}"


def test_nobody_is_led_elsewhere(ytj: StandIn) -> None:
    with standing_in() as elsewhere:
        elsewhere.tells(firm())
        ytj.says(302, Location=elsewhere.address)
        assert why_away(Ytj(ytj.address)) == "status 302"
        assert not elsewhere.headers


def test_a_page_in_place_of_an_answer_is_refused(ytj: StandIn) -> None:
    ytj.says(200, b"<!doctype html><title>Huoltokatko</title>", Content_Type="text/html")
    assert why_away(Ytj(ytj.address)) == "answer: not JSON"


def test_an_answer_is_read_to_its_limit_and_no_further(ytj: StandIn) -> None:
    told = json.dumps({"totalResults": 1, "companies": [firm()]}).encode()
    ytj.says(200, told + b" " * (200_000 - len(told)))
    assert Ytj(ytj.address).look_up(BAKERY) is not None
    ytj.says(200, told + b" " * (200_001 - len(told)))
    assert why_away(Ytj(ytj.address)) == "too long"


def test_a_packed_answer_that_nobody_asked_for_is_not_unpacked(ytj: StandIn) -> None:
    ytj.says(200, b"\x1f\x8b" + b"\x00" * 50, Content_Encoding="gzip")
    assert why_away(Ytj(ytj.address)) == "packed"


def test_where_nobody_listens_it_is_said_at_once() -> None:
    begun = time.monotonic()
    assert why_away(Ytj(refused())) == "ConnectError"
    assert time.monotonic() - begun < 1


@pytest.mark.parametrize(
    ("answer", "why"),
    [(never_ends, "too long"), (hangs_up, "RemoteProtocolError"), (speaks_no_http, "RemoteProtocolError")],
)
def test_what_breaks_off_or_never_ends_is_no_answer(
    ytj: StandIn, answer: Callable[[socket.socket, Event], None], why: str
) -> None:
    ytj.answer = answer
    assert why_away(Ytj(ytj.address)) == why


@pytest.mark.parametrize("answer", [silent, drips_its_answer, drips_its_headers])
def test_a_server_that_is_silent_or_drips_is_left_in_time(
    ytj: StandIn, answer: Callable[[socket.socket, Event], None]
) -> None:
    ytj.answer = answer
    begun = time.monotonic()
    assert why_away(Ytj(ytj.address)) == "timeout"
    assert time.monotonic() - begun < PATIENCE + 0.5


def test_a_name_server_that_is_silent_is_left_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    over = Event()

    def asks_for_ever(*_words: object, **_more: object) -> list[object]:
        over.wait(20)
        raise socket.gaierror("nobody said")

    monkeypatch.setattr(socket, "getaddrinfo", asks_for_ever)
    begun = time.monotonic()
    try:
        assert why_away(Ytj("https://ytj.testi.example/companies", patience=_SHORT)) == "timeout"
        assert time.monotonic() - begun < _SHORT + 0.5
    finally:
        over.set()


def test_whoever_asks_may_have_a_loop_of_their_own(ytj: StandIn) -> None:
    told: list[Found | None] = []

    async def asking() -> None:
        told.append(Ytj(ytj.address).look_up(BAKERY))

    thread = Thread(target=lambda: asyncio.run(asking()))
    thread.start()
    thread.join()
    assert told == [None]


def test_a_certificate_that_nobody_vouches_for_is_refused_before_anything_is_asked(certificate: Path) -> None:
    with standing_in(certificate) as ytj:
        assert why_away(Ytj(ytj.address)) == "ConnectError"
        assert not ytj.headers


def test_an_authority_of_ones_own_can_vouch(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with standing_in(certificate) as ytj:
        assert Ytj(ytj.address).look_up(BAKERY) is None


def test_the_log_says_why_and_not_whom_somebody_asked_for(ytj: StandIn, capsys: pytest.CaptureFixture[str]) -> None:
    ytj.tells(firm(names=[{"name": "Salaisuus\u0007 Oy", "type": "1"}]))
    asked = Ytj(ytj.address)
    why_away(asked)
    why_away(asked)
    said = capsys.readouterr().out
    assert said.count("ytj_away") == 1  # nobody asked the second time
    assert BAKERY not in said
    assert "Salaisuus" not in said


def test_no_proxy_of_the_environment_is_told_whom_we_ask_for(ytj: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    with standing_in() as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.address)
        monkeypatch.setenv("ALL_PROXY", proxy.address)
        assert Ytj(ytj.address).look_up(BAKERY) is None
        assert not proxy.headers


def test_no_more_than_two_wait_at_once_and_the_others_are_told_so(ytj: StandIn) -> None:
    ytj.answer = silent
    asked = Ytj(ytj.address, patience=_SHORT)
    told: list[str] = []
    waiting = [Thread(target=lambda one=one: told.append(why_away(asked, one))) for one in (BAKERY, OTHER)]
    for thread in waiting:
        thread.start()
    end = time.monotonic() + 5
    while len(ytj.headers) < 2 and time.monotonic() < end:
        time.sleep(0.01)
    assert why_away(asked, "9000063-6") == "busy"
    for thread in waiting:
        thread.join()
    assert told == ["timeout", "timeout"]
    assert len(ytj.headers) == 2
