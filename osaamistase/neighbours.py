"""Other machines that the environment names: the mail server, a sign-in service, a collector of spans, YTJ."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Literal, cast
from urllib.parse import urlsplit

from osaamistase.errors import BadSetting, Reading

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


def mail(environment: Mapping[str, str], reading: Reading) -> MailSettings | None:
    """None where no server is named. What is refused is noted in `reading`."""
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


def _port(given: str) -> int:
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise BadSetting(f"SMTP_PORT={given} is no port: give a number from 1 to 65535.")
    return int(given)


def switch(name: str, given: str, otherwise: str = "on") -> bool:
    """Whether something is on. Raises BadSetting for a word that is neither "on" nor "off"."""
    if (given or otherwise) not in ("on", "off"):
        raise BadSetting(f"{name}={given} is not known: give on or off.")
    return (given or otherwise) == "on"


def provider(environment: Mapping[str, str]) -> Provider | None:
    """None where none is named. Raises BadSetting."""
    issuer = environment.get("OIDC_ISSUER", "").strip().rstrip("/")
    if not issuer:
        if not switch("PASSWORDS", environment.get("PASSWORDS", "")):
            raise BadSetting("PASSWORDS=off leaves nobody a way in: name a sign-in service with OIDC_ISSUER, too.")
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
        environment.get("OIDC_ROLE_CLAIM", "") or "roles", roles, switch("PASSWORDS", environment.get("PASSWORDS", "")),
    )  # fmt: skip


def collector(given: str) -> str:
    """Its address; "" where none is named. Raises BadSetting, also where the libraries for it are not here."""
    if given and not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#]*)?", given):
        raise BadSetting(
            "OTEL_EXPORTER_OTLP_ENDPOINT is no address of a collector (OTLP over HTTP): give for example "
            "http://127.0.0.1:4318, without user and query, or leave it out."
        )
    if given and find_spec("opentelemetry") is None:  # looked for, not loaded
        mend = ".venv/bin/python -m pip install --require-hashes -r requirements/tracing.txt"
        raise BadSetting(f"OTEL_EXPORTER_OTLP_ENDPOINT needs libraries that are not here: {mend}, or leave it out.")
    return given.rstrip("/")


def ytj(environment: Mapping[str, str], demo: bool) -> str:
    """Its address; "" where nobody is asked: a demo asks only whom it is told to. Raises BadSetting."""
    asked, given = switch("YTJ", environment.get("YTJ", "")), environment.get("YTJ_ADDRESS", "").strip()
    if given and not _may_be_asked(given):
        raise BadSetting(
            "YTJ_ADDRESS is no address that may be asked: give one with https, without user, query or fragment "
            f"(http is for this machine only), for example {YTJ_ADDRESS}, or YTJ=off."
        )
    return "" if not asked else given or ("" if demo else YTJ_ADDRESS)


def _may_be_asked(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host, _number = parts.hostname, parts.port
    except ValueError:
        return False
    plain = re.fullmatch(r"[!-~]+", address) is not None and not set("?#@\\") & set(address)
    return plain and host is not None and (parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK))
