"""A real nginx with the project's own example in front of web servers, on free ports of 127.0.0.1."""

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from osaamistase.settings import ROOT


def nginx() -> str:
    """The program. Raises FileNotFoundError with the one command to run."""
    places = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", str(ROOT / "build/nginx/usr/sbin")))
    found = shutil.which("nginx", path=places)
    if found is None:
        raise FileNotFoundError("nginx is missing: run scripts/prepare dev")
    return found


def _ports(count: int) -> list[int]:
    probes = [socket.socket() for _one in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    found = [int(probe.getsockname()[1]) for probe in probes]
    for probe in probes:
        probe.close()
    return found


class Proxy:
    """`port` speaks TLS, `plain` sends there. All that it writes lies in `folder`."""

    def __init__(self, folder: Path, certificate: Path, behind: Sequence[int]) -> None:
        self.folder, self.certificate = folder, certificate
        self.port, self.plain = _ports(2)
        servers = "\n".join(f"server 127.0.0.1:{port} max_fails=0;" for port in behind)
        site = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
        for ours, here in (
            (r"server 127\.0\.0\.1:8000[^;]*;", servers),
            (r" listen \[::\]:\d+ [^;]*;", ""),
            (r"listen 80 ", f"listen 127.0.0.1:{self.plain} "),
            (r"listen 443 ", f"listen 127.0.0.1:{self.port} "),
            (r"osaamistase\.example\.fi", "127.0.0.1"),
            (r"/etc/ssl/osaamistase/(fullchain|privkey)\.pem", str(certificate)),
            (r"/opt/osaamistase/", f"{ROOT}/"),
            (r"/var/log/nginx/", f"{folder}/"),
        ):
            site, times = re.subn(ours, here, site)
            assert times, ours
        places = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        rooms = "\n".join(f"{one}_temp_path {folder}/{one};" for one in places)
        user = "user root;" if os.geteuid() == 0 else ""
        whole = f"{user} daemon off; worker_processes 1; pid {folder}/pid; events {{}} http {{ {rooms}\n{site} }}"
        self.configuration = folder / "nginx.conf"
        self.configuration.write_text(whole, encoding="utf-8")

    def command(self, *words: str) -> list[str]:
        return [nginx(), "-p", str(self.folder), "-e", str(self.folder / "start.log"), "-c", str(self.configuration), *words]  # fmt: skip

    @contextmanager
    def running(self) -> Iterator["Proxy"]:
        process = subprocess.Popen(self.command(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            end = time.monotonic() + 20
            while process.poll() is None and time.monotonic() < end:
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                        break
                time.sleep(0.02)
            yield self
        finally:
            process.terminate()
            process.wait(timeout=20)

    def connection(self) -> http.client.HTTPSConnection:
        trust = ssl.create_default_context(cafile=str(self.certificate))
        return http.client.HTTPSConnection("127.0.0.1", self.port, timeout=30, context=trust)
