"""The survey's two busiest requests over HTTP, from eight clients, beside bare Flask under the same server and load.

Only against 127.0.0.1, a fixed number of requests, ended by itself.
"""

import http.client
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

from scripts.serving import Server

CLIENTS, REQUESTS, ROUNDS = 8, 40, 5


def load(port: int, method: str, path: str, body: dict[str, str] | None, headers: dict[str, str]) -> float:
    """The median milliseconds of a request. Raises RuntimeError where any of them fails."""

    def client(_number: int) -> list[float]:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        times = []
        for _ in range(REQUESTS):
            start = time.perf_counter()
            connection.request(method, path, urlencode(body) if body else None, headers)
            answer = connection.getresponse()
            answer.read()
            times.append((time.perf_counter() - start) * 1000)
            if answer.status != 200:
                raise RuntimeError(f"{method} {path[:20]}…: {answer.status}")
        connection.close()
        return times

    with ThreadPoolExecutor(CLIENTS) as pool:
        return statistics.median(one for times in pool.map(client, range(CLIENTS)) for one in times)


def over_http(url: str, token: str, respondent_id: int) -> dict[str, dict[str, float]]:
    """Section page and saved answer, each beside the bare route that does the same to the database."""
    ours = {
        "DATABASE_URL": url,
        "SECRET_KEY": "b" * 40,
        "INSECURE_COOKIES_ON_LOOPBACK": "1",
        "SECOND_FACTOR": "offered",
        "RATE_LIMITS": "off",
    }
    bare = {"DATABASE_URL": url, "RESPONDENT": str(respondent_id)}
    with Server("wsgi:app", ours) as service, Server("scripts.bare:app", bare) as floor:
        port, floor_port = service.port, floor.port
        cookie, csrf = _session(port, f"/kysely/{token}")
        form = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie, "X-CSRFToken": csrf}
        # A place of its own: nobody else has answered there, so nothing stands in the way.
        answer = {"subject": "TYO-03", "rating": "current", "value": "3", "page": "load", "turn": "1"}
        section = [
            (
                load(port, "GET", f"/kysely/{token}/alueet/TYO", None, {"Cookie": cookie}),
                load(floor_port, "GET", "/page", None, {}),
            )
            for _ in range(ROUNDS)
        ]
        save = [
            (
                load(port, "POST", f"/kysely/{token}/vastaus", answer, form),
                load(floor_port, "POST", "/answer", answer, form),
            )
            for _ in range(ROUNDS)
        ]
    return {
        "section page / bare Flask page, 8 clients, HTTP": _summary(section),
        "save one answer / bare same upsert, 8 clients, HTTP": _summary(save),
    }


def _summary(pairs: list[tuple[float, float]]) -> dict[str, float]:
    return {
        "ms": round(statistics.median(one for one, _ in pairs), 3),
        "floor_ms": round(statistics.median(two for _, two in pairs), 3),
        "ratio": round(statistics.median(one / two for one, two in pairs), 2),
    }


def _session(port: int, path: str) -> tuple[str, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path)
    answer = connection.getresponse()
    html = answer.read().decode()
    cookie = (answer.getheader("Set-Cookie") or "").split(";")[0]
    return cookie, html.split('name="csrf_token" value="')[1].split('"')[0]
