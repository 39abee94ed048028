"""A real server and a real Chromium: one of each for the whole run."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from osaamistase.settings import ROOT

QUIET = [
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def chromium() -> str:
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "Chromium is missing: apt-get install chromium (make test does it), or set CHROMIUM"
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        started = playwright.chromium.launch(executable_path=chromium(), args=[*QUIET, *sandbox])
        yield started
        started.close()


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The service as it is served, with demo data of its own; its address."""
    folder = tmp_path_factory.mktemp("live")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ, "DEMO": "1", "DEMO_PASSWORD": PASSWORD, "SECRET_KEY": "j" * 40,
        "DATABASE_URL": f"sqlite:///{folder / 'live.db'}", "INSECURE_COOKIES_ON_LOOPBACK": "1",
    }  # fmt: skip
    subprocess.run(
        [bin_path("flask"), "--app", "wsgi", "prepare"], cwd=ROOT, env=environment, check=True, capture_output=True
    )
    command = [
        bin_path("gunicorn"),
        "--bind",
        f"127.0.0.1:{port}",
        "--threads",
        "4",
        "--no-control-socket",
        "--log-level",
        "warning",
        "wsgi:app",
    ]
    server = subprocess.Popen(command, cwd=ROOT, env=environment)
    address = f"http://127.0.0.1:{port}"
    _wait(address)
    yield address
    server.terminate()
    server.wait(timeout=20)


PASSWORD = "matkan-salasana-1"


def bin_path(name: str) -> str:
    return str(Path(sys.executable).parent / name)


def _wait(address: str) -> None:
    for _attempt in range(100):
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError("the service did not start")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(locale="fi-FI", viewport={"width": 1280, "height": 900})
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
