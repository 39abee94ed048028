"""`doctor` on the environment: what is refused, what is misspelt, what does not fit together."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from osaamistase.cli.findings import Finding, ok, warning, wrong
from osaamistase.settings import Settings, gathered

_OURS = (
    "SMTP_",
    "DATABASE_",
    "DEMO_",
    "DISCLOSURE_",
    "PUBLIC_",
    "OIDC_",
    "YTJ_",
    "WEB_",
)  # so names of ours begin, and few others'
# Read by the demonstration, by Python's own TLS, by the measurements, by tracing and by deploy/gunicorn.conf.py.
_ELSEWHERE = frozenset(
    (
        "DEMO_FIRMS",
        "DEMO_PASSWORD",
        "SSL_CERT_FILE",
        "PROMETHEUS_MULTIPROC_DIR",
        "OTEL_EXPORTER_OTLP_HEADERS",
        "WEB_WORKERS",
        "WEB_THREADS",
        "WEB_BIND",
    )
)
_WHOLE = {  # with these every other setting is asked for, too
    "DATABASE_URL": "sqlite://", "SMTP_HOST": "127.0.0.1",
    "OIDC_ISSUER": "https://a.example", "OIDC_CLIENT_ID": "a", "OIDC_CLIENT_SECRET": "a",
}  # fmt: skip
_MOST_PROXIES = 3


class _Asked(dict[str, str]):
    """An environment that remembers what it was asked for."""

    def __init__(self, values: Mapping[str, str]) -> None:
        super().__init__(values)
        self.names: set[str] = set()

    def get(self, name: str, default: Any = None) -> Any:
        self.names.add(name)
        return super().get(name, default)


def known_names() -> frozenset[str]:
    """Every name that the service asks for in the environment."""
    asked = _Asked(_WHOLE)
    gathered(asked)
    return frozenset(asked.names) | _ELSEWHERE


def check_refused(refused: Iterable[str]) -> Iterator[Finding]:
    sentences = list(refused)
    yield from (wrong("settings", sentence) for sentence in sentences)
    if not sentences:
        yield ok("settings", "none is refused")


def check_names(environment: Mapping[str, str]) -> Iterator[Finding]:
    """Names that look like ours and are not: the service would go on as if they were not there."""
    known = known_names()
    for name in sorted(set(environment) - known):
        near = get_close_matches(name, known - {"SSL_CERT_FILE"}, n=1, cutoff=0.85)
        if near:
            yield warning("settings", f"{name} is not read by anything: is it meant to be {near[0]}?")
        elif name.startswith(_OURS):
            yield warning("settings", f"{name} is not read by anything: see the names in README.md")


def check_address(settings: Settings) -> Iterator[Finding]:
    if settings.demo:
        yield warning("demonstration", "DEMO=1: made-up firms, nothing is sent to anyone; unset it to serve real firms")
        return
    if not settings.address:
        mend = "set it to the address people use, for example https://osaamistase.example.fi"
        yield warning("PUBLIC_ADDRESS", f"is not set: no digests or reminders are written; {mend}")
    elif not settings.address.startswith("https://"):
        yield wrong("PUBLIC_ADDRESS", f"{settings.address} is not https: nobody can sign in; put TLS before it")
    else:
        yield ok("PUBLIC_ADDRESS", settings.address)


def check_cookies(settings: Settings) -> Iterator[Finding]:
    if settings.secure_cookies:
        yield ok("cookies", "are sent over https alone")
    elif settings.address:
        mend = "unset it, for there is an address for others"
        yield wrong("cookies", f"INSECURE_COOKIES_ON_LOOPBACK=1 shuts out everyone but this machine: {mend}")
    else:
        yield warning("cookies", "INSECURE_COOKIES_ON_LOOPBACK=1: only this machine is answered; unset it for others")


def check_numbers(environment: Mapping[str, str], settings: Settings) -> Iterator[Finding]:
    """Numbers that are never refused, because there is a safe one to go on with."""
    given, k = environment.get("PROXIES", ""), environment.get("DISCLOSURE_K", "")
    if given and not given.isdecimal():
        yield wrong("PROXIES", f"{given} is no number and counts as 0; give how many reverse proxies stand in front")
    elif settings.proxies > _MOST_PROXIES:
        mend = "anyone may make up the addresses that nobody added; give how many reverse proxies stand in front"
        yield warning("PROXIES", f"{settings.proxies} is more than anyone has: {mend}")
    elif settings.proxies == 0 and settings.address.startswith("https://"):
        mend = "set PROXIES=1 behind one, or links in letters begin with http and all people have one address"
        yield warning("PROXIES", f"is 0, and https needs a reverse proxy: {mend}")
    else:
        yield ok("PROXIES", f"{settings.proxies} in front")
    if k and k.strip() != str(settings.disclosure_k):
        yield warning("DISCLOSURE_K", f"{k} counts as {settings.disclosure_k}; give a whole number of 3 or more")
