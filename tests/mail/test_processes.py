"""The command as it is run: a process of its own that ends when told, and not before."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import update

from osaamistase.clock import now
from osaamistase.database import transaction
from osaamistase.mail.models import Message
from osaamistase.mail.store import find_unsent
from osaamistase.settings import ROOT
from scripts.prepared import flask
from tests.mail.post import PostOffice, deliver, kept, queue

COMMAND = [str(ROOT / ".venv/bin/flask"), "--app", "wsgi", "mail", "deliver"]


def environment(app: Flask, office: PostOffice) -> dict[str, str]:
    return {
        **os.environ, "DATABASE_URL": app.config["OSAAMISTASE"].database_url, "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(office.port), "SMTP_SECURITY": "none", "MAIL_FROM": "posti@testi.example",
    }  # fmt: skip


def once(given: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return flask(given, "mail", "deliver", "--once")


@contextmanager
def running(app: Flask, office: PostOffice) -> Iterator[subprocess.Popen[str]]:
    command = subprocess.Popen(
        COMMAND, cwd=ROOT, env=environment(app, office), text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        yield command
    finally:
        command.kill()
        command.communicate()


def wait_for(true: Callable[[], object]) -> None:
    for _time in range(200):
        if true():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come about in ten seconds")


def test_once_sends_what_is_due_and_ends(app: Flask, office: PostOffice) -> None:
    for number in range(25):
        queue(app, f"yrittaja{number}@testi.example")
    done = once(environment(app, office))
    assert (done.returncode, done.stderr) == (0, "")
    assert len(office.letters) == 25
    assert len(done.stdout.splitlines()) == 25
    for secret in ("@", "Testileipomo", "kysely"):
        assert secret not in done.stdout
    with app.app_context():
        assert find_unsent() == (0, 0)


def test_the_loop_ends_on_sigterm_with_the_letter_at_hand_finished(app: Flask, office: PostOffice) -> None:
    office.pause = 0.5
    ids = [queue(app), queue(app)]
    with running(app, office) as command:
        wait_for(lambda: office.calls)
        command.send_signal(signal.SIGTERM)
        assert command.wait(timeout=5) == 0
    assert len(office.letters) == 1
    assert [kept(app, one).sent_at is not None for one in ids] == [True, False]
    assert kept(app, ids[1]).claimed_until is None


def test_the_loop_waits_for_mails_and_ends_at_once_while_it_waits(app: Flask, office: PostOffice) -> None:
    with running(app, office) as command:
        assert command.stdout is not None
        queue(app)
        assert "mail_sent" in command.stdout.readline()
        began = time.monotonic()
        command.send_signal(signal.SIGINT)
        assert command.wait(timeout=5) == 0
        assert time.monotonic() - began < 3
        assert command.stdout.read() == ""


def test_a_sender_killed_in_the_middle_of_a_letter_loses_nothing(app: Flask, office: PostOffice) -> None:
    message_id, office.pause = queue(app), 30
    with running(app, office) as command:
        wait_for(lambda: office.calls)
        command.kill()
        command.wait(timeout=5)
    office.pause = 0
    deliver(app, office)
    assert (office.letters, kept(app, message_id).tries) == ([], 0)
    assert kept(app, message_id).claimed_until is not None
    with app.app_context(), transaction() as session:
        session.execute(update(Message).values(claimed_until=now()))  # as if ten minutes had passed
    deliver(app, office)
    assert len(office.letters) == 1


def test_without_a_server_or_in_a_demonstration_it_says_so_in_one_line() -> None:
    mail = {"SMTP_HOST": "127.0.0.1", "MAIL_FROM": "posti@testi.example", "SECRET_KEY": "s" * 40}
    for changes, line in (({"SMTP_HOST": ""}, "set SMTP_HOST"), ({"DEMO": "1"}, "DEMO=1")):
        done = once({**os.environ, "DATABASE_URL": "sqlite://", **mail, **changes})
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
        assert line in done.stderr
