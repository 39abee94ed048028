"""Asks the open YTJ interface about one firm: within three seconds or not at all, and never twice for the same."""

import asyncio
import ssl
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore, Lock

import httpx
from stdnum.fi import ytunnus

from osaamistase.companies.ytj import BadAnswer, Found, read
from osaamistase.web.log import note

PATIENCE = 3.0  # seconds for all of it: names, connection, certificate, answer
KEPT_FOUND, KEPT_NONE = 24 * 3600.0, 600.0  # seconds that an answer is kept
REST = 30.0  # seconds that nobody asks after a failure
_MOST_KEPT = 500  # answers
_MOST_BYTES = 200_000
_AT_ONCE = 2  # look-ups in this process; of four threads the others go on serving
_CONNECT, _READ = 1.5, 2.0  # seconds for one step of it
_CLOSING = 0.5  # seconds more in which the line is put down, should that hang
_HEADERS = {"User-Agent": "osaamistase (company lookup)", "Accept": "application/json", "Accept-Encoding": "identity"}


class Away(Exception):
    """No answer worth the name; `why` in a word or two for the log, without anything the other side said."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Ytj:
    """The interface at one address, with what this process remembers of its answers."""

    def __init__(self, address: str, patience: float = PATIENCE, clock: Callable[[], float] = time.monotonic) -> None:
        self._address, self._patience, self._clock = address, patience, clock
        self._known: OrderedDict[str, tuple[float, Found | None]] = OrderedDict()
        self._rests_until = -REST
        self._lock, self._places = Lock(), BoundedSemaphore(_AT_ONCE)

    def look_up(self, business_id: str) -> Found | None:
        """What YTJ tells of the firm, None where it knows none. Raises Away.

        ValidationError of stdnum: that is no business id, and nothing was asked.
        """
        number = str(ytunnus.format(ytunnus.validate(business_id)))
        with self._lock:
            until, found = self._known.get(number, (self._clock(), None))
            if self._clock() < until:
                self._known.move_to_end(number)
                return found
            if self._clock() < self._rests_until:
                raise Away("resting")
        if not self._places.acquire(blocking=False):
            raise Away("busy")
        try:
            found = self._ask(number)
        except Away as away:
            with self._lock:
                self._rests_until = self._clock() + REST
            note("ytj_away", why=away.why)
            raise
        finally:
            self._places.release()
        self._keep(number, found)
        return found

    def _ask(self, number: str) -> Found | None:
        try:
            return read(_fetched(self._address, number, self._patience), number)
        except BadAnswer as error:
            raise Away(f"answer: {error}") from error
        except (TimeoutError, httpx.TimeoutException) as error:
            raise Away("timeout") from error
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise Away(type(error).__name__) from error

    def _keep(self, number: str, found: Found | None) -> None:
        with self._lock:
            self._known[number] = (self._clock() + (KEPT_FOUND if found else KEPT_NONE), found)
            self._known.move_to_end(number)
            while len(self._known) > _MOST_KEPT:
                self._known.popitem(last=False)


def _fetched(address: str, number: str, patience: float) -> bytes:
    """Raises Away, TimeoutError, OSError or an error of httpx.

    Timeouts of single steps do not add up to one of the whole: a server that drips keeps each of them. So all of it
    runs in a loop, where it can be stopped at any step; in a thread of its own, for this one may have a loop already.
    """
    aside = ThreadPoolExecutor(1)
    try:
        return aside.submit(_in_a_loop, patience, address, number).result(patience + _CLOSING)
    finally:
        aside.shutdown(wait=False)


def _in_a_loop(patience: float, address: str, number: str) -> bytes:
    # asyncio.run() would wait for a name server that is silent; this leaves its thread behind, which ends by itself.
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(_within(patience, address, number))
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


async def _within(patience: float, address: str, number: str) -> bytes:
    # No proxy and no sign-in from the environment. SSL_CERT_FILE still names an authority of one's own.
    async with (
        asyncio.timeout(patience),
        httpx.AsyncClient(
            headers=_HEADERS,
            timeout=httpx.Timeout(_READ, connect=_CONNECT),
            verify=ssl.create_default_context(),
            follow_redirects=False,
            trust_env=False,
        ) as client,
        client.stream("GET", address, params={"businessId": number}) as answer,
    ):
        if answer.status_code != 200:
            raise Away(f"status {answer.status_code}")
        if answer.headers.get("Content-Encoding", "identity") != "identity":
            raise Away("packed")  # it was asked not to; a few packed bytes may hold far too many
        return await _body(answer)


async def _body(answer: httpx.Response) -> bytes:
    body = bytearray()
    async for piece in answer.aiter_raw():
        body += piece
        if len(body) > _MOST_BYTES:
            raise Away("too long")
    return bytes(body)
