"""Two hosts, each with a web server and a worker, share nothing but PostgreSQL. One of each is killed in the middle of
saves, letters and prints, and started again: no save is lost, no letter comes twice, every print is there once.

What cannot be promised has a test of its own below: between a mail server's yes and our note of it there is a moment in
which a worker may die (docs/decisions/0007, 0018).
"""

import re
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import ColumnElement, Engine, create_engine, func, select, update

from osaamistase.accounts.models import User
from osaamistase.accounts.passwords import hashed
from osaamistase.accounts.store import add_user
from osaamistase.app import create_app
from osaamistase.clock import now
from osaamistase.database import Base, db, transaction
from osaamistase.heartbeats.models import Heartbeat
from osaamistase.mail.models import Message
from osaamistase.prints.models import Document, PrintJob
from osaamistase.results.models import StoredSheet
from osaamistase.survey.answering import Place
from tests.conftest import settings_for
from tests.faults.clients import FORM, Asking, check_nothing_is_lost
from tests.faults.firms import forget, make_firms
from tests.faults.hosts import LONGEST, Host, Life, Office, ProxiedClient, wait_for
from tests.mail.post import opened, queue
from tests.people import PASSWORD, Firm, quick_answers
from tests.postgres import PostgresServer

pytestmark = pytest.mark.slow

FIRMS = 6
SECRET = "h" * 40


@pytest.fixture
def firms(own_postgres: PostgresServer) -> Iterator[list[Firm]]:
    yield make_firms(own_postgres.url, FIRMS, "pikakartoitus")
    forget(own_postgres.url)


@pytest.fixture
def app(own_postgres: PostgresServer, firms: list[Firm]) -> Iterator[Flask]:
    """The application without a server, to leave things in the database."""
    app = create_app(settings_for(own_postgres.url))
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def hosts(own_postgres: PostgresServer, firms: list[Firm], tmp_path: Path) -> Iterator[list[Host]]:
    """Two, of which nothing runs yet but their mail servers."""
    with ExitStack() as open_:
        made = []
        for name in ("first", "second"):
            office = Office()
            open_.enter_context(opened(office))
            made.append(Host(tmp_path / name, own_postgres.url, SECRET, office))
            open_.callback(made[-1].stop)
        yield made


@pytest.fixture
def engine(own_postgres: PostgresServer) -> Iterator[Engine]:
    engine = create_engine(own_postgres.url)
    yield engine
    engine.dispose()


def test_hosts_killed_and_started_again_in_turn_fail_no_save_send_no_letter_twice_and_lose_no_print(
    own_postgres: PostgresServer, firms: list[Firm], app: Flask, hosts: list[Host], engine: Engine
) -> None:
    first, second = hosts
    for host in hosts:
        host.start()
    clients = [ProxiedClient([one.web.port for one in hosts], firm, work()) for firm in firms]
    at_once, then, at_last = (threading.Event() for _wave in range(3))
    lives = [Life(one, (at_once, then, at_last)[n % 3], importance()) for n, one in enumerate(clients)]
    at_once.set()

    # A web server falls among the saves.
    wait_for(lambda: all(one.statuses[200] > 10 for one in clients), lives)
    first.web.kill()
    wait_for(lambda: sum(one.sent_again for one in clients) > len(clients), lives)

    # A worker falls in the middle of a letter, before the mail server has said yes. The other goes on.
    first.office.hold = True
    wait_for(lambda: queue(app) and first.office.held.wait(0.1), lives)
    first.kill_worker()
    first.office.hold = False
    queue(app)
    wait_for(lambda: second.office.letters, lives)
    then.set()

    # The other worker falls in the middle of a print: it is the only one, so what is claimed is in its hands.
    while True:
        wait_for(lambda: count(engine, PrintJob, PrintJob.claimed_until.is_not(None)), lives)
        second.kill_worker()
        if count(engine, PrintJob, PrintJob.claimed_until.is_not(None)):
            break
        second.start_worker()
    assert count(engine, Message, Message.sent_at.is_(None), Message.claimed_until.is_not(None))
    let_claims_end(engine)
    first.web.start()
    for host in hosts:
        host.start_worker()

    # Then the other web server, and both are there again.
    wait_for(lambda: answers(first), lives)
    second.web.kill()
    second.web.start()
    at_last.set()
    for life in lives:
        life.join(LONGEST)
    assert [life.error for life in lives if life.error or life.is_alive()] == []

    assert all(one.statuses.keys() == {200} and not one.waiting for one in clients)
    check_nothing_is_lost(own_postgres.url, clients)
    assert count(engine, StoredSheet) == FIRMS

    wait_for(lambda: not count(engine, Message, Message.sent_at.is_(None)), lives)
    arrived = Counter(one["Message-ID"] for host in hosts for one in host.office.letters)
    with engine.connect() as connection:
        assert arrived == Counter(connection.scalars(select(Message.message_id)))  # each once

    # Who asks in the very moment in which a print is done leaves a job more; it ends too, and the first print stays.
    wait_for(lambda: not count(engine, PrintJob), lives)
    given = Counter(content for life in lives for content in set(life.prints.values()))
    with engine.connect() as connection:
        kept = list(connection.scalars(select(Document.content)))
    assert len(kept) == FIRMS + 1  # each firm's sheet, and the blank questionnaire that all have asked for
    assert given.keys() == set(kept)
    assert sorted(given.values()) == [1] * FIRMS + [FIRMS]

    assert count(engine, Heartbeat) >= 4  # of every worker that has been
    assert not any(one.kept_for_itself() for one in hosts)


def test_a_worker_that_dies_between_the_yes_and_its_note_sends_again_under_the_same_message_id(
    app: Flask, hosts: list[Host], engine: Engine
) -> None:
    """The one letter that may come twice; a mail program shows it once, by its Message-ID. No other does."""
    first, second = hosts
    ids = [queue(app) for _letter in range(3)]
    with engine.connect() as connection:  # who holds the row keeps the worker from writing down that it went
        first.start_worker()
        first.office.hold = True
        wait_for(first.office.held.is_set)
        connection.execute(select(Message.id).where(Message.id == ids[0]).with_for_update())
        first.office.hold = False
        wait_for(lambda: first.office.letters)
        first.kill_worker()
    let_claims_end(engine)
    second.start_worker()
    wait_for(lambda: not count(engine, Message, Message.sent_at.is_(None)))
    with engine.connect() as connection:
        known = {one.id: one.message_id for one in connection.execute(select(Message.id, Message.message_id))}
    assert [one["Message-ID"] for one in first.office.letters] == [known[ids[0]]]
    assert sorted(one["Message-ID"] for one in second.office.letters) == sorted(known.values())


def test_who_signed_in_on_one_host_is_signed_in_on_the_other_also_after_the_first_is_gone(
    app: Flask, hosts: list[Host]
) -> None:
    with app.app_context(), transaction():
        words = hashed(PASSWORD)
        add_user(User(email="h@testi.example", name="Testi", role="adviser", password_hash=words, created_at=now()))
    first, second = hosts
    for host in hosts:
        host.web.start()
    one, other = Asking(first.web.port), Asking(second.web.port)
    status, page, headers = one.ask("GET", "/kirjaudu", None, {})
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token is not None
    form = {"csrf_token": token.group(1), "email": "h@testi.example", "password": PASSWORD}
    # The form comes from the one host and goes to the other.
    status, page, headers = other.ask("POST", "/kirjaudu", form, {**FORM, "Cookie": cookie(headers)})
    assert status == 302, page
    signed_in = {"Cookie": cookie(headers)}
    assert one.ask("GET", "/yritykset", None, signed_in)[0] == 200
    second.web.kill()
    assert one.ask("GET", "/yritykset", None, signed_in)[0] == 200
    assert one.ask("GET", "/yritykset", None, {})[0] != 200
    for asking in (one, other):
        asking.close()


def cookie(headers: list[tuple[str, str]]) -> str:
    return "; ".join(value.split(";")[0] for name, value in headers if name.lower() == "set-cookie")


def work() -> list[Place]:
    """Where a firm answers without a pause."""
    return [place for place in quick_answers() if place.rating in ("current", "target")]


def importance() -> dict[Place, str]:
    """Without it nothing is scored."""
    return {place: value for place, value in quick_answers().items() if place.rating == "importance"}


def count(engine: Engine, table: type[Base], *which: ColumnElement[bool]) -> int:
    with engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(table).where(*which)) or 0


def let_claims_end(engine: Engine) -> None:
    """As if ten minutes had passed since those who claimed them died."""
    with engine.begin() as connection:
        for table in (Message, PrintJob):
            connection.execute(update(table).where(table.claimed_until.is_not(None)).values(claimed_until=now()))


def answers(host: Host) -> bool:
    asking = Asking(host.web.port)
    try:
        return asking.ask("GET", "/healthz", None, {})[0] == 200
    finally:
        asking.close()
