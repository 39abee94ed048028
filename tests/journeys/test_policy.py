"""A real Chromium tells us what the policy held back, by the new way on https and by the old one elsewhere."""

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from scripts.serving import Server
from tests.faults.firms import make_firms
from tests.journeys.conftest import QUIET, chromium
from tests.mail.conftest import certificate
from tests.people import Firm

__all__ = ["certificate"]
pytestmark = pytest.mark.browser

FROM_ELSEWHERE = """
    for (const [tag, where] of [['script', 'https://muualla.example/polku/x.js?sana=salaisuus'], ['img', 'https://kuva.example/y.png']])
        document.body.append(Object.assign(document.createElement(tag), {src: where}));
"""


@pytest.fixture
def hasty(browser: Browser) -> Iterator[Browser]:
    """A browser that trusts the test's own certificate and does not keep its reports for a minute."""
    words = [*QUIET, "--ignore-certificate-errors", "--short-reporting-delay"]
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    started = browser.browser_type.launch(executable_path=chromium(), args=[*words, *sandbox])
    yield started
    started.close()


def told(log: Path) -> set[tuple[str, str]]:
    lines = [json.loads(one) for one in log.read_text(encoding="utf-8").splitlines() if one.startswith("{")]
    return {(one["directive"], one["blocked"]) for one in lines if one["event"] == "policy_violation"}


@pytest.mark.parametrize("scheme", ["https", "http"])
def test_what_the_policy_holds_back_is_told_without_the_page_it_was_on(
    hasty: Browser, certificate: Path, tmp_path: Path, scheme: str
) -> None:
    url, log = f"sqlite:///{tmp_path / 'service.db'}", tmp_path / "web.log"
    firms: list[Firm] = make_firms(url, 1)
    environment = {
        "DATABASE_URL": url, "SECRET_KEY": "n" * 40, "DEMO": "", "LOG_REQUESTS": "on",
        "INSECURE_COOKIES_ON_LOOPBACK": "1" if scheme == "http" else "",
        "GUNICORN_CMD_ARGS": f"--certfile {certificate} --keyfile {certificate}" if scheme == "https" else "",
    }  # fmt: skip
    wanted = {("script-src-elem", "https://muualla.example"), ("img-src", "https://kuva.example")}
    with Server("wsgi:app", environment, 1, log, prepared=True) as server:
        page = hasty.new_page()
        page.goto(f"{scheme}://127.0.0.1:{server.port}{firms[0].at()}")
        page.evaluate(FROM_ELSEWHERE)
        end = time.monotonic() + 20
        while not wanted <= told(log) and time.monotonic() < end:
            time.sleep(0.1)
    assert wanted <= told(log)
    written = log.read_text(encoding="utf-8")
    assert [one for one in (firms[0].token, "salaisuus", "polku", "y.png") if one in written] == []
