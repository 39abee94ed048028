"""Clients that save over HTTP as a page does, and remember which saves they were told are kept."""

import http.client
import json
import re
import secrets
import threading
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from http.client import HTTPException
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import create_engine, select

from osaamistase.survey.answering import Place
from osaamistase.survey.clashes import Kept, digest
from osaamistase.survey.models import Answer
from tests.people import Firm

FORM = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}


class Asking:
    """One browser's connection to a server of 127.0.0.1."""

    def __init__(self, port: int) -> None:
        self._last = time.monotonic()
        self._connection = self.connect(port)

    def connect(self, port: int) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def ask(
        self, method: str, path: str, form: dict[str, str] | None, headers: dict[str, str]
    ) -> tuple[int, str, list[tuple[str, str]]]:
        """Status, text (a file's bytes come back by encoding it so) and headers. Raises OSError or HTTPException where no answer comes."""
        if time.monotonic() - self._last > 1:
            self._connection.close()  # the server ends idle connections after two seconds
        self._last = time.monotonic()
        try:
            self._connection.request(method, path, urlencode(form) if form else None, headers)
            answer = self._connection.getresponse()
            return answer.status, answer.read().decode(errors="surrogateescape"), answer.getheaders()
        except (OSError, HTTPException):
            self._connection.close()  # the next request opens it anew
            raise

    def close(self) -> None:
        self._connection.close()


class Client(Asking):
    """An open page of a firm's link with places of its own. One thread uses it."""

    def __init__(self, port: int, firm: Firm, places: Sequence[Place]) -> None:
        self.firm, self.places = firm, places
        self.kept: dict[Place, tuple[str, int]] = {}  # as acknowledged: value and version
        self.asked: Counter[Place] = Counter()  # how often it wanted something else there
        self.waiting: tuple[Place, str] | None = None  # sent, and no word of it yet
        self.statuses: Counter[int] = Counter()
        super().__init__(port)
        self._page, self._turn = secrets.token_urlsafe(8), 0
        status, html, headers = self.get()
        assert status == 200
        cookies = [value.split(";")[0] for name, value in headers if name.lower() == "set-cookie"]
        token = re.search(r'name="csrf_token" value="([^"]+)"', html)
        assert token is not None
        self.headers = {**FORM, "Cookie": "; ".join(cookies), "X-CSRFToken": token.group(1)}

    def get(self, page: str = "") -> tuple[int, str, list[tuple[str, str]]]:
        return self.ask("GET", self.firm.at(page), None, {})

    def post_page(self, page: str, form: dict[str, str]) -> tuple[int, str]:
        """A whole page as a browser without scripts sends it."""
        status, html, _ = self.ask("POST", self.firm.at(page), form, {**self.headers, "Accept": "text/html"})
        return status, html

    def save(self, place: Place, value: str) -> tuple[int, dict[str, Any]]:
        """One save; what is acknowledged is remembered. Raises OSError or HTTPException where no answer comes."""
        if self.waiting != (place, value):
            self.waiting, self.asked[place] = (place, value), self.asked[place] + 1
        self._turn += 1
        before, version = self.kept.get(place, ("", 0))
        form = {
            "subject": place.subject, "rating": place.rating, "value": value, "page": self._page,
            "turn": str(self._turn),
            "seen": json.dumps({f"{place.subject}_{place.rating}": [version, digest(before)]}),
        }  # fmt: skip
        headers = {**self.headers, "Accept": "application/json"}
        status, text, _ = self.ask("POST", self.firm.at("vastaus"), form, headers)
        told = json.loads(text)
        self.statuses[status] += 1
        if status == 200:
            self.kept[place], self.waiting = (value, told["version"]), None
        return status, told

    def next(self) -> tuple[Place, str]:
        """What it saves now: what has had no answer, else another value in its next place."""
        if self.waiting:
            return self.waiting
        place = self.places[self.asked.total() % len(self.places)]
        return place, str(self.asked[place] % 5)


class Crowd:
    """Clients at work, each in a thread of its own, until each has saved so often or the server is gone."""

    def __init__(self, clients: Sequence[Client], saves: int) -> None:
        self.clients, self._saves, self._pause = clients, saves, threading.Event()
        self.broken: list[BaseException] = []
        self._threads = [threading.Thread(target=self._work, args=(one,)) for one in clients]
        for thread in self._threads:
            thread.start()

    def _work(self, client: Client) -> None:
        try:
            while client.asked.total() < self._saves or client.waiting:
                status, told = client.save(*client.next())
                if status == 503:
                    self._pause.wait(0.1)
                elif status != 200:
                    raise AssertionError(f"{status}: {told}")
        except (OSError, HTTPException):
            return  # killed in the middle: what is waiting has had no answer
        except BaseException as error:
            self.broken.append(error)

    def saved(self) -> int:
        return sum(one.statuses[200] for one in self.clients)

    def join(self) -> None:
        for thread in self._threads:
            thread.join(60)
        assert not self.broken, self.broken
        assert not any(thread.is_alive() for thread in self._threads)


def rows_of(url: str, firms: Iterable[Firm]) -> dict[tuple[int, Place], list[Kept]]:
    """Every row of those firms' answers, read past the service."""
    engine = create_engine(url)
    query = select(Answer.respondent_id, Answer.subject, Answer.rating, Answer.value, Answer.version).where(
        Answer.respondent_id.in_([one.respondent_id for one in firms])
    )
    found: dict[tuple[int, Place], list[Kept]] = {}
    with engine.connect() as connection:
        for respondent_id, subject, rating, value, version in connection.execute(query):
            found.setdefault((respondent_id, Place(subject, rating)), []).append(Kept(value, version))
    engine.dispose()
    return found


def check_nothing_is_lost(url: str, clients: Sequence[Client]) -> None:
    """Every acknowledged save stands as it was told, once; of a save without an answer either is right."""
    rows = rows_of(url, {one.firm for one in clients})
    for client in clients:
        for place in client.places:
            found = [(one.value, one.version) for one in rows.pop((client.firm.respondent_id, place), [])]
            kept = client.kept.get(place)
            right = [[kept] if kept else []]
            if client.waiting and client.waiting[0] == place:
                right.append([(client.waiting[1], (kept[1] if kept else 0) + 1)])
            assert found in right, (place, found, right)
    assert not rows, "answers that nobody sent"
