"""The link checker against a real server: what answers, what does not, and what is never asked."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from osaamistase.catalogue import links
from osaamistase.catalogue.links import addresses, answer_of, answers


class Site(BaseHTTPRequestHandler):
    asked: list[str] = []  # noqa: RUF012  one list for the one server

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        Site.asked.append(f"{self.command} {self.path}")
        if self.path == "/slow":
            time.sleep(1.5)
        status = {"/gone": 404, "/to": 302, "/loop": 302, "/inside": 302, "/only-get": 405, "/broken": 500}.get(
            self.path, 200
        )
        if self.path == "/only-get" and self.command == "GET":
            status = 200
        self.send_response(status)
        places = {"/to": "/fine", "/loop": "/loop", "/inside": "http://169.254.169.254/latest"}
        if self.path in places:
            self.send_header("Location", places[self.path])
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *_args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Site.asked.clear()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("page", "answer"),
    [
        ("/fine", "ok"),
        ("/gone", "404"),
        ("/broken", "500"),
        ("/to", "ok"),
        ("/only-get", "ok"),
        ("/loop", "too many redirects"),
    ],
)
def test_each_answer_is_told_in_a_word(site: str, page: str, answer: str) -> None:
    assert answer_of(site + page, allow_private=True) == answer


def test_a_server_that_is_silent_is_not_waited_for_long(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "TIMEOUT", 0.2)
    assert answer_of(f"{site}/slow", allow_private=True) == "timeout"


def test_addresses_of_a_network_inside_are_never_asked(site: str) -> None:
    assert answer_of(f"{site}/fine") == "private address"
    for place in ("http://localhost/", "http://10.0.0.1/", "http://[::1]/", "http://192.168.1.1/"):
        assert answer_of(place) == "private address"
    assert Site.asked == []


def test_a_redirection_to_the_inside_is_not_followed(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = site.removeprefix("http://").partition(":")[0]
    really = links._public
    monkeypatch.setattr(
        links, "_public", lambda host, port, allow: first if host == first else really(host, port, allow)
    )
    assert answer_of(f"{site}/inside") == "private address"


def test_nobody_there_and_no_web_address_are_told(site: str) -> None:
    assert answer_of("http://127.0.0.1:1/", allow_private=True) == "no answer"
    assert answer_of("ftp://example.com/", allow_private=True) == "no answer"


def test_each_address_is_asked_once_however_many_name_it(site: str) -> None:
    named = addresses(
        {"a": f"{site}/fine", "b": f"katso {site}/fine.", "c": "loppuraportti", "d": "ftp://x.fi mailto:a@b.fi"}
    )
    assert named == {f"{site}/fine": ["a", "b"]}
    assert dict(answers(named, allow_private=True)) == {f"{site}/fine": "ok"}
    assert Site.asked == ["HEAD /fine"]
