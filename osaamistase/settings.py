"""What the environment decides. Secrets come from here and nowhere else."""

import os
import re
import secrets
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, TypeVar, cast

ROOT = Path(__file__).resolve().parent.parent
MAIL_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_TAKE_A_WORD = ("--app", "-A", "--env-file", "-e")  # options of `flask` itself
# Read by the demonstration, by Python's own TLS and by deploy/gunicorn.conf.py.
_ELSEWHERE = frozenset(("DEMO_FIRMS", "DEMO_PASSWORD", "SSL_CERT_FILE", "WEB_WORKERS", "WEB_THREADS", "WEB_BIND"))
Value = TypeVar("Value")


class BadSetting(SystemExit):
    """Stops the start with one line that says which setting and how to mend it."""


@dataclass(frozen=True)
class MailSettings:
    """The SMTP server that takes our mails, and the address they come from."""

    host: str
    port: int
    security: Literal["starttls", "tls", "none"]
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True)
class Settings:
    """Read once at start. `demo` makes its own secret and says so on every page."""

    database_url: str
    secret_key: str = field(repr=False)
    demo: bool = False
    database_wait: int = 10  # seconds that a save waits for a locked database before the person is told
    secure_cookies: bool = True
    questionnaires: Path = ROOT / "questionnaires"
    catalogue: Path = ROOT / "catalogue" / "services.toml"
    organisation: str = "Kinno"
    proxies: int = 0  # reverse proxies in front, whose word on scheme, host and address is believed
    disclosure_k: int = 5  # management sees no figure of fewer firms; floor 3, and a broken setting means 5
    link_days: int = 60  # how long a firm may answer by its link
    address: str = ""  # where people reach the service; letters that no visitor asked for need it for their links
    result_days: int = 730  # how long the link opens the result: the 24 months its targets are for
    mail: MailSettings | None = None

    @property
    def mail_state(self) -> Literal["on", "off", "demo"]:
        """on: mails go out; off: no server is named; demo: mails are written for the outbox page and never sent."""
        if self.demo:
            return "demo"
        return "on" if self.mail else "off"


def serving(environment: Mapping[str, str] = os.environ, words: Sequence[str] = sys.argv) -> bool:
    """Whether this process answers visitors. Other commands sign no cookies and check what may be unsound."""
    return "FLASK_RUN_FROM_CLI" not in environment or "run" in words


def examining(environment: Mapping[str, str] = os.environ, words: Sequence[str] = sys.argv) -> bool:
    """Whether this process is `flask … doctor`, which must start whatever is wrong with the settings."""
    said = [word for before, word in pairwise(words) if not word.startswith("-") and before not in _TAKE_A_WORD]
    return "FLASK_RUN_FROM_CLI" in environment and said[:1] == ["doctor"]


def from_environment(environment: Mapping[str, str] = os.environ, *, serves: bool = True) -> Settings:
    """Settings from environment variables. Raises BadSetting where a needed one is missing.

    A command that serves nobody needs no secret: it gets one that dies with it.
    """
    settings, refused = gathered(environment, serves=serves)
    if refused:
        raise BadSetting(refused[0])
    return settings


class _Reading:
    """Settings are read one by one; what is refused is noted, and something harmless stands in its place."""

    def __init__(self) -> None:
        self.refused: list[str] = []

    def __call__(self, instead: Value, read: Callable[[], Value]) -> Value:
        try:
            return read()
        except BadSetting as why:
            self.refused.append(str(why))
            return instead


def gathered(environment: Mapping[str, str], *, serves: bool = True) -> tuple[Settings, list[str]]:
    """The settings, and a sentence for each that is refused. Only without any are they fit for use."""
    demo, given, reading = environment.get("DEMO") == "1", environment.get, _Reading()
    settings = Settings(
        secret_key=reading("", lambda: _secret_key(given("SECRET_KEY", ""), demo, serves)),
        database_url=_database_url(given("DATABASE_URL", "")),
        demo=demo,
        database_wait=reading(10, lambda: _database_wait(given("DATABASE_WAIT", "") or "10")),
        secure_cookies=given("INSECURE_COOKIES_ON_LOOPBACK") != "1",
        organisation=given("ORGANISATION", "Kinno"),
        proxies=int(given("PROXIES", "0")) if given("PROXIES", "0").isdecimal() else 0,
        disclosure_k=_disclosure_k(given("DISCLOSURE_K", "")),
        mail=None if demo else _mail(environment, reading),
        address=reading("", lambda: _address(given("PUBLIC_ADDRESS", "").strip())),
    )
    return settings, reading.refused


def known_names() -> frozenset[str]:
    """Every name that is asked for in the environment, here or where it is used."""
    asked = _Asked({"SMTP_HOST": "127.0.0.1", "DATABASE_URL": "sqlite://"})
    gathered(asked)
    return frozenset(asked.names) | _ELSEWHERE


class _Asked(dict[str, str]):
    """An environment that remembers what it was asked for."""

    def __init__(self, values: Mapping[str, str]) -> None:
        super().__init__(values)
        self.names: set[str] = set()

    def get(self, name: str, default: Any = None) -> Any:
        self.names.add(name)
        return super().get(name, default)


def _secret_key(given: str, demo: bool, serves: bool) -> str:
    if not given and demo:
        given = _demo_secret()
    if not given and not serves:
        given = secrets.token_hex(32)
    if len(given) < 32:
        raise BadSetting(
            "SECRET_KEY is missing or shorter than 32 characters. Make one with "
            "python3 -c 'import secrets; print(secrets.token_hex(32))' and set it in the environment, or set DEMO=1."
        )
    return given


def _address(given: str) -> str:
    if given and not re.fullmatch(r"https?://[^\s/]+(/[^\s?#]*)?", given):
        raise BadSetting(f"PUBLIC_ADDRESS={given} is no address: give for example https://osaamistase.example.fi")
    return given if not given or given.endswith("/") else given + "/"


def _mail(environment: Mapping[str, str], reading: _Reading) -> MailSettings | None:
    given = environment.get
    host = given("SMTP_HOST", "").strip()
    if not host:
        return None
    security = reading("starttls", lambda: _mail_security(given("SMTP_SECURITY", "") or "starttls", host))
    sender = reading("", lambda: _mail_sender(given("MAIL_FROM", "").strip()))
    user, password = reading(("", ""), lambda: _mail_user(given("SMTP_USER", ""), given("SMTP_PASSWORD", "")))
    port = reading(0, lambda: _port(given("SMTP_PORT", "") or str(MAIL_PORTS[security])))
    return MailSettings(host, port, cast(Literal["starttls", "tls", "none"], security), sender, user, password)


def _mail_security(security: str, host: str) -> str:
    if security not in MAIL_PORTS:
        raise BadSetting(f"SMTP_SECURITY={security} is not known: give starttls, tls or none.")
    if security == "none" and host not in _LOOPBACK:
        raise BadSetting("SMTP_SECURITY=none is for a server on this machine only (127.0.0.1): give starttls or tls.")
    return security


def _mail_sender(sender: str) -> str:
    if not re.fullmatch(r"[!-~]+@[!-~]+", sender) or re.search(r"[<>,;]", sender) or sender.count("@") != 1:
        raise BadSetting("MAIL_FROM is missing or no address: SMTP_HOST needs it, for example MAIL_FROM=name@firm.fi")
    return sender


def _mail_user(user: str, password: str) -> tuple[str, str]:
    if bool(user) != bool(password):
        raise BadSetting("SMTP_USER and SMTP_PASSWORD belong together: give both, or neither.")
    return user, password


def _port(given: str) -> int:
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise BadSetting(f"SMTP_PORT={given} is no port: give a number from 1 to 65535.")
    return int(given)


def _database_url(given: str) -> str:
    if not given:
        (ROOT / "instance").mkdir(exist_ok=True)
        return f"sqlite:///{ROOT / 'instance' / 'osaamistase.db'}"
    for short in ("postgres://", "postgresql://"):
        if given.startswith(short):
            return "postgresql+psycopg://" + given.removeprefix(short)
    return given


def _database_wait(given: str) -> int:
    if not given.isdecimal() or not 0 < int(given) <= 60:
        raise BadSetting(f"DATABASE_WAIT={given} is no number of seconds: give a whole number from 1 to 60.")
    return int(given)


def _disclosure_k(given: str) -> int:
    """Fails closed: absent, broken or 0 means 5, and nothing goes below 3 (method.md section 8.1)."""
    wanted = int(given) if given.strip().isdecimal() else 0
    return max(3, wanted) if wanted else 5


def _demo_secret() -> str:
    """A secret of the demo's own, kept beside its database so that sign-ins outlive a restart."""
    kept = ROOT / "instance" / "demo-secret"
    if not kept.exists():
        kept.parent.mkdir(exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_hex(32))
    return kept.read_text()
