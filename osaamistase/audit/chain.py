"""The chain over what was done: each link holds the one before it, so that no event can be changed or left out unseen.

A hash chain (Schneier and Kelsey, 1999): link n = SHA-256(link n-1, event n as canonical JSON). Who can write to the
database could build it anew as a whole; its newest link, written down elsewhere, shows that too.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

BEGIN = "0" * 64


@dataclass(frozen=True)
class Link:
    """An event with its place in the chain, as the database has it."""

    position: int
    event_id: int
    at: datetime
    actor: str
    actor_id: int | None
    what: str
    endpoint: str
    about: dict[str, Any]
    request: str
    company_id: int | None
    sha256: str = ""


def sealed(before: str, link: Link) -> str:
    """What seals `link` after the one with the seal `before`."""
    told = [
        link.position, link.event_id, link.at.astimezone(UTC).isoformat(), link.actor, link.actor_id, link.what,
        link.endpoint, link.about, link.request, link.company_id,
    ]  # fmt: skip
    words = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{before}\n{words}".encode()).hexdigest()


def broken(links: Iterable[Link], begin: str = BEGIN, first: int = 1) -> Iterator[str]:
    """What is wrong with the chain, place by place; nothing where it is whole. `links` in their order."""
    before, expected = begin, first
    for link in links:
        if link.position != expected:
            yield f"position {expected}: missing; the next is {link.position}"
        if sealed(before, link) != link.sha256:
            yield f"position {link.position}, event {link.event_id}: not what was sealed"
        before, expected = link.sha256, link.position + 1
