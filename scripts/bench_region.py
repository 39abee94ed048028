"""How fast management's figures are, on both databases, in three sizes: p95, queries, and what keeps them up to date.

python -m scripts.bench_region [FIRMS …]      1240 10000 100000 unless told; needs PostgreSQL's programs
"""

import json
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import text

from osaamistase.accounts.models import User
from osaamistase.accounts.passwords import hashed
from osaamistase.accounts.store import add_user
from osaamistase.app import create_app
from osaamistase.clock import now
from osaamistase.companies.size import CLASSES
from osaamistase.companies.store import get_company
from osaamistase.database import Base, db, transaction
from osaamistase.disclosure.over_time import Stay
from osaamistase.editions.cells import Given, Group, Names
from osaamistase.editions.items import items_of
from osaamistase.editions.steps import take_sheets
from osaamistase.editions.store import list_sums, save_entered
from osaamistase.editions.telling import Sums
from osaamistase.questionnaires.files import load_shelf
from osaamistase.results.steps import finish_round
from osaamistase.services.catalogue import read_catalogue
from osaamistase.services.store import save_catalogue
from osaamistase.settings import ROOT, Settings
from osaamistase.survey.answering import Place
from osaamistase.survey.asked import asked
from osaamistase.survey.steps import start_round
from osaamistase.survey.store import list_respondents, save_answers
from scripts.bench_desk import counted
from scripts.large_region import EDITIONS, NOW, fill_region
from tests.postgres import PostgresServer

SIZES = {1_240: 7, 10_000: 30, 100_000: 300}  # firms: municipalities
TIMES = 25
REBUILT_TO = 1_240  # firms; the attacker of a larger region takes hours
PASSWORD, EMAIL = secrets.token_urlsafe(12), "johto@testi.example"
PAGES = (
    "/alue", "/alue?luokitus=kunta", "/alue/osaaminen/DIG", "/alue/tarpeet", "/alue/palvelut", "/alue/tiedostot",
    "/valmennukset", "/api/v1/luvut?osaaminen=DIG", "/alue/luvut.csv", "/alue/luvut.xlsx",
)  # fmt: skip
# What a page of figures reads, by its index; and a scan of all scores: the floors.
INDEXED = "SELECT * FROM edition_figures WHERE edition = 8 AND item = 'DIG' AND table_name = 'section'"
SCAN = "SELECT item, count(*), avg(level), sum(need) FROM scores GROUP BY item"
Told = dict[str, Any]


def bench_region(sizes: list[int]) -> Iterator[tuple[str, Told]]:
    """By size and database: milliseconds of each piece of work, and for pages the queries."""
    for firms in sizes:
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite {firms}", _measured(f"sqlite:///{folder}/region.db", firms)
        with PostgresServer() as server:
            yield f"postgresql {firms}", _measured(server.url, firms)


def _measured(url: str, firms: int) -> Told:
    app = create_app(Settings(database_url=url, secret_key=secrets.token_hex(32), secure_cookies=False))
    shelf = load_shelf(ROOT / "questionnaires")
    names = items_of(shelf.versions().values(), "fi")
    competences = [one for one in names.competences if not one.endswith("-00")][:56]
    with app.app_context():
        Base.metadata.create_all(db.engine)
        with transaction():
            add_user(User(email=EMAIL, name="Testi", role="manager", password_hash=hashed(PASSWORD), created_at=now()))
            save_catalogue(read_catalogue((ROOT / "catalogue" / "services.toml").read_bytes()), now())
    start = time.perf_counter()
    fill_region(app, firms, SIZES[firms], [*names.areas, *competences, "*"])
    told: Told = {"fill_s": round(time.perf_counter() - start, 1)}
    with app.app_context(), db.engine.connect() as connection:
        told["scores"] = connection.execute(text("SELECT count(*) FROM scores")).scalar_one()
        told["floors"] = {
            "one indexed read of a page's rows": _timed(lambda: connection.execute(text(INDEXED)).all(), TIMES),
            "full scan aggregate of all scores": _timed(lambda: connection.execute(text(SCAN)).all(), 1),
        }
    told["pages"] = _pages(app)
    told["upkeep"] = _upkeep(app, shelf, firms <= REBUILT_TO)
    with app.app_context():
        db.engine.dispose()
    return told


def _pages(app: Flask) -> Told:
    client = app.test_client()
    token = client.get("/kirjaudu").get_data(as_text=True).split('name="csrf_token" value="')[1].split('"')[0]
    client.post("/kirjaudu", data={"email": EMAIL, "password": PASSWORD, "csrf_token": token})
    found = {}
    for page in PAGES:
        with counted(app) as said:
            assert client.get(page).status_code == 200, page
        queries = sum(not one.startswith("BEGIN") for one in said)
        times = 5 if "luvut." in page else TIMES
        found[page] = {**_timed(lambda page=page: client.get(page), times), "queries": queries}  # type: ignore[misc]
    return found


def _upkeep(app: Flask, shelf: Any, rebuilt: bool) -> Told:
    """What the worker does: a look for sheets that wait, one new round taken, all let in, all summed up."""
    with app.app_context():
        found = {"look for sheets that wait": _timed(take_sheets, 5)}
        version = shelf.newest()[0]
        asks = asked(version, None)
        with transaction():
            round_ = start_round(get_company(1).id, asks, 1, NOW)
            answers = {
                Place(one, rating.id): "yes" if rating.id == "deputy" else "no" if rating.id == "leaving" else "3"
                for one in version.questionnaire.competence
                for rating in version.questionnaire.asked_per("competence")
            }
            answers |= {
                Place(area.id, rating.id): "yes" if rating.id == "deputy" else "no" if rating.id == "leaving" else "3"
                for area in version.questionnaire.areas
                for rating in version.questionnaire.asked_per("area")
            }
            save_answers(list_respondents(round_.id)[0].id, answers, None, NOW)
            finish_round(round_.id, asks, 30, None, NOW)
        with _rolled_back():
            found["one new round taken into the figures"] = _timed(take_sheets, 1)
            db.session.flush()
            found["let in, and what it overtakes let out"] = _timed(lambda: save_entered(9, now()), 1)
            rows: list[Any] = []
            found["all scores summed up for an edition"] = _timed(lambda: rows.extend(list_sums()), 1)
            found["sums"] = {"rows": len(rows)}
        if rebuilt:
            found["rebuilt"] = _rebuilt("DIG-01")
    return found


def _rebuilt(item: str) -> Told:
    """Every edition of one item anew, rules and attacker and all: seconds of each, and how much they show.

    Items have nothing to do with each other, so a whole edition is so much times their number.
    """
    from osaamistase.disclosure.audit import least_free  # loads HiGHS
    from osaamistase.disclosure.counting import certain
    from osaamistase.editions.figures import figures

    least_free.cache_clear()
    certain.cache_clear()
    rows = [
        (Group(section, size, town, (entered, left), Sums(firms, *map(int, sums), int(under - lacks), int(under))))
        for found, section, size, town, entered, left, firms, *sums, lacks, under in list_sums()
        if found == item
    ]
    names: Names = {
        table: (sorted({one.row(table) for one in rows}), list(CLASSES)) for table in ("section", "municipality")
    }
    given: list[Given] = []
    told: Told = {}
    for number in range(1, EDITIONS + 1):
        groups = _as_of(rows, number)
        start = time.perf_counter()
        found = list(figures(groups, names, given, number, 5))
        told[f"edition {number} of one item, s"] = round(time.perf_counter() - start, 1)
        given += [Given(one.table, one.row, one.column, number, one.told) for one in found if one.told is not None]
    return told | {"cells shown": len(given)}


def _as_of(rows: list[Group], number: int) -> list[Group]:
    """What was known then: who came later is not there, who went later has not gone."""
    sums: dict[tuple[str, str, str, Stay], Sums] = {}
    for one in rows:
        entered, left = one.stay
        if entered <= number:
            stay = (entered, left if left is not None and left <= number else None)
            key = (one.section, one.size, one.municipality, stay)
            sums[key] = sums.get(key, Sums()) + one.sums
    return [Group(*key, found) for key, found in sums.items()]


@contextmanager
def _rolled_back() -> Iterator[None]:
    try:
        yield
    finally:
        db.session.rollback()


def _timed(work: Callable[[], Any], times: int) -> dict[str, float]:
    """p95 and median in milliseconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    p95 = statistics.quantiles(taken, n=20)[-1] if times > 1 else taken[0]
    return {"p95": round(p95, 1), "median": round(statistics.median(taken), 1)}


def main() -> None:
    """Each is printed as soon as it is known, and kept in build/bench-region.json."""
    kept = ROOT / "build" / "bench-region.json"
    kept.parent.mkdir(exist_ok=True)
    found = {}
    for where, told in bench_region([int(one) for one in sys.argv[1:]] or list(SIZES)):
        found[where] = told
        print(f"{where}: {told['scores']} scores, filled in {told['fill_s']} s")
        for part in ("floors", "pages", "upkeep"):
            for name, one in told[part].items():
                print(f"    {name:<48}", ", ".join(f"{what} {figure:g}" for what, figure in one.items()), flush=True)
        kept.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
