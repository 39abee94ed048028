"""What the environment decides. Secrets come from here and nowhere else."""

import os
import re
import secrets
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from osaamistase.errors import BadSetting, Reading
from osaamistase.neighbours import MailSettings, Provider, collector, mail, provider, switch, ytj

ROOT = Path(__file__).resolve().parent.parent


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
    guides: Path = ROOT / "guides"
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
    def passwords(self) -> bool:
        """Whether people sign in by password: always where no sign-in service does it for them."""
        return self.provider is None or self.provider.passwords

    @property
    def mail_state(self) -> Literal["on", "off", "demo"]:
        """on: mails go out; off: no server is named; demo: mails are written for the outbox page and never sent."""
        if self.demo:
            return "demo"
        return "on" if self.mail else "off"


def serving(environment: Mapping[str, str] = os.environ, words: Sequence[str] | None = None) -> bool:
    """Whether this process answers visitors. Other commands sign no cookies and check what may be unsound."""
    return "FLASK_RUN_FROM_CLI" not in environment or "run" in (sys.argv if words is None else words)


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
        mail=None if demo else mail(environment, reading),
        address=reading("", _address, given("PUBLIC_ADDRESS", "").strip()),
        second_factor=reading("required", _second_factor, given("SECOND_FACTOR", ""), demo),
        leaked_passwords=reading(None, _leaked, given("LEAKED_PASSWORDS", "")),
        provider=reading(None, provider, environment),
        rate_limits=reading(True, switch, "RATE_LIMITS", given("RATE_LIMITS", "")),
        log_requests=reading(True, switch, "LOG_REQUESTS", given("LOG_REQUESTS", ""), "off" if demo else "on"),
        slow_query_ms=reading(500, _milliseconds, given("SLOW_QUERY_MS", "") or "500"),
        metrics_token=reading("", _metrics_token, given("METRICS_TOKEN", "")),
        rate_storage=reading("", _rate_storage, given("RATE_STORAGE", "")),
        tracing=reading("", collector, given("OTEL_EXPORTER_OTLP_ENDPOINT", "").strip()),
        ytj=reading("", ytj, environment, demo),
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
