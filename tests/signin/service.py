"""A sign-in service (OpenID Connect) that runs as a server of its own, with or without TLS."""

import json
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx

_OVER_TLS = """
import json, sys
from oidc_provider_mock import User, app
from werkzeug.serving import run_simple

port, certificate, *persons = sys.argv[1:]
claims = [json.loads(one) for one in persons]
service = app(user_claims=[User(sub=one.pop("sub"), claims=one) for one in claims])
run_simple("127.0.0.1", int(port), service, ssl_context=(certificate, certificate))
"""


@contextmanager
def running_provider(persons: Sequence[Mapping[str, object]], certificate: Path | None = None) -> Iterator[str]:
    """Its address. Whoever comes may say that they are one of the persons."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    told = [json.dumps(one) for one in persons]
    words = [sys.executable, "-W", "ignore"]
    if certificate:
        words += ["-c", _OVER_TLS, port, str(certificate), *told]
    else:
        words += ["-m", "oidc_provider_mock", "--port", port]
        words += [word for one in told for word in ("--user-claims", one)]
    address = f"{'https' if certificate else 'http'}://127.0.0.1:{port}"
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(f"{address}/.well-known/openid-configuration", certificate)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait_for(address: str, certificate: Path | None) -> None:
    trust = ssl.create_default_context(cafile=certificate)
    end = time.monotonic() + 20
    while True:
        try:
            httpx.get(address, timeout=2, verify=trust).raise_for_status()
            return
        except httpx.HTTPError:
            assert time.monotonic() < end, "the provider does not start"
            time.sleep(0.1)
