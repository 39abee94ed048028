"""Asks the organisation's own sign-in service what it is, as `doctor` wants to know before people do."""

import http.client
import json
import ssl
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPSHandler, Request, build_opener

from osaamistase.neighbours import Provider

_PATIENCE, _MOST = 5, 1_000_000  # seconds; bytes of an answer that is worth reading
_WANTED = ("authorization_endpoint", "token_endpoint", "jwks_uri")


def authorities() -> str | bool:
    """Whom this machine trusts, as a file or folder, for libraries that would bring a list of their own.

    The same as mail and look-ups trust: the machine's own list, or SSL_CERT_FILE.
    """
    paths = ssl.get_default_verify_paths()
    return paths.cafile or paths.capath or True


def refusal(provider: Provider) -> str | None:
    """Why nobody could sign in by it, in a word or two; None where it describes itself as it must."""
    address = f"{provider.issuer}/.well-known/openid-configuration"
    opener = build_opener(HTTPSHandler(context=ssl.create_default_context()))
    try:
        with opener.open(Request(address), timeout=_PATIENCE) as answer:  # noqa: S310  settings let https alone pass
            told = json.loads(answer.read(_MOST))
    except HTTPError as error:
        return f"answer {error.code}"
    except (URLError, OSError, http.client.HTTPException) as error:
        return _kind(getattr(error, "reason", error))
    except ValueError:
        return "no description"
    return _missing(told, provider.issuer)


def _kind(why: object) -> str:
    if isinstance(why, ssl.SSLCertVerificationError):
        return "certificate"
    if isinstance(why, ssl.SSLError):
        return "tls"
    return "timeout" if isinstance(why, TimeoutError) else "connection"


def _missing(told: Any, issuer: str) -> str | None:
    if not isinstance(told, dict) or not all(isinstance(told.get(name), str) for name in _WANTED):
        return "no description"
    named = told.get("issuer")
    if not isinstance(named, str) or named.rstrip("/") != issuer:
        return f"issuer {named}"
    return None
