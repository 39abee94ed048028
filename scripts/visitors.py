"""Those who use the service, each a thread with a browser's connection. Here firms; who signs in: staff.py.

The same walk goes past the service or, in turn, past the bare Flask floor: each page there is its one page, each save
its one upsert. How long each answer took is kept by kind of request.
"""

import random
import re
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from http.client import HTTPException
from itertools import count

from osaamistase.demo.world import area_answers
from osaamistase.survey.answering import Place
from scripts.figures import Taken
from scripts.stage import Stage
from tests.faults.clients import FORM, Asking, Client
from tests.people import SHELF, Firm

SEED, SAVES, TRIES = 2026, 2, 5
PRINTED_WITHIN = 180.0  # seconds; a print that takes longer counts as failed
Answer = tuple[int, str, list[tuple[str, str]]]
Activity = Callable[[], float]  # how busy this kind of person is now: 1 as in a load test, 0 asleep


class Visitor(ABC):
    """One person. `bare_port`: where the floor is; without one there is none."""

    def __init__(self, stage: Stage, number: int, bare_port: int | None = None) -> None:
        self.stage, self.random, self.side = stage, random.Random(SEED + number), "service"
        self.taken = {"service": Taken(), "bare": Taken()}
        self.printed: list[float] = []  # seconds from asking for a print to having it
        self.asking, self.headers = Asking(stage.server.port), dict(FORM)
        self.bare = Asking(bare_port) if bare_port else None

    def visit(self, side: str, seconds: float, activity: Activity = lambda: 1.0) -> None:
        """Walk about for so long, pausing a second or two between things, longer where it is quiet."""
        self.side, end = side, time.monotonic() + seconds
        time.sleep(self.random.uniform(0, 1.5))  # they do not begin in the same moment
        while (left := end - time.monotonic()) > 0:
            busy = activity()
            if busy <= 0:
                time.sleep(min(0.5, left))
                continue
            self.step()
            time.sleep(min(self.random.uniform(1, 2) / busy, max(0.0, end - time.monotonic())))

    @abstractmethod
    def step(self) -> None:
        """One thing done."""

    def close(self) -> None:
        self.asking.close()
        if self.bare:
            self.bare.close()

    def timed(self, kind: str, ask: Callable[[], Answer], good: int = 200) -> Answer:
        began = time.perf_counter()
        try:
            found = ask()
        except (OSError, HTTPException) as error:
            found = (0, type(error).__name__, [])
        self.taken[self.side].add(kind, (time.perf_counter() - began) * 1000, found[0] == good)
        if new := cookie_of(found[2]):
            self.headers["Cookie"] = new
        if found[0] != good:
            print(f"failed: {self.side}, {kind}: {found[0]} instead of {good}", flush=True)
        return found

    def page(self, kind: str, path: str) -> str:
        if self.side == "bare":
            return self.timed(kind, lambda: self._floor("GET"))[1]
        return self.timed(kind, lambda: self.asking.ask("GET", path, None, self.headers))[1]

    def post(self, kind: str, path: str, form: dict[str, str]) -> str:
        """A form sent; where it leads."""
        if self.side == "bare":
            self.timed(kind, lambda: self._floor("POST"))
            return ""
        found = self.timed(
            kind, lambda: self.asking.ask("POST", path, form, {**self.headers, "Accept": "text/html"}), 302
        )
        return next((value for name, value in found[2] if name.lower() == "location"), "")

    def print_(self, kind: str, path: str) -> None:
        """Asked for until it is there, as a browser does."""
        if self.side == "bare":
            self.timed(kind, lambda: self._floor("GET"))
            return
        began = time.monotonic()
        status = 202
        while status == 202 and time.monotonic() - began < PRINTED_WITHIN:
            start = time.perf_counter()
            try:
                status, content, _ = self.asking.ask("GET", path, None, self.headers)
            except (OSError, HTTPException):
                status, content = 0, ""
            good = status == 202 or (status == 200 and content.startswith("%PDF"))
            self.taken[self.side].add(kind, (time.perf_counter() - start) * 1000, good)
            if status == 202:
                time.sleep(1)  # as the page's own Refresh says
        if status == 200:
            self.printed.append(time.monotonic() - began)
        else:
            self.taken[self.side].add(kind, (time.monotonic() - began) * 1000, good=False)
            print(f"failed: {kind}: no print, {status}", flush=True)

    def _floor(self, method: str) -> Answer:
        assert self.bare is not None
        if method == "GET":
            return self.bare.ask("GET", "/page", None, {})
        return self.bare.ask("POST", "/answer", {"value": str(self.random.randint(0, 5))}, FORM)


class Respondent(Visitor):
    """Reads an area, saves a little, goes on; every `submits`-th answers whole areas, submits, prints, and is then the
    next firm's."""

    def __init__(
        self, stage: Stage, number: int, firms: Iterator[Firm], submits: bool, bare_port: int | None = None
    ) -> None:
        super().__init__(stage, number, bare_port)
        version = SHELF.find("osaamistase", 1)
        assert version is not None
        self.areas = version.questionnaire.areas
        self.clients: list[Client] = []
        self._firms, self._submits, self._turn = firms, submits, {"service": count(), "bare": count()}

    @property
    def client(self) -> Client:
        return self.clients[-1]

    def step(self) -> None:
        turn = next(self._turn[self.side]) % (len(self.areas) + (1 if self._submits else 0))
        if turn == len(self.areas):
            self._submit()
            return
        if turn == 0:
            self._open()
        area = self.areas[turn]
        self.page("area", self._at(f"alueet/{area.id}"))
        given = area_answers(area, 1.2, (3, 4, 5), self.random)
        if self._submits:
            self._save_page(area.id, given)
            return
        for place in self.random.sample(sorted(one for one in given if one.rating in ("current", "target")), SAVES):
            self._save(place, given[place])

    def close(self) -> None:
        super().close()
        for one in self.clients:
            one.close()

    def _at(self, page: str = "") -> str:
        return self.client.firm.at(page) if self.clients else ""

    def _open(self) -> None:
        """The first page of a firm's link; one that has not submitted comes back to its own."""
        if self.side == "bare" or (self.clients and not self._submits):
            self.page("open", self._at())
            return

        def opened() -> Answer:
            self.clients.append(Client(self.stage.server.port, next(self._firms), []))
            return 200, "", []

        self.timed("open", opened)
        self.headers = self.client.headers

    def _save(self, place: Place, value: str) -> None:
        if self.side == "bare":
            self.timed("save", lambda: self._floor("POST"))
            return
        one = self.client
        wanted = one.waiting or (place, value)
        one.places = list({*one.places, wanted[0]})

        def saved() -> Answer:
            status, told = one.save(*wanted)
            return status, str(told), []

        self.timed("save", saved)

    def _save_page(self, area: str, given: dict[Place, str]) -> None:
        form = {place.field: value for place, value in given.items()}
        if self.post("save an area", self._at(f"alueet/{area}"), form):
            one = self.client
            one.kept |= {place: (value, 1) for place, value in given.items()}
            one.places = list(one.kept)

    def _submit(self) -> None:
        self.page("look over", self._at("tarkista"))
        self.post("submit", self._at("laheta"), {})
        self.page("sheet", self._at("tase"))
        self.print_("print of a sheet", self._at("tase.pdf"))


def token_of(page: str) -> str:
    """The form's own token. Raises ValueError where the page has none."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    if found is None:
        raise ValueError("the page has no form")
    return found.group(1)


def cookie_of(headers: list[tuple[str, str]]) -> str:
    """The session's; that by which a browser is known again is left, so that each sign-in is a first one."""
    cookies = [value.split(";")[0] for name, value in headers if name.lower() == "set-cookie"]
    return next((one for one in cookies if one.startswith("session=")), "")
