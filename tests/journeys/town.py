"""A service with a clock that is moved, a post office, and two advisers: the stage of journeys over a long time."""

import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from scripts.prepared import flask
from scripts.serving import Server
from tests.mail.post import PostOffice

PASSWORD = "vuoden-pitka-salasana"
APPLICATION = "tests.journeys.clocked"


@dataclass
class Town:
    """The service, its clock and its post office. `mine`, `other`: two advisers' addresses."""

    live: str
    environment: dict[str, str]
    clock: Path
    office: PostOffice
    mine: str = "neuvoja@vuosi.example"
    other: str = "toinen@vuosi.example"

    def at(self, moment: str) -> None:
        """It is that moment (UTC) now, and the worker has done what was due."""
        self.clock.write_text(f"{moment}:00+00:00", encoding="ascii")
        self.work()

    def work(self) -> None:
        """A quarter of an hour goes by, and the worker does what is due."""
        moment = datetime.fromisoformat(self.clock.read_text(encoding="ascii")) + timedelta(minutes=15)
        self.clock.write_text(moment.isoformat(), encoding="ascii")
        self.run("worker", "--once")

    def run(self, *words: str) -> str:
        done = flask(self.environment, *words, application=APPLICATION)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def letters(self, to: str, words: str) -> list[str]:
        """The plain texts of letters that went to an address with those words in the subject, oldest first."""
        found = []
        for letter in self.office.letters:
            body = letter.get_body(("plain",))
            if letter["To"] == to and words in str(letter["Subject"]) and body is not None:
                found.append(body.get_content())
        return found


@pytest.fixture
def town(tmp_path: Path, office: PostOffice) -> Iterator[Town]:
    clock = tmp_path / "clock"
    clock.write_text("2026-11-24T08:00:00+00:00", encoding="ascii")
    server = Server(f"{APPLICATION}:app", {}, workers=1, prepared=True)
    environment = {
        **os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'year.db'}", "SECRET_KEY": secrets.token_hex(32),
        "INSECURE_COOKIES_ON_LOOPBACK": "1", "DEMO": "", "SECOND_FACTOR": "offered", "CLOCK": str(clock), "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(office.port), "SMTP_SECURITY": "none", "MAIL_FROM": "posti@vuosi.example",
        "PUBLIC_ADDRESS": f"http://127.0.0.1:{server.port}",
    }  # fmt: skip
    server._environment = environment
    town = Town(f"http://127.0.0.1:{server.port}", environment, clock, office)
    town.run("prepare")
    for email, name in ((town.mine, "Testi Neuvoja"), (town.other, "Toinen Testineuvoja")):
        town.run("user", "add", "--email", email, "--name", name, "--role", "adviser", "--password", PASSWORD)
    with server:
        yield town
