"""How fast an adviser's day and a search are, on both databases: p95 beside a bare Flask page, and the queries made.

python -m scripts.bench_desk      needs PostgreSQL's programs, as the tests do
"""

import secrets
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import event, insert

from osaamistase.accounts.models import User
from osaamistase.accounts.passwords import hashed
from osaamistase.accounts.store import add_user
from osaamistase.app import create_app
from osaamistase.clock import now, today
from osaamistase.companies.models import Company
from osaamistase.companies.searching import folded
from osaamistase.database import Base, db, transaction
from osaamistase.plans.models import Action, Plan
from osaamistase.settings import Settings
from osaamistase.survey.models import Respondent, Round
from scripts.bare import make_bare
from tests.postgres import PostgresServer

FOLLOWED, FIRMS, TIMES = 300, 20_000, 60
PASSWORD, EMAIL = secrets.token_urlsafe(12), "m@testi.example"
WORDS = ("Ääkkös", "Rauta", "Metsä", "Leipä", "Kuljetus", "Huolto", "Öljy", "Saha", "Puutarha", "Verkko")
SEARCHES = ("rauta", "ÄÄKKÖS", "a", "Oy 1234", "ö", "ei tällaista ole", "10123")


def fill(app: Flask) -> None:
    """20 000 firms; 300 of them one adviser's, half with a late plan and half waiting for answers."""
    with app.app_context(), transaction():
        for email in (EMAIL, "toinen@testi.example"):
            add_user(User(email=email, name="Testi", role="adviser", password_hash=hashed(PASSWORD), created_at=now()))
        db.session.execute(insert(Company), [_firm(number) for number in range(1, FIRMS + 1)])
        ids = list(range(1, FOLLOWED + 1))
        at = now() - timedelta(days=30)
        asked = {"questionnaire_id": "pikakartoitus", "questionnaire_version": 1, "questionnaire_sha256": "0" * 64}
        rounds = [
            {"company_id": id_, "opened_at": at, "opened_by_id": 1, "submitted_at": at if id_ % 2 else None, **asked}
            for id_ in ids
        ]
        db.session.execute(insert(Round), rounds)
        people = [{"round_id": id_, "main": main, "group": "staff"} for id_ in ids for main in (True, False, False)]
        db.session.execute(insert(Respondent), people)
        planned = [id_ for id_ in ids if id_ % 2]
        plans = [
            {"round_id": id_, "company_id": id_, "language": "fi", "created_at": at, "created_by_id": 1}
            for id_ in planned
        ]
        db.session.execute(insert(Plan), plans)
        late = today() - timedelta(days=1)
        words = dict.fromkeys(("title", "description", "responsible"), "Testi")
        actions = [
            {"plan_id": plan, "position": at_, "deadline": late, "passed_over": [], **words}
            for plan in range(1, len(planned) + 1)
            for at_ in range(6)
        ]
        db.session.execute(insert(Action), actions)


def _firm(number: int) -> dict[str, Any]:
    name = f"{WORDS[number % 10]} ja {WORDS[number // 10 % 10]} Oy {number}"
    return {
        "business_id": f"{1_000_000 + number}-0", "name": name, "folded_name": folded(name),
        "industry_scheme": "TOL 2025", "industry_code": "10.71", "industry_section": "C", "headcount": 4,
        "municipality": "Kouvola", "contact_name": "Testi", "contact_email": "y@testi.example",
        "adviser_id": 1 if number <= FOLLOWED else 2, "created_at": now(),
    }  # fmt: skip


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """Every statement said meanwhile."""
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield said
    event.remove(engine, "before_cursor_execute", note)


def measure(app: Flask, url: str) -> dict[str, dict[str, float]]:
    """Each page TIMES times, in turn with the bare page."""
    client, bare = app.test_client(), make_bare(url, 1).test_client()
    token = client.get("/kirjaudu").get_data(as_text=True).split('name="csrf_token" value="')[1].split('"')[0]
    client.post("/kirjaudu", data={"email": EMAIL, "password": PASSWORD, "csrf_token": token})
    pages = {"start page, 300 firms": "/tanaan", "a firm's page": "/yritykset/1"}
    pages |= {f"search {one!r}, 20 000 firms": f"/yritykset?haku={one}" for one in SEARCHES}
    found = {}
    for name, page in pages.items():
        with counted(app) as said:
            assert client.get(page).status_code in (200, 302), page
        queries = sum(not one.startswith("BEGIN") for one in said)
        start = time.process_time()
        for _ in range(TIMES):
            client.get(page)
        cpu = (time.process_time() - start) * 1000 / TIMES
        pairs = [(_ms(client, page), _ms(bare, "/page")) for _ in range(TIMES)]
        found[name] = {
            "ms": statistics.quantiles([one for one, _ in pairs], n=20)[-1],
            "floor_ms": statistics.median(two for _, two in pairs),
            "median": statistics.median(one for one, _ in pairs),
            "ratio": statistics.median(one / two for one, two in pairs),
            "cpu": cpu,  # of this process: what others on the machine do is not in it
            "queries": queries,
        }
    return found


def _ms(client: Any, page: str) -> float:
    start = time.perf_counter()
    client.get(page)
    return (time.perf_counter() - start) * 1000


def run(url: str) -> dict[str, dict[str, float]]:
    """Fill that database and measure on it: p95 (as "ms"), a bare page's median as the floor, and the queries."""
    app = create_app(Settings(database_url=url, secret_key=secrets.token_hex(32), secure_cookies=False))
    with app.app_context():
        Base.metadata.create_all(db.engine)
        dialect = db.engine.dialect.name
    fill(app)
    found = {f"{dialect}: {name}, p95": one for name, one in measure(app, url).items()}
    with app.app_context():
        db.engine.dispose()
    return found


def bench_desk() -> dict[str, dict[str, float]]:
    """Both databases."""
    with tempfile.TemporaryDirectory() as folder:
        found = run(f"sqlite:///{folder}/desk.db")
    with PostgresServer() as server:
        return found | run(server.url)


if __name__ == "__main__":
    for name_, one_ in bench_desk().items():
        print(f"{name_:<52}", ", ".join(f"{what} {figure:.3g}" for what, figure in one_.items()))
