"""A service with demo data of its own on a free port of 127.0.0.1, as long as a test or a command needs it."""

import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from osaamistase.settings import ROOT


@contextmanager
def demo_service(password: str) -> Iterator[str]:
    """The address of the service; every demo person signs in with `password`. RuntimeError: it did not start."""
    with tempfile.TemporaryDirectory() as folder:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            place = f"127.0.0.1:{free.getsockname()[1]}"
        environment = {
            **os.environ, "DEMO": "1", "DEMO_PASSWORD": password, "SECRET_KEY": secrets.token_hex(32),
            "DATABASE_URL": f"sqlite:///{folder}/service.db", "INSECURE_COOKIES_ON_LOOPBACK": "1",
        }  # fmt: skip
        prepare = [sys.executable, "-m", "flask", "--app", "wsgi", "prepare"]
        subprocess.run(prepare, cwd=ROOT, env=environment, check=True, capture_output=True)
        words = ["--bind", place, "--threads", "4", "--no-control-socket", "--log-level", "warning", "wsgi:app"]
        server = subprocess.Popen([sys.executable, "-m", "gunicorn", *words], cwd=ROOT, env=environment)
        try:
            _wait(f"http://{place}/healthz")
            yield f"http://{place}"
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait(address: str) -> None:
    for _attempt in range(100):
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"nothing answers at {address}")
