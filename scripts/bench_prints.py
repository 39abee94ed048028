"""Whether other pages suffer while a folder of plans is printed: the start page over HTTP, with and without.

python -m scripts.bench_prints
"""

import re
import secrets
import statistics
import threading
import time
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

from scripts.serving import demo_service

CLIENTS, FOLDERS, TIMES = 4, 4, 60  # a folder holds every confirmed plan of the demonstration, with its sheet


class Client:
    """One who is signed in; http.client, so that measuring costs little."""

    def __init__(self, address: str, password: str) -> None:
        self._to, self._cookie = urlsplit(address), ""
        token = self._token("/kirjaudu")
        form = {"email": "neuvoja@esimerkki.example", "password": password, "csrf_token": token}
        self.ask("/kirjaudu", form)

    def ask(self, page: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Status, body, and where it leads."""
        connection = HTTPConnection(self._to.hostname or "", self._to.port, timeout=60)
        headers = {"Cookie": self._cookie, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST" if form else "GET", page, urlencode(form) if form else None, headers)
        answer = connection.getresponse()
        body = answer.read().decode("utf-8", "replace")
        for name, value in answer.getheaders():
            if name == "Set-Cookie" and value.startswith("session="):
                self._cookie = value.split(";", 1)[0]
        connection.close()
        return answer.status, body, answer.getheader("Location") or ""

    def print_all(self) -> str:
        """Ask for a folder of all plans; its address."""
        _status, page, _to = self.ask("/suunnitelmat?kaikki=1")
        form = dict.fromkeys(re.findall(r'name="(plan_\d+)"', page), "on")
        return self.ask("/suunnitelmat/kansio", {**form, "kind": "tase", "csrf_token": self._token("/suunnitelmat")})[2]

    def _token(self, page: str) -> str:
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.ask(page)[1])
        assert found is not None
        return found.group(1)


def bench_prints() -> dict[str, dict[str, float]]:
    """p95 of the start page while folders are printed, beside the same without."""
    password = secrets.token_urlsafe(12)
    with demo_service(password) as address:
        clients = [Client(address, password) for _ in range(CLIENTS)]
        quiet = _asked(clients)
        folders = [clients[0].print_all() for _ in range(FOLDERS)]
        start = time.perf_counter()
        busy = _asked(clients)
        asked_for = time.perf_counter() - start
        while any("Refresh" in clients[0].ask(one)[1] or "<progress" in clients[0].ask(one)[1] for one in folders):
            time.sleep(0.2)
        whole = time.perf_counter() - start
    p95, floor = (statistics.quantiles(one, n=20)[-1] for one in (busy, quiet))
    return {
        "start page while folders print, p95 / without": {
            "ms": p95, "floor_ms": floor, "ratio": p95 / floor, "folders_s": whole, "asked_s": asked_for,
        }
    }  # fmt: skip


def _asked(clients: list[Client]) -> list[float]:
    times: list[float] = []

    def one(client: Client) -> None:
        for _ in range(TIMES):
            start = time.perf_counter()
            assert client.ask("/tanaan")[0] == 200
            times.append((time.perf_counter() - start) * 1000)

    threads = [threading.Thread(target=one, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


if __name__ == "__main__":
    for name_, figures in bench_prints().items():
        print(name_, {what: round(figure, 2) for what, figure in figures.items()})
