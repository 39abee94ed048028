"""What a sign-in service says of a person, and which role here that means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

ORDER = ("administrator", "manager", "adviser")  # of several roles, the first counts


@dataclass(frozen=True)
class Claims:
    """`subject`: "issuer|sub", the same for ever. `email` "" where the service does not vouch for one."""

    subject: str
    email: str
    name: str
    groups: tuple[str, ...]


def read_claims(said: Mapping[str, Any], role_claim: str) -> Claims:
    """Claims of an ID token whose signature, issuer, audience, nonce and time were checked already."""
    found: Any = said
    for step in role_claim.split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    groups = (found,) if isinstance(found, str) else found if isinstance(found, Sequence) else ()
    email = str(said.get("email", "")).strip().lower() if said.get("email_verified") is True else ""
    name = str(said.get("name") or said.get("preferred_username") or email)
    return Claims(f"{said['iss']}|{said['sub']}"[:400], email[:254], name[:120], tuple(str(one) for one in groups))


def role_of(groups: Sequence[str], roles: Mapping[str, str]) -> str | None:
    """The role here that somebody of those groups has; None: none."""
    theirs = {roles[one] for one in groups if one in roles}
    return next((role for role in ORDER if role in theirs), None)
