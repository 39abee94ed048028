"""deploy/nginx.conf and deploy/gunicorn.conf.py as they are run: a real nginx with TLS before two real web servers."""

import http.client
import runpy
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from gunicorn.config import Config

from osaamistase.settings import ROOT
from scripts.serving import Server
from tests.deploy.proxy import Proxy
from tests.faults.clients import FORM, Client, check_nothing_is_lost
from tests.faults.firms import make_firms, whole_questionnaire
from tests.mail.conftest import certificate
from tests.people import Firm

__all__ = ["certificate"]


@dataclass
class Scene:
    url: str
    firm: Firm
    webs: list[Server]
    proxy: Proxy
    logs: Path

    def ask(
        self, path: str, method: str = "GET", body: str | None = None, **headers: str
    ) -> tuple[http.client.HTTPResponse, str]:
        connection = self.proxy.connection()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, named)
        answer = connection.getresponse()
        text = answer.read().decode(errors="replace")
        connection.close()
        return answer, text

    def written(self) -> str:
        return "".join(path.read_text(errors="replace") for path in self.logs.rglob("*.log"))


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory, certificate: Path) -> Iterator[Scene]:
    folder = tmp_path_factory.mktemp("behind")
    url = f"sqlite:///{folder / 'service.db'}"
    (firm,) = make_firms(url, 1)
    environment = {
        "DATABASE_URL": url, "SECRET_KEY": "n" * 40, "PROXIES": "1", "DEMO": "", "LOG_REQUESTS": "on",
        "GUNICORN_CMD_ARGS": "--config deploy/gunicorn.conf.py", "INSECURE_COOKIES_ON_LOOPBACK": "",
    }  # fmt: skip
    with ExitStack() as open_:
        webs = [Server("wsgi:app", environment, 1, folder / f"web-{n}.log", prepared=True) for n in range(2)]
        for web in webs:
            web.start()
            open_.callback(web.stop)
        proxy = Proxy(folder, certificate, [web.port for web in webs])
        open_.enter_context(proxy.running())
        yield Scene(url, firm, webs, proxy, folder)


def test_the_configurations_are_sound(tmp_path: Path, certificate: Path) -> None:
    done = subprocess.run(Proxy(tmp_path, certificate, [1]).command("-t"), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    words = [sys.executable, "-m", "gunicorn", "--check-config", "--config", "deploy/gunicorn.conf.py", "wsgi:app"]
    environment = {"PATH": "/usr/bin:/bin", "SECRET_KEY": "n" * 40, "DATABASE_URL": "sqlite://", "WEB_WORKERS": "3"}
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_gunicorn_names_no_address_of_a_request_that_broke(caplog: pytest.LogCaptureFixture) -> None:
    settings = runpy.run_path(str(ROOT / "deploy/gunicorn.conf.py"))
    logger = settings["logger_class"](Config())
    logger.error_log.propagate = True
    logger.exception("Error handling request %s", "/kysely/salaisuus/vastaus")
    assert "Error handling request /…" in caplog.text
    assert "salaisuus" not in caplog.text
    logger.error_log.filters.clear()


def test_the_service_believes_nginx_and_nobody_else(scene: Scene) -> None:
    lied = {"X_Forwarded_Proto": "http", "X_Forwarded_Host": "paha.example", "X_Forwarded_For": "192.0.2.66"}
    answer, page = scene.ask("/kirjaudu", **lied)
    assert answer.status == 200
    assert answer.headers.get_all("Strict-Transport-Security") == ["max-age=31536000"]
    assert "; Secure" in (answer.headers["Set-Cookie"] or "")
    assert "paha.example" not in page + str(answer.headers)
    assert scene.ask("/kirjaudu", Host="paha.example")[0].status == 421
    assert scene.ask("/metrics")[0].status == 404

    plain = http.client.HTTPConnection("127.0.0.1", scene.proxy.plain, timeout=10)
    plain.request("GET", "/kirjaudu")
    answer = plain.getresponse()
    assert (answer.status, answer.headers["Location"]) == (301, "https://127.0.0.1/kirjaudu")
    plain.close()


def test_static_files_are_kept_for_a_year_with_their_kinds(scene: Scene) -> None:
    for name, kind in (
        ("site.css", "text/css"),
        ("answer.js", "text/javascript"),
        ("icon.svg", "image/svg+xml"),
        ("fonts/source-sans-3-latin-400-normal.woff2", "font/woff2"),
    ):
        answer, _ = scene.ask(f"/static/{name}?v=1")
        assert (answer.status, answer.headers["Content-Type"]) == (200, kind)
        assert "max-age=31536000" in answer.headers["Cache-Control"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert scene.ask("/static/../settings.py")[0].status in (400, 404)


def test_style_sheets_and_scripts_come_compressed_to_whoever_takes_it(scene: Scene) -> None:
    for name in ("site.css", "answer.js"):
        packed, _ = scene.ask(f"/static/{name}", Accept_Encoding="gzip")
        assert (packed.headers["Content-Encoding"], packed.headers["Vary"]) == ("gzip", "Accept-Encoding")
        assert scene.ask(f"/static/{name}")[0].headers["Content-Encoding"] is None


def test_what_is_too_much_is_told_on_a_page_of_our_own_and_far_too_much_is_not_even_read(scene: Scene) -> None:
    answer, page = scene.ask("/kirjaudu", "POST", "email=" + "x" * 1_500_000, **{"Content_Type": FORM["Content-Type"]})
    assert answer.status == 413
    assert "Lähetit liian paljon kerralla" in page
    answer, page = scene.ask("/kirjaudu", "POST", "email=" + "x" * 3_000_000, **{"Content_Type": FORM["Content-Type"]})
    assert answer.status == 413
    assert "Lähetit liian paljon" not in page


def test_a_web_server_killed_and_started_among_saves_is_not_felt_and_no_log_holds_the_firms_link(scene: Scene) -> None:
    class Visitor(Client):
        def connect(self, _port: int) -> http.client.HTTPConnection:
            return scene.proxy.connection()

    visitor = Visitor(scene.proxy.port, scene.firm, whole_questionnaire())
    for web in scene.webs:
        for number in range(30):
            assert visitor.save(*visitor.next())[0] == 200
            if number == 10:
                web.kill()
        web.start()
        assert visitor.save(*visitor.next())[0] == 200
    visitor.close()
    check_nothing_is_lost(scene.url, [visitor])
    assert scene.firm.token not in scene.written()
