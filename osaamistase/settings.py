"""What the environment decides. Secrets come from here and nowhere else."""

import os
import re
import secrets
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, cast
from urllib.parse import urlsplit

from osaamistase.errors import BadSetting, Reading

ROOT = Path(__file__).resolve().parent.parent
YTJ_ADDRESS = "https://avoindata.prh.fi/opendata-ytj-api/v3/companies"
MAIL_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


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
class Provider:
    """The organisation's own sign-in service (OpenID Connect), and which of its groups may do what here."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str = "OpenID Connect"
    role_claim: str = "roles"  # a dot leads further in: realm_access.roles
    roles: Mapping[str, str] = field(default_factory=dict)  # theirs → ours
    passwords: bool = True  # whether people may also sign in by password


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
    second_factor: Literal["required", "offered"] = "offered"  # for who signs in by password
    leaked_passwords: Path | None = None  # a sorted file of SHA-1 hashes
    provider: Provider | None = None
    rate_limits: bool = True
    log_requests: bool = False
    slow_query_ms: int = 500
    metrics_token: str = field(default="", repr=False)  # "": no measurements are given out
    rate_storage: str = ""  # "": the database counts; redis://… otherwise
    tracing: str = ""  # the collector that spans are sent to; "": none are made
    ytj: str = ""  # where firms are looked up by their business id; "": nowhere
    backup_passphrase: str = field(default="", repr=False)  # what backups are encrypted with and opened by

    @property
    def mail_state(self) -> Literal["on", "off", "demo"]:
        """on: mails go out; off: no server is named; demo: mails are written for the outbox page and never sent."""
        if self.demo:
            return "demo"
        return "on" if self.mail else "off"


def serving(environment: Mapping[str, str] = os.environ, words: Sequence[str] = sys.argv) -> bool:
    """Whether this process answers visitors. Other commands sign no cookies and check what may be unsound."""
    return "FLASK_RUN_FROM_CLI" not in environment or "run" in words


def from_environment(environment: Mapping[str, str] = os.environ, *, serves: bool = True) -> Settings:
    """Settings from environment variables. Raises BadSetting where a needed one is missing.

    A command that serves nobody needs no secret: it gets one that dies with it.
    """
    settings, refused = gathered(environment, serves=serves)
    if refused:
        raise BadSetting(refused[0])
    return settings


def gathered(environment: Mapping[str, str], *, serves: bool = True) -> tuple[Settings, list[str]]:
    """The settings, and a sentence for each that is refused. Only without any are they fit for use."""
    demo, given, reading = environment.get("DEMO") == "1", environment.get, Reading()
    settings = Settings(
        secret_key=reading("", _secret_key, given("SECRET_KEY", ""), demo, serves),
        database_url=reading("sqlite://", _database_url, given("DATABASE_URL", "")),
        demo=demo,
        database_wait=reading(10, _database_wait, given("DATABASE_WAIT", "") or "10"),
        secure_cookies=given("INSECURE_COOKIES_ON_LOOPBACK") != "1",
        organisation=given("ORGANISATION", "Kinno"),
        proxies=int(given("PROXIES", "0")) if given("PROXIES", "0").isdecimal() else 0,
        disclosure_k=_disclosure_k(given("DISCLOSURE_K", "")),
        mail=None if demo else _mail(environment, reading),
        address=reading("", _address, given("PUBLIC_ADDRESS", "").strip()),
        second_factor=reading("required", _second_factor, given("SECOND_FACTOR", ""), demo),
        leaked_passwords=reading(None, _leaked, given("LEAKED_PASSWORDS", "")),
        provider=reading(None, _provider, environment),
        rate_limits=given("RATE_LIMITS", "on") != "off",
        log_requests=given("LOG_REQUESTS", "off" if demo else "on") != "off",
        slow_query_ms=reading(500, _milliseconds, given("SLOW_QUERY_MS", "") or "500"),
        metrics_token=reading("", _metrics_token, given("METRICS_TOKEN", "")),
        rate_storage=reading("", _rate_storage, given("RATE_STORAGE", "")),
        tracing=reading("", _tracing, given("OTEL_EXPORTER_OTLP_ENDPOINT", "").strip()),
        ytj=reading("", _ytj, environment, demo),
        backup_passphrase=given("BACKUP_PASSPHRASE", ""),
    )
    return settings, reading.refused


def _secret_key(given: str, demo: bool, serves: bool) -> str:
    given = given or (_demo_secret() if demo else "" if serves else secrets.token_hex(32))
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


def _second_factor(given: str, demo: bool) -> Literal["required", "offered"]:
    if given not in ("", "required", "offered"):
        raise BadSetting(f"SECOND_FACTOR={given} is not known: give required or offered.")
    return "offered" if given == "offered" or (demo and not given) else "required"


def _leaked(given: str) -> Path | None:
    if given and not Path(given).is_file():
        raise BadSetting(f"LEAKED_PASSWORDS={given} is no file: give the sorted list of SHA-1 hashes, or leave it out.")
    return Path(given) if given else None


def _rate_storage(given: str) -> str:
    if given and not given.startswith(("redis://", "rediss://")):
        raise BadSetting("RATE_STORAGE is no Redis address: give redis://… or leave it out, then the database counts.")
    return given


def _milliseconds(given: str) -> int:
    if not given.isdecimal() or int(given) < 1:
        raise BadSetting(f"SLOW_QUERY_MS={given} is no number of milliseconds: give a whole number, for example 500.")
    return int(given)


def _metrics_token(given: str) -> str:
    if given and len(given) < 24:
        raise BadSetting("METRICS_TOKEN is shorter than 24 characters: give a longer one, or leave it out.")
    return given


def _tracing(given: str) -> str:
    if given and not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#]*)?", given):
        raise BadSetting(
            "OTEL_EXPORTER_OTLP_ENDPOINT is no address of a collector (OTLP over HTTP): give for example "
            "http://127.0.0.1:4318, without user and query, or leave it out."
        )
    if given and find_spec("opentelemetry") is None:  # looked for, not loaded
        mend = ".venv/bin/python -m pip install --require-hashes -r requirements/tracing.txt"
        raise BadSetting(f"OTEL_EXPORTER_OTLP_ENDPOINT needs libraries that are not here: {mend}, or leave it out.")
    return given.rstrip("/")


def _provider(environment: Mapping[str, str]) -> Provider | None:
    issuer = environment.get("OIDC_ISSUER", "").strip().rstrip("/")
    if not issuer:
        return None
    on_loopback = re.match(r"http://(127\.0\.0\.1|localhost)(:\d+)?(/|$)", issuer)
    if not on_loopback and not re.fullmatch(r"https://[^\s/?#]+(/[^\s?#]*)?", issuer):
        raise BadSetting(f"OIDC_ISSUER={issuer} is no https address of a sign-in service.")
    client, secret = environment.get("OIDC_CLIENT_ID", ""), environment.get("OIDC_CLIENT_SECRET", "")
    if not client or not secret:
        raise BadSetting("OIDC_ISSUER needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET, as the sign-in service gave them.")
    roles: dict[str, str] = {}
    for pair in filter(None, (one.strip() for one in environment.get("OIDC_ROLES", "").split(","))):
        ours, _, theirs = pair.partition("=")
        if ours not in ("adviser", "manager", "administrator") or not theirs:
            raise BadSetting(f"OIDC_ROLES: {pair} is no pair; give for example adviser=Neuvojat,manager=Johto.")
        roles[theirs] = ours
    return Provider(
        issuer, client, secret, environment.get("OIDC_NAME", "") or "OpenID Connect",
        environment.get("OIDC_ROLE_CLAIM", "") or "roles", roles, environment.get("PASSWORDS", "on") != "off",
    )  # fmt: skip


def _mail(environment: Mapping[str, str], reading: Reading) -> MailSettings | None:
    given = environment.get
    host = given("SMTP_HOST", "").strip()
    if not host:
        return None
    security = reading("starttls", _mail_security, given("SMTP_SECURITY", "") or "starttls", host)
    sender = reading("", _mail_sender, given("MAIL_FROM", "").strip())
    user, password = reading(("", ""), _mail_user, given("SMTP_USER", ""), given("SMTP_PASSWORD", ""))
    port = reading(0, _port, given("SMTP_PORT", "") or str(MAIL_PORTS[security]))
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


def _ytj(environment: Mapping[str, str], demo: bool) -> str:
    """A demo asks nobody unless it is told whom."""
    switch, given = environment.get("YTJ", "") or "on", environment.get("YTJ_ADDRESS", "").strip()
    if switch not in ("on", "off"):
        raise BadSetting(f"YTJ={switch} is not known: give on or off.")
    if given and not _may_be_asked(given):
        raise BadSetting(
            "YTJ_ADDRESS is no address that may be asked: give one with https, without user, query or fragment "
            f"(http is for this machine only), for example {YTJ_ADDRESS}, or YTJ=off."
        )
    return "" if switch == "off" else given or ("" if demo else YTJ_ADDRESS)


def _may_be_asked(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host, _number = parts.hostname, parts.port
    except ValueError:
        return False
    plain = re.fullmatch(r"[!-~]+", address) is not None and not set("?#@\\") & set(address)
    return plain and host is not None and (parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK))


def _port(given: str) -> int:
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise BadSetting(f"SMTP_PORT={given} is no port: give a number from 1 to 65535.")
    return int(given)


def _database_url(given: str) -> str:
    if not given:
        try:
            (ROOT / "instance").mkdir(exist_ok=True)
        except OSError as error:
            raise BadSetting(
                f"DATABASE_URL is missing, and {ROOT / 'instance'} cannot be made for the embedded database "
                f"({error.strerror}). Give postgresql://user:password@host/name, or a file that this user may "
                "write, for example DATABASE_URL=sqlite:////var/lib/osaamistase/osaamistase.db"
            ) from None
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
