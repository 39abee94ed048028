"""Servers of a test's or a command's own on free ports of 127.0.0.1: started, ended and killed by their own number."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from osaamistase.settings import ROOT
from scripts.prepared import Prepared, flask

_STARTS_IN = 20  # seconds


class Server:
    """gunicorn with its workers as a process group of its own, so that all of it and nothing else can be ended.

    Its port stays the same when it is started again. RuntimeError: it did not start.
    """

    def __init__(
        self,
        application: str,
        environment: dict[str, str],
        workers: int = 2,
        log: Path | None = None,
        folder: Path = ROOT,
        deployed: Sequence[str] | None = None,
        waits: bool = True,
        prepared: bool = False,
    ) -> None:
        """`deployed`: as deploy/ has it served, with these words more; else small. `waits`: starting it takes until its
        port is open. `prepared`: it begins with the code imported, of the project's own folder and no other."""
        self._waits, self._prepared = waits, prepared
        self._words = ["gunicorn", "--workers", str(workers), "--threads", "4"]
        self._words += ["--no-control-socket", "--log-level", "error"]
        if deployed is not None:
            self._words = ["gunicorn", "--config", "deploy/gunicorn.conf.py", *deployed]
        self._application, self._environment, self._log = application, {**os.environ, **environment}, log
        self._folder = folder  # where the code stands that is served
        self._process: subprocess.Popen[bytes] | Prepared | None = None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])

    def __enter__(self) -> "Server":
        self.start()
        return self

    def __exit__(self, *_why: object) -> None:
        self.stop()

    def start(self) -> None:
        words = [*self._words, "--bind", f"127.0.0.1:{self.port}", self._application]
        if self._prepared:
            self._process = Prepared(words, self._environment, told=self._log or Path(os.devnull), own_session=True)
        else:
            self._process = self._begun(words)
        try:
            if self._waits:
                self._wait()
        except BaseException:
            self.kill()
            raise

    def _begun(self, words: list[str]) -> subprocess.Popen[bytes]:
        with (self._log or Path(os.devnull)).open("ab") as to:
            return subprocess.Popen(
                [sys.executable, "-m", *words],
                cwd=self._folder, env=self._environment, stdout=to, stderr=to, start_new_session=True,
            )  # fmt: skip

    def _wait(self) -> None:
        end = time.monotonic() + _STARTS_IN
        while time.monotonic() < end and self._process is not None and self._process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise RuntimeError(f"nothing answers at 127.0.0.1:{self.port}")

    def stop(self) -> None:
        """End as told: what is at hand is finished."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.kill()

    def kill(self) -> None:
        """kill -9 of the server and every worker of it, in the middle of whatever they do."""
        if self._process is not None and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(timeout=20)

    def pids(self) -> list[int]:
        """The server's own process and its workers."""
        assert self._process is not None
        first = self._process.pid
        workers = Path(f"/proc/{first}/task/{first}/children").read_text(encoding="ascii").split()
        return [first, *map(int, workers)]


@contextmanager
def demo_service(
    password: str, kept_in: Path | None = None, region_firms: int = 0, deployed: Sequence[str] | None = None
) -> Iterator[str]:
    """The address of a service with demo data; every demo person signs in with `password`.

    Its database is service.db in the folder `kept_in`, or in one of its own; `region_firms` are there beside the named
    example firms; `deployed` as of Server.
    """
    with tempfile.TemporaryDirectory() as own:
        folder, quick = kept_in or own, deployed is None
        environment = {
            "DEMO": "1", "DEMO_FIRMS": str(region_firms), "DEMO_PASSWORD": password,
            "SECRET_KEY": secrets.token_hex(32),
            "DATABASE_URL": f"sqlite:///{folder}/service.db", "INSECURE_COOKIES_ON_LOOPBACK": "1",
        }  # fmt: skip
        flask(environment, "prepare").check_returncode()
        with (
            Server("wsgi:app", environment, workers=1, deployed=deployed, prepared=quick) as server,
            worker_beside("wsgi", environment, prepared=quick),
        ):
            yield f"http://127.0.0.1:{server.port}"


@contextmanager
def worker_beside(
    application: str, environment: dict[str, str], log: Path = Path(os.devnull), behind: int = 0, prepared: bool = False
) -> Iterator[subprocess.Popen[bytes] | Prepared]:
    """The process that prints and delivers mail for a server, ended with the block.

    `behind`: how far it stands back from the web servers, as `stand_back` tells. `prepared`: it begins with the
    code imported.
    """
    words, environment = ["flask", "--app", application, "worker"], {**os.environ, **environment}
    process: subprocess.Popen[bytes] | Prepared
    if prepared:
        process = Prepared(words, environment, told=log, own_session=bool(behind))
    else:
        with log.open("ab") as to:
            process = subprocess.Popen(
                [sys.executable, "-m", *words],
                cwd=ROOT, env=environment, stdout=to, stderr=to, start_new_session=bool(behind),
            )  # fmt: skip
    if behind:
        stand_back(process.pid, behind)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(timeout=20)


def stand_back(pid: int, steps: int) -> None:
    """Let a process that leads a session of its own come after others, as Nice= and CPUWeight= of its unit do.

    Linux shares processors among sessions first (autogroups) and only then by nice; 0 steps is an equal share, 10 is a
    tenth of it, 19 a sixtieth.
    """
    os.setpriority(os.PRIO_PROCESS, pid, steps)
    group = Path(f"/proc/{pid}/autogroup")
    if group.exists():
        group.write_text(str(steps), encoding="ascii")
