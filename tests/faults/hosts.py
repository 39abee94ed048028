"""Hosts that share nothing but a database: each has a copy of the code, a web server, a worker and a mail server."""

import asyncio
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from http.client import HTTPException
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from osaamistase.settings import ROOT
from osaamistase.survey.answering import Place
from scripts.serving import Server
from tests.faults.clients import Asking, Client
from tests.mail.post import PostOffice
from tests.people import Firm

LONGEST = 150  # seconds that anything may take on a machine with much else to do
_PAUSE = 0.05  # seconds between two saves: a hasty firm
# What a host is given of the project: no more than the container is, so that both have all that the service needs.
_CONTAINER = (ROOT / "deploy" / "Containerfile").read_text(encoding="utf-8")
CODE = tuple(re.findall(r"^COPY (\S+?)/? ", _CONTAINER, flags=re.MULTILINE))


class Office(PostOffice):
    """A mail server that can keep a sender waiting in the middle of a letter."""

    def __init__(self) -> None:
        super().__init__()
        self.hold, self.held = False, threading.Event()

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]) -> str:  # fmt: skip
        if self.hold:
            self.held.set()
            while self.hold:
                await asyncio.sleep(0.01)
        return await super().handle_MAIL(server, session, envelope, address, options)


class Host:
    """One machine. Its web server and its worker are started, ended and killed apart."""

    def __init__(self, folder: Path, url: str, secret: str, office: Office) -> None:
        self.folder, self.office, self.log = folder, office, folder.with_name(f"{folder.name}.log")
        self.bring()
        self._environment = {
            "DATABASE_URL": url, "SECRET_KEY": secret, "INSECURE_COOKIES_ON_LOOPBACK": "1", "DEMO": "", "SECOND_FACTOR": "offered",
            "SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(office.port), "SMTP_SECURITY": "none",
            "MAIL_FROM": "posti@testi.example", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": "",
        }  # fmt: skip
        self.web = Server("wsgi:app", self._environment, workers=1, log=self.log, folder=folder)
        self._worker: subprocess.Popen[bytes] | None = None

    def bring(self, *changes: Callable[[Path], None]) -> None:
        """The code of this very release, or of one that differs by those changes, in place of what is there."""
        shutil.rmtree(self.folder, ignore_errors=True)
        for name in CODE:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            copy(ROOT / name, self.folder / name)
        for change in changes:
            change(self.folder)
        self._files = self.files()

    def run(self, *words: str) -> subprocess.Popen[str]:
        """A command of the service as whoever runs this host gives it, begun."""
        return subprocess.Popen(
            [sys.executable, "-m", "flask", "--app", "wsgi", *words],
            cwd=self.folder, env={**os.environ, **self._environment}, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def start(self) -> None:
        self.web.start()
        self.start_worker()

    def start_worker(self) -> None:
        words = [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]
        with self.log.open("ab") as log:
            self._worker = subprocess.Popen(
                words, cwd=self.folder, env={**os.environ, **self._environment}, stdout=log, stderr=log
            )

    def kill_worker(self) -> None:
        """kill -9 of one that lives until then."""
        assert self._worker is not None
        assert self._worker.poll() is None
        self._worker.kill()
        self._worker.wait(timeout=20)

    def end_worker(self) -> None:
        if self._worker is not None and self._worker.poll() is None:
            self._worker.terminate()
            try:
                self._worker.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self._worker.kill()
                self._worker.wait(timeout=20)

    def stop(self) -> None:
        self.end_worker()
        self.web.stop()

    def files(self) -> set[str]:
        return {str(path) for path in self.folder.rglob("*")}

    def kept_for_itself(self) -> set[str]:
        """Files that the host has and had not at first: nothing another host would miss."""
        return self.files() - self._files


class ProxiedClient(Client):
    """A firm's open page behind a reverse proxy: each request goes to the next server in turn, and to the other one
    where a server is gone or goes away before it has answered."""

    def __init__(self, ports: Sequence[int], firm: Firm, places: Sequence[Place]) -> None:
        self._servers = [Asking(port) for port in ports]
        self.sent_again = 0
        super().__init__(ports[0], firm, places)

    def ask(
        self, method: str, path: str, form: dict[str, str] | None, headers: dict[str, str]
    ) -> tuple[int, str, list[tuple[str, str]]]:
        """Raises OSError or HTTPException where no server answers: then somebody has lost what they sent."""
        self._servers.append(self._servers.pop(0))
        *others, last = self._servers
        for server in others:
            try:
                return server.ask(method, path, form, headers)
            except (OSError, HTTPException):
                self.sent_again += 1
        return last.ask(method, path, form, headers)

    def print_of(self, page: str, until: float) -> bytes:
        """The PDF of a page, asked for as a browser does until it is there."""
        while time.monotonic() < until:
            status, content, _ = self.get(page)
            if status == 200:
                return content.encode(errors="surrogateescape")
            assert status == 202, content
            time.sleep(0.3)
        raise AssertionError(f"{page} was not printed")

    def close(self) -> None:
        for server in self._servers:
            server.close()


class Life(threading.Thread):
    """A firm that answers without a pause until it may send, sends, and asks for the print of its balance sheet."""

    def __init__(
        self, client: ProxiedClient, may_send: threading.Event, importance: Mapping[Place, str],
        prints: Sequence[str] = ("kysymykset.pdf", "tase.pdf"),
    ) -> None:  # fmt: skip
        super().__init__()
        self._wanted = prints
        self.client, self._may_send, self._importance = client, may_send, importance
        self.prints: dict[str, bytes] = {}
        self.error: BaseException | None = None
        self.start()

    def run(self) -> None:
        try:
            self._live(time.monotonic() + LONGEST)
        except BaseException as error:
            self.error = error
        finally:
            self.client.close()

    def _live(self, until: float) -> None:
        one = self.client
        while time.monotonic() < until and not (self._may_send.is_set() and one.asked.total() >= len(one.places)):
            status, told = one.save(*one.next())
            assert status == 200, (status, told)
            time.sleep(_PAUSE)
        one.places = [*one.places, *self._importance]
        for place, value in self._importance.items():
            status, told = one.save(place, value)
            assert status == 200, (status, told)
        status, page = one.post_page("laheta", {})
        assert status == 302, page
        for page in self._wanted:
            self.prints[page] = one.print_of(page, until)


def wait_for(true: Callable[[], object], lives: Sequence[Life] = (), seconds: float = LONGEST) -> None:
    """Until it comes about, while every life goes well."""
    end = time.monotonic() + seconds
    while not true():
        broken = [one.error for one in lives if one.error]
        assert not broken, broken
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.01)
