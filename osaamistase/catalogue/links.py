"""Whether the addresses that services name still answer. They come from outside: only the open web is asked.

Nothing is kept of what a server says but whether it answers; at most MOST_READ bytes of it are read.
"""

import ipaddress
import socket
import ssl
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urljoin, urlsplit

TIMEOUT = 10  # seconds
AT_ONCE = 4
MOST_STEPS = 5  # redirections followed
MOST_READ = 64 * 1024
_AGENT = "osaamistase-linkkitarkistus"


def addresses(sources: Mapping[str, str]) -> dict[str, list[str]]:
    """The web addresses in services' sources, each with the services that name it."""
    found: dict[str, list[str]] = {}
    for service_id, source in sources.items():
        for word in source.split():
            address = word.strip("<>()[],.;")
            if urlsplit(address).scheme in ("http", "https") and urlsplit(address).hostname:
                found.setdefault(address, []).append(service_id)
    return found


def answers(wanted: Iterable[str], allow_private: bool = False) -> Iterator[tuple[str, str]]:
    """Each address with "ok", or in a word or two why it does not answer."""
    given = list(wanted)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield from zip(given, pool.map(lambda one: answer_of(one, allow_private), given), strict=True)


def answer_of(address: str, allow_private: bool = False) -> str:
    """ "ok", or why not: "404", "timeout", "no such host", "private address", "too many redirects" and the like."""
    for _step in range(MOST_STEPS + 1):
        try:
            status, location = _ask(address, allow_private)
        except (OSError, HTTPException, ValueError) as error:
            return next((word for kind, word in _WHY if isinstance(error, kind)), "no answer")
        if status in (301, 302, 303, 307, 308) and location:
            address = urljoin(address, location)
            continue
        return "ok" if 200 <= status < 300 else str(status)
    return "too many redirects"


class Private(ValueError):
    """An address inside some network, which is no business of ours."""


# The first that fits: a lookup that fails is an OSError too.
_WHY: tuple[tuple[type[Exception], str], ...] = (
    (Private, "private address"),
    (TimeoutError, "timeout"),
    (socket.gaierror, "no such host"),
    (ssl.SSLError, "certificate"),
)


def _ask(address: str, allow_private: bool) -> tuple[int, str]:
    """HEAD, and GET where a server does not know HEAD; the status and where it sends us."""
    status, location = _once(address, "HEAD", allow_private)
    return _once(address, "GET", allow_private) if status in (400, 403, 404, 405, 501) else (status, location)


def _once(address: str, method: str, allow_private: bool) -> tuple[int, str]:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(address)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    place = _public(parts.hostname, port, allow_private)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection = _connection(parts.scheme, parts.hostname, place, port)
    try:
        connection.request(method, path, headers={"Host": parts.netloc.rpartition("@")[2], "User-Agent": _AGENT})
        said = connection.getresponse()
        said.read(MOST_READ)
        return said.status, said.getheader("Location") or ""
    finally:
        connection.close()


def _public(host: str, port: int, allow_private: bool) -> str:
    """The very number that is then connected to, so that a name cannot mean another place the second time."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    places = [str(one[4][0]) for one in found]
    for place in places:
        if not allow_private and not ipaddress.ip_address(place.partition("%")[0]).is_global:
            raise Private
    return places[0]


def _connection(scheme: str, host: str, place: str, port: int) -> HTTPConnection:
    if scheme == "http":
        return HTTPConnection(place, port, timeout=TIMEOUT)
    connection = HTTPSConnection(host, port, timeout=TIMEOUT, context=ssl.create_default_context())
    # The certificate is held to the name, the connection goes to the number looked up above.
    raw = socket.create_connection((place, port), TIMEOUT)
    connection.sock = ssl.create_default_context().wrap_socket(raw, server_hostname=host)
    return connection
