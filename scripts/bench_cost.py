"""What a firm's year costs: processor seconds and bytes of each step, through HTTP and the worker, for 1 000 firms.

FIRMS=20 python -m scripts.bench_cost [sqlite] [postgresql]      prints a table and writes build/cost.json

Three people of each firm answer the whole questionnaire, answer by answer as the page saves them; then a talk, a plan
drafted and confirmed, prints, four follow-ups. What the processes use when nobody asks anything is measured first and
taken off: it is there whether a thousand firms come or none.
"""

import json
import os
import random
import re
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Engine, create_engine, text

from osaamistase.clock import today
from osaamistase.demo.world import area_answers, business_ids
from osaamistase.settings import ROOT
from osaamistase.survey.answering import KEY_PERSON
from scripts.staff import Adviser
from scripts.stage import DATABASES, Stage, staged
from scripts.usage import peaks_mb, used
from scripts.visitors import token_of
from tests.faults.clients import Client, check_nothing_is_lost
from tests.people import SHELF, Firm

FIRMS = max(1, min(200, int(os.environ.get("FIRMS", "20"))))
AT_ONCE, IDLE, WITHIN = 4, 15.0, 300.0
Figures = dict[str, float]


@dataclass
class Case:
    """One firm on its way through the year."""

    number: int
    adviser: Adviser
    company: str = ""
    round_: str = ""
    plan: str = ""
    revision: str = ""
    clients: list[Client] = field(default_factory=list)

    def get(self, path: str) -> str:
        return self.adviser.page("page", path)

    def post(self, path: str, form: dict[str, str], page: str = "") -> str:
        """Sent from `page`, whose token it brings; where it leads, as a path."""
        token = token_of(self.get(page or path))
        return urlsplit(self.adviser.post("form", path, {"csrf_token": token, **form})).path


def invite(case: Case, numbers: list[str]) -> None:
    """The firm in the register, its round, three invitations by letter."""
    firm = {
        "business_id": numbers[case.number], "name": f"Kustannuskoe {case.number} Oy", "industry_scheme": "TOL 2025",
        "industry_code": "10.71", "headcount": "12", "municipality": "Kouvola", "contact_name": "Testi",
        "contact_email": f"yritys{case.number}@testi.example", "contact_phone": "", "language": "fi",
    }  # fmt: skip
    case.company = case.post("/yritykset/uusi", firm)
    case.round_ = case.post(f"{case.company}/kierrokset", {"questionnaire": "osaamistase"}, case.company)
    main = re.search(r"/vastaajat/(\d+)/kirje", case.get(case.round_))
    assert main is not None
    case.post(f"/vastaajat/{main.group(1)}/kirje", {"kind": "invitation"}, case.round_)
    for number in (1, 2):
        person = {
            "email": f"vastaaja{number}.{case.number}@testi.example",
            "group": "staff",
            "language": "fi",
            "send": "y",
        }
        case.post(f"{case.round_}/vastaajat", person)


def answer(case: Case, links: dict[str, str]) -> None:
    """Every area read and answered by each of the three, one save an answer; then they are ready."""
    chance = random.Random(case.number)
    version = SHELF.offered("osaamistase")
    assert version is not None
    for who in (f"yritys{case.number}", f"vastaaja1.{case.number}", f"vastaaja2.{case.number}"):
        main = who.startswith("yritys")
        one = Client(case.adviser.stage.server.port, Firm(0, 0, 0, 0, links[f"{who}@testi.example"]), [])
        case.clients.append(one)
        for area in version.questionnaire.areas:
            assert one.get(f"alueet/{area.id}")[0] == 200
            for place, value in area_answers(area, 1.2, (3, 4, 5), chance).items():
                if main or place.rating not in KEY_PERSON:
                    status, told = one.save(place, value)
                    assert status == 200, told
        one.get("tarkista")


def submit(case: Case) -> None:
    for one in reversed(case.clients):  # the main respondent last
        status, page = one.post_page("laheta", {})
        assert status == 302, page[:500]
    assert case.clients[0].get("tase")[0] == 200
    _printed(case, lambda: case.clients[0].get("tase.pdf")[:2])


def talk(case: Case) -> None:
    """What was seen differently is talked through, and the sheet is drawn again."""
    at = f"{case.round_}/keskustelu"
    subject = re.search(rf"{at}/([\w-]+)", case.get(at))
    assert subject is not None
    reason = "Katsottiin yhdessä viime syksyn tilanne ja sovittiin taso."
    case.post(f"{at}/{subject.group(1)}", {"current": "2", "target": "4", "importance": "", "reason": reason})
    case.post(at, {}, at)
    case.get(f"{case.round_}")


def plan(case: Case) -> None:
    case.plan = case.post(f"{case.round_}/suunnitelma", {}, case.round_)
    case.revision = case.post(f"{case.plan}/vahvista", {}, case.plan)
    case.get(case.revision)


def prints(case: Case) -> None:
    """The plan with its sheet, the list for the wall, the annex."""
    for kind in ("", "/seinalista", "/liite"):
        _printed(case, partial(_asked, case, f"{case.revision}{kind}.pdf"))


def follow_up(case: Case) -> None:
    """The three that come by themselves and one more, each with its note; and the summary printed."""
    page = f"{case.plan}/seuranta"
    case.post(page, {"due": today().isoformat(), "reason": ""}, page)
    found = sorted(set(re.findall(r"/seurannat/(\d+)", case.get(page))))
    assert len(found) == 4, found
    for one in found:
        form = {
            "day": today().isoformat(), "how": "kaynti", "hours": "1,5", "people": "Testi", "seen": "0", "held": "1",
            "text": "Käytiin läpi toimenpiteet ja sovittiin seuraavista. " * 8,
        }  # fmt: skip
        case.post(f"/seurannat/{one}", form)
    _printed(case, partial(_asked, case, f"{page}.pdf"))


def _asked(case: Case, path: str) -> tuple[int, str]:
    return case.adviser.asking.ask("GET", path, None, case.adviser.headers)[:2]


def _printed(case: Case, ask: Callable[[], tuple[int, str]]) -> None:
    end = time.monotonic() + WITHIN
    status, content = ask()
    while status == 202 and time.monotonic() < end:
        time.sleep(1)
        status, content = ask()
    assert status == 200, (case.number, status)
    assert content.startswith("%PDF")


def bytes_of(engine: Engine, stage: Stage) -> Figures:
    """Rows with their indexes, the documents among them told apart, and the log."""
    with engine.connect() as connection:
        documents = connection.scalar(text("SELECT coalesce(sum(length(content)), 0) FROM documents")) or 0
        if stage.postgres:
            connection.commit()
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("VACUUM")
            whole = "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND oid >= 16384"
            total = connection.scalar(text(whole)) or 0
        else:
            asked = ("page_count", "freelist_count", "page_size")
            pages, free, size = (connection.exec_driver_sql(f"PRAGMA {one}").scalar_one() for one in asked)
            total = (pages - free) * size
    log = sum(path.stat().st_size for path in stage.logs.values())
    return {"documents": float(documents), "rows": float(total - documents), "log": float(log)}


def cost(database: str, firms: int) -> dict[str, Any]:
    """For 1 000 firms by step: processor seconds of each group, and bytes. AssertionError: a step failed."""
    with staged(database, 0, region=False) as stage:
        engine = create_engine(stage.url)
        advisers = [Adviser(stage, number) for number in range(AT_ONCE)]
        for one in advisers:
            one.sign_in()
            one.page("page", "/tanaan")
        cases = [Case(number, advisers[number % AT_ONCE]) for number in range(firms)]
        before = used(stage.groups())
        time.sleep(IDLE)
        idle = {name: (value - before[name]) / IDLE for name, value in used(stage.groups()).items()}
        numbers = list(islice(business_ids(), firms))
        steps: dict[str, Callable[[Case], None]] = {
            "register and invite": lambda case: invite(case, numbers),
            "three answer all": lambda case: answer(case, links),
            "submit, sheet and its print": submit, "talk, sheet again": talk,
            "plan drafted and confirmed": plan,
            "three prints": prints, "four follow-ups and a print": follow_up,
        }  # fmt: skip
        links: dict[str, str] = {}
        found: dict[str, Any] = {}
        for name, step in steps.items():
            began, spent, held = time.monotonic(), used(stage.groups()), bytes_of(engine, stage)
            with ThreadPoolExecutor(AT_ONCE) as pool:  # an adviser's cases one after another, as a browser has it
                list(pool.map(lambda mine: [step(case) for case in mine], (cases[n::AT_ONCE] for n in range(AT_ONCE))))  # noqa: B023
            if name == "register and invite":
                links.update(_links(stage, 3 * firms))
            seconds = time.monotonic() - began
            cpu = {
                group: max(0.0, value - spent[group] - idle[group] * seconds)
                for group, value in used(stage.groups()).items()
            }
            grown = {what: value - held[what] for what, value in bytes_of(engine, stage).items()}
            found[name] = {"seconds": round(seconds, 1), "cpu_s": cpu, "bytes": grown}
            print(f"{database}: {name}, {seconds:.0f} s", flush=True)
        failed = sum(sum(one.taken["service"].failed.values()) for one in advisers)
        assert not failed, f"{failed} requests failed"
        peaks = peaks_mb(stage.groups())
        saves = _checked(stage, cases)
        for one in advisers:
            one.close()
        for client in [client for case in cases for client in case.clients]:
            client.close()
        engine.dispose()
    return {
        "firms": firms, "saves_checked": saves,
        "idle_cpu_s_an_hour": {name: round(one * 3600, 1) for name, one in idle.items()},
        "peak_mb": peaks, "steps": {name: per_thousand(one, firms) for name, one in found.items()},
    }  # fmt: skip


def per_thousand(step: dict[str, Any], firms: int) -> dict[str, float]:
    """For 1 000 firms: seconds by group and megabytes by kind."""
    return {
        **{f"{group}_cpu_s": round(value * 1000 / firms, 1) for group, value in step["cpu_s"].items()},
        **{f"{kind}_mb": round(value * 1000 / firms / 1e6, 1) for kind, value in step["bytes"].items()},
    }


def _links(stage: Stage, count: int) -> dict[str, str]:
    """By address the link in its letter, when so many letters have come."""
    end = time.monotonic() + WITHIN
    while len(stage.office.letters) < count:
        assert time.monotonic() < end, f"{len(stage.office.letters)} letters of {count}"
        time.sleep(0.2)
    found = {}
    for letter in stage.office.letters:
        body = letter.get_body(("plain",))
        link = re.search(r"/kysely/([\w-]{43})", body.get_content()) if body is not None else None
        if link is not None:
            found[str(letter["To"])] = link.group(1)
    return found


def _checked(stage: Stage, cases: list[Case]) -> int:
    """Every acknowledged save is there: whose they are is asked of the database by their links."""
    from osaamistase.survey.links import token_hash

    engine, clients = create_engine(stage.url), [client for case in cases for client in case.clients]
    query = text("SELECT respondent_id FROM links WHERE token_sha256 = :hash")
    with engine.connect() as connection:
        for one in clients:
            of = connection.scalar(query, {"hash": token_hash(one.firm.token)})
            one.firm, one.places = Firm(0, 0, int(of or 0), 0, one.firm.token), list(one.kept)
    engine.dispose()
    check_nothing_is_lost(stage.url, clients)
    return sum(len(one.kept) for one in clients)


def show(found: dict[str, Any]) -> None:
    names = list(next(iter(found["steps"].values())))
    print(f"{'for 1 000 firms':<30}" + "".join(f"{name:>16}" for name in names))
    for step, one in found["steps"].items():
        print(f"{step:<30}" + "".join(f"{one[name]:>16}" for name in names))
    totals = {name: sum(one[name] for one in found["steps"].values()) for name in names}
    print(f"{'a year':<30}" + "".join(f"{totals[name]:>16.1f}" for name in names))
    print({name: found[name] for name in ("idle_cpu_s_an_hour", "peak_mb", "saves_checked")}, flush=True)


def main() -> None:
    kept = ROOT / "build" / "cost.json"
    kept.parent.mkdir(exist_ok=True)
    found: dict[str, Any] = {}
    for database in sys.argv[1:] or DATABASES:
        found[database] = cost(database, FIRMS)
        show(found[database])
        kept.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
