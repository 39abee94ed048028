"""A PostgreSQL server of the tests' own, from the system's programs, in a folder that goes away with them."""

import getpass
import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType

from sqlalchemy import create_engine, text


def program(name: str) -> str:
    """The path of one of PostgreSQL's programs. Raises FileNotFoundError with the one command to run."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    path = str(found[0]) if found else shutil.which(name)
    if path is None:
        raise FileNotFoundError("PostgreSQL is missing: apt-get install postgresql (make test does it)")
    return path


class PostgresServer:
    """Starts on entering, ends on leaving; `url` is for DATABASE_URL. `safe`: it waits for the disk, as real ones do."""

    def __init__(self, safe: bool = False) -> None:
        self._fsync = "on" if safe else "off"
        # Not under pytest's own folder: the user postgres must reach it whatever another run does there.
        self.folder = Path(tempfile.mkdtemp(prefix="osaamistase-postgres-"))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/postgres"

    def __enter__(self) -> "PostgresServer":
        data = self.folder / "data"
        if getpass.getuser() == "root":
            shutil.chown(self.folder, "postgres")
        self._run(
            program("initdb"),
            "-D",
            str(data),
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        settings = f"-p {self.port} -c listen_addresses=127.0.0.1 -c fsync={self._fsync} -c unix_socket_directories= -c max_connections=60"
        self._run(*self._control(), "-o", settings, "-l", str(self.folder / "log"), "-w", "start")

    def stop(self, how: str = "fast") -> None:
        """Fast ends every connection at once; immediate ends like a crash."""
        self._run(*self._control(), "-m", how, "-w", "stop")

    def restart(self) -> None:
        self.stop()
        self.start()

    def pid(self) -> int:
        """Of the process that all others of this server come from."""
        return int((self.folder / "data" / "postmaster.pid").read_text(encoding="ascii").split()[0])

    def _control(self) -> tuple[str, ...]:
        return (program("pg_ctl"), "-D", str(self.folder / "data"))

    def _run(self, *command: str) -> None:
        as_postgres = (
            ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if getpass.getuser() == "root" else []
        )
        environment = {**os.environ, "LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            [*as_postgres, *command],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=environment,
            cwd="/",
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{command[0]} failed: {done.stderr.decode(errors='replace')[-500:]}")


def own_database(server: str, name: str) -> str:
    """The address of a new and empty database of that name on the server at `server`; one that was there is gone."""
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return f"{server.rsplit('/', 1)[0]}/{name}"
