"""`doctor` on the machine: files, the press, the mail server, room."""

import resource
import shutil
import sys
import tempfile
from collections.abc import Iterator

import httpx

from osaamistase.cli.findings import Finding, ok, warning, wrong
from osaamistase.guides.guide import BadGuides
from osaamistase.guides.reading import load_guides
from osaamistase.mail.server import refusal
from osaamistase.questionnaires.files import BadQuestionnaires, load_shelf
from osaamistase.settings import ROOT, Settings
from osaamistase.signin import server as sign_in_service

_STATIC = ROOT / "osaamistase" / "static"
_NEEDED = ("tokens.css", "site.css", "print.css", "answer.js", "notes.js", "icon.svg")
_WEIGHTS = (400, 600, 700)
_MADE = ("sv", "en")  # languages whose texts are made ready by scripts/prepare
_ROOM, _OPEN_FILES = 200_000_000, 1024
_PATIENCE = 3  # seconds
_PAGE = '<!doctype html><html lang="fi"><head><title>Ä</title><link rel="stylesheet" href="tokens.css"><link rel="stylesheet" href="print.css"></head><body><h1>Ä</h1></body></html>'  # fmt: skip # noqa: E501
_TRUST = (
    "let this machine trust your own authority: its .crt into /usr/local/share/ca-certificates, then "
    "update-ca-certificates (of the package ca-certificates), or name it in SSL_CERT_FILE"
)
_MAIL = {
    "certificate": f"its certificate cannot be trusted: name the right host, or {_TRUST}",
    "tls": "TLS fails: check SMTP_SECURITY and SMTP_PORT",
    "login": "it refuses the sign-in: check SMTP_USER and SMTP_PASSWORD",
    "unsupported": "it offers no STARTTLS or no sign-in: check SMTP_SECURITY, SMTP_PORT and SMTP_USER",
    "timeout": "it does not answer in time: check SMTP_HOST, SMTP_PORT and the firewall between",
    "settings": "SMTP_HOST, SMTP_USER or SMTP_PASSWORD holds what no mail server can be told",
}
_SIGN_IN = {
    "certificate": _MAIL["certificate"],
    "tls": "TLS fails: check OIDC_ISSUER",
    "timeout": "it does not answer in time: check OIDC_ISSUER and the firewall between",
    "connection": "it cannot be reached: check OIDC_ISSUER and the firewall between",
}


def check_python() -> Iterator[Finding]:
    here = ".".join(map(str, sys.version_info[:3]))
    new_enough = sys.version_info >= (3, 11)
    yield ok("Python", here) if new_enough else wrong("Python", f"{here} is too old: install 3.11 or newer")


def check_questionnaires(settings: Settings) -> Iterator[Finding]:
    try:
        shelf = load_shelf(settings.questionnaires)
    except BadQuestionnaires as error:
        yield from (wrong("questionnaires", line) for line in str(error).splitlines())
        return
    for name, findings in sorted(shelf.unsound.items()):
        yield warning("questionnaires", f"the draft {name} is left out: {findings[0].line(name)}")
    if not shelf.newest():
        yield wrong("questionnaires", f"none is published in {settings.questionnaires}: bring the folder back")
    else:
        yield ok("questionnaires", f"{len(shelf.versions())} versions, the published ones untouched")


def check_guides(settings: Settings) -> Iterator[Finding]:
    try:
        load_guides(settings.guides, _STATIC)
    except BadGuides as error:
        yield from (wrong("guides", line) for line in str(error).splitlines())


def check_files() -> Iterator[Finding]:
    fonts = [f"fonts/source-sans-3-latin-{weight}-normal.woff2" for weight in _WEIGHTS]
    gone = [name for name in (*_NEEDED, *fonts) if not (_STATIC / name).is_file()]
    texts = ROOT / "osaamistase" / "translations"
    unmade = [one for one in _MADE if not (texts / one / "LC_MESSAGES" / "messages.mo").is_file()]
    if gone:
        yield wrong("files", f"missing in {_STATIC}: {', '.join(gone)}; install the release again")
    if unmade:
        yield wrong("files", f"texts are not made ready for {', '.join(unmade)}: run scripts/prepare")
    if not gone and not unmade:
        yield ok("files", "styles, scripts, fonts and texts are there")


def check_press() -> Iterator[Finding]:
    """One page is printed for real."""
    try:
        from osaamistase.prints.press import printed

        made = printed(_PAGE, _STATIC)
    except OSError as error:
        mend = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0, and see the files above"
        yield wrong("press", f"cannot print ({str(error).splitlines()[0]}): {mend}")
        return
    good = made.startswith(b"%PDF-")
    yield ok("press", "prints a page") if good else wrong("press", "prints no PDF: install requirements/base.txt")


def check_mail(settings: Settings) -> Iterator[Finding]:
    """The server answers, over TLS, and takes the sign-in. No mail is sent."""
    if settings.mail is None:
        yield warning("mail", "is off: people get their links from their adviser alone; set SMTP_HOST and MAIL_FROM")
        return
    why = refusal(settings.mail)
    if why is None:
        yield ok("mail", f"{settings.mail.host} answers")
        return
    mend = _MAIL.get(why.split()[0], "it cannot be reached: check SMTP_HOST, SMTP_PORT and the firewall between")
    yield wrong("mail", f"{settings.mail.host}: {mend} ({why})")


def check_provider(settings: Settings) -> Iterator[Finding]:
    """The organisation's own sign-in service describes itself, and its groups have something to do here."""
    provider = settings.provider
    if provider is None:
        return
    why = sign_in_service.refusal(provider)
    if why is None:
        yield ok("sign-in service", f"{provider.issuer} answers")
    else:
        mend = _SIGN_IN.get(why.split()[0], "give OIDC_ISSUER as the service itself names it")
        yield wrong("sign-in service", f"{provider.issuer}: {mend} ({why})")
    if not provider.roles:
        yield wrong("sign-in service", "OIDC_ROLES names no group, so nobody gets in: see README.md")


def check_collector(settings: Settings) -> Iterator[Finding]:
    """The collector of spans answers. An empty list is sent, no span."""
    if not settings.tracing:
        return
    kind = {"Content-Type": "application/x-protobuf"}
    try:
        status = httpx.post(f"{settings.tracing}/v1/traces", content=b"", headers=kind, timeout=_PATIENCE).status_code
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        mend = "no spans arrive, all else goes on; start it, or set OTEL_EXPORTER_OTLP_ENDPOINT right or leave it out"
        yield warning("collector", f"{settings.tracing} does not answer ({type(error).__name__}): {mend}")
        return
    if status < 300 or status in (401, 403):  # whether it takes OTEL_EXPORTER_OTLP_HEADERS is not tried
        yield ok("collector", f"{settings.tracing} answers")
    else:
        mend = "is it OTLP over HTTP, and not gRPC? Set OTEL_EXPORTER_OTLP_ENDPOINT to its address without /v1/traces"
        yield warning("collector", f"{settings.tracing} answers with {status}: {mend}")


def check_room() -> Iterator[Finding]:
    free = shutil.disk_usage(tempfile.gettempdir()).free
    if free < _ROOM:
        yield wrong("disk", f"{free // 1_000_000} MB are free in {tempfile.gettempdir()}: make room")
    else:
        yield ok("disk", f"{free // 1_000_000_000} GB are free in {tempfile.gettempdir()}")
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    if 0 <= most < _OPEN_FILES:
        yield warning("open files", f"at most {most}: let it be {_OPEN_FILES} or more (LimitNOFILE, ulimit -n)")
    else:
        yield ok("open files", f"at most {most}" if most >= 0 else "no limit")
