"""Processes that begin with the service's code imported: a start costs no more than what is done after it.

The first use starts a server of such processes (the standard library's), which imports the application once. What is
measured, or served as it is deployed, begins with nothing imported and has no place here.
"""

import atexit
import multiprocessing
import os
import runpy
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from osaamistase.settings import ROOT

_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(["osaamistase.app", "gunicorn.workers.gthread", "weasyprint", "time_machine"])
_NOTHING = Path(os.devnull)


class Prepared:
    """`python -m words` in the project's folder, begun, with the environment given and no other."""

    def __init__(
        self, words: Sequence[str], environment: Mapping[str, str], *,
        given: Path = _NOTHING, told: Path = _NOTHING, wrong: Path | None = None, own_session: bool = False,
    ) -> None:  # fmt: skip
        """What it says is added to the files `told` and `wrong` (None: `told`, too); it reads from the file `given`.

        `own_session`: it leads a session and a process group, so that what it starts can be ended with it.
        """
        files = (str(given), str(told), str(wrong or told))
        self._process = _PROCESSES.Process(
            target=_become, args=(list(words), dict(environment), files, own_session), daemon=True
        )
        self._process.start()

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    def poll(self) -> int | None:
        """How it ended, as of subprocess.Popen; None: it has not."""
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        """How it ended. Raises subprocess.TimeoutExpired where it has not within that many seconds."""
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
        return self._process.exitcode

    def terminate(self) -> None:
        self._process.terminate()

    def kill(self) -> None:
        self._process.kill()


def flask(
    environment: Mapping[str, str], *words: str, application: str = "wsgi", said: str = ""
) -> subprocess.CompletedProcess[str]:
    """`flask --app … words` done, with those variables beside those of this process, and `said` at its prompts."""
    with TemporaryDirectory() as place:
        given, told, wrong = (Path(place) / name for name in ("given", "told", "wrong"))
        given.write_text(said, encoding="utf-8")
        command = ["flask", "--app", application, *words]
        code = Prepared(command, {**os.environ, **environment}, given=given, told=told, wrong=wrong).wait()
        return subprocess.CompletedProcess(
            command, code, told.read_text(encoding="utf-8"), wrong.read_text(encoding="utf-8")
        )


def _become(words: list[str], environment: dict[str, str], files: tuple[str, str, str], own_session: bool) -> None:
    if own_session:
        os.setsid()
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(ROOT)
    for number, (name, path) in enumerate(zip(("stdin", "stdout", "stderr"), files, strict=True)):
        opened = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT if number else os.O_RDONLY)
        os.dup2(opened, number)
        os.close(opened)
        errors = "backslashreplace" if name == "stderr" else "strict"
        setattr(sys, name, os.fdopen(number, "w" if number else "r", encoding="utf-8", errors=errors, closefd=False))
    sys.argv = list(words)
    try:
        runpy.run_module(words[0], run_name="__main__", alter_sys=True)
    finally:
        atexit._run_exitfuncs()
