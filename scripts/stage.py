"""The whole service as deploy/ has it, for loads: web servers, a worker that prints and mails, a mail server, data.

Everything listens at 127.0.0.1 alone, lies in a folder of its own and ends with the block.
"""

import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from osaamistase.app import create_app
from osaamistase.clock import today
from osaamistase.companies.models import Company
from osaamistase.database import db, transaction
from osaamistase.demo.fill import PEOPLE
from osaamistase.plans.models import Revision
from osaamistase.settings import ROOT
from scripts.serving import Server, worker_beside
from scripts.usage import Groups, tree
from tests.conftest import settings_for
from tests.faults.clients import Asking
from tests.mail.post import PostOffice, opened
from tests.people import Firm, make_firm
from tests.postgres import PostgresServer

DATABASES = ("sqlite", "postgresql")
REGION = 60  # made-up firms beside the named ones: what management's pages are drawn from
ADVISERS, MANAGER = [PEOPLE[0][0], PEOPLE[1][0]], PEOPLE[2][0]
PASSWORD = "vain-kuormakokeen-salasana"  # of made-up people in a copy that is served on this machine alone
_MADE_OF = ("migrations", "demo", "editions", "disclosure", "effects", "backups")


@dataclass
class Stage:
    """The service at work. `firms`: each with an open round of the whole questionnaire and a link."""

    url: str
    folder: Path
    environment: dict[str, str]
    firms: list[Firm]
    companies: list[int]
    revisions: list[tuple[int, int]]  # confirmed plans: plan and number
    office: PostOffice
    server: Server
    worker: "subprocess.Popen[bytes] | None" = None
    postgres: PostgresServer | None = None
    logs: dict[str, Path] = field(default_factory=dict)

    def groups(self) -> Groups:
        """The processes of the service; SQLite works inside those of the others."""
        found = {"web": tree(self.server.pids()[0]), "worker": tree(self.worker.pid) if self.worker else []}
        return found | ({"database": tree(self.postgres.pid())} if self.postgres else {})


@contextmanager
def staged(
    database: str,
    firms: int,
    *,
    application: str = "wsgi",
    options: Sequence[str] = (),
    settings: dict[str, str] | None = None,
    region: bool = True,
    behind: int = 10,
) -> Iterator[Stage]:
    """`options`: words for gunicorn beside deploy/'s; `settings`: more of the environment; `region`: with made-up firms
    and management's editions of them, else with nothing but people; `behind`: how far the worker
    stands back, 10 as in deploy/."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # told to end, it ends what it started
    with ExitStack() as open_:
        folder = Path(open_.enter_context(tempfile.TemporaryDirectory()))
        postgres = open_.enter_context(PostgresServer(safe=True)) if database == "postgresql" else None
        url = postgres.url if postgres else f"sqlite:///{folder}/service.db"
        office = open_.enter_context(opened(PostOffice()))
        logs = {name: folder / f"{name}.log" for name in ("web", "worker")}
        server = Server(f"{application}:app", {}, log=logs["web"], deployed=options)
        environment = _environment(url) | {
            "SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(office.port), "SMTP_SECURITY": "none",
            "MAIL_FROM": "posti@testi.example", "PUBLIC_ADDRESS": f"http://127.0.0.1:{server.port}",
            "PROMETHEUS_MULTIPROC_DIR": str(folder / "measured"), **(settings or {}),
        }  # fmt: skip
        (folder / "measured").mkdir()
        server._environment = {**os.environ, **environment}
        if region:
            run(environment, "restore", str(filled_once()))
        else:
            run(environment | {"DEMO": "1", "DEMO_FIRMS": "0", "DEMO_PASSWORD": PASSWORD}, "prepare")
        made = _more(url, firms)
        stage = Stage(url, folder, environment, *made, office, server, postgres=postgres, logs=logs)
        open_.enter_context(server)
        stage.worker = open_.enter_context(worker_beside(application, environment, logs["worker"], behind))
        _wait_for_worker(server.port)
        yield stage


def events_of(log: Path) -> dict[str, int]:
    """How often a log tells of each event; what is no line of the service's own is "other lines"."""
    found: Counter[str] = Counter()
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            told = json.loads(line)
            failed = int(told.get("status", 200)) >= 500
            found[f"{told['event']} {told['endpoint']} {told['status']}" if failed else told["event"]] += 1
        except (ValueError, KeyError, TypeError, AttributeError):
            found["other lines"] += 1
    return dict(found)


def _wait_for_worker(port: int) -> None:
    """Until it says that it lives, and has done its first duties. RuntimeError: it does not."""
    asking, end = Asking(port), time.monotonic() + 90
    while time.monotonic() < end:
        if '"alive"' in asking.ask("GET", "/readyz", None, {})[1]:
            asking.close()
            time.sleep(3)
            return
        time.sleep(0.3)
    raise RuntimeError("the worker does not start")


def _environment(url: str) -> dict[str, str]:
    return {
        "DATABASE_URL": url, "SECRET_KEY": "s" * 40, "INSECURE_COOKIES_ON_LOOPBACK": "1", "DEMO": "",
        "SECOND_FACTOR": "offered", "RATE_LIMITS": "off", "YTJ": "off", "WEB_BIND": "", "WEB_WORKERS": "",
        "WEB_THREADS": "", "PYTHONWARNINGS": "ignore",
    }  # fmt: skip


def run(environment: dict[str, str], *words: str) -> str:
    """A command of the service. Raises RuntimeError with what it said."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", *words]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, timeout=900, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{words[0]}: {done.stderr[-1500:]}")
    return done.stdout


def filled_once() -> Path:
    """A copy of a database with the region and its editions: two minutes of work, so once a day and for both kinds."""
    print_ = hashlib.sha256(f"{today()} {REGION}".encode())
    for room in _MADE_OF:
        for path in sorted((ROOT / "osaamistase" / room).rglob("*.py")):
            print_.update(path.read_bytes())
    kept = ROOT / "build" / f"stage-{print_.hexdigest()[:12]}.zip"
    if not kept.exists():
        print("filling a database with a made-up region and its editions, once: two to four minutes", flush=True)
        kept.parent.mkdir(exist_ok=True)
        for old in kept.parent.glob("stage-*.zip"):
            old.unlink()
        with tempfile.TemporaryDirectory() as folder:
            environment = _environment(f"sqlite:///{folder}/filled.db")
            demo = {"DEMO": "1", "DEMO_FIRMS": str(REGION), "DEMO_PASSWORD": PASSWORD}
            run(environment | demo, "prepare")
            run(environment, "editions", "give")
            run(environment, "backup", "--to", str(kept))
    return kept


def _more(url: str, count: int) -> tuple[list[Firm], list[int], list[tuple[int, int]]]:
    """`count` firms more with a link each; the ids of all firms before them; and all confirmed plans."""
    app = create_app(settings_for(url))
    with app.app_context():
        with transaction():
            companies = list(db.session.scalars(select(Company.id)))
            found = db.session.execute(select(Revision.plan_id, Revision.number)).tuples()
            revisions = [(plan, number) for plan, number in found]
            firms = [make_firm(1, f"load-{n}", f"Kuormakoe {n} Oy", "osaamistase") for n in range(count)]
        db.session.remove()
        db.engine.dispose()
    return firms, companies, revisions
