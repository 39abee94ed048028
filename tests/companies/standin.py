"""A YTJ interface of a test's own: a real HTTP server on 127.0.0.1 that answers as the interface's description says,
or slowly, or wrongly."""

import json
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

BAKERY = "9000060-1"


def firm(business_id: str = BAKERY, **changes: Any) -> dict[str, Any]:
    """One firm as the interface tells it; `changes` take the place of what stands there, None takes it out."""
    told: dict[str, Any] = {
        "businessId": {"value": business_id, "registrationDate": "1978-03-15", "source": "3"},
        "names": [name("Kuusankosken Esimerkkileipomo Oy")],
        "mainBusinessLine": line("10710", "TOIMI4"),
        "companyForms": [{"type": "16", "version": 1, "source": "1", "registrationDate": "1990-01-01"}],
        "companySituations": [],
        "registeredEntries": [{"type": "1", "register": "1", "authority": "2", "registrationDate": "1990-01-01"}],
        "addresses": [address(1, [("KUUSANKOSKI", "1", "286")]), address(2, [("HELSINKI", "1", "091")])],
        "tradeRegisterStatus": "1",
        "status": "2",
        "registrationDate": "1990-01-01",
        "endDate": None,
        "lastModified": "2026-04-02T12:45:49",
    }
    return {key: value for key, value in {**told, **changes}.items() if value is not None}


def name(words: str, type_: str = "1", since: str = "1990-01-01", **more: str) -> dict[str, Any]:
    return {"name": words, "type": type_, "registrationDate": since, "version": 1, "source": "1", **more}


def line(code: str, code_set: str) -> dict[str, Any]:
    said = [{"languageCode": "1", "description": "Toimiala"}, {"languageCode": "2", "description": "Bransch"}]
    return {
        "type": code,
        "typeCodeSet": code_set,
        "descriptions": said,
        "registrationDate": "2026-01-01",
        "source": "2",
    }


def address(type_: int, offices: list[tuple[str, str, str]], **more: str) -> dict[str, Any]:
    """`offices`: city, language, number of the municipality."""
    told = [{"city": city, "languageCode": language, "municipalityCode": number} for city, language, number in offices]
    return {"type": type_, "street": "Esimerkkitie", "postCode": "45700", "postOffices": told, **more}


def of(*firms: dict[str, Any]) -> bytes:
    return json.dumps({"totalResults": len(firms), "companies": list(firms)}).encode()


class StandIn:
    """`answer`: status, headers and body for everybody, or something that speaks to the socket by itself."""

    def __init__(self, port: int, over: Event) -> None:
        self.address = f"http://127.0.0.1:{port}/opendata-ytj-api/v3/companies"
        self.answer: tuple[int, dict[str, str], bytes] | Callable[[socket.socket, Event], None] = (200, {}, of())
        self.asked: list[str] = []  # business ids
        self.headers: list[dict[str, str]] = []
        self.over = over

    def tells(self, *firms: dict[str, Any]) -> None:
        self.answer = (200, {"Content-Type": "application/json"}, of(*firms))

    def says(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.answer = (status, {key.replace("_", "-"): value for key, value in headers.items()}, body)


def silent(_line: socket.socket, over: Event) -> None:
    over.wait(20)


def drips_its_answer(line: socket.socket, over: Event) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n")
    _drip(line, over)


def drips_its_headers(line: socket.socket, over: Event) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    _drip(line, over)


def _drip(line: socket.socket, over: Event) -> None:
    for _time in range(200):
        line.sendall(b"x")
        if over.wait(0.1):
            return


def never_ends(line: socket.socket, over: Event) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
    for _time in range(2_000):  # 20 MB
        line.sendall(b"2710\r\n" + b" " * 10_000 + b"\r\n")


def hangs_up(line: socket.socket, over: Event) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")


def speaks_no_http(line: socket.socket, over: Event) -> None:
    line.sendall(b"220 posti.example ESMTP\r\n")


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    stand_in: StandIn

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever asked went away: that is what some of these tests are about."""


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        here = cast(_Server, self.server).stand_in
        here.asked += parse_qs(urlsplit(self.path).query).get("businessId", [])
        here.headers.append({**dict(self.headers), "path": self.path})
        if callable(here.answer):
            here.answer(self.connection, here.over)
            self.close_connection = True
            return
        status, headers, body = here.answer
        self.send_response(status)
        for key, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Not into the tests' own output."""


@contextmanager
def standing_in(certificate: Path | None = None) -> Iterator[StandIn]:
    over = Event()
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.stand_in = StandIn(server.server_port, over)
        if certificate:
            secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            secure.load_cert_chain(certificate)
            server.socket = secure.wrap_socket(server.socket, server_side=True)
            server.stand_in.address = server.stand_in.address.replace("http://", "https://")
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server.stand_in
        finally:
            over.set()
            server.shutdown()
            thread.join()


def refused() -> str:
    """The address of a port where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/companies"
